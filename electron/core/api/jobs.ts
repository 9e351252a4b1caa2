/** Long work: progress, cancel at checkpoints, and a result that is fetched when the job has ended. */
import { v7 as uuid } from 'uuid';
import type { CoreEvent } from '../../../shared/contract';
import type { Job } from '../../../shared/contract/common';
import { AppError, toAnswerError } from '../../../shared/contract/errors';

export type Phase = NonNullable<Job['phase']>;

/** Handed to the work of a job. */
export interface Progress {
  /** Reports progress and throws AppError `cancelled` when the user has asked to stop: call it where stopping is safe. */
  checkpoint(phase: Phase, done: number, total: number | null): void;
}

interface Entry {
  job: Job;
  cancelled: boolean;
  result: unknown;
  ended: Promise<void>;
}

/** Ended jobs are kept so that their results can be fetched, the oldest forgotten first. */
const keptJobs = 200;
const progressInterval = 100;

export class Jobs {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly emit: (event: CoreEvent) => void,
    private readonly crashed: (error: unknown) => void,
  ) {}

  /** Starts `work` and answers at once; the outcome is in the job's state. What work keeps on the way is its result when it is stopped. */
  start(method: string, work: (progress: Progress, keep: (soFar: unknown) => void) => Promise<unknown>): { jobId: string } {
    const job: Job = { id: uuid(), method, state: 'running', phase: null, done: 0, total: null, error: null };
    const entry: Entry = { job, cancelled: false, result: undefined, ended: Promise.resolve() };
    this.#entries.set(job.id, entry);
    this.#forgetOld();
    entry.ended = this.#run(entry, work);
    return { jobId: job.id };
  }

  get(jobId: string): Job {
    return { ...this.#entry(jobId).job };
  }

  async wait(jobId: string): Promise<Job> {
    const entry = this.#entry(jobId);
    await entry.ended;
    return { ...entry.job };
  }

  /** The result of a job that is done, or what a stopped one had done; throws the job's own error when it failed, `job-missing` while it runs. */
  result<T>(jobId: string): T {
    const { job, result } = this.#entry(jobId);
    if (job.state === 'cancelled' && result !== undefined) return result as T;
    if (job.error) throw new AppError(job.error.code, job.error.params);
    if (job.state !== 'done') throw new AppError('job-missing');
    return result as T;
  }

  cancel(jobId: string): void {
    this.#entry(jobId).cancelled = true;
  }

  /** Asks every running job to stop and waits for them. */
  async stopAll(): Promise<void> {
    const running = [...this.#entries.values()].filter((entry) => entry.job.state === 'running');
    for (const entry of running) entry.cancelled = true;
    await Promise.all(running.map((entry) => entry.ended));
  }

  async #run(entry: Entry, work: (progress: Progress, keep: (soFar: unknown) => void) => Promise<unknown>): Promise<void> {
    const { job } = entry;
    let lastReport = 0;
    const checkpoint: Progress['checkpoint'] = (phase, done, total) => {
      const changedPhase = job.phase !== phase;
      Object.assign(job, { phase, done, total });
      const now = Date.now();
      if (changedPhase || now - lastReport >= progressInterval) {
        lastReport = now;
        this.emit({ kind: 'job', job: { ...job } });
      }
      if (entry.cancelled) throw new AppError('cancelled');
    };
    try {
      // Let the caller have its job id before the first event speaks of it.
      await new Promise((resolve) => setImmediate(resolve));
      entry.result = await work({ checkpoint }, (soFar) => {
        entry.result = soFar;
      });
      job.state = 'done';
    } catch (error) {
      job.error = toAnswerError(error);
      job.state = job.error.code === 'cancelled' ? 'cancelled' : 'failed';
      if (job.error.code === 'unexpected') this.crashed(error);
    }
    this.emit({ kind: 'job', job: { ...job } });
  }

  #entry(jobId: string): Entry {
    const entry = this.#entries.get(jobId);
    if (!entry) throw new AppError('job-missing');
    return entry;
  }

  #forgetOld(): void {
    for (const [id, entry] of this.#entries) {
      if (this.#entries.size <= keptJobs) return;
      if (entry.job.state !== 'running') this.#entries.delete(id);
    }
  }
}
