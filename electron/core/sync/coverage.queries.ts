/** What the exports of one account cover, kind by kind: a missing month of orders is not made good by one of settlements. */
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import { type Covered, daysOverdue, expectedBy, gapsBetween, overlapsOf, type Reminder, rhythmOf } from '../../../shared/domain/coverage';
import { addDays } from '../../../shared/domain/days';
import type { Context } from '../api/context';
import { readSettings } from '../workspace/settings.service';
import { dayIn, lastDayBefore } from '../workspace/zone';
import { readReminders } from './reminders';

type Kind = Output<'sync.coverage'>['kinds'][number];

interface Export extends Covered {
  batchId: string;
  fileName: string;
}

/** Live imports of an account by format, with gaps, overlaps and when the next one is due. Throws `account-missing`. */
export async function coverage(context: Context, accountId: number): Promise<Output<'sync.coverage'>> {
  const db = context.db();
  const { zone } = await readSettings(db);
  const account = await db.read.selectFrom('account').select(['platform', 'external_id']).where('id', '=', accountId).executeTakeFirst();
  if (!account) throw new AppError('account-missing');
  const rows = await db.read
    .selectFrom('import_batch')
    .select(['id', 'file_name', 'format', 'kind', 'as_of', 'period_from', 'period_to'])
    .where('account', '=', accountId)
    .where('undone_at', 'is', null)
    .orderBy('seq')
    .execute();
  const byFormat = new Map<string, { isSnapshot: boolean; exports: Export[] }>();
  for (const row of rows) {
    const isSnapshot = row.kind === 'snapshot';
    const kind = byFormat.get(row.format) ?? { isSnapshot, exports: [] };
    byFormat.set(row.format, kind);
    const [from, to] = isSnapshot ? [row.as_of || null, row.as_of || null] : [row.period_from, row.period_to];
    if (from === null || to === null) continue;
    const first = dayIn(from, zone);
    const last = isSnapshot ? first : lastDayBefore(to, zone);
    kind.exports.push({ batchId: row.id, fileName: row.file_name, from: first, to: addDays(last < first ? first : last, 1) });
  }
  const today = dayIn(context.now(), zone);
  const reminder = (await readReminders(db))(account.platform, account.external_id);
  return { kinds: [...byFormat].map(([format, { isSnapshot, exports }]) => kindOf(format, isSnapshot, exports, reminder, today)) };
}

function kindOf(format: string, isSnapshot: boolean, exports: readonly Export[], reminder: Reminder, today: string): Kind {
  const lasts = exports.map(({ to }) => addDays(to, -1));
  const last = [...lasts].sort().at(-1) ?? null;
  const rhythm = rhythmOf(lasts);
  const interval = reminder.every ?? rhythm;
  return {
    format,
    isSnapshot,
    exports: [...exports].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
    // A list as of one day says nothing about the days between two of them.
    gaps: isSnapshot ? [] : gapsBetween(exports),
    overlaps: isSnapshot ? [] : overlapsOf(exports).map(({ from, to, exports: [a, b] }) => ({ from, to, files: [a.fileName, b.fileName] })),
    rhythm,
    expectedBy: last !== null && interval ? expectedBy(last, interval) : null,
    overdueDays: last === null ? 0 : daysOverdue(last, today, reminder, rhythm, null),
  };
}
