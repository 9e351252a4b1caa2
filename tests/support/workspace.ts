/** A core over a scratch workspace in a temporary folder, for tests that want the real thing. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Core, createCore } from '../../electron/core/api/core';
import { type CoreMethod, contract, type Input, type Output } from '../../shared/contract';
import { AppError } from '../../shared/contract/errors';
import type { ImportResult, UndoResult } from '../../shared/contract/sync';
import { scratchDir } from './scratch';

export const demoDir = resolve(import.meta.dirname, '../../resources/demo');

export interface TestWorkspace {
  core: Core;
  dir: string;
  path: string;
  /** Calls a method as a trusted caller; the output is parsed by the contract, errors are thrown. */
  call<M extends CoreMethod>(method: M, input: Input<M>): Promise<Output<M>>;
  /** Runs a job method to its end; throws the job's error. */
  job(
    method:
      | 'sync.stage'
      | 'sync.apply'
      | 'sync.undo'
      | 'sync.redo'
      | 'sync.restage'
      | 'sync.unlock'
      | 'sync.reread'
      | 'people.erase'
      | 'workspace.export'
      | 'workspace.openDemo',
    input: object,
  ): Promise<string>;
  /** Stages and applies files, one import each, in the given order. */
  importFiles(paths: string[], options?: { withExpenses?: boolean; snapshotDay?: string }): Promise<ImportResult[]>;
  undo(batchId: string | null): Promise<UndoResult>;
  redo(batchId: string | null): Promise<UndoResult>;
  close(): Promise<void>;
}

/** Opens a new workspace (or the one at `existing`). Close it at the end of the test; the folder goes with it. */
export async function testWorkspace(existing?: string): Promise<TestWorkspace> {
  const dir = await scratchDir();
  const crashes: string[] = [];
  const core = createCore({
    demoDir,
    log: (level, message, details) => level === 'error' && crashes.push(`${message} ${JSON.stringify(details)}`),
  });
  const path = existing ?? join(dir, 'test.tonghao');

  const call: TestWorkspace['call'] = async (method, input) => {
    const answer = await core.call(method, input, true);
    if (!answer.ok) {
      if (answer.error.code === 'unexpected') throw new Error(`unexpected failure: ${crashes.join('\n')}`);
      throw new AppError(answer.error.code, answer.error.params);
    }
    return contract[method].output.parse(answer.value) as Output<typeof method>;
  };
  const job: TestWorkspace['job'] = async (method, input) => {
    const { jobId } = (await call(method, input as never)) as { jobId: string };
    const ended = await call('job.wait', { jobId });
    if (ended.error) {
      if (ended.error.code === 'unexpected') throw new Error(`unexpected failure: ${crashes.join('\n')}`);
      throw new AppError(ended.error.code, ended.error.params);
    }
    return jobId;
  };
  await (existing === undefined
    ? call('workspace.create', { path, zone: 'Asia/Shanghai', currency: 'CNY' })
    : call('workspace.open', { path }));
  return {
    core,
    dir,
    path,
    call,
    job,
    importFiles: async (paths, options = {}) => {
      const results: ImportResult[] = [];
      for (const file of paths) {
        const before = new Set((await call('sync.staged', {})).map((staged) => staged.id));
        await job('sync.stage', { paths: [file], ...options });
        const staged = (await call('sync.staged', {})).filter((candidate) => !before.has(candidate.id));
        const jobId = await job('sync.apply', { fileIds: staged.map((candidate) => candidate.id) });
        results.push(...(await call('sync.applied', { jobId })));
        await call('sync.discard', { fileIds: staged.map((candidate) => candidate.id) });
      }
      return results;
    },
    undo: async (id) => call('sync.undone', { jobId: await job('sync.undo', { id: id ?? '' }) }),
    redo: async (id) => call('sync.undone', { jobId: await job('sync.redo', { id: id ?? '' }) }),
    close: async () => {
      await core.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
