/** Without an open workspace: make one, open one, or look around in the demo. */
import { ActionIcon, Button, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconFilePlus, IconFolderOpen, IconLock, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recent } from '../../../shared/contract/app';
import { asAppError, finishJob, useApi, useCommand } from '../app/api';
import { useJob } from '../app/jobs';
import { Mark } from '../app/mark';
import { notifyError } from '../app/notify';
import { useReady } from '../app/ready';
import { JobProgress } from '../app/running-jobs';
import { useWorkspaceCommands } from '../app/workspace-commands';
import { LanguageChoice } from './language-choice';
import classes from './workspace.module.css';

function Recents({ recents, open, disabled }: { recents: readonly Recent[]; open: (id: string) => void; disabled: boolean }) {
  const { t } = useTranslation();
  const forget = useCommand('app.forgetRecent', { onSuccess: () => void info.refetch() });
  const info = useApi('app.info', {});
  if (recents.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {t('workspace:firstRun.recents')}
      </Text>
      <Paper withBorder className={classes.recents} data-testid="recents">
        {recents.map((recent) => (
          <div key={recent.id} className={classes.recent}>
            <UnstyledButton
              className={classes.recentOpen}
              disabled={disabled || recent.missing}
              data-missing={recent.missing || undefined}
              onClick={() => open(recent.id)}
            >
              <Text component="span" display="block" fw={500} truncate>
                {recent.name}
              </Text>
              <Text component="span" display="block" size="xs" c="dimmed" truncate title={recent.folder}>
                {recent.missing ? `${t('workspace:firstRun.missing')} · ${recent.folder}` : recent.folder}
              </Text>
            </UnstyledButton>
            <ActionIcon aria-label={t('workspace:firstRun.forget', { name: recent.name })} onClick={() => forget.mutate({ id: recent.id })}>
              <IconX size={15} stroke={1.7} />
            </ActionIcon>
          </div>
        ))}
      </Paper>
    </div>
  );
}

/** Starts the demo and follows its import; the window moves on by itself once the workspace is open. */
function useDemo() {
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const command = useCommand('app.openDemo', {
    onSuccess: (started) => {
      setJobId(started.jobId);
      finishJob(started.jobId).catch((error: unknown) => notifyError(asAppError(error)));
    },
  });
  return { start: () => command.mutate({}), job: job?.state === 'running' ? job : null, isStarting: command.isPending };
}

/** See the file's head. */
export default function FirstRun() {
  const { t } = useTranslation();
  const info = useApi('app.info', {});
  const { create, open, openRecent, isPending } = useWorkspaceCommands();
  const demo = useDemo();
  useReady(info.data !== undefined || info.error !== null);
  const isBusy = isPending || demo.isStarting || demo.job !== null;
  const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;
  return (
    <main className={classes.welcome} data-testid="first-run">
      <Stack gap="lg" className={classes.welcomeBox}>
        <Group gap="md" wrap="nowrap">
          <Mark size={52} />
          <div>
            <Title order={1} size="h2">
              {t('workspace:firstRun.title')}
            </Title>
            <Text c="dimmed">{t('workspace:firstRun.text')}</Text>
          </div>
        </Group>
        <Stack gap="xs">
          <Button size="md" leftSection={<IconFilePlus {...icon} />} onClick={create} disabled={isBusy} data-testid="create-workspace">
            {t('workspace:firstRun.create')}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconFolderOpen {...icon} />}
            onClick={open}
            disabled={isBusy}
            data-testid="open-workspace"
          >
            {t('workspace:firstRun.open')}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconPlayerPlay {...icon} />}
            onClick={demo.start}
            disabled={isBusy}
            loading={demo.isStarting}
            data-testid="open-demo"
          >
            {t('workspace:firstRun.demo')}
          </Button>
          <Text size="xs" c="dimmed" ta="center">
            {t('workspace:firstRun.demoText')}
          </Text>
        </Stack>
        {demo.job ? (
          <Paper withBorder p="md">
            <JobProgress job={demo.job} />
          </Paper>
        ) : (
          <Recents recents={info.data?.recents ?? []} open={openRecent} disabled={isBusy} />
        )}
        <Group justify="space-between" gap="sm">
          <Group gap={6} wrap="nowrap" c="dimmed">
            <IconLock size={15} stroke={1.7} aria-hidden="true" />
            <Text size="xs">{t('workspace:firstRun.promise')}</Text>
          </Group>
          <LanguageChoice />
        </Group>
      </Stack>
    </main>
  );
}
