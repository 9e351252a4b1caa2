/** What was whose, where several people became one: everything moves to who stays and is remembered, so that it can be given back. */
import type { Connection } from '../database/driver';

/** Somebody who has become part of `person`. Numbers grow with time; a later one may hold an earlier one inside. */
export interface Entry {
  id: number;
  person: number;
  at: string;
  byHand: boolean;
  /** When the user removed them, before they were absorbed. */
  removedAt: string | null;
  /** Records that stood for them when they were absorbed, and those that stood for who absorbed them. */
  records: number[];
  beside: number[];
}

/** Who became part of these people, latest first. */
export async function entriesOf(connection: Connection, people: readonly number[]): Promise<Entry[]> {
  if (people.length === 0) return [];
  const rows = await connection.all<{
    id: number;
    person: number;
    at: string;
    by_hand: number;
    removed_at: string | null;
    records: string;
    beside: string;
  }>(
    'SELECT id, person, at, by_hand, removed_at, records, beside FROM person_absorbed WHERE person IN (SELECT value FROM json_each(?)) ORDER BY id DESC',
    [JSON.stringify(people)],
  );
  return rows.map(({ by_hand, removed_at, records, beside, ...row }) => ({
    ...row,
    byHand: by_hand === 1,
    removedAt: removed_at,
    records: JSON.parse(records) as number[],
    beside: JSON.parse(beside) as number[],
  }));
}

/** Moves everything the user wrote about `from` to `to` and remembers it; of a field that both have, the value of `to` holds. */
export async function absorb(
  connection: Connection,
  from: number,
  to: number,
  how: Pick<Entry, 'byHand' | 'records' | 'beside'> & Partial<Pick<Entry, 'id' | 'at' | 'removedAt'>>,
): Promise<void> {
  const lacks = (table: string, column: string) =>
    `NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.person = ?2 AND o.${column} = e.${column})`;
  await connection.run(
    `INSERT INTO person_absorbed (id, person, uid, name, at, by_hand, removed_at, records, beside, edits, tags, notes, lines)
     SELECT ?3, ?2, p.uid, p.name, coalesce(?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), ?5, iif(?3 IS NULL, p.removed_at, ?8), ?6, ?7,
       (SELECT json_group_array(json_array(field, value, at, ${lacks('person_edit', 'field')})) FROM person_edit e WHERE person = ?1),
       (SELECT json_group_array(json_array(tag, ${lacks('person_tag', 'tag')})) FROM person_tag e WHERE person = ?1),
       (SELECT json_group_array(id) FROM person_note WHERE person = ?1),
       (SELECT json_group_array(line) FROM line_edit WHERE field = 'personId' AND value = CAST(?1 AS TEXT))
     FROM person p WHERE p.id = ?1`,
    [
      from,
      to,
      how.id ?? null,
      how.at ?? null,
      how.byHand ? 1 : 0,
      JSON.stringify(how.records),
      JSON.stringify(how.beside),
      how.removedAt ?? null,
    ],
  );
  for (const table of ['person_edit', 'person_tag']) {
    await connection.run(`UPDATE OR IGNORE ${table} SET person = ?2 WHERE person = ?1`, [from, to]);
    await connection.run(`DELETE FROM ${table} WHERE person = ?`, [from]);
  }
  await connection.run('UPDATE person_note SET person = ?2 WHERE person = ?1', [from, to]);
  await connection.run('UPDATE ledger_line SET person_link = ?2 WHERE person_link = ?1', [from, to]);
  await connection.run(`UPDATE line_edit SET value = CAST(?2 AS TEXT) WHERE field = 'personId' AND value = CAST(?1 AS TEXT)`, [from, to]);
  await connection.run('UPDATE person_absorbed SET person = ?2 WHERE person = ?1', [from, to]);
}

/**
 * Brings somebody back with what was theirs; answers their number. What was written or changed after they were absorbed stays with who absorbed
 * them, and what was taken away since stays away. Parts of somebody removed are removed. Whoever was absorbed later steps out for the moment and
 * in again, so that of a tag or field that several brought nobody loses theirs.
 */
export async function revive(connection: Connection, entry: Entry): Promise<number> {
  const [last] = await entriesOf(connection, [entry.person]);
  if (!last || last.id === entry.id) return release(connection, entry);
  const aside = await release(connection, last);
  const isInside = last.id > entry.id && within(entry.records, last.records);
  const revived = await revive(connection, isInside ? { ...entry, person: aside } : entry);
  const remaining = (records: readonly number[]) => records.filter((record) => !entry.records.includes(record));
  await absorb(connection, aside, entry.person, { ...last, records: remaining(last.records), beside: remaining(last.beside) });
  await connection.run('DELETE FROM person WHERE id = ?', [aside]);
  return revived;
}

function within(records: readonly number[], others: readonly number[]): boolean {
  return records.every((record) => others.includes(record));
}

async function release(connection: Connection, { id, person, records }: Entry): Promise<number> {
  const revived = await connection.get<{ id: number }>(
    `INSERT INTO person (uid, name, removed_at)
     SELECT e.uid, e.name, coalesce(p.removed_at, e.removed_at) FROM person_absorbed e JOIN person p ON p.id = e.person WHERE e.id = ?
     RETURNING id`,
    [id],
  );
  if (!revived) throw new Error('nobody to bring back');
  for (const sql of givingBack) await connection.run(sql, [person, revived.id, id]);
  for (const inner of await entriesOf(connection, [person]))
    if (inner.id < id && within(inner.records, records))
      await connection.run('UPDATE person_absorbed SET person = ? WHERE id = ?', [revived.id, inner.id]);
  return revived.id;
}

const kept = (column: string) => `json_each((SELECT ${column} FROM person_absorbed WHERE id = ?3))`;

/** ?1 who absorbed them, ?2 who comes back, ?3 the entry. */
const givingBack = [
  `INSERT INTO person_edit (person, field, value, at) SELECT ?2, value ->> 0, value ->> 1, value ->> 2 FROM ${kept('edits')}`,
  `DELETE FROM person_edit WHERE person = ?1 AND (field, value, at) IN (
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM ${kept('edits')} WHERE value ->> 3 = 1)`,
  `INSERT INTO person_tag (person, tag) SELECT ?2, tag FROM person_tag WHERE person = ?1 AND tag IN (SELECT value ->> 0 FROM ${kept('tags')})`,
  `DELETE FROM person_tag WHERE person = ?1 AND tag IN (SELECT value ->> 0 FROM ${kept('tags')} WHERE value ->> 1 = 1)`,
  `UPDATE person_note SET person = ?2 WHERE person = ?1 AND id IN (SELECT value FROM ${kept('notes')})`,
  `UPDATE ledger_line SET person_link = ?2 WHERE person_link = ?1 AND id IN (SELECT value FROM ${kept('lines')})`,
  `UPDATE line_edit SET value = CAST(?2 AS TEXT)
   WHERE field = 'personId' AND value = CAST(?1 AS TEXT) AND line IN (SELECT value FROM ${kept('lines')})`,
  'DELETE FROM person_absorbed WHERE id = ?3',
];
