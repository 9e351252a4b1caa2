/** The workspace could not be opened: which file, what is wrong, and only choices that cannot make it worse. */
import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconFolder, IconFolderOpen, IconHistory, IconLockOpen2, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../shared/contract/errors';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import { useApi, useCommand } from '../app/api';
import { noteStatus } from '../app/events';
import { useReady } from '../app/ready';
import { useWorkspaceCommands } from '../app/workspace-commands';
import { LanguageChoice } from './language-choice';
import { RestoreChoice } from './restore-choice';
import classes from './workspace.module.css';

/** Opening without writing cannot help where the file is no database of ours, is missing, is one this version cannot read, or the fault lies elsewhere. */
const readOnlyHelps: Partial<Record<ErrorCode, boolean>> = {
  'workspace-corrupt': true,
  'workspace-locked': true,
  'workspace-read-only': true,
  'migration-failed': true,
  'disk-full': true,
  'core-failed': true,
  unexpected: true,
};

/** An older copy must not replace a file that is only in use, or cannot be written for now. The restore keeps the file it replaces. */
const restoreHelps: Partial<Record<ErrorCode, boolean>> = {
  'workspace-corrupt': true,
  'workspace-newer': true,
  'workspace-missing': true,
  'workspace-unreadable': true,
  'workspace-not-ours': true,
  'migration-failed': true,
  unexpected: true,
};

/** See the file's head. */
export default function StartError({ status }: { status: WorkspaceStatus }) {
  const { t } = useTranslation();
  const { code, params } = status.error ?? { code: 'unexpected' as const, params: {} };
  const { open, close, isPending } = useWorkspaceCommands();
  const reopen = useCommand('app.reopen', { onSuccess: noteStatus });
  const showFolder = useCommand('app.showFolder');
  const backups = useApi('app.failedBackups', {}, { enabled: restoreHelps[code] === true });
  const [isRestoring, setRestoring] = useState(false);
  useReady(true);
  const isBusy = isPending || reopen.isPending;
  const icon = { size: 17, stroke: 1.6, 'aria-hidden': true } as const;
  return (
    <main className={classes.welcome} data-testid="start-error">
      <Stack gap="lg" className={classes.welcomeBox}>
        <Group gap="md" wrap="nowrap" align="flex-start">
          <span className={classes.riskIcon}>
            <IconAlertTriangle size={24} stroke={1.7} aria-hidden="true" />
          </span>
          <div>
            <Title order={1} size="h3">
              {t('workspace:startError.title')}
            </Title>
            <Text mt={4}>{t(`errors:${code}`, params)}</Text>
          </div>
        </Group>
        <Paper withBorder p="sm" className={classes.factBox}>
          <Text size="xs" c="dimmed">
            {t('workspace:startError.path')}
          </Text>
          <Text className={classes.path} data-testid="start-error-path">
            {status.path ?? '—'}
          </Text>
          <Text size="xs" c="dimmed" mt={6}>
            {t('workspace:startError.code')} <Code data-testid="start-error-code">{code}</Code>
          </Text>
        </Paper>
        {isRestoring ? <RestoreChoice backups={backups.data} disabled={isBusy} /> : null}
        <Group gap="xs">
          <Button
            leftSection={<IconRefresh {...icon} />}
            onClick={() => reopen.mutate({ readOnly: false })}
            loading={reopen.isPending}
            disabled={isPending}
            data-testid="start-retry"
          >
            {t('common:tryAgain')}
          </Button>
          {restoreHelps[code] ? (
            <Button
              variant="default"
              leftSection={<IconHistory {...icon} />}
              onClick={() => setRestoring((now) => !now)}
              aria-expanded={isRestoring}
              disabled={isBusy}
              data-testid="start-restore"
            >
              {t('workspace:startError.restore')}
            </Button>
          ) : null}
          {readOnlyHelps[code] ? (
            <Button
              variant="default"
              leftSection={<IconLockOpen2 {...icon} />}
              onClick={() => reopen.mutate({ readOnly: true })}
              disabled={isBusy}
              data-testid="start-read-only"
            >
              {t('workspace:startError.readOnly')}
            </Button>
          ) : null}
          {status.path ? (
            <Button
              variant="default"
              leftSection={<IconFolder {...icon} />}
              onClick={() => showFolder.mutate({ what: 'workspace' })}
              data-testid="start-show-folder"
            >
              {t('workspace:startError.showFolder')}
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<IconFolderOpen {...icon} />}
            onClick={open}
            disabled={isBusy}
            data-testid="start-open-other"
          >
            {t('workspace:startError.openOther')}
          </Button>
          <Button variant="subtle" color="gray" onClick={close} disabled={isBusy} data-testid="start-close">
            {t('workspace:startError.back')}
          </Button>
        </Group>
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {t('workspace:startError.untouched')}
          </Text>
          <LanguageChoice />
        </Group>
      </Stack>
    </main>
  );
}
