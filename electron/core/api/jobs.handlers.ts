/** Methods about running jobs. */
import type { jobMethods } from '../../../shared/contract/job';
import type { Handlers } from './context';

export const jobHandlers: Handlers<keyof typeof jobMethods> = {
  'job.get': async (context, { jobId }) => context.jobs.get(jobId),
  'job.wait': async (context, { jobId }) => context.jobs.wait(jobId),
  'job.cancel': async (context, { jobId }) => {
    context.jobs.cancel(jobId);
    return { done: true };
  },
};
