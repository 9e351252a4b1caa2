/** Where a file changes what the user has edited: the edit stays in force unless the user says otherwise. */
import type { Database } from '../../database/database';
import type { Connection } from '../../database/driver';
import { type StageTables, stageTables } from '../staging';

/** Whose value holds: the user's or the file's. */
export type Holds = 'mine' | 'file';

export interface EditConflict {
  row: number;
  field: string;
  /** The user's value as text; null for "nothing". */
  mine: string | null;
  /** The file's. */
  file: string | null;
  /** Null while the user has not said: then theirs holds. */
  holds: Holds | null;
}

/** Finds the conflicts of all compared records anew; what was chosen for a row and field stays chosen. */
export async function findConflicts(connection: Connection, tables: StageTables): Promise<void> {
  const { records, states, conflicts } = tables;
  await connection.run(`DELETE FROM ${conflicts}`);
  const any = await connection.get('SELECT 1 WHERE EXISTS (SELECT 1 FROM line_edit) OR EXISTS (SELECT 1 FROM person_edit)');
  if (any === undefined) return;
  const changed = `FROM ${states} t JOIN ${records} s ON s.seq = t.seq JOIN json_each(t.changes) c`;
  await connection.run(`
    INSERT OR IGNORE INTO ${conflicts} (row, field, record, mine, file)
    SELECT s.row, e.field, t.record, coalesce((SELECT p.name FROM person p WHERE e.field = 'personId' AND CAST(p.id AS TEXT) = e.value), e.value ->> '$'),
      c.value ->> '$.after'
    ${changed} JOIN line_edit e ON e.line = t.record AND iif(e.field = 'personId', 'personKey', e.field) = c.value ->> '$.field'
    WHERE t.outcome = 'updated' AND s.type = 'ledgerLine' AND e.value ->> '$' IS NOT c.value ->> '$.after'
    UNION ALL
    SELECT s.row, e.field, t.record, e.value ->> '$', c.value ->> '$.after'
    ${changed} JOIN profile p ON p.id = t.record JOIN person_edit e ON e.person = p.person AND e.field = c.value ->> '$.field'
    WHERE t.outcome = 'updated' AND s.type = 'person' AND e.value ->> '$' IS NOT c.value ->> '$.after'`);
}

/** Says whose value holds in these rows (null: in all); null takes what was said back. */
export async function settleConflicts(db: Database, key: number, chosen: readonly number[] | null, holds: Holds | null): Promise<void> {
  const { conflicts, choices } = stageTables(key);
  const rows = chosen === null ? null : JSON.stringify(chosen);
  await db.gate.exclusive(async () => {
    const meant = `FROM ${conflicts} WHERE ?1 IS NULL OR row IN (SELECT value FROM json_each(?1))`;
    await db.writer.run(`DELETE FROM ${choices} WHERE (row, field) IN (SELECT row, field ${meant})`, [rows]);
    if (holds !== null) await db.writer.run(`INSERT INTO ${choices} (row, field, holds) SELECT row, field, ?2 ${meant}`, [rows, holds]);
  });
}

/** The conflicts of some rows, for the preview. */
export async function conflictsOf(db: Database, key: number, rows: readonly number[]): Promise<Map<number, EditConflict[]>> {
  const { conflicts, choices } = stageTables(key);
  const found = await db.gate.exclusive(() =>
    db.writer.all<EditConflict>(
      `SELECT c.row, c.field, c.mine, c.file, h.holds FROM ${conflicts} c LEFT JOIN ${choices} h ON h.row = c.row AND h.field = c.field
       WHERE c.row IN (SELECT value FROM json_each(?)) ORDER BY c.row, c.field`,
      [JSON.stringify(rows)],
    ),
  );
  const byRow = new Map<number, EditConflict[]>();
  for (const conflict of found) byRow.set(conflict.row, [...(byRow.get(conflict.row) ?? []), conflict]);
  return byRow;
}

/** Rows with a conflict, and how many conflicts nobody has settled yet. */
export async function countConflicts(connection: Connection, key: number): Promise<{ conflictRows: number; editConflicts: number }> {
  const { conflicts, choices } = stageTables(key);
  const found = await connection.get<{ conflictRows: number; editConflicts: number }>(
    `SELECT count(DISTINCT c.row) AS conflictRows, count(DISTINCT iif(h.holds IS NULL, c.record, NULL)) AS editConflicts
     FROM ${conflicts} c LEFT JOIN ${choices} h ON h.row = c.row AND h.field = c.field`,
  );
  return found ?? { conflictRows: 0, editConflicts: 0 };
}

/** Everything that was chosen, to be chosen again once the file is read anew. */
export async function chosenValues(db: Database, key: number): Promise<{ row: number; field: string; holds: Holds }[]> {
  return db.gate.exclusive(() => db.writer.all(`SELECT row, field, holds FROM ${stageTables(key).choices}`));
}

export async function chooseValues(db: Database, key: number, values: Awaited<ReturnType<typeof chosenValues>>): Promise<void> {
  await db.gate.exclusive(() =>
    db.writer.run(
      `INSERT OR REPLACE INTO ${stageTables(key).choices} (row, field, holds)
       SELECT value ->> 'row', value ->> 'field', value ->> 'holds' FROM json_each(?)`,
      [JSON.stringify(values)],
    ),
  );
}
