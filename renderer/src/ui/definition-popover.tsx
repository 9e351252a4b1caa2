/** The button of a definition with the popover it opens; in a chunk of its own, see definition.tsx. */
import { Popover, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { DefinitionButton, type DefinitionProps } from './definition';

/** Opens on a click; closes on Escape, on another click, and on a click elsewhere. */
export default function DefinitionPopover({ of, entries, testId }: DefinitionProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-start" withArrow shadow="none">
      <Popover.Target>
        <DefinitionButton of={of} testId={testId} opened={opened} onToggle={setOpened} />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" data-testid={testId ? `${testId}-text` : undefined}>
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
