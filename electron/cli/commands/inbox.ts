import { resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { InboxFile } from '../../../shared/contract/inbox';
import type { ImportResult } from '../../../shared/contract/sync';
import { type Command, flag, type Invocation, type Outcome } from '../command';
import { importReport } from '../import-report';
import { table } from '../print';

function line({ id, name, size, modifiedAt, format, locked, held }: InboxFile, { t }: Invocation): string[] {
  const what = format ?? t(locked ? 'cli:inbox.locked' : 'cli:inbox.unknown');
  return [id.slice(0, 12), modifiedAt, String(size), what, name, held.map((reason) => t(`sync:inbox.held.${reason}`)).join('; ')];
}

function listed(files: InboxFile[], invocation: Invocation): Outcome {
  const rows = files.map((file) => line(file, invocation));
  return { data: files, text: rows.length === 0 ? invocation.t('cli:nothing') : table(rows, ['left', 'left', 'right']) };
}

async function list(invocation: Invocation): Promise<Outcome> {
  // Looking needs no lock: it works while a window has the workspace open.
  await invocation.open(true);
  return listed(await invocation.session.call('inbox.list', {}), invocation);
}

async function scan(invocation: Invocation, dir: string): Promise<Outcome> {
  await invocation.open(true);
  return listed(await invocation.session.call('inbox.scan', { path: resolve(dir) }), invocation);
}

async function ignore(invocation: Invocation, files: readonly string[]): Promise<Outcome> {
  await invocation.open();
  const { ids } = await invocation.session.call('inbox.ignoreFiles', { paths: files.map((file) => resolve(file)) });
  return { data: { ids }, text: invocation.t('cli:inbox.ignored', { count: ids.length }) };
}

/** Prints what comes until the user ends it. */
async function watch(invocation: Invocation, dir: string): Promise<Outcome> {
  const { session, options, t, say } = invocation;
  await invocation.open();
  const told = new Set<string>();
  const tellNew = async () => {
    for (const file of await session.call('inbox.list', {})) {
      // A file that is held back is told of once more, with the reason.
      const key = `${file.id} ${file.held.join()}`;
      if (told.has(key)) continue;
      told.add(key);
      say({ event: 'file', file }, line(file, invocation).filter(Boolean).join('  '));
    }
  };
  const tellApplied = (files: ImportResult[]) => say({ event: 'applied', files }, importReport(files, t));
  let telling: Promise<void> = Promise.resolve();
  const stopListening = session.on((event) => {
    if (event.kind === 'inbox') tellApplied(event.applied);
    if (event.kind === 'topics' && event.topics.includes('inbox')) telling = telling.then(tellNew);
  });
  const ended = untilInterrupted();
  try {
    await session.call('inbox.watch', { path: resolve(dir), applyUnambiguous: flag(options, 'apply-unambiguous') });
    say({ event: 'watching', path: resolve(dir) }, t('cli:inbox.watching', { dir: resolve(dir) }));
    await ended.promise;
  } finally {
    ended.forget();
    stopListening();
    await telling;
  }
  return { data: { event: 'stopped' }, text: t('cli:inbox.stopped'), asLine: true };
}

/** Resolves with Ctrl-C, or when whoever started the program asks it to end. */
function untilInterrupted(): { promise: Promise<void>; forget: () => void } {
  let end: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    end = done;
  });
  // Watching alone keeps no program running.
  const alive = setInterval(() => undefined, 60_000);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return {
    promise,
    forget: () => {
      clearInterval(alive);
      process.removeListener('SIGINT', end);
      process.removeListener('SIGTERM', end);
    },
  };
}

export const inbox: Command = {
  usage: 'list | scan DIR | watch DIR [--apply-unambiguous] | ignore FILE…',
  options: { 'apply-unambiguous': { type: 'boolean' } },
  run: async (invocation) => {
    const [action = 'list', ...rest] = invocation.args;
    const [dir, ...more] = rest;
    if (action === 'ignore' && rest.length > 0) return ignore(invocation, rest);
    if (action === 'list' && dir === undefined) return list(invocation);
    if (dir === undefined || more.length > 0) throw new AppError('invalid-input', { field: action === 'ignore' ? 'FILE' : 'DIR' });
    if (action === 'scan') return scan(invocation, dir);
    if (action === 'watch') return watch(invocation, dir);
    throw new AppError('invalid-input', { field: action });
  },
};
