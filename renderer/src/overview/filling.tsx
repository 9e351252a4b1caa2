/** While the first data are being imported (the demo workspace, a first file) an empty Overview shows how far that is. */
import { Paper } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useRunningJobs } from '../app/jobs';
import { styled } from '../ui/styled';
import classes from './overview.module.css';

const JobProgress = lazy(() => styled(() => import('../app/running-jobs')).then((module) => ({ default: module.JobProgress })));

/** Progress of what runs, else what is given. */
export function Filling({ otherwise }: { otherwise: ReactNode }) {
  const [job] = useRunningJobs();
  if (!job) return otherwise;
  return (
    <Paper withBorder p="lg" className={classes.filling} data-testid="overview-filling">
      <Suspense>
        <JobProgress job={job} />
      </Suspense>
    </Paper>
  );
}
