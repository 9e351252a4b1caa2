/** People as clusters of the records that stand for them. Works on what profiles.fold.ts has reached; only inside a write transaction. */
import { v7 as uuid } from 'uuid';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { absorb, type Entry, entriesOf, revive } from './absorbed.fold';
import { cluster, type Decisions, type Node } from './identity';
import { type Newborn, refoldPeople } from './people.fold';

/** Person of a profile that has none yet; replaced before the transaction ends. */
export const nobody = 0;

export interface Assignment {
  /** Numbers of people who stay when they become one with others, before everybody else. */
  first: readonly number[];
  /** Whoever becomes part of somebody else is remembered as merged by the user. */
  byHand: boolean;
}

interface ReachedNode extends Node {
  /** `nobody` for a new profile and for a record that stands for nobody now. */
  person: number;
  stands: number;
  /** 1 when it stood for somebody whose import was taken back, or was added by hand. */
  remembered: number;
}

/** Groups the reached records into people, keeps people where they were, and computes everybody affected anew. */
export async function assignPeople(db: Database, how: Assignment): Promise<void> {
  const connection = db.writer;
  const nodes = await reachedNodes(connection);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const clusters = cluster(nodes, await decisionsWithin(connection))
    .people.map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
    .filter((members) => members.some((node) => node.stands === 1));
  const parted = await reviveParted(connection, clusters);
  const marked = await peopleWithUserData(connection);
  const first = new Set(how.first);
  const taken = new Set<number>();
  const assignments: [record: number, person: number][] = [];
  const newcomers: ReachedNode[][] = [];
  for (const members of parted) {
    const person = choosePerson(members, taken, (id) => (first.has(id) ? 2 : Number(marked.has(id))));
    if (person === undefined) newcomers.push(members);
    else {
      taken.add(person);
      for (const { id } of members) if (byId.get(id)?.person !== person) assignments.push([id, person]);
    }
  }
  const { created, newborn } = await createPeople(connection, newcomers);
  newcomers.forEach((members, index) => {
    for (const node of members) assignments.push([node.id, created[index] ?? nobody]);
  });
  await store(connection, assignments);
  const orphans = await leaveOrphans(connection, marked, how.byHand);
  const rest = await connection.all<{ person: number }>('SELECT person FROM affected');
  const everybody = [...new Set([...rest.map((row) => row.person), ...created])].filter((person) => !orphans.has(person));
  await connection.run(
    `UPDATE person SET is_manual = 1 - is_manual WHERE id IN (SELECT value FROM json_each(?))
       AND is_manual <> EXISTS (SELECT 1 FROM profile_memory m WHERE m.person = person.id AND m.since IS NOT NULL)`,
    [JSON.stringify(everybody)],
  );
  await refoldPeople(db, everybody, newborn);
}

function reachedNodes(connection: Connection): Promise<ReachedNode[]> {
  return connection.all<ReachedNode>(`
    SELECT r.record AS id, p.platform, p.email, p.phone, coalesce(p.person, m.person, ${nobody}) AS person,
      p.id IS NOT NULL OR m.record IS NOT NULL AS stands, m.record IS NOT NULL AS remembered,
      CASE WHEN o.id IS NULL THEN 'new' WHEN o.removed_at IS NULL OR o.erased <> 0 THEN 'present' ELSE 'removed' END AS standing
    FROM reach r LEFT JOIN profile p ON p.id = r.record LEFT JOIN profile_memory m ON m.record = r.record
      LEFT JOIN person o ON o.id = coalesce(p.person, m.person)
    ORDER BY r.record`);
}

async function decisionsWithin(connection: Connection): Promise<Decisions> {
  const rows = await connection.all<{ a: number; b: number; same: number }>(
    `SELECT d.a, d.b, d.same FROM identity_decision d
     WHERE EXISTS (SELECT 1 FROM reach r WHERE r.record = d.a) AND EXISTS (SELECT 1 FROM reach r WHERE r.record = d.b)`,
  );
  const pairs = (same: number) => rows.filter((row) => row.same === same).map(({ a, b }) => [a, b] as const);
  return { same: pairs(1), different: pairs(0) };
}

/**
 * Where records of one person stand for several people now, whoever had been absorbed comes back with what was theirs. Those who were there
 * all along come first in the answer, so that the person stays with them.
 */
async function reviveParted(connection: Connection, clusters: ReachedNode[][]): Promise<ReachedNode[][]> {
  const clustersOf = new Map<number, number>();
  for (const members of clusters)
    for (const person of new Set(members.map((node) => node.person))) clustersOf.set(person, (clustersOf.get(person) ?? 0) + 1);
  const split = [...clustersOf].flatMap(([person, count]) => (person !== nobody && count > 1 ? [person] : []));
  let entries = await entriesOf(connection, split);
  if (entries.length === 0) return clusters;
  const personOf = new Map(clusters.flat().map((node) => [node.id, node.person]));
  const [stay, back]: [ReachedNode[][], ReachedNode[][]] = [[], []];
  for (const members of clusters) {
    const entry = bestEntry(entries, members, personOf);
    const left = entry ? (clustersOf.get(entry.person) ?? 0) : 0;
    if (!entry || left < 2) {
      stay.push(members);
      continue;
    }
    clustersOf.set(entry.person, left - 1);
    const revived = await revive(connection, entry);
    entries = await entriesOf(connection, split);
    await moveFormer(connection, members, entry.person, revived);
    back.push(members.map((node) => (node.person === entry.person ? { ...node, person: revived } : node)));
  }
  return [...stay, ...back];
}

/** The absorbed person of most records who is wholly within a cluster while whoever absorbed them is not. */
function bestEntry(entries: readonly Entry[], members: readonly ReachedNode[], personOf: ReadonlyMap<number, number>): Entry | undefined {
  const inside = new Set(members.map((node) => node.id));
  return entries
    .filter((entry) => {
      const present = entry.records.filter((id) => personOf.get(id) === entry.person);
      return present.length > 0 && present.every((id) => inside.has(id)) && !entry.beside.some((id) => inside.has(id));
    })
    .sort((a, b) => b.records.length - a.records.length || a.id - b.id)[0];
}

/** As if whoever came back had been there before this change. */
async function moveFormer(connection: Connection, members: readonly ReachedNode[], from: number, to: number): Promise<void> {
  const records = JSON.stringify(members.map((node) => node.id));
  await connection.run('UPDATE former SET person = ?2 WHERE person = ?1 AND record IN (SELECT value FROM json_each(?3))', [
    from,
    to,
    records,
  ]);
  await connection.run('INSERT OR IGNORE INTO affected VALUES (?)', [to]);
}

/** Those of the highest rank first; else whoever was known first. */
function choosePerson(members: readonly ReachedNode[], taken: ReadonlySet<number>, rank: (person: number) => number): number | undefined {
  const candidates = [...new Set(members.map((node) => node.person))].filter((id) => id !== nobody && !taken.has(id));
  return candidates.sort((a, b) => rank(b) - rank(a) || a - b)[0];
}

/** People the user wrote about or who hold what was written about others. */
async function peopleWithUserData(connection: Connection): Promise<Set<number>> {
  const rows = await connection.all<{ id: number }>(`
    SELECT p.id FROM affected a CROSS JOIN person p ON p.id = a.person
    WHERE p.is_manual = 1 OR p.removed_at IS NOT NULL
      OR EXISTS (SELECT 1 FROM person_edit e WHERE e.person = p.id) OR EXISTS (SELECT 1 FROM person_tag e WHERE e.person = p.id)
      OR EXISTS (SELECT 1 FROM person_note e WHERE e.person = p.id) OR EXISTS (SELECT 1 FROM line_edit e WHERE e.field = 'personId' AND e.value = CAST(p.id AS TEXT))
      OR EXISTS (SELECT 1 FROM person_absorbed e WHERE e.person = p.id AND e.edits <> '[]')`);
  return new Set(rows.map((row) => row.id));
}

/**
 * Numbers for newcomers, in their order. Those of whom only new profiles are known (`newborn`) get their row once their profiles are theirs; the
 * others have one at once, and whoever is parted from somebody removed stays removed.
 */
async function createPeople(
  connection: Connection,
  newcomers: readonly (readonly ReachedNode[])[],
): Promise<{ created: number[]; newborn: Newborn }> {
  if (newcomers.length === 0) return { created: [], newborn: new Map() };
  const last = (await connection.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM person'))?.id ?? 0;
  const newborn = new Map<number, string>();
  const rows: [id: number, uid: string, partedFrom: number | null][] = [];
  newcomers.forEach((members, index) => {
    const id = last + 1 + index;
    if (members.every((node) => node.standing === 'new' && node.remembered === 0)) newborn.set(id, uuid());
    else rows.push([id, uuid(), members.find((node) => node.standing === 'removed')?.person ?? null]);
  });
  await connection.run(
    `INSERT INTO person (id, uid, name, removed_at)
     SELECT value ->> 0, value ->> 1, '', (SELECT p.removed_at FROM person p WHERE p.id = value ->> 2) FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
  return { created: newcomers.map((_, index) => last + 1 + index), newborn };
}

async function store(connection: Connection, assignments: readonly [number, number][]): Promise<void> {
  const json = JSON.stringify(assignments);
  const values = '(SELECT value ->> 0 AS id, value ->> 1 AS person FROM json_each(?)) v';
  await connection.run(`UPDATE profile SET person = v.person FROM ${values} WHERE profile.id = v.id`, [json]);
  await connection.run(`UPDATE profile_memory SET person = v.person FROM ${values} WHERE profile_memory.record = v.id`, [json]);
  await connection.run('DELETE FROM profile_memory WHERE record IN (SELECT p.id FROM reach r CROSS JOIN profile p ON p.id = r.record)');
}

/**
 * People for whom nothing stands any more: what the user wrote about them moves to whoever has their records now; when no record is left they stay
 * as they are if the user wrote anything, and go otherwise. Answers who went.
 */
async function leaveOrphans(connection: Connection, marked: ReadonlySet<number>, byHand: boolean): Promise<Set<number>> {
  const orphans = await connection.all<{ person: number; heir: number | null }>(`
    SELECT a.person, (SELECT coalesce(p.person, m.person) FROM former f LEFT JOIN profile p ON p.id = f.record LEFT JOIN profile_memory m ON m.record = f.record
      WHERE f.person = a.person AND coalesce(p.person, m.person) IS NOT NULL ORDER BY f.record LIMIT 1) AS heir
    FROM affected a WHERE NOT EXISTS (SELECT 1 FROM profile p WHERE p.person = a.person) AND NOT EXISTS (SELECT 1 FROM profile_memory m WHERE m.person = a.person)
      AND EXISTS (SELECT 1 FROM person o WHERE o.id = a.person)`);
  const gone = new Set<number>();
  for (const { person, heir } of orphans) {
    if (heir === null && marked.has(person)) {
      await connection.run('INSERT OR REPLACE INTO profile_memory (record, person) SELECT record, person FROM former WHERE person = ?', [
        person,
      ]);
      continue;
    }
    if (heir !== null) {
      if (byHand || marked.has(person) || marked.has(heir))
        await absorb(connection, person, heir, {
          byHand,
          records: await formerly(connection, person),
          beside: await formerly(connection, heir),
        });
      await connection.run('UPDATE person_absorbed SET person = ?2 WHERE person = ?1', [person, heir]);
    }
    gone.add(person);
  }
  const ids = JSON.stringify([...gone]);
  await connection.run('DELETE FROM person_search WHERE rowid IN (SELECT value FROM json_each(?))', [ids]);
  await connection.run('DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))', [ids]);
  return gone;
}

/** What stood for somebody before this change. */
async function formerly(connection: Connection, person: number): Promise<number[]> {
  const rows = await connection.all<{ record: number }>('SELECT record FROM former WHERE person = ? ORDER BY record', [person]);
  return rows.map((row) => row.record);
}
