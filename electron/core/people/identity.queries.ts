/** Which records stand for whom, and what the user said about them. */
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';

/** Ids of the records that stand for people, given as a JSON array of uids. */
export async function recordsOf(connection: Connection, uids: string): Promise<number[]> {
  const who = 'SELECT id FROM person WHERE uid IN (SELECT value FROM json_each(?1))';
  const rows = await connection.all<{ id: number }>(
    `SELECT id FROM profile WHERE person IN (${who}) UNION SELECT record FROM profile_memory WHERE person IN (${who}) ORDER BY 1`,
    [uids],
  );
  return rows.map((row) => row.id);
}

/** Whom each record stands for, by record. */
export async function holdersOf(connection: Connection, records: readonly number[]): Promise<Map<number, { person: number; uid: string }>> {
  const rows = await connection.all<{ record: number; person: number; uid: string }>(
    `SELECT v.value AS record, o.id AS person, o.uid FROM json_each(?) v
     LEFT JOIN profile p ON p.id = v.value LEFT JOIN profile_memory m ON m.record = v.value JOIN person o ON o.id = coalesce(p.person, m.person)`,
    [JSON.stringify(records)],
  );
  return new Map(rows.map(({ record, person, uid }) => [record, { person, uid }]));
}

export interface Merge {
  id: number;
  person: number;
  records: number[];
  beside: number[];
}

/** A merge by its number; undefined when it is not there. */
export async function mergeById(db: Database, id: number): Promise<Merge | undefined> {
  const row = await db.read
    .selectFrom('person_absorbed')
    .innerJoin('person', 'person.id', 'person_absorbed.person')
    .select(['person_absorbed.id', 'person', 'records', 'beside'])
    .where('person_absorbed.id', '=', id)
    .where('person.removed_at', 'is', null)
    .executeTakeFirst();
  return row && { ...row, records: JSON.parse(row.records) as number[], beside: JSON.parse(row.beside) as number[] };
}

/** People whom the user merged into this one, latest first. */
export function mergesInto(db: Database, person: number): Promise<{ id: number; name: string; at: string }[]> {
  return db.read
    .selectFrom('person_absorbed')
    .select(['id', 'name', 'at'])
    .where('person', '=', person)
    .where('by_hand', '=', 1)
    .orderBy('id', 'desc')
    .execute();
}
