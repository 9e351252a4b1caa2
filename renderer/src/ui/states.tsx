/** What a page or list shows instead of its data: nothing yet, a failure, or still reading. Each keeps its place so that nothing jumps. */
import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/contract/errors';
import classes from './ui.module.css';

interface EmptyStateProps {
  icon?: ReactNode;
  /** What would be here. */
  title: string;
  /** How to get it. */
  text?: string;
  /** One button. */
  action?: { label: string; run: () => void } | undefined;
  /** Less room: inside cards and tables. */
  compact?: boolean;
}

/** Nothing here yet: what would be here, how to get it, one button. */
export function EmptyState({ icon, title, text, action, compact }: EmptyStateProps) {
  return (
    <div className={classes.state} data-compact={compact || undefined} data-testid="empty-state">
      {icon ? <div className={classes.stateIcon}>{icon}</div> : null}
      <Title order={compact ? 5 : 4} fw={600} ta="center">
        {title}
      </Title>
      {text ? (
        <Text c="dimmed" ta="center" maw={460}>
          {text}
        </Text>
      ) : null}
      {action ? (
        <Button mt="xs" onClick={action.run}>
          {action.label}
        </Button>
      ) : null}
    </div>
  );
}

/** A failed read: the error's text and a way to try again. */
export function ErrorState({ error, retry, compact }: { error: Pick<AppError, 'code' | 'params'>; retry?: () => void; compact?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.state} data-compact={compact || undefined} role="alert" data-testid="error-state">
      <div className={classes.stateIcon} data-tone="risk">
        <IconAlertTriangle size={22} stroke={1.6} aria-hidden="true" />
      </div>
      <Text ta="center" maw={520}>
        {t(`errors:${error.code}`, error.params)}
      </Text>
      {retry ? (
        <Button variant="default" mt="xs" onClick={retry}>
          {t('common:tryAgain')}
        </Button>
      ) : null}
    </div>
  );
}

const lineWidths = ['92%', '78%', '85%', '64%', '88%', '72%', '80%', '58%', '90%', '69%', '83%', '75%'];

/** Grey lines in the size of what will come (up to twelve); appears only after a moment, so that fast answers do not flash. */
export function LoadingState({ rows = 5, height = 18 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" py="md" className={classes.loading} role="status" aria-label={t('common:loading')}>
      {lineWidths.slice(0, rows).map((width) => (
        <Skeleton key={width} height={height} width={width} animate={false} />
      ))}
    </Stack>
  );
}
