/** Long work under way: how far it is, and a way to stop it. */
import { Button, Group, Loader, Popover, Progress, Stack, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/contract/common';
import { useFormat } from '../ui/format-context';
import { useCommand } from './api';
import { jobShare } from './jobs';
import classes from './shell.module.css';

/** One line of progress with its phase, count and a Stop button. */
export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cancel = useCommand('job.cancel');
  const share = jobShare(job);
  const count = job.total === null ? format.number(job.done) : `${format.number(job.done)} / ${format.number(job.total)}`;
  return (
    <Stack gap={6} data-testid="job-progress">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text fw={600} truncate>
          {t(`app:job.${job.method}`, { defaultValue: t('app:job.other') })}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ jobId: job.id })}
          data-testid="job-cancel"
        >
          {t('common:stop')}
        </Button>
      </Group>
      <Progress
        value={(share ?? 1) * 100}
        animated={share === null}
        size="sm"
        transitionDuration={100}
        aria-label={t(`app:job.${job.method}`, { defaultValue: t('app:job.other') })}
      />
      <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {job.phase ? `${t(`common:phase.${job.phase}`)} · ${count}` : t('app:job.waiting')}
      </Text>
    </Stack>
  );
}

/** In the header: a ring and a word; the details open below it. */
export default function RunningJobs({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first] = jobs;
  const share = first && jobs.length === 1 ? jobShare(first) : null;
  return (
    <Popover width={320} position="bottom-end" withArrow shadow="none">
      <Popover.Target>
        <UnstyledButton className={classes.quietButton} data-testid="running-jobs">
          <Loader size={14} />
          {share === null ? t('app:job.running', { count: jobs.length }) : format.percent(share, 0)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          {jobs.map((job) => (
            <JobProgress key={job.id} job={job} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
