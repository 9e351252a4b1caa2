/** Profiles as folds of what each platform states about a person, and how far a change of them reaches. */
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { admitNewcomers, beginNewcomers, newcomersFirstSeen, newcomersKnown } from './newcomers.fold';
import { assignPeople, nobody } from './who-is-who.fold';

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

/** Replaces the touched profiles by their folds and decides anew who is who around them. Only inside `db.write`, after `foldTouched`. */
export async function projectProfiles(db: Database): Promise<void> {
  const connection = db.writer;
  await beginReach(connection);
  // Whoever shared an e-mail or phone with a profile as it was must be looked at again too.
  await reachTouched(connection);
  await storeProfiles(connection);
  await reachTouched(connection);
  await admitNewcomers(connection, nobody);
  await assignPeople(db, { first: [], byHand: false });
}

/**
 * Decides anew who is who around some records, after the user said something about them. Where several people become one, those in `first`
 * (numbers of people) stay, and the others are remembered as merged by hand. Only inside `db.write`.
 */
export async function decideAnew(db: Database, records: readonly number[], first: readonly number[] = []): Promise<void> {
  const connection = db.writer;
  await beginReach(connection);
  await connection.run('INSERT OR IGNORE INTO reach SELECT value FROM json_each(?)', [JSON.stringify(records)]);
  await grow(connection);
  await noteFormer(connection);
  await assignPeople(db, { first, byHand: first.length > 0 });
}

/** Forgets whom the last change reached. Only inside `db.write`. */
export async function beginReach(connection: Connection): Promise<void> {
  await connection.exec(`
    CREATE TEMP TABLE IF NOT EXISTS reach (record INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS affected (person INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS former (record INTEGER PRIMARY KEY, person INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS temp.former_by_person ON former (person);
    DELETE FROM reach; DELETE FROM affected; DELETE FROM former;`);
  await beginNewcomers(connection);
}

async function reachTouched(connection: Connection): Promise<void> {
  await connection.run(`INSERT OR IGNORE INTO reach SELECT t.record FROM touched t
    WHERE EXISTS (SELECT 1 FROM profile p WHERE p.id = t.record) OR EXISTS (SELECT 1 FROM profile_memory m WHERE m.record = t.record)`);
  await grow(connection);
  await noteFormer(connection);
}

/** SQL for the instants (`at`) of the lines whose record stands for somebody else than before the projection. Records from ?1 on are new. */
export const regivenDays = `
  SELECT l.at FROM (
    SELECT r.record FROM reach r LEFT JOIN former f ON f.record = r.record LEFT JOIN profile p ON p.id = r.record
    WHERE r.record < ?1 AND f.person IS NOT p.person
    UNION ALL ${newcomersKnown}) m CROSS JOIN ledger_line l ON l.person_record = m.record`;

/** SQL for the instants (`at`) at which whoever the projection reached, or brought, was first seen. */
export const firstSeenDays = `
  SELECT p.first_seen_at AS at FROM reach r CROSS JOIN profile p ON p.id = r.record
  UNION ALL ${newcomersFirstSeen}
  UNION ALL SELECT m.since FROM affected a CROSS JOIN profile_memory m ON m.person = a.person`;

/** Whose the reached records are now. */
async function noteFormer(connection: Connection): Promise<void> {
  await connection.run(`
    INSERT OR IGNORE INTO former SELECT p.id, p.person FROM reach r CROSS JOIN profile p ON p.id = r.record WHERE p.person <> ${nobody}
    UNION ALL SELECT m.record, m.person FROM reach r CROSS JOIN profile_memory m ON m.record = r.record`);
  await connection.run('INSERT OR IGNORE INTO affected SELECT person FROM former');
}

async function grow(connection: Connection): Promise<void> {
  // CROSS JOIN keeps the order: left to itself, SQLite may begin with all profiles that are nobody's yet and compare each with each. A profile is found
  // by its number and not by going over an index of addresses, however few these were when the file was counted last.
  const from = 'FROM reach r CROSS JOIN profile p NOT INDEXED ON p.id = r.record CROSS JOIN profile o';
  const steps = [
    `SELECT o.id ${from} ON o.email = p.email`,
    `SELECT o.id ${from} ON o.phone = p.phone`,
    `SELECT o.id ${from} ON o.person = p.person WHERE p.person <> ${nobody}`,
    ...((await isEmpty(connection, 'profile_memory')) ? [] : throughMemory),
    ...((await isEmpty(connection, 'identity_decision')) ? [] : throughDecisions),
  ].join(' UNION ');
  for (;;) {
    const { changes } = await connection.run(`INSERT OR IGNORE INTO reach ${steps}`);
    if (changes === 0) return;
  }
}

/** Most workspaces hold none of it, and large imports need not look for it row by row. */
async function isEmpty(connection: Connection, table: 'profile_memory' | 'identity_decision'): Promise<boolean> {
  return (await connection.get(`SELECT 1 FROM ${table} LIMIT 1`)) === undefined;
}

const throughMemory = [
  'SELECT m.record FROM reach r CROSS JOIN profile p ON p.id = r.record CROSS JOIN profile_memory m ON m.person = p.person',
  'SELECT p.id FROM reach r CROSS JOIN profile_memory m ON m.record = r.record CROSS JOIN profile p ON p.person = m.person',
  'SELECT o.record FROM reach r CROSS JOIN profile_memory m ON m.record = r.record CROSS JOIN profile_memory o ON o.person = m.person',
];

const throughDecisions = [
  'SELECT d.b FROM reach r CROSS JOIN identity_decision d ON d.a = r.record WHERE d.same = 1',
  'SELECT d.a FROM reach r CROSS JOIN identity_decision d ON d.b = r.record WHERE d.same = 1',
];

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
