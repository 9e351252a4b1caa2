/** A person's row as the fold of their profiles, with the user's edits on top. */
import { isErased } from '../../../shared/domain/erased';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';

const pageSize = 2_000;
export const profileFields = ['email', 'phone', 'gender', 'birth_date', 'city', 'province', 'country', 'tier'] as const;
export type ProfileField = (typeof profileFields)[number];

/** Edit field (contract) → column of `person`. */
const editColumns: Readonly<Record<string, ProfileField | 'name' | 'is_team'>> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  gender: 'gender',
  birthDate: 'birth_date',
  city: 'city',
  province: 'province',
  country: 'country',
  isTeam: 'is_team',
};

interface ProfileRow extends Record<ProfileField, string | null> {
  person: number;
  platform: string;
  key: string;
  name: string | null;
  nickname: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
}

interface EditRow {
  person: number;
  field: string;
  value: string;
}

type PersonRow = Record<ProfileField, unknown> & {
  id: number;
  name: unknown;
  first_seen_at: string | null;
  last_seen_at: string | null;
  platforms: string;
  is_team: number;
  search_text: string;
  /** 1 when all that is left are profiles of somebody who was erased. */
  erased: number;
};

/** Public ids of people who have profiles but no row yet, by number. */
export type Newborn = ReadonlyMap<number, string>;

/** Computes the rows and the search index of the given people anew, and writes those of the newborn. Only inside `db.write`. */
export async function refoldPeople(db: Database, personIds: readonly number[], newborn: Newborn = new Map()): Promise<void> {
  const ascending = personIds.toSorted((a, b) => a - b);
  for (let start = 0; start < ascending.length; start += pageSize)
    await refoldPage(db.writer, ascending.slice(start, start + pageSize), newborn);
}

async function refoldPage(connection: Connection, ids: readonly number[], newborn: Newborn): Promise<void> {
  const list = JSON.stringify(ids);
  const known = await connection.all<{ id: number }>('SELECT id FROM person WHERE id IN (SELECT value FROM json_each(?))', [list]);
  const profiles = groupBy(
    await connection.all<ProfileRow>(
      `SELECT person, platform, key, name, nickname, first_seen_at, last_seen_at, ${profileFields.join(', ')} FROM profile
       WHERE person IN (SELECT value FROM json_each(?)) ORDER BY as_of DESC, platform, key`,
      [list],
    ),
  );
  const edits = groupBy(
    await connection.all<EditRow>('SELECT person, field, value FROM person_edit WHERE person IN (SELECT value FROM json_each(?))', [list]),
  );
  const fold = (id: number) => foldPerson(id, profiles.get(id) ?? [], edits.get(id) ?? []);
  if (known.length > 0) await updatePeople(connection, JSON.stringify(known.map(({ id }) => fold(id))));
  const born = ids.flatMap((id) => {
    const uid = newborn.get(id);
    return uid === undefined ? [] : [{ ...fold(id), uid }];
  });
  if (born.length > 0) await insertPeople(connection, JSON.stringify(born));
}

/** The latest profile that knows a field decides it; the name is a real name before a nickname before the platform's id. */
function foldPerson(id: number, all: readonly ProfileRow[], edits: readonly EditRow[]): PersonRow {
  const profiles = all.filter((profile) => !isErased(profile.key));
  const first = (pick: (profile: ProfileRow) => string | null) =>
    profiles.map(pick).find((value) => value !== null && value !== '') ?? null;
  const row = {
    id,
    name:
      first((profile) => profile.name) ??
      first((profile) => profile.nickname) ??
      first((profile) => profile.email) ??
      first((profile) => profile.key) ??
      '',
    ...Object.fromEntries(profileFields.map((field) => [field, first((profile) => profile[field])])),
    first_seen_at:
      profiles
        .map((profile) => profile.first_seen_at)
        .filter(known)
        .sort()[0] ?? null,
    last_seen_at:
      profiles
        .map((profile) => profile.last_seen_at)
        .filter(known)
        .sort()
        .at(-1) ?? null,
    platforms: JSON.stringify([...new Set(all.map((profile) => profile.platform))].sort()),
    is_team: 0,
    search_text: '',
    erased: all.length > 0 && profiles.length === 0 ? 1 : 0,
  } as PersonRow;
  for (const edit of edits) {
    const column = editColumns[edit.field];
    const value: unknown = JSON.parse(edit.value);
    if (column === 'is_team') row.is_team = value === true ? 1 : 0;
    else if (column === 'name') row.name = value ?? row.name;
    else if (column) row[column] = value;
  }
  row.search_text = searchText(row, profiles);
  return row;
}

function known(value: string | null): value is string {
  return value !== null;
}

function searchText(row: PersonRow, profiles: readonly ProfileRow[]): string {
  const words = [
    row.name,
    row.email,
    row.phone,
    ...profiles.flatMap((profile) => [profile.name, profile.nickname, profile.email, profile.phone, profile.key]),
  ];
  return [
    ...new Set(words.filter((word): word is string => typeof word === 'string' && word !== '').map((word) => word.toLowerCase())),
  ].join('\n');
}

/** Somebody added by hand was first seen then, unless a platform knows better. */
function stored(column: string): string {
  return column === 'first_seen_at'
    ? 'coalesce(v.first_seen_at, (SELECT min(m.since) FROM profile_memory m WHERE m.person = person.id))'
    : `v.${column}`;
}

const folded = ['name', ...profileFields, 'first_seen_at', 'last_seen_at', 'platforms', 'is_team', 'search_text'] as const;
const given = (columns: readonly string[]) => columns.map((column) => `value ->> '${column}' AS ${column}`).join(', ');

async function updatePeople(connection: Connection, rows: string): Promise<void> {
  await connection.run(
    `UPDATE person SET ${folded.map((column) => `${column} = ${stored(column)}`).join(', ')},
       erased = max(person.erased, v.erased), removed_at = iif(v.erased, coalesce(person.removed_at, strftime('%Y-%m-%dT%H:%M:%SZ')), person.removed_at)
     FROM (SELECT ${given(['id', 'erased', ...folded])} FROM jsonb_each(?)) v
     WHERE person.id = v.id`,
    [rows],
  );
  await connection.run(`DELETE FROM person_search WHERE rowid IN (SELECT value ->> 'id' FROM jsonb_each(?))`, [rows]);
  await indexPeople(connection, rows);
}

/** A row that is written once, with everything in it, costs half of one that is filled in later: it is found by name and by day. */
async function insertPeople(connection: Connection, rows: string): Promise<void> {
  await connection.run(
    `INSERT INTO person (id, uid, erased, removed_at, ${folded.join(', ')})
     SELECT v.id, v.uid, v.erased, iif(v.erased, strftime('%Y-%m-%dT%H:%M:%SZ'), NULL), ${folded.map((column) => `v.${column}`).join(', ')}
     FROM (SELECT ${given(['id', 'uid', 'erased', ...folded])} FROM jsonb_each(?)) v`,
    [rows],
  );
  await indexPeople(connection, rows);
}

async function indexPeople(connection: Connection, rows: string): Promise<void> {
  await connection.run(`INSERT INTO person_search (rowid, text) SELECT value ->> 'id', value ->> 'search_text' FROM jsonb_each(?)`, [rows]);
}

function groupBy<T extends { person: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.person);
    if (group) group.push(row);
    else groups.set(row.person, [row]);
  }
  return groups;
}
