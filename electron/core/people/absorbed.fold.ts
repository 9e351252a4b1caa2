/** What was whose, where several people became one: everything moves to who stays and is remembered, so that it can be given back. */
import type { Connection } from '../database/driver';

/** Somebody who has become part of `person`. */
export interface Entry {
  id: number;
  person: number;
  /** Records that stood for them when they were absorbed, and those that stood for who absorbed them. */
  records: number[];
  beside: number[];
}

/** Who became part of these people. */
export async function entriesOf(connection: Connection, people: readonly number[]): Promise<Entry[]> {
  if (people.length === 0) return [];
  const rows = await connection.all<{ id: number; person: number; records: string; beside: string }>(
    'SELECT id, person, records, beside FROM person_absorbed WHERE person IN (SELECT value FROM json_each(?)) ORDER BY id',
    [JSON.stringify(people)],
  );
  return rows.map((row) => ({ ...row, records: JSON.parse(row.records) as number[], beside: JSON.parse(row.beside) as number[] }));
}

/**
 * Moves everything the user wrote about `from` to `to` and remembers it; of a field that both have, the value of `to` holds. Reads whose the
 * records were from the temporary table `former`.
 */
export async function absorb(connection: Connection, from: number, to: number, byHand: boolean): Promise<void> {
  const lacks = (table: string, column: string) =>
    `NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.person = ?2 AND o.${column} = e.${column})`;
  await connection.run(
    `INSERT INTO person_absorbed (person, uid, name, at, by_hand, removed_at, records, beside, edits, tags, notes, lines)
     SELECT ?2, p.uid, p.name, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?3, p.removed_at,
       (SELECT json_group_array(record) FROM former WHERE person = ?1), (SELECT json_group_array(record) FROM former WHERE person = ?2),
       (SELECT json_group_array(json_array(field, value, at, ${lacks('person_edit', 'field')})) FROM person_edit e WHERE person = ?1),
       (SELECT json_group_array(json_array(tag, ${lacks('person_tag', 'tag')})) FROM person_tag e WHERE person = ?1),
       (SELECT json_group_array(id) FROM person_note WHERE person = ?1),
       (SELECT json_group_array(line) FROM line_edit WHERE field = 'personId' AND value = CAST(?1 AS TEXT))
     FROM person p WHERE p.id = ?1`,
    [from, to, byHand ? 1 : 0],
  );
  for (const table of ['person_edit', 'person_tag']) {
    await connection.run(`UPDATE OR IGNORE ${table} SET person = ?2 WHERE person = ?1`, [from, to]);
    await connection.run(`DELETE FROM ${table} WHERE person = ?`, [from]);
  }
  await connection.run('UPDATE person_note SET person = ?2 WHERE person = ?1', [from, to]);
  await connection.run('UPDATE ledger_line SET person_link = ?2 WHERE person_link = ?1', [from, to]);
  await connection.run(`UPDATE line_edit SET value = CAST(?2 AS TEXT) WHERE field = 'personId' AND value = CAST(?1 AS TEXT)`, [from, to]);
}

/**
 * Brings somebody back with what was theirs; answers their number. What was written or changed after they were absorbed stays with who absorbed
 * them, and what was taken away since stays away. Parts of somebody removed are removed.
 */
export async function revive(connection: Connection, { id, person }: Entry): Promise<number> {
  const revived = await connection.get<{ id: number }>(
    `INSERT INTO person (uid, name, removed_at)
     SELECT uid, name, coalesce((SELECT p.removed_at FROM person p WHERE p.id = person_absorbed.person), removed_at) FROM person_absorbed WHERE id = ?
     RETURNING id`,
    [id],
  );
  if (!revived) throw new Error('nobody to bring back');
  const theirs = [person, revived.id, id];
  const each = (column: string) => `(SELECT ${column} FROM person_absorbed WHERE id = ?3)`;
  await connection.run(
    `INSERT INTO person_edit (person, field, value, at) SELECT ?2, value ->> 0, value ->> 1, value ->> 2 FROM json_each(${each('edits')})`,
    theirs,
  );
  await connection.run(
    `DELETE FROM person_edit WHERE person = ?1 AND (field, value, at) IN (
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${each('edits')}) WHERE value ->> 3 = 1)`,
    theirs,
  );
  await connection.run(
    `INSERT INTO person_tag (person, tag) SELECT ?2, tag FROM person_tag WHERE person = ?1 AND tag IN (SELECT value ->> 0 FROM json_each(${each('tags')}))`,
    theirs,
  );
  await connection.run(
    `DELETE FROM person_tag WHERE person = ?1 AND tag IN (SELECT value ->> 0 FROM json_each(${each('tags')}) WHERE value ->> 1 = 1)`,
    theirs,
  );
  const lines = `(SELECT value FROM json_each(${each('lines')}))`;
  await connection.run(
    `UPDATE person_note SET person = ?2 WHERE person = ?1 AND id IN (SELECT value FROM json_each(${each('notes')}))`,
    theirs,
  );
  await connection.run(`UPDATE ledger_line SET person_link = ?2 WHERE person_link = ?1 AND id IN ${lines}`, theirs);
  await connection.run(
    `UPDATE line_edit SET value = CAST(?2 AS TEXT) WHERE field = 'personId' AND value = CAST(?1 AS TEXT) AND line IN ${lines}`,
    theirs,
  );
  await connection.run('DELETE FROM person_absorbed WHERE id = ?', [id]);
  return revived.id;
}
