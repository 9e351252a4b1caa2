/** The backups that lie beside a workspace that could not be opened. */
import { Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/contract/workspace';
import { useCommand } from '../app/api';
import { noteStatus } from '../app/events';
import { ConfirmButton } from '../ui/confirm-button';
import { useFormat } from '../ui/format-context';
import { When } from '../ui/text';
import classes from './workspace.module.css';

/** Newest first; the file that could not be opened is set aside by the restore, never deleted. */
export function RestoreChoice({ backups, disabled }: { backups: readonly Backup[] | undefined; disabled: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const restore = useCommand('app.restoreBackup', { onSuccess: noteStatus });
  return (
    <Paper withBorder className={classes.restore} data-testid="start-restore-list">
      <Text fw={600}>{t('workspace:startError.restoreTitle')}</Text>
      {backups?.length === 0 ? <Text c="dimmed">{t('workspace:startError.noBackups')}</Text> : null}
      {backups?.slice(0, 5).map((backup) => (
        <Group key={backup.id} justify="space-between" wrap="nowrap" className={classes.restoreLine}>
          <div>
            <When at={backup.at} />
            <Text span size="xs" c="dimmed" ml="sm">
              {t(`workspace:backups.reasons.${backup.reason}`)} · {format.bytes(backup.size)}
            </Text>
          </div>
          <ConfirmButton
            size="compact-sm"
            color="teal"
            disabled={disabled || restore.isPending}
            question={t('workspace:startError.restoreQuestion', { when: format.when(backup.at) })}
            confirmLabel={t('workspace:backups.restore')}
            onConfirm={() => restore.mutate({ backupId: backup.id })}
            testId="start-restore-backup"
          >
            {t('workspace:backups.restore')}
          </ConfirmButton>
        </Group>
      ))}
    </Paper>
  );
}
