/** What staged records are to the workspace at first sight, and what becomes of their rows; set by set. What differs is left to the folds (diff.ts). */
import type { Connection } from '../database/driver';
import type { StageTables } from './staging';

/** All records, those that nothing is said of yet, or those from a number on. */
type Which = 'all' | 'rest' | number;

/** Compares the records from `seq` on, and their rows. Holding the gate. */
export async function compareFrom(connection: Connection, tables: StageTables, platform: string, seq: number): Promise<void> {
  await stateRecords(connection, tables, platform, seq);
  await stateRows(connection, tables, seq);
}

/** `rest` is not asked for otherwise, since reading a table while it is filled makes SQLite keep everything twice. */
export async function stateRecords(connection: Connection, tables: StageTables, platform: string, which: Which): Promise<void> {
  // All live statements alike and like this one: nothing to learn. Some that differ: the folds decide. None: new.
  await connection.run(
    `INSERT INTO ${tables.states} (seq, record, outcome)
       SELECT s.seq, r.id, CASE WHEN r.id IS NULL THEN 'new' ELSE coalesce((
           SELECT CASE WHEN min(o.hash = s.hash) = 1 THEN 'unchanged' ELSE 'compare' END
           FROM source_record o JOIN import_batch b ON b.seq = o.batch AND b.undone_at IS NULL WHERE o.record = r.id GROUP BY o.record), 'new') END
       FROM ${tables.records} s LEFT JOIN record r ON r.key = s.key AND r.platform = ?1 AND r.type = s.type
       ${meant(which, `s.seq NOT IN (SELECT seq FROM ${tables.states})`)}`,
    typeof which === 'number' ? [platform, which] : [platform],
  );
}

/** What comes of the rows; one with a record that is still to be compared counts as updated. */
export async function stateRows(connection: Connection, tables: StageTables, which: Which): Promise<void> {
  await connection.run(
    `INSERT INTO ${tables.outcomes} ${rowOutcomes(tables)} ${meant(which, `s.row NOT IN (SELECT row FROM ${tables.outcomes})`)} GROUP BY s.row`,
    typeof which === 'number' ? [null, which] : [],
  );
}

/** Says anew what comes of the rows in `compared_row`, once all their records are compared. */
export async function restateRows(connection: Connection, tables: StageTables): Promise<void> {
  await connection.run(
    `INSERT OR REPLACE INTO ${tables.outcomes} ${rowOutcomes(tables)} WHERE s.row IN (SELECT row FROM compared_row) GROUP BY s.row`,
  );
}

function rowOutcomes({ records, states }: StageTables): string {
  return `SELECT s.row, CASE WHEN max(s.part = 0 AND t.outcome = 'new') THEN 'new' WHEN max(t.outcome <> 'unchanged') THEN 'updated' ELSE 'unchanged' END, NULL
    FROM ${records} s JOIN ${states} t ON t.seq = s.seq`;
}

function meant(which: Which, rest: string): string {
  if (which === 'all') return '';
  return which === 'rest' ? `WHERE ${rest}` : 'WHERE s.seq >= ?2';
}
