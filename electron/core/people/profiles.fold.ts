/** Profiles as folds of what each platform states about a person, and people as clusters of profiles. */
import { v7 as uuid } from 'uuid';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { cluster, type ProfileKeys } from './identity';
import { refoldPeople } from './people.fold';

const fields = [
  ['name', 'name'],
  ['nickname', 'nickname'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['gender', 'gender'],
  ['birth_date', 'birthDate'],
  ['city', 'city'],
  ['province', 'province'],
  ['country', 'country'],
  ['first_seen_at', 'firstSeenAt'],
  ['last_seen_at', 'lastSeenAt'],
  ['tier', 'tier'],
  ['status', 'status'],
  ['note', 'note'],
] as const;

/** Person of a profile that has none yet; replaced before the transaction ends. */
const nobody = 0;

interface ReachedProfile extends ProfileKeys {
  person: number;
}

/** Replaces the touched profiles by their folds and decides anew who is who around them. Only inside `db.write`, after `foldTouched`. */
export async function projectProfiles(db: Database): Promise<void> {
  const connection = db.writer;
  await connection.exec(`
    CREATE TEMP TABLE IF NOT EXISTS reach (profile INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS affected (person INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS former (profile INTEGER PRIMARY KEY, person INTEGER NOT NULL);
    DELETE FROM reach; DELETE FROM affected; DELETE FROM former;`);
  // Whoever shared an e-mail or phone with a profile as it was must be looked at again too.
  await reachTouched(connection);
  await storeProfiles(connection);
  await reachTouched(connection);
  await grow(connection);
  await connection.run(
    'INSERT OR IGNORE INTO affected SELECT person FROM profile JOIN reach ON reach.profile = profile.id WHERE person <> 0',
  );
  await assign(db);
}

async function reachTouched(connection: Connection): Promise<void> {
  await connection.run('INSERT OR IGNORE INTO reach SELECT p.id FROM touched t JOIN profile p ON p.id = t.record');
  await grow(connection);
  await connection.run(
    'INSERT OR IGNORE INTO former SELECT p.id, p.person FROM reach JOIN profile p ON p.id = reach.profile WHERE p.person <> 0',
  );
  await connection.run('INSERT OR IGNORE INTO affected SELECT person FROM former');
}

async function grow(connection: Connection): Promise<void> {
  // CROSS JOIN keeps the order: left to itself, SQLite may begin with all profiles that are nobody's yet and compare each with each.
  const from = 'FROM reach r CROSS JOIN profile p ON p.id = r.profile CROSS JOIN profile o';
  for (;;) {
    const { changes } = await connection.run(`
      INSERT OR IGNORE INTO reach
      SELECT o.id ${from} ON o.email = p.email
      UNION SELECT o.id ${from} ON o.phone = p.phone
      UNION SELECT o.id ${from} ON o.person = p.person WHERE p.person <> 0`);
    if (changes === 0) return;
  }
}

async function storeProfiles(connection: Connection): Promise<void> {
  await connection.run('DELETE FROM profile WHERE id IN (SELECT record FROM touched EXCEPT SELECT record FROM folded)');
  const columns = fields.map(([column]) => column);
  await connection.run(`
    INSERT INTO profile (id, person, platform, key, attributes, as_of, ${columns.join(', ')})
    SELECT f.record, coalesce((SELECT m.person FROM profile_memory m WHERE m.record = f.record), ${nobody}), r.platform, r.key, coalesce(f.p -> '$.attributes', '{}'), f.as_of,
      ${fields.map(([, path]) => `f.p ->> '$.${path}'`).join(', ')}
    FROM fold f JOIN record r ON r.id = f.record WHERE f.type = 'person'
    ON CONFLICT (id) DO UPDATE SET attributes = excluded.attributes, as_of = excluded.as_of,
      ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`);
}

async function assign(db: Database): Promise<void> {
  const connection = db.writer;
  const profiles = await connection.all<ReachedProfile>(
    'SELECT p.id, p.platform, p.email, p.phone, p.person FROM reach r JOIN profile p ON p.id = r.profile ORDER BY p.id',
  );
  const personOf = new Map(profiles.map((profile) => [profile.id, profile.person]));
  const marked = await peopleWithUserData(connection);
  const taken = new Set<number>();
  const assignments: [profile: number, person: number][] = [];
  const newcomers: number[][] = [];
  for (const members of cluster(profiles).people) {
    const person = choosePerson(members, personOf, marked, taken);
    if (person === undefined) newcomers.push(members);
    else {
      taken.add(person);
      for (const profile of members) if (personOf.get(profile) !== person) assignments.push([profile, person]);
    }
  }
  const created = await createPeople(connection, newcomers.length);
  newcomers.forEach((members, index) => {
    for (const profile of members) assignments.push([profile, created[index] ?? nobody]);
  });
  await connection.run(
    `UPDATE profile SET person = v.person FROM (SELECT value ->> 0 AS id, value ->> 1 AS person FROM json_each(?)) v WHERE profile.id = v.id`,
    [JSON.stringify(assignments)],
  );
  await connection.run('DELETE FROM profile_memory WHERE record IN (SELECT p.id FROM reach r JOIN profile p ON p.id = r.profile)');
  const orphans = await leaveOrphans(connection, marked);
  const rest = await connection.all<{ person: number }>('SELECT person FROM affected');
  await refoldPeople(
    db,
    [...new Set([...rest.map((row) => row.person), ...created])].filter((person) => !orphans.has(person)),
  );
}

/** Someone the user wrote about is kept in preference to others; else whoever was known first. */
function choosePerson(
  members: readonly number[],
  personOf: ReadonlyMap<number, number>,
  marked: ReadonlySet<number>,
  taken: ReadonlySet<number>,
): number | undefined {
  const candidates = [...new Set(members.map((id) => personOf.get(id) ?? nobody))].filter((id) => id !== nobody && !taken.has(id));
  candidates.sort((a, b) => Number(marked.has(b)) - Number(marked.has(a)) || a - b);
  return candidates[0];
}

async function peopleWithUserData(connection: Connection): Promise<Set<number>> {
  const rows = await connection.all<{ id: number }>(`
    SELECT p.id FROM affected a JOIN person p ON p.id = a.person
    WHERE p.is_manual = 1 OR p.removed_at IS NOT NULL
      OR EXISTS (SELECT 1 FROM person_edit e WHERE e.person = p.id) OR EXISTS (SELECT 1 FROM person_tag e WHERE e.person = p.id)
      OR EXISTS (SELECT 1 FROM person_note e WHERE e.person = p.id) OR EXISTS (SELECT 1 FROM line_edit e WHERE e.field = 'personId' AND e.value = CAST(p.id AS TEXT))`);
  return new Set(rows.map((row) => row.id));
}

async function createPeople(connection: Connection, count: number): Promise<number[]> {
  if (count === 0) return [];
  const last = (await connection.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM person'))?.id ?? 0;
  const rows = Array.from({ length: count }, (_, index) => [last + 1 + index, uuid()]);
  await connection.run(`INSERT INTO person (id, uid, name) SELECT value ->> 0, value ->> 1, '' FROM json_each(?)`, [JSON.stringify(rows)]);
  return rows.map(([id]) => id as number);
}

/**
 * People without a profile: what the user wrote about them moves to whoever has their profile now; when no profile is left they stay as they
 * are if the user wrote anything, and go otherwise. Answers who went.
 */
async function leaveOrphans(connection: Connection, marked: ReadonlySet<number>): Promise<Set<number>> {
  const orphans = await connection.all<{ person: number; heir: number | null }>(`
    SELECT a.person, (SELECT p.person FROM former f JOIN profile p ON p.id = f.profile WHERE f.person = a.person ORDER BY p.id LIMIT 1) AS heir
    FROM affected a WHERE NOT EXISTS (SELECT 1 FROM profile p WHERE p.person = a.person)`);
  const gone = new Set<number>();
  for (const { person, heir } of orphans) {
    if (heir === null && marked.has(person)) {
      await connection.run('INSERT OR REPLACE INTO profile_memory SELECT profile, person FROM former WHERE person = ?', [person]);
      continue;
    }
    if (heir !== null) await inherit(connection, person, heir);
    gone.add(person);
  }
  const ids = JSON.stringify([...gone]);
  await connection.run('DELETE FROM person_search WHERE rowid IN (SELECT value FROM json_each(?))', [ids]);
  await connection.run('DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))', [ids]);
  return gone;
}

async function inherit(connection: Connection, from: number, to: number): Promise<void> {
  for (const table of ['person_edit', 'person_tag']) {
    await connection.run(`UPDATE OR IGNORE ${table} SET person = ?2 WHERE person = ?1`, [from, to]);
    await connection.run(`DELETE FROM ${table} WHERE person = ?`, [from]);
  }
  await connection.run('UPDATE person_note SET person = ?2 WHERE person = ?1', [from, to]);
  await connection.run('UPDATE ledger_line SET person_link = ?2 WHERE person_link = ?1', [from, to]);
  await connection.run(`UPDATE line_edit SET value = CAST(?2 AS TEXT) WHERE field = 'personId' AND value = CAST(?1 AS TEXT)`, [from, to]);
}
