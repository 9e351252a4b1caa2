/** How far the data reach: which accounts feed money and people, and what their live imports cover. */

import type { Reminder } from '../../../shared/domain/coverage';
import { addDays, type DayWindow } from '../../../shared/domain/days';
import type { Metric } from '../../../shared/metrics/catalogue';
import type { Reads } from '../database/database';
import { type CoverRow, coverColumns, coverOf, snapshotDay } from '../sync/periods';
import { readReminders } from '../sync/reminders';
import { dayIn, lastDayBefore } from '../workspace/zone';

export interface FeedingAccount {
  id: number;
  platform: string;
  name: string;
  /** Ledger files feed revenue; snapshots and every file that names people feed people. */
  feeds: Set<Metric['feeds']>;
  /** First day that its imports cover; null for snapshots, which know of earlier times as well. */
  from: string | null;
  /** Last day that they cover, whole or in part; null when nobody knows. */
  through: string | null;
  reminder: Reminder;
  /** Last days that its imports cover, by format. */
  ends: Map<string, string[]>;
}

/** What the accounts of one kind cover together; null where there is none or nobody knows. */
export interface Reach {
  accounts: number;
  first: string | null;
  /** The earliest end among them: up to here all of them speak. */
  through: string | null;
  last: string | null;
}

interface BatchRow extends CoverRow {
  id: number;
  name: string;
  external_id: string;
  format: string;
  people: number;
  money: number;
}

/** Files with lines of money, and bills of a quiet time; not figures of content, nor bills of one's private purchases. */
const statesMoney = `(b.summary -> '$.records.ledgerLine' IS NOT NULL
  OR (b.summary ->> '$.records' = '{}' AND b.summary -> '$.ignoredBy.private-bill' IS NULL))`;

/** The accounts with live imports, in a fixed order. */
export async function feedingAccounts(db: Reads, zone: string): Promise<FeedingAccount[]> {
  const rows = await db.reader.all<BatchRow>(
    `SELECT a.id, a.name, a.external_id, b.format, ${coverColumns}, b.summary -> '$.records.person' IS NOT NULL AS people, ${statesMoney} AS money
     FROM import_batch b JOIN account a ON a.id = b.account WHERE b.undone_at IS NULL ORDER BY a.platform, a.name, a.id`,
  );
  const reminderOf = await readReminders(db);
  const accounts = new Map<number, FeedingAccount>();
  for (const row of rows) {
    const account = accounts.get(row.id) ?? {
      id: row.id,
      platform: row.platform,
      name: row.name,
      feeds: new Set(),
      from: null,
      through: null,
      reminder: reminderOf(row.platform, row.external_id),
      ends: new Map(),
    };
    accounts.set(row.id, account);
    if (row.kind === 'ledger' && row.money === 1) account.feeds.add('ledger');
    if (row.kind === 'snapshot' || row.people === 1) account.feeds.add('people');
    const [from, through] = coveredDays(row, zone);
    account.from = lower(account.from, from);
    account.through = upper(account.through, through);
    if (through !== null) account.ends.set(row.format, [...(account.ends.get(row.format) ?? []), through]);
  }
  return [...accounts.values()];
}

/** Days of the workspace, which windows are made of. */
function coveredDays(row: BatchRow, zone: string): [from: string | null, through: string | null] {
  if (row.kind === 'snapshot') return [null, row.as_of === '' ? null : snapshotDay(row.as_of, zone)];
  const cover = coverOf(row, zone);
  return cover === null ? [null, null] : [dayIn(cover.from, zone), lastDayBefore(cover.to, zone)];
}

export function reachOf(accounts: readonly FeedingAccount[], feeds: Metric['feeds']): Reach {
  const feeding = accounts.filter((account) => account.feeds.has(feeds));
  const ends = feeding.flatMap(({ through }) => (through === null ? [] : [through])).sort();
  const starts = feeding.flatMap(({ from }) => (from === null ? [] : [from])).sort();
  return { accounts: feeding.length, first: starts[0] ?? null, through: ends[0] ?? null, last: ends.at(-1) ?? null };
}

/** Whether any account covers a day of the window. */
export function overlaps({ from, to }: DayWindow, { first, last }: Reach): boolean {
  return last !== null && (from === null || from <= last) && (to === null || first === null || to > first);
}

/** Whether every account covers the window to its end; an open window has none. */
export function isCovered({ to }: DayWindow, { through }: Reach): boolean {
  return to !== null && through !== null && to <= addDays(through, 1);
}

function lower(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function upper(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
