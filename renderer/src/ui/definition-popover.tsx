/** The button of a definition with the popover it opens; in a chunk of its own, see definition.tsx. */
import { Popover, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { DefinitionButton, type DefinitionProps } from './definition';

/** Padding and border of what opens, above and below. */
const edges = 30;

/** Opens on a click, at once where it was asked for before it had loaded; closes on Escape, on another click, and on a click elsewhere. */
export default function DefinitionPopover({ of, entries, testId, asked }: DefinitionProps & { asked: boolean }) {
  const [opened, setOpened] = useState(asked);
  // Never taller than the window: the rest scrolls.
  const [room, setRoom] = useState(600);
  const button = useRef<HTMLButtonElement>(null);
  // This button takes the place of the one that was clicked, and of its focus.
  useEffect(() => {
    if (asked) button.current?.focus({ preventScroll: true });
  }, [asked]);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={340}
      position="bottom-start"
      withArrow
      shadow="none"
      middlewares={{ flip: true, shift: true, size: { padding: 12, apply: ({ availableHeight }) => setRoom(Math.floor(availableHeight)) } }}
    >
      <Popover.Target>
        <DefinitionButton of={of} testId={testId} opened={opened} onToggle={setOpened} ref={button} />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack
          gap="xs"
          mah={room - edges}
          pr={6}
          mr={-6}
          style={{ overflowX: 'hidden', overflowY: 'auto' }}
          data-testid={testId ? `${testId}-text` : undefined}
        >
          <Text fw={600}>{of}</Text>
          {entries.map(({ label, text }) => (
            <div key={label}>
              <Text size="xs" c="dimmed">
                {label}
              </Text>
              <Text size="sm" component="div">
                {text}
              </Text>
            </div>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
