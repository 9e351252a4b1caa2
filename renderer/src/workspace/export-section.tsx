/** Everything in open formats, into a folder of the user's choice. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asAppError, finishJob, useCommand } from '../app/api';
import { useJob } from '../app/jobs';
import { notify, notifyError } from '../app/notify';
import { JobProgress } from '../app/running-jobs';
import { Section } from './shared-parts';

/** See the file's head. */
export function ExportSection() {
  const { t } = useTranslation();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const start = useCommand('app.exportAll', {
    onSuccess: (started) => {
      // null: the dialog was closed.
      if (!started) return;
      setJobId(started.jobId);
      finishJob(started.jobId).then(
        () => notify({ message: t('workspace:export.done') }),
        (error: unknown) => notifyError(asAppError(error)),
      );
    },
  });
  const isRunning = job?.state === 'running';
  return (
    <Section
      id="export"
      title={t('workspace:export.title')}
      text={t('workspace:export.text')}
      actions={
        <Button variant="default" onClick={() => start.mutate({})} loading={start.isPending} disabled={isRunning} data-testid="export-all">
          {t('workspace:export.start')}
        </Button>
      }
    >
      {job && isRunning ? <JobProgress job={job} /> : null}
    </Section>
  );
}
