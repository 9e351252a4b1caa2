/** One person, and the choices of the filters. */
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Person } from '../../../shared/contract/people';
import type { Database } from '../database/database';
import { mergesInto } from './identity.queries';
import { paidBy, rowColumns, type StoredRow, toRow } from './people-list.queries';

/** SQL of the live statement of a record that wins the fold, as JSON of a provenance; `first` can prefer some statements. */
export function latestSource(record: string, first = ''): string {
  return `(SELECT json_object('batchId', b.id, 'fileName', b.file_name, 'format', b.format, 'row', s.row, 'appliedAt', b.applied_at)
    FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = ${record}
    ORDER BY ${first} s.as_of DESC, s.rank DESC, s.batch DESC, s.row DESC LIMIT 1)`;
}

/** The number of somebody who is there. Throws `person-missing`, also for people who were removed. */
export async function personNumber(db: Database, uid: string): Promise<number> {
  const person = await db.read.selectFrom('person').select('id').where('uid', '=', uid).where('removed_at', 'is', null).executeTakeFirst();
  if (!person) throw new AppError('person-missing');
  return person.id;
}

type StoredPerson = StoredRow & {
  province: string | null;
  country: string | null;
  gender: string | null;
  birth_date: string | null;
  is_manual: number;
};

/** Throws `person-missing` for people who are not there or were removed. */
export async function personByUid(db: Database, uid: string): Promise<Person> {
  const person = await db.reader.get<StoredPerson>(
    `SELECT ${rowColumns}, p.province, p.country, p.gender, p.birth_date, p.is_manual FROM person p WHERE p.uid = ? AND p.removed_at IS NULL`,
    [uid],
  );
  if (!person) throw new AppError('person-missing');
  const edited = await db.read.selectFrom('person_edit').select('field').where('person', '=', person.id).orderBy('field').execute();
  const notes = await db.read
    .selectFrom('person_note')
    .select(['id', 'at', 'text'])
    .where('person', '=', person.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    ...toRow(person, await paidBy(db, [person.id])),
    fields: {
      name: person.name,
      email: person.email,
      phone: person.phone,
      gender: person.gender as Person['fields']['gender'],
      birthDate: person.birth_date,
      city: person.city,
      province: person.province,
      country: person.country,
      isTeam: person.is_team === 1,
    },
    edited: edited.map((edit) => edit.field),
    isManual: person.is_manual === 1,
    identities: await identities(db, person.id),
    merges: await mergesInto(db, person.id),
    notes,
  };
}

interface ProfileRow {
  id: number;
  platform: string;
  key: string;
  nickname: string | null;
  name: string | null;
  status: string | null;
  tier: string | null;
  attributes: string;
  as_of: string;
  source: string | null;
}

async function identities(db: Database, person: number): Promise<Person['identities']> {
  const rows = await db.reader.all<ProfileRow>(
    `SELECT f.id, f.platform, f.key, f.nickname, f.name, f.status, f.tier, f.attributes, f.as_of, ${latestSource('f.id')} AS source
     FROM profile f WHERE f.person = ? ORDER BY f.platform, f.key`,
    [person],
  );
  return rows.map((row) => ({
    record: row.id,
    platform: row.platform,
    externalId: row.key.replace(/^(phone|nick|email):/, ''),
    nickname: row.nickname ?? row.name,
    status: row.status,
    tier: row.tier,
    attributes: Object.entries(JSON.parse(row.attributes) as Record<string, string | null>).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [{ name, value }],
    ),
    asOf: row.as_of === '' ? null : row.as_of,
    source: row.source === null ? null : (JSON.parse(row.source) as Person['identities'][number]['source']),
  }));
}

/** Tags in use, the commonest first. */
export function tagCounts(db: Database): Promise<Output<'people.tags'>> {
  return db.reader.all<Output<'people.tags'>[number]>(
    'SELECT t.tag, count(*) AS people FROM person_tag t JOIN person p ON p.id = t.person AND p.removed_at IS NULL GROUP BY t.tag ORDER BY people DESC, t.tag',
  );
}

/** Platforms that know somebody, the largest first. */
export function platformCounts(db: Database): Promise<Output<'people.platforms'>> {
  return db.reader.all<Output<'people.platforms'>[number]>(
    `SELECT f.platform, count(DISTINCT f.person) AS people FROM profile f JOIN person p ON p.id = f.person AND p.removed_at IS NULL
     GROUP BY f.platform ORDER BY people DESC, f.platform`,
  );
}
