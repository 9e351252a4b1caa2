/** What the user decides about a waiting file before it is imported: which rows to leave out, and whose value holds where the file changes an edit. */
import type { Parsed } from '../../../../shared/contract';
import type { StagedGroup } from '../../../../shared/contract/decisions';
import { AppError } from '../../../../shared/contract/errors';
import type { Context } from '../../api/context';
import type { Database } from '../../database/database';
import type { Staged } from '../staged';
import { countGone, countStaged, statusOf, withMoney } from '../staged-counts';
import { stageTables } from '../staging';
import { stagedById } from '../waiting';
import { becomesOf } from './chosen-rows';
import { chooseValues, chosenValues, settleConflicts } from './edit-conflicts';
import { skippedRows, skipRows, takeRows } from './skipped-rows';

/** A file that was read and compared. Throws `staged-missing`. */
function compared(db: Database, fileId: string): { staged: Staged; platform: string } {
  const staged = stagedById(db, fileId);
  const { platform, status } = staged.file;
  if (platform === null || (status !== 'ready' && status !== 'unchanged')) throw new AppError('staged-missing');
  return { staged, platform };
}

/** Leaves rows out, or takes them in again. Throws `staged-missing`. */
export async function decideRows(context: Context, { fileId, rows, skip }: Parsed<'sync.skipRows'>): Promise<void> {
  const db = context.db();
  const { staged, platform } = compared(db, fileId);
  const { key, file } = staged;
  const money = skip ? await skipRows(db, key, rows) : await takeRows(db, { key, platform, replaces: staged.replaces }, rows);
  file.money = withMoney(file.money, money, skip ? -1 : 1);
  await recount(db, staged);
  context.changed('sync');
}

/** Says whose value holds. Throws `staged-missing`. */
export async function decideConflicts(context: Context, { fileId, rows, holds }: Parsed<'sync.settleConflicts'>): Promise<void> {
  const db = context.db();
  const { staged } = compared(db, fileId);
  await settleConflicts(db, staged.key, rows, holds);
  await recount(db, staged);
  context.changed('sync');
}

async function recount(db: Database, { key, file, stated, replaces }: Staged): Promise<void> {
  Object.assign(file, await countStaged(db, key, stated));
  if (file.replaces && replaces !== null) file.replaces.gone = await countGone(db, key, replaces);
  file.status = statusOf(file);
}

/** Rows by what they do and become, most rows first. Throws `staged-missing`. */
export async function stagedGroups(db: Database, fileId: string): Promise<StagedGroup[]> {
  const { staged } = compared(db, fileId);
  const { records, skipped, outcomes } = stageTables(staged.key);
  return db.gate.exclusive(() =>
    db.writer.all<StagedGroup>(
      `SELECT o.outcome, b.becomes, count(*) AS rows FROM (${becomesOf(records)}) b JOIN ${outcomes} o ON o.row = b.row AND o.outcome IN ('new', 'updated')
       GROUP BY 1, 2
       UNION ALL SELECT 'skipped', becomes, count(*) FROM (${becomesOf(skipped)}) GROUP BY 2 ORDER BY 3 DESC, 1, 2`,
    ),
  );
}

/** What was decided about a file, to be decided again when it is read anew: rows keep their numbers. */
export interface Decisions {
  format: string | null;
  skipped: number[];
  values: Awaited<ReturnType<typeof chosenValues>>;
}

/** Null where nothing could be decided. */
export async function decisionsOf(db: Database, { key, file }: Staged): Promise<Decisions | null> {
  if (file.platform === null || (file.status !== 'ready' && file.status !== 'unchanged')) return null;
  return { format: file.format, skipped: await skippedRows(db, key), values: await chosenValues(db, key) };
}

/** A file read as another format has other rows: then nothing is decided. */
export async function decideAgain(context: Context, fileId: string, { format, skipped, values }: Decisions): Promise<void> {
  const db = context.db();
  const { file, key } = stagedById(db, fileId);
  if (file.format !== format || file.platform === null || (file.status !== 'ready' && file.status !== 'unchanged')) return;
  if (values.length > 0) await chooseValues(db, key, values);
  if (skipped.length > 0) await decideRows(context, { fileId, rows: { rows: skipped }, skip: true });
  else if (values.length > 0) await recount(db, stagedById(db, fileId));
}
