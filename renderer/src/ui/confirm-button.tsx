/** A button that asks once more, in place, before something that cannot be taken back with one click. */
import { Button, type ButtonProps, Group, Popover, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmButtonProps extends ButtonProps {
  children: ReactNode;
  /** What will happen, in one or two sentences. */
  question: ReactNode;
  /** The verb on the confirming button. */
  confirmLabel: string;
  onConfirm: () => void;
  testId?: string;
}

/** Opens the question beside itself; the confirming button stands away from where the first click was. */
export function ConfirmButton({ children, question, confirmLabel, onConfirm, testId, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={300} position="bottom-end" withArrow shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpened((now) => !now)} data-testid={testId}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text size="sm" component="div">
            {question}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button size="xs" variant="default" onClick={() => setOpened(false)} data-autofocus>
              {t('common:cancel')}
            </Button>
            <Button
              size="xs"
              color={button.color ?? 'red'}
              data-testid={testId ? `${testId}-confirm` : undefined}
              onClick={() => {
                setOpened(false);
                onConfirm();
              }}
            >
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
