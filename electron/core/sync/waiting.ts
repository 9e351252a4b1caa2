/** The files that wait for Apply, and what is needed while they do. */
import { AppError } from '../../../shared/contract/errors';
import type { StagedFile } from '../../../shared/contract/sync';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { Reader } from './reading/reader';
import type { Staged } from './staged';

/** What became of a file that waits no more; `replaced` by the files inside it. */
export type Fate = 'applied' | 'discarded' | 'replaced';
/** Told of each file that waits no more. */
export type Settled = (staged: Staged, fate: Fate) => Promise<void>;

/** What waits for Apply in one open workspace. */
export class Waiting {
  readonly files = new Map<string, Staged>();
  /** Moves on with every import, undo and redo: comparisons made before it are stale. */
  generation = 0;
  nextKey = 1;
  /** How many comparisons there were. */
  comparisons = 0;
  settled: Settled | null = null;
  reader: Reader | null = null;
}

const waiting = new WeakMap<Database, Waiting>();

/** The waiting files of this workspace; they go with it. */
export function waitingOf(db: Database): Waiting {
  let state = waiting.get(db);
  if (!state) {
    const fresh = new Waiting();
    state = fresh;
    waiting.set(db, fresh);
    db.beforeClose('unpacked', async () => {
      for (const { parcel } of fresh.files.values()) await parcel?.release();
      await fresh.reader?.close();
    });
  }
  return state;
}

/** Begun with the first file; one thread serves all that follow. */
export function readerOf(context: Context): Reader {
  const state = waitingOf(context.db());
  state.reader ??= new Reader(context.options.reader ?? null);
  return state.reader;
}

/** What was passed over in an archive is told with the first file of it. */
export function stagedFiles(db: Database): StagedFile[] {
  const told = new Set<Staged['parcel']>([null]);
  return [...waitingOf(db).files.values()].map(({ file, parcel }) => {
    const passedOver = told.has(parcel) ? 0 : (parcel?.passedOver ?? 0);
    told.add(parcel);
    return passedOver === file.passedOver ? file : { ...file, passedOver };
  });
}

/** Has `settled` told of every file that waits no more, from now on. */
export function onSettled(db: Database, settled: Settled): void {
  waitingOf(db).settled = settled;
}

/** Whether any part of this file waits. */
export function isStaged(db: Database, origin: string): boolean {
  return [...waitingOf(db).files.values()].some((staged) => staged.origin === origin);
}

export function stagedById(db: Database, id: string): Staged {
  const staged = waitingOf(db).files.get(id);
  if (!staged) throw new AppError('staged-missing');
  return staged;
}
