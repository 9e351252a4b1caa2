/** Long work as the window sees it: job events by id. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Job } from '../../../shared/contract/common';
import { call } from './api';

let known: ReadonlyMap<string, Job> = new Map();
let running: readonly Job[] = [];
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes in one state of a job; ended jobs never fall back to running because of a late answer. */
export function noteJob(job: Job): void {
  const before = known.get(job.id);
  if (before && before.state !== 'running' && job.state === 'running') return;
  known = new Map(known).set(job.id, job);
  running = [...known.values()].filter((each) => each.state === 'running');
  for (const listener of listeners) listener();
}

/** Forgets running jobs: core is another process now and they ended with the old one. */
export function dropRunningJobs(): void {
  known = new Map([...known].filter(([, job]) => job.state !== 'running'));
  running = [];
  for (const listener of listeners) listener();
}

/** The job as last reported, or null while nothing is known of it. Asks once when no event has come yet. */
export function useJob(jobId: string | null): Job | null {
  const job = useSyncExternalStore(subscribe, () => (jobId === null ? null : (known.get(jobId) ?? null)));
  useEffect(() => {
    if (jobId === null || known.has(jobId)) return;
    call('job.get', { jobId }).then(noteJob, () => undefined);
  }, [jobId]);
  return job;
}

/** Whether any work is under way, outside a component. */
export function isWorking(): boolean {
  return running.length > 0;
}

/** All work under way, oldest first. */
export function useRunningJobs(): readonly Job[] {
  return useSyncExternalStore(subscribe, () => running);
}

/** Share done in 0..1, or null while the total is unknown. */
export function jobShare(job: Job): number | null {
  return job.total !== null && job.total > 0 ? Math.min(1, job.done / job.total) : null;
}
