/** Long work of the import page: what it does now, how far it is, and a way to stop it. */
import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jobShare, useJob } from '../app/jobs';
import { useFormat } from '../ui/format-context';
import classes from './sync.module.css';

interface ProgressPanelProps {
  /** What is done, `正在读取第 2 个文件，共 5 个`. */
  title: string;
  jobId: string | null;
  /** Files finished and files in all; the bar shows both files and the rows of the one under way. */
  files?: { done: number; total: number };
  onStop: () => void;
  testId: string;
}

/** A bar with phase and rows. The bar is full only when all files are done. */
export function ProgressPanel({ title, jobId, files, onStop, testId }: ProgressPanelProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const job = useJob(jobId);
  const [stopping, setStopping] = useState(false);
  const share = job ? jobShare(job) : null;
  const { done, total } = files ?? { done: 0, total: 1 };
  const overall = total > 0 ? Math.min(1, (done + Math.min(share ?? 0, 0.99)) / total) : null;
  const isUnknown = share === null && total <= 1;
  return (
    <Paper withBorder className={classes.progress} data-testid={testId}>
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text fw={600} truncate>
          {title}
        </Text>
        <Group gap="md" wrap="nowrap">
          <Text c="dimmed" className={classes.progressText} aria-live="polite">
            {stopping ? t('progress.stopping') : t(`phase.${job?.phase ?? 'waiting'}`)}
          </Text>
          <Text c="dimmed" className={classes.progressRows}>
            {job === null || (job.done === 0 && !job.total)
              ? ''
              : job.total === null
                ? t('progress.rowsSoFar', { done: format.number(job.done) })
                : t('progress.rows', { done: format.number(job.done), total: format.number(job.total) })}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            disabled={stopping || jobId === null}
            data-testid={`${testId}-stop`}
            onClick={() => {
              setStopping(true);
              onStop();
            }}
          >
            {t('progress.cancel')}
          </Button>
        </Group>
      </Group>
      <Progress
        mt={8}
        size="sm"
        value={isUnknown ? 100 : (overall ?? 0) * 100}
        animated={isUnknown}
        striped={isUnknown}
        transitionDuration={100}
        aria-label={title}
      />
    </Paper>
  );
}
