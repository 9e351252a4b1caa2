/** Accounts with live imports, and which time they cover, all their files together. */
import type { Output } from '../../../shared/contract';
import { mergedSpans } from '../../../shared/domain/coverage';
import { addDays } from '../../../shared/domain/days';
import type { Database } from '../database/database';
import { readSettings } from '../workspace/settings.service';
import { betweenExports, coveredDays } from './covered-days';
import { type CoverRow, coverColumns, coverOf, snapshotDay } from './periods';
import { readReminders } from './reminders';

type Account = Output<'sync.accounts'>[number];
type Days = Account['days'];
type Instants = Account['coverage'];

interface AccountRow extends CoverRow {
  id: number;
  external_id: string;
  name: string;
}

/** In a fixed order. */
export async function accounts(db: Database): Promise<Output<'sync.accounts'>> {
  const { zone } = await readSettings(db);
  const rows = await db.reader.all<AccountRow>(
    `SELECT a.id, a.external_id, a.name, ${coverColumns} FROM import_batch b JOIN account a ON a.id = b.account
     WHERE b.undone_at IS NULL ORDER BY a.platform, a.id, b.seq`,
  );
  const reminderOf = await readReminders(db);
  const byAccount = new Map<number, AccountRow[]>();
  for (const row of rows) byAccount.set(row.id, [...(byAccount.get(row.id) ?? []), row]);
  return [...byAccount.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { id, platform, external_id: externalId, name } = first;
    const isSnapshot = own.every(({ kind }) => kind === 'snapshot');
    const { coverage, days } = isSnapshot ? ofLists(own, zone) : ofLedgers(own, zone);
    const dataThrough =
      coverage
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? null;
    return [
      { id, platform, name, coverage, days, dataThrough, batches: own.length, isSnapshot, reminder: reminderOf(platform, externalId) },
    ];
  });
}

/** A list of members says nothing about the days before it. */
function ofLists(rows: readonly AccountRow[], zone: string): { coverage: Instants; days: Days } {
  const times = rows.map((row) => row.as_of).filter((at) => at !== '');
  const listed = times.map((at) => snapshotDay(at, zone)).map((day) => ({ from: day, to: addDays(day, 1) }));
  return {
    coverage: mergedSpans(
      times.map((at) => ({ from: at, to: at })),
      goesOn,
    ),
    days: { covered: mergedSpans(listed), gaps: [], unknown: [], isEndStated: true },
  };
}

function ofLedgers(rows: readonly AccountRow[], zone: string): { coverage: Instants; days: Days } {
  const covers = rows.flatMap((row) => coverOf(row, zone) ?? []);
  return {
    coverage: mergedSpans(covers, goesOn),
    days: {
      covered: mergedSpans(covers.map(coveredDays)),
      ...betweenExports(covers),
      isEndStated: covers.toSorted((a, b) => (a.to < b.to ? -1 : 1)).at(-1)?.isStated ?? true,
    },
  };
}

/** Files end a period at 23:59:59 and begin the next at 00:00:00: that is no gap. */
function goesOn(end: string, next: string): boolean {
  return Date.parse(next) <= Date.parse(end) + 1_000;
}
