/** Verified copies beside the workspace: make one, save one elsewhere, go back to one. */
import { Badge, Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/contract/workspace';
import { asAppError, useApi, useCommand } from '../app/api';
import { useBackupNow } from '../app/backup-now';
import { noteStatus } from '../app/events';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import { ConfirmButton } from '../ui/confirm-button';
import { useFormat } from '../ui/format-context';
import { EmptyState, ErrorState, LoadingState } from '../ui/states';
import { When } from '../ui/text';
import { Section } from './shared-parts';
import classes from './workspace.module.css';

function BackupTable({ backups }: { backups: readonly Backup[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { readOnly } = useWorkspace();
  const restore = useCommand('app.restoreBackup', {
    onSuccess: (status) => {
      noteStatus(status);
      notify({ message: t('workspace:backups.restored') });
    },
  });
  return (
    <div className={classes.scroll}>
      <Table stickyHeader verticalSpacing={4} className={classes.table} data-testid="backups-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('workspace:backups.at')}</Table.Th>
            <Table.Th>{t('workspace:backups.reason')}</Table.Th>
            <Table.Th ta="right">{t('workspace:backups.size')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {backups.map((backup) => (
            <Table.Tr key={backup.id} data-testid="backup-row">
              <Table.Td title={backup.fileName}>
                <When at={backup.at} />
              </Table.Td>
              <Table.Td>
                <Badge variant="light" color="gray" tt="none" fw={500}>
                  {t(`workspace:backups.reasons.${backup.reason}`)}
                </Badge>
              </Table.Td>
              <Table.Td ta="right">{format.bytes(backup.size)}</Table.Td>
              <Table.Td ta="right">
                <ConfirmButton
                  size="compact-sm"
                  color="teal"
                  variant="default"
                  disabled={readOnly || restore.isPending}
                  question={t('workspace:backups.restoreQuestion', { when: format.when(backup.at) })}
                  confirmLabel={t('workspace:backups.restore')}
                  onConfirm={() => restore.mutate({ backupId: backup.id })}
                  testId="backup-restore"
                >
                  {t('workspace:backups.restore')}
                </ConfirmButton>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** See the file's head. */
export function BackupsSection() {
  const { t } = useTranslation();
  const { data, error, refetch } = useApi('workspace.backups', {});
  const now = useBackupNow();
  const saveAs = useCommand('app.backupTo', {
    // null: the dialog was closed.
    onSuccess: (backup) => backup && notify({ message: t('workspace:backups.savedAs', { fileName: backup.fileName }) }),
  });
  const showFolder = useCommand('app.showFolder');
  return (
    <Section
      id="backups"
      title={t('workspace:backups.title')}
      text={t('workspace:backups.text')}
      actions={
        <>
          <Button variant="default" onClick={() => showFolder.mutate({ what: 'backups' })}>
            {t('workspace:backups.showFolder')}
          </Button>
          <Button variant="default" onClick={() => saveAs.mutate({})} loading={saveAs.isPending}>
            {t('workspace:backups.saveAs')}
          </Button>
          <Button onClick={now.run} loading={now.isPending} data-testid="backup-now">
            {t('workspace:backups.now')}
          </Button>
        </>
      }
    >
      {data ? (
        data.length > 0 ? (
          <BackupTable backups={data} />
        ) : (
          <EmptyState compact title={t('workspace:backups.empty')} />
        )
      ) : error ? (
        <ErrorState compact error={asAppError(error)} retry={() => void refetch()} />
      ) : (
        <LoadingState rows={3} />
      )}
    </Section>
  );
}
