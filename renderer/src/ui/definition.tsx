/** ⓘ: a small button that opens the definition of a figure or the explanation of a chart. */
import { ActionIcon, Popover, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface DefinitionProps {
  /** What is explained; part of the button's accessible name. */
  of: string;
  /** Label and text per line: definition, base, not available when, data through. */
  entries: readonly { label: string; text: ReactNode }[];
  testId?: string;
}

/** Opens definition, base, coverage and sources of a figure. */
export function Definition({ of, entries, testId }: DefinitionProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-start" withArrow shadow="none">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('common:definitionOf', { name: of })}
          data-testid={testId}
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpened(false);
          }}
        >
          <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
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
