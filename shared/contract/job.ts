/** Long work that a method has started. */
import { z } from 'zod';
import { done, job } from './common';
import { method } from './define';

export const jobMethods = {
  'job.get': method('core', z.object({ jobId: z.string() }), job),
  /** Answers when the job has ended. */
  'job.wait': method('core', z.object({ jobId: z.string() }), job),
  'job.cancel': method('core', z.object({ jobId: z.string() }), done),
};
