/** What the exports of one account cover, kind by kind: a missing month of orders is not made good by one of settlements. */
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import { daysOverdue, expectedBy, overlapsOf, type Reminder, rhythmOf } from '../../../shared/domain/coverage';
import { addDays } from '../../../shared/domain/days';
import type { Context } from '../api/context';
import { readSettings } from '../workspace/settings.service';
import { dayIn } from '../workspace/zone';
import { betweenExports, coveredDays } from './covered-days';
import { type Cover, type CoverRow, coverColumns, coverOf, snapshotDay } from './periods';
import { readReminders } from './reminders';

type Kind = Output<'sync.coverage'>['kinds'][number];
type Export = Kind['exports'][number];

interface ExportRow extends CoverRow {
  id: string;
  file_name: string;
  format: string;
}

interface ExportsOfKind {
  isSnapshot: boolean;
  exports: Export[];
  /** Those of which two should not state the same days. */
  lists: Export[];
  covers: Cover[];
}

/** Live imports of an account by format, with gaps, overlaps and when the next one is due. Throws `account-missing`. */
export async function coverage(context: Context, accountId: number): Promise<Output<'sync.coverage'>> {
  const db = context.db();
  const { zone } = await readSettings(db);
  const account = await db.read.selectFrom('account').select(['platform', 'external_id']).where('id', '=', accountId).executeTakeFirst();
  if (!account) throw new AppError('account-missing');
  const rows = await db.reader.all<ExportRow>(
    `SELECT b.id, b.file_name, b.format, ${coverColumns} FROM import_batch b WHERE b.account = ? AND b.undone_at IS NULL ORDER BY b.seq`,
    [accountId],
  );
  const byFormat = new Map<string, ExportsOfKind>();
  for (const row of rows) {
    const kind = byFormat.get(row.format) ?? { isSnapshot: row.kind === 'snapshot', exports: [], lists: [], covers: [] };
    byFormat.set(row.format, kind);
    addExport(kind, row, zone);
  }
  const today = dayIn(context.now(), zone);
  const reminder = (await readReminders(db))(account.platform, account.external_id);
  return { kinds: [...byFormat].map(([format, kind]) => kindOf(format, kind, reminder, today)) };
}

function addExport(kind: ExportsOfKind, row: ExportRow, zone: string): void {
  const about = { batchId: row.id, fileName: row.file_name };
  if (row.kind === 'snapshot') {
    if (row.as_of === '') return;
    const day = snapshotDay(row.as_of, zone);
    kind.exports.push({ ...about, from: day, to: addDays(day, 1), until: null, isStated: true });
    return;
  }
  const cover = coverOf(row, zone);
  if (cover === null) return;
  kind.covers.push(cover);
  const one = { ...about, ...coveredDays(cover), isStated: cover.isStated };
  kind.exports.push(one);
  if (!cover.isFigures) kind.lists.push(one);
}

function kindOf(format: string, { isSnapshot, exports, lists, covers }: ExportsOfKind, reminder: Reminder, today: string): Kind {
  const lasts = exports.map(({ to }) => addDays(to, -1));
  const last = [...lasts].sort().at(-1) ?? null;
  const rhythm = rhythmOf(lasts);
  const interval = reminder.every ?? rhythm;
  return {
    format,
    isSnapshot,
    exports: [...exports].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
    // A list as of one day says nothing about the days between two of them: it has no covers.
    ...betweenExports(covers),
    overlaps: overlapsOf(lists).map(({ from, to, exports: [a, b] }) => ({ from, to, files: [a.fileName, b.fileName] })),
    rhythm,
    expectedBy: last !== null && interval ? expectedBy(last, interval) : null,
    overdueDays: last === null ? 0 : daysOverdue(last, today, reminder, rhythm, null),
  };
}
