/** Which rows of a waiting file a decision is about: some of them by number, or all that one thing comes of. */
import type { RowChoice } from '../../../../shared/contract/decisions';
import type { Connection } from '../../database/driver';
import { type StageTables, stageTables } from '../staging';

/**
 * What each row becomes, as the preview names it: the kind of its first ledger line, else the type of its first record. `from`: a table with the
 * columns of staged records.
 */
export function becomesOf(from: string): string {
  return `SELECT row, coalesce(substr(min(CASE WHEN type = 'ledgerLine' THEN printf('%06d', part) || (payload ->> '$.kind') END), 7),
      substr(min(printf('%06d', part) || type), 7)) AS becomes FROM ${from} GROUP BY row`;
}

/** Fills the temporary table `chosen_row` with the rows that are meant and that can be skipped (or, with `skipped`, taken back). */
export async function chooseRows(connection: Connection, key: number, choice: RowChoice, skipped: boolean): Promise<void> {
  const tables = stageTables(key);
  await connection.exec('DROP TABLE IF EXISTS temp.chosen_row; CREATE TEMP TABLE chosen_row (row INTEGER PRIMARY KEY)');
  const able = skipped ? `o.row IN (SELECT row FROM ${tables.skipped})` : `o.outcome IN ('new', 'updated')`;
  const [meant, params] = meaning(tables, choice, skipped ? tables.skipped : tables.records);
  await connection.run(`INSERT OR IGNORE INTO chosen_row SELECT o.row FROM ${tables.outcomes} o WHERE ${able} AND ${meant}`, params);
}

function meaning(tables: StageTables, choice: RowChoice, from: string): [sql: string, params: string[]] {
  if ('rows' in choice) return ['o.row IN (SELECT value FROM json_each(?))', [JSON.stringify(choice.rows)]];
  const { outcome, becomes } = choice;
  const parts: string[] = [];
  const params: string[] = [];
  if (outcome === 'conflict') parts.push(`o.row IN (SELECT row FROM ${tables.conflicts})`);
  else if (outcome !== 'skipped') {
    parts.push('o.outcome = ?');
    params.push(outcome);
  }
  if (becomes !== null) {
    parts.push(`o.row IN (SELECT row FROM (${becomesOf(from)}) WHERE becomes = ?)`);
    params.push(becomes);
  }
  return [parts.join(' AND ') || 'true', params];
}
