/** What the cards of waiting files count. */
import type { StagedFile } from '../../../shared/contract/sync';
import type { LedgerLinePayload } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import type { MoneyTotal, Stated } from './reading/messages';
import { addMoney } from './reading/tally';
import { isStatedRepeatedly, statedRepeatedly } from './record-tables';
import { stageTables } from './staging';

/**
 * Row counts (total = new + updated + unchanged + quarantined + ignored), record counts by type, and what the user has a say in. `stated`: what is
 * in the file at all.
 */
export async function countStaged(
  db: Database,
  key: number,
  stated: Pick<Stated, 'types' | 'undecided'>,
): Promise<Pick<StagedFile, 'rows' | 'ignoredBy' | 'records' | 'undecidedLines' | 'editConflicts'>> {
  const [only, ...others] = stated.types;
  const { outcomes, records: staged, states } = stageTables(key);
  return db.gate.exclusive(async () => {
    const rows = { total: 0, new: 0, updated: 0, unchanged: 0, quarantined: 0, ignored: 0 };
    const ignoredBy: Record<string, number> = {};
    const records: StagedFile['records'] = {};
    const byOutcome = await db.writer.all<{ outcome: keyof typeof rows; reason: string | null; n: number }>(
      `SELECT outcome, reason ->> '$.code' AS reason, n
       FROM (SELECT outcome, CASE outcome WHEN 'ignored' THEN reason END AS reason, count(*) AS n FROM ${outcomes} GROUP BY 1, 2)`,
    );
    for (const { outcome, reason, n } of byOutcome) {
      rows[outcome] += n;
      rows.total += n;
      if (reason !== null) ignoredBy[reason] = (ignoredBy[reason] ?? 0) + n;
    }
    const byType = await db.writer.all<{ type: string; outcome: 'new' | 'updated' | 'unchanged'; n: number }>(
      only !== undefined && others.length === 0 && !isStatedRepeatedly(only)
        ? `SELECT '${only}' AS type, outcome, count(*) AS n FROM ${states} GROUP BY outcome`
        : `SELECT s.type, t.outcome, CASE WHEN s.type IN ${statedRepeatedly} THEN count(DISTINCT s.key) ELSE count(*) END AS n
       FROM ${staged} s JOIN ${states} t ON t.seq = s.seq GROUP BY s.type, t.outcome`,
    );
    for (const { type, outcome, n } of byType) {
      records[type] ??= { new: 0, updated: 0, unchanged: 0 };
      const counts = records[type];
      if (counts) counts[outcome] = n;
    }
    return {
      rows,
      ignoredBy,
      records,
      // Every payload would have to be looked at.
      undecidedLines: stated.undecided ? await countUndecided(db.writer, key) : 0,
      editConflicts: await countConflicts(db.writer, key),
    };
  });
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

/** Records that would change in a field that the user has edited. The edit stays in force, but the user may want to look. */
async function countConflicts(connection: Connection, key: number): Promise<number> {
  const { states } = stageTables(key);
  const changed = (field: string) => `EXISTS (SELECT 1 FROM json_each(t.changes) c WHERE c.value ->> '$.field' = ${field})`;
  const found = await connection.get<{ n: number }>(
    `SELECT count(*) AS n FROM ${states} t WHERE t.outcome = 'updated' AND (
       EXISTS (SELECT 1 FROM line_edit e WHERE e.line = t.record AND ${changed("iif(e.field = 'personId', 'personKey', e.field)")})
       OR EXISTS (SELECT 1 FROM profile p JOIN person_edit e ON e.person = p.person WHERE p.id = t.record AND ${changed('e.field')}))`,
  );
  return found?.n ?? 0;
}

/** Money of the lines that are new, when the file repeats others. */
export async function newMoney(db: Database, key: number): Promise<MoneyTotal[]> {
  const { records, states } = stageTables(key);
  const totals = new Map<string, MoneyTotal>();
  await db.gate.exclusive(async () => {
    let after = -1;
    for (;;) {
      const rows = await db.writer.all<{ seq: number; payload: string }>(
        `SELECT s.seq, json(s.payload) AS payload FROM ${records} s JOIN ${states} t ON t.seq = s.seq
         WHERE s.seq > ? AND s.type = 'ledgerLine' AND t.outcome = 'new' ORDER BY s.seq LIMIT 5000`,
        [after],
      );
      for (const row of rows) addMoney(totals, JSON.parse(row.payload) as LedgerLinePayload);
      const last = rows.at(-1);
      if (!last) return;
      after = last.seq;
    }
  });
  return [...totals.values()];
}
