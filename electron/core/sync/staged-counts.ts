/** What the cards of waiting files count. */
import type { StagedFile } from '../../../shared/contract/sync';
import type { LedgerLinePayload, RecordType } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { countConflicts } from './decisions/edit-conflicts';
import type { MoneyTotal, Stated } from './reading/messages';
import { addMoney } from './reading/tally';
import { isStatedRepeatedly } from './record-tables';
import { stageTables } from './staging';

/**
 * Row counts (total = new + updated + unchanged + quarantined + ignored), record counts by type, and what the user has a say in. `stated`: what is
 * in the file at all.
 */
export async function countStaged(
  db: Database,
  key: number,
  stated: Pick<Stated, 'types' | 'undecided'>,
): Promise<Pick<StagedFile, 'rows' | 'ignoredBy' | 'records' | 'undecidedLines' | 'editConflicts' | 'conflictRows'>> {
  return db.gate.exclusive(async () => ({
    ...(await countRows(db.writer, key)),
    records: await countRecords(db.writer, key, stated.types),
    // Every payload would have to be looked at.
    undecidedLines: stated.undecided ? await countUndecided(db.writer, key) : 0,
    ...(await countConflicts(db.writer, key)),
  }));
}

/** Counted in one go by conditions: groups would have to be sorted out of a million rows. */
function countEach(outcomes: readonly string[], condition = 'true'): string {
  return outcomes.map((outcome) => `count(*) FILTER (WHERE outcome = '${outcome}' AND ${condition})`).join(', ');
}

async function countRows(connection: Connection, key: number): Promise<Pick<StagedFile, 'rows' | 'ignoredBy'>> {
  const names = ['new', 'updated', 'unchanged', 'quarantined', 'ignored'] as const;
  const each = names.map((name) => `${countEach([name])} AS "${name}"`).join(', ');
  const rows = await connection.get<StagedFile['rows']>(`SELECT count(*) AS total, ${each} FROM ${stageTables(key).outcomes}`);
  if (!rows) throw new Error('no counts');
  return { rows, ignoredBy: rows.ignored > 0 ? await countReasons(connection, key) : {} };
}

async function countReasons(connection: Connection, key: number): Promise<Record<string, number>> {
  const rows = await connection.all<{ code: string; n: number }>(
    `SELECT reason ->> '$.code' AS code, sum(n) AS n
     FROM (SELECT reason, count(*) AS n FROM ${stageTables(key).outcomes} WHERE outcome = 'ignored' GROUP BY reason) GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]));
}

const comparisons = ['new', 'updated', 'unchanged'] as const;

/** By type; what one file states several times counts once. */
async function countRecords(connection: Connection, key: number, types: readonly RecordType[]): Promise<StagedFile['records']> {
  const { records, states } = stageTables(key);
  const found: StagedFile['records'] = {};
  const single = types.filter((type) => !isStatedRepeatedly(type));
  const from = types.length === 1 ? states : `${states} t JOIN ${records} s ON s.seq = t.seq`;
  if (single.length > 0) {
    const counted = single.map((type) => `json_array(${countEach(comparisons, types.length === 1 ? 'true' : `s.type = '${type}'`)})`);
    const row = await connection.get<{ counts: string }>(`SELECT json_array(${counted.join(', ')}) AS counts FROM ${from}`);
    const counts = JSON.parse(row?.counts ?? '[]') as [number, number, number][];
    single.forEach((type, index) => {
      const [fresh = 0, updated = 0, unchanged = 0] = counts[index] ?? [];
      if (fresh + updated + unchanged > 0) found[type] = { new: fresh, updated, unchanged };
    });
  }
  for (const type of types.filter(isStatedRepeatedly)) {
    const rows = await connection.all<{ outcome: (typeof comparisons)[number]; n: number }>(
      `SELECT t.outcome, count(DISTINCT s.key) AS n FROM ${records} s JOIN ${states} t ON t.seq = s.seq WHERE s.type = ? GROUP BY t.outcome`,
      [type],
    );
    if (rows.length === 0) continue;
    found[type] = { new: 0, updated: 0, unchanged: 0, ...Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n])) };
  }
  return found;
}

/** Undecided lines that the import would bring or change and that no decision or edit of the user settles. */
async function countUndecided(connection: Connection, key: number): Promise<number> {
  const { records, states } = stageTables(key);
  const found = await connection.get<{ n: number }>(
    `SELECT count(*) AS n FROM ${records} s JOIN ${states} t ON t.seq = s.seq
     WHERE s.type = 'ledgerLine' AND t.outcome <> 'unchanged' AND s.payload ->> '$.kind' = 'undecided'
       AND NOT EXISTS (SELECT 1 FROM line_edit e WHERE e.line = t.record AND e.field = 'kind')
       AND NOT EXISTS (SELECT 1 FROM line_decision d WHERE d.counterparty = coalesce(s.payload ->> '$.counterparty', '')
         AND d.source_kind = coalesce(s.payload ->> '$.sourceKind', ''))`,
  );
  return found?.n ?? 0;
}

/** Records that only the replaced import states and this one does not. */
export async function countGone(db: Database, key: number, replaces: number): Promise<number> {
  const found = await db.gate.exclusive(() =>
    db.writer.get<{ n: number }>(
      `SELECT count(DISTINCT o.record) AS n FROM source_record o
       WHERE o.batch = ?1 AND o.record NOT IN (SELECT record FROM ${stageTables(key).states} WHERE record IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM source_record x JOIN import_batch b ON b.seq = x.batch AND b.undone_at IS NULL WHERE x.record = o.record AND x.batch <> ?1)`,
      [replaces],
    ),
  );
  return found?.n ?? 0;
}

/** Whether there is anything to import: new or changed rows, rows to fix, rows to remember as left out, or records that go. */
export function statusOf({ rows, ignoredBy, replaces }: Pick<StagedFile, 'rows' | 'ignoredBy' | 'replaces'>): 'ready' | 'unchanged' {
  return (replaces?.gone ?? 0) + rows.new + rows.updated + rows.quarantined + (ignoredBy.skipped ?? 0) === 0 ? 'unchanged' : 'ready';
}

/** Money of the lines that are new, when the file repeats others. */
export async function newMoney(db: Database, key: number): Promise<MoneyTotal[]> {
  return db.gate.exclusive(() => moneyOfNew(db.writer, key));
}

/** The same of all rows, or of those in `chosen_row`. Holding the gate. */
export async function moneyOfNew(connection: Connection, key: number, which: 'all' | 'chosen' = 'all'): Promise<MoneyTotal[]> {
  const { records, states } = stageTables(key);
  const totals = new Map<string, MoneyTotal>();
  for (let after = -1; ; ) {
    const rows = await connection.all<{ seq: number; payload: string }>(
      `SELECT s.seq, json(s.payload) AS payload FROM ${records} s JOIN ${states} t ON t.seq = s.seq
       WHERE s.seq > ? AND s.type = 'ledgerLine' AND t.outcome = 'new' ${which === 'all' ? '' : 'AND s.row IN (SELECT row FROM chosen_row)'}
       ORDER BY s.seq LIMIT 5000`,
      [after],
    );
    for (const row of rows) addMoney(totals, JSON.parse(row.payload) as LedgerLinePayload);
    const last = rows.at(-1);
    if (!last) return [...totals.values()];
    after = last.seq;
  }
}

/** Sums by currency with a part taken away (`sign` -1) or added; currencies of which nothing is left go. */
export function withMoney(money: readonly MoneyTotal[], part: readonly MoneyTotal[], sign: 1 | -1): MoneyTotal[] {
  const sums = new Map(money.map((total) => [total.currency, { ...total }]));
  for (const { currency, ...amounts } of part) {
    const sum = sums.get(currency) ?? { currency, gross: 0, refund: 0, deductions: 0, payout: 0, undecided: 0 };
    for (const name of ['gross', 'refund', 'deductions', 'payout', 'undecided'] as const) sum[name] += sign * amounts[name];
    sums.set(currency, sum);
  }
  return [...sums.values()].filter(({ currency: _, ...amounts }) => Object.values(amounts).some((amount) => amount !== 0));
}
