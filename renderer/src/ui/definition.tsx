/** ⓘ: a small button that opens the definition of a figure or the explanation of a chart. */
import { ActionIcon } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { lazy, type ReactNode, type Ref, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStarted } from './after-start';
import { styled } from './styled';

export interface DefinitionProps {
  /** What is explained; part of the button's accessible name. */
  of: string;
  /** Label and text per line: definition, base, not available when, data through. */
  entries: readonly { label: string; text: ReactNode }[];
  testId?: string | undefined;
}

interface ButtonProps {
  of: string;
  testId: string | undefined;
  opened?: boolean;
  onToggle?: (opened: boolean) => void;
  ref?: Ref<HTMLButtonElement>;
}

/** The button alone. */
export function DefinitionButton({ of, testId, opened = false, onToggle, ref, ...fromTarget }: ButtonProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={t('common:definitionOf', { name: of })}
      data-testid={testId}
      {...fromTarget}
      ref={ref}
      aria-expanded={opened}
      onClick={() => onToggle?.(!opened)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onToggle?.(false);
      }}
    >
      <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
    </ActionIcon>
  );
}

const DefinitionPopover = lazy(() => styled(() => import('./definition-popover')));

/** Opens definition, base, coverage and sources of a figure. What opens loads after the first page is usable; a click before that is remembered. */
export function Definition(props: DefinitionProps) {
  const [asked, setAsked] = useState(false);
  const started = useStarted();
  const button = <DefinitionButton of={props.of} testId={props.testId} opened={asked} onToggle={setAsked} />;
  return started || asked ? (
    <Suspense fallback={button}>
      <DefinitionPopover {...props} asked={asked} />
    </Suspense>
  ) : (
    button
  );
}
