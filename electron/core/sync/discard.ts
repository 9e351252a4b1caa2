/** Files that wait no more: applied, not wanted, or replaced by what was inside. */
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { clearStaged } from './staging';
import { type Fate, waitingOf } from './waiting';
import { leaveSheets } from './workbook-sheets';

/** Those that wait no more already are passed over. */
export async function discard(context: Context, ids: readonly string[], fate: Fate = 'discarded'): Promise<void> {
  for (const id of ids) await forget(context.db(), id, fate);
  context.changed('sync');
}

/** The file's tables go, and what was unpacked for it. */
export async function forget(db: Database, id: string, fate: Fate): Promise<void> {
  const state = waitingOf(db);
  const staged = state.files.get(id);
  if (!staged) return;
  state.files.delete(id);
  // At once: another sheet of the workbook may be read just now.
  leaveSheets(staged);
  await clearStaged(db, staged.key);
  await staged.parcel?.release();
  await state.settled?.(staged, fate);
}
