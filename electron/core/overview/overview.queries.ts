/** Aggregates behind the metrics. Windows are half-open UTC instants; null is open. */

import type { DatedRate } from '../../../shared/metrics/rates';
import type { Database } from '../database/database';

export interface Instants {
  from: string | null;
  to: string | null;
}

export interface DaySums {
  currency: string;
  day: string;
  gross: number;
  refund: number;
  deductions: number;
  net: number;
  payout: number;
  lines: number;
}

const within = (column: string) => `(?1 IS NULL OR ${column} >= ?1) AND (?2 IS NULL OR ${column} < ?2)`;

/** The five named amounts per currency and UTC day (rates are by day; the zone moves a day's edge by hours, never a month's sum). */
export function daySums(db: Database, { from, to }: Instants): Promise<DaySums[]> {
  return db.reader.all<DaySums>(
    `SELECT currency, substr(at, 1, 10) AS day, sum(gross) AS gross, sum(refund) AS refund, sum(deductions) AS deductions, sum(net) AS net,
       sum(payout) AS payout, sum(kind <> 'undecided') AS lines
     FROM ledger_line WHERE ${within('at')} GROUP BY currency, day ORDER BY currency, day`,
    [from, to],
  );
}

/** The person of a line: linked by hand, else by the file. */
export const personOfLine = 'coalesce(l.person_link, (SELECT f.person FROM profile f WHERE f.id = l.person_record))';

/** People with Σ (gross − refund) > 0 in the window, in any currency. Lines without a known payer are in no one's sum. */
export async function payers(db: Database, { from, to }: Instants): Promise<number> {
  const row = await db.reader.get<{ n: number }>(
    `SELECT count(DISTINCT person) AS n FROM (
       SELECT ${personOfLine} AS person, currency FROM ledger_line l
       WHERE ${within('l.at')} AND (l.person_record IS NOT NULL OR l.person_link IS NOT NULL) AND (l.gross <> 0 OR l.refund <> 0)
       GROUP BY 1, 2 HAVING sum(l.gross) - sum(l.refund) > 0)
     WHERE person IS NOT NULL AND person NOT IN (SELECT id FROM person WHERE is_team = 1)`,
    [from, to],
  );
  return row?.n ?? 0;
}

/** People known at the end of the window (who was first seen before it, or at a time nobody states), team members left out. */
export async function peopleTotal(db: Database, to: string | null): Promise<number> {
  const row = await db.reader.get<{ n: number }>(
    `SELECT count(*) AS n FROM person WHERE removed_at IS NULL AND is_team = 0 AND (?1 IS NULL OR first_seen_at IS NULL OR first_seen_at < ?1)`,
    [to],
  );
  return row?.n ?? 0;
}

export async function peopleNew(db: Database, { from, to }: Instants): Promise<number> {
  const row = await db.reader.get<{ n: number }>(
    `SELECT count(*) AS n FROM person WHERE removed_at IS NULL AND is_team = 0 AND first_seen_at IS NOT NULL AND ${within('first_seen_at')}`,
    [from, to],
  );
  return row?.n ?? 0;
}

export interface MonthSums {
  month: string;
  platform: string;
  currency: string;
  day: string;
  gross: number;
  net: number;
}

/** Gross and net by month (given as instants) and platform; per UTC day inside, for the rates. */
export function monthSums(db: Database, months: readonly { month: string; from: string; to: string }[]): Promise<MonthSums[]> {
  return db.reader.all<MonthSums>(
    `SELECT m.value ->> 'month' AS month, l.sold_on AS platform, l.currency, substr(l.at, 1, 10) AS day, sum(l.gross) AS gross, sum(l.net) AS net
     FROM json_each(?) m JOIN ledger_line l ON l.at >= m.value ->> 'from' AND l.at < m.value ->> 'to'
     GROUP BY 1, 2, 3, 4 HAVING sum(l.gross) <> 0 OR sum(l.net) <> 0`,
    [JSON.stringify(months)],
  );
}

export interface FeedingAccount {
  platform: string;
  name: string;
  kind: 'ledger' | 'snapshot';
  /** Half-open end of what the account's live imports cover. */
  through: string;
}

export function feedingAccounts(db: Database): Promise<FeedingAccount[]> {
  return db.reader.all<FeedingAccount>(
    `SELECT a.platform, a.name, b.kind, max(coalesce(b.period_to, nullif(b.as_of, ''))) AS through
     FROM import_batch b JOIN account a ON a.id = b.account
     WHERE b.undone_at IS NULL GROUP BY a.id, b.kind HAVING through IS NOT NULL ORDER BY a.platform, a.name`,
  );
}

export function storedRates(db: Database): Promise<DatedRate[]> {
  return db.read.selectFrom('rate').select(['currency', 'day', 'rate']).execute();
}

/** How much waits for the user. */
export async function waitingCounts(db: Database): Promise<{ undecided: number; quarantined: number; ambiguous: number; any: number }> {
  const row = await db.reader.get<{ undecided: number; quarantined: number; ambiguous: number; any: number }>(`
    SELECT (SELECT count(*) FROM ledger_line WHERE kind = 'undecided') AS undecided,
      (SELECT count(*) FROM row_to_fix q JOIN import_batch b ON b.seq = q.batch AND b.undone_at IS NULL) AS quarantined,
      (SELECT count(*) FROM (
         SELECT 1 FROM profile WHERE phone IS NOT NULL GROUP BY phone HAVING count(DISTINCT person) > 1
         UNION ALL SELECT 1 FROM profile WHERE email IS NOT NULL GROUP BY email HAVING count(DISTINCT person) > 1)) AS ambiguous,
      EXISTS (SELECT 1 FROM record) AS any`);
  return row ?? { undecided: 0, quarantined: 0, ambiguous: 0, any: 0 };
}
