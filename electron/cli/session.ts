/** One run of the command line: core in this process, one workspace, errors as exceptions. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CoreEvent, type CoreMethod, contract, type Input, type Output } from '../../shared/contract';
import { AppError } from '../../shared/contract/errors';
import type { Translate } from '../../shared/locales/translate';
import { type Core, createCore } from '../core/api/core';

export interface Session {
  call<M extends CoreMethod>(method: M, input: Input<M>): Promise<Output<M>>;
  /** Waits for a job that a call has started; throws its error. */
  finish(started: { jobId: string }): Promise<string>;
  /** Announcements of core; answers how to stop listening. */
  on(listener: (event: CoreEvent) => void): () => void;
  close(): Promise<void>;
}

/** Beside the built program; from sources there is none, and files are read on this thread. */
const reader = ['reader.js', '../reader.js'].map((name) => join(import.meta.dirname, name)).find((path) => existsSync(path));

/** `t` names the steps of long work on a terminal. */
export function openSession(t: Translate): Session {
  const core = createCore({ demoDir: demoDir(), log: logToStderr, ...(reader === undefined ? {} : { reader }) });
  const call: Session['call'] = async (method, input) => unwrap(method, await core.call(method, input, true));
  return {
    call,
    finish: (started) => finishJob(core, call, started.jobId, t),
    on: (listener) => core.on(listener),
    close: () => core.close(),
  };
}

function unwrap<M extends CoreMethod>(method: M, answer: Awaited<ReturnType<Core['call']>>): Output<M> {
  if (!answer.ok) throw new AppError(answer.error.code, answer.error.params);
  return contract[method].output.parse(answer.value) as Output<M>;
}

async function finishJob(core: Core, call: Session['call'], jobId: string, t: Translate): Promise<string> {
  const stopShowing = process.stderr.isTTY ? core.on(showProgress(t)) : () => undefined;
  const cancel = () => void core.call('job.cancel', { jobId }, true);
  process.once('SIGINT', cancel);
  try {
    const job = await call('job.wait', { jobId });
    if (job.error) throw new AppError(job.error.code, job.error.params);
    return jobId;
  } finally {
    process.removeListener('SIGINT', cancel);
    stopShowing();
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

function showProgress(t: Translate): (event: CoreEvent) => void {
  return (event) => {
    if (event.kind !== 'job' || event.job.phase === null) return;
    const { phase, done, total } = event.job;
    process.stderr.write(`\r\u001b[K${t(`common:phase.${phase}`)} ${done}${total === null ? '' : ` / ${total}`}`);
  };
}

/** Only what the program itself did wrong reaches the terminal; expected errors are told in words by the caller. */
function logToStderr(level: string, message: string, details?: object): void {
  if (level === 'error') process.stderr.write(`${message} ${details ? JSON.stringify(details) : ''}\n`);
}

/** The demo's exports lie in resources/demo of the checkout, or beside the program in the packaged app. */
export function demoDir(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let dir = here; dir !== dirname(dir); dir = dirname(dir)) {
    for (const candidate of [join(dir, 'resources', 'demo'), join(dir, 'demo')]) if (existsSync(candidate)) return candidate;
  }
  return resolve(here, 'demo');
}
