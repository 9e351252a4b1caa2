/** Edits that give way to a file when it is applied; they are kept with the import and come back with its undo. Newer edits always win. */
import type { Connection } from '../../database/driver';
import { stageTables } from '../staging';

/** The person whom a profile belongs to now; who is merged takes their edits along. */
const personOf = (record: string) =>
  `coalesce((SELECT p.person FROM profile p WHERE p.id = ${record}), (SELECT m.person FROM profile_memory m WHERE m.record = ${record}))`;

/** Takes away the edits that the user gave up for the file's values. Before folding, inside the transaction of Apply. */
export async function replaceEdits(connection: Connection, key: number, batch: number): Promise<void> {
  const { conflicts, choices } = stageTables(key);
  const given = `SELECT c.record, c.field FROM ${conflicts} c JOIN ${choices} h ON h.row = c.row AND h.field = c.field AND h.holds = 'file'`;
  await connection.run(
    `INSERT OR IGNORE INTO replaced_edit (batch, record, field, value, at)
     SELECT ?, g.record, g.field, e.value, e.at FROM (${given}) g JOIN line_edit e ON e.line = g.record AND e.field = g.field
     UNION ALL
     SELECT ?, g.record, g.field, e.value, e.at FROM (${given}) g JOIN profile p ON p.id = g.record JOIN person_edit e ON e.person = p.person AND e.field = g.field`,
    [batch, batch],
  );
  await removeReplaced(connection, batch);
}

/** Undo: the edits are in force again, unless the user has edited the field since. */
export async function restoreEdits(connection: Connection, batch: number): Promise<void> {
  await connection.run(
    `INSERT OR IGNORE INTO line_edit (line, field, value, at)
     SELECT r.record, r.field, r.value, r.at FROM replaced_edit r JOIN record o ON o.id = r.record AND o.type = 'ledgerLine' WHERE r.batch = ?`,
    [batch],
  );
  await connection.run(
    `INSERT OR IGNORE INTO person_edit (person, field, value, at)
     SELECT person, field, value, at FROM (
       SELECT ${personOf('r.record')} AS person, r.field, r.value, r.at FROM replaced_edit r JOIN record o ON o.id = r.record AND o.type = 'person'
       WHERE r.batch = ?)
     WHERE person IS NOT NULL`,
    [batch],
  );
}

/** Apply and redo: exactly the edits that were given up go, none that was made since. */
export async function removeReplaced(connection: Connection, batch: number): Promise<void> {
  await connection.run(
    `DELETE FROM line_edit WHERE (line, field, value, at) IN (SELECT record, field, value, at FROM replaced_edit WHERE batch = ?)`,
    [batch],
  );
  await connection.run(
    `DELETE FROM person_edit WHERE (person, field, value, at) IN (
       SELECT ${personOf('r.record')}, r.field, r.value, r.at FROM replaced_edit r JOIN record o ON o.id = r.record AND o.type = 'person' WHERE r.batch = ?)`,
    [batch],
  );
}
