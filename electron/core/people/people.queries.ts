/** Pages of people and everything one person's drawer shows. */
import type { Output, Parsed } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { Person, PersonRow, TimelineEntry } from '../../../shared/contract/people';
import { decodeCursor, encodeCursor, likePattern } from '../api/cursor';
import type { Database } from '../database/database';
import type { SqlValue } from '../database/driver';

interface StoredPerson {
  id: number;
  uid: string;
  name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  gender: string | null;
  birth_date: string | null;
  tier: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  platforms: string;
  is_team: number;
  is_manual: number;
  tags: string;
  paid: string;
  sort_value?: string | number;
}

/** Lines of a person: through the profiles that files name, unless the user linked the line to somebody; and those the user linked. */
const linesOf = (person: string) => `
  SELECT l.id FROM profile f JOIN ledger_line l ON l.person_record = f.id WHERE f.person = ${person} AND l.person_link IS NULL
  UNION ALL SELECT l.id FROM ledger_line l WHERE l.person_link = ${person}`;

const columns = `
  p.id, p.uid, p.name, p.email, p.phone, p.city, p.province, p.country, p.gender, p.birth_date, p.tier, p.first_seen_at, p.last_seen_at, p.platforms, p.is_team,
  p.is_manual,
  (SELECT json_group_array(tag) FROM (SELECT tag FROM person_tag WHERE person = p.id ORDER BY tag)) AS tags,
  (SELECT json_group_array(json_object('currency', currency, 'amount', amount)) FROM (
     SELECT l.currency, sum(l.gross) - sum(l.refund) AS amount FROM ledger_line l WHERE l.id IN (${linesOf('p.id')})
     GROUP BY l.currency HAVING sum(l.gross) <> 0 OR sum(l.refund) <> 0 ORDER BY amount DESC)) AS paid`;

function toRow(person: StoredPerson): PersonRow {
  return {
    id: person.uid,
    name: person.name,
    platforms: JSON.parse(person.platforms) as string[],
    email: person.email,
    phone: person.phone,
    city: person.city,
    paid: JSON.parse(person.paid) as PersonRow['paid'],
    firstSeenAt: person.first_seen_at,
    lastSeenAt: person.last_seen_at,
    tier: person.tier,
    tags: JSON.parse(person.tags) as string[],
    isTeam: person.is_team === 1,
  };
}

type ListInput = Parsed<'people.list'>;

/** The sum in the currency that most of a person's lines have would differ per row: sorting by payment adds all currencies' minor units, which orders well enough for a list. */
const sortColumns: Record<ListInput['sort'], string> = {
  name: 'p.name',
  firstSeen: `coalesce(p.first_seen_at, '')`,
  lastSeen: `coalesce(p.last_seen_at, '')`,
  paid: `coalesce((SELECT sum(l.gross) - sum(l.refund) FROM ledger_line l WHERE l.id IN (${linesOf('p.id')})), 0)`,
};

export async function peoplePage(db: Database, input: ListInput): Promise<Output<'people.list'>> {
  const where = conditions(input);
  const cursor = decodeCursor(input.cursor);
  const sort = sortColumns[input.sort];
  const [compare, order] = input.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const rows = await db.reader.all<StoredPerson>(
    `SELECT ${columns}, ${sort} AS sort_value FROM person p
     WHERE ${where.sql} ${cursor ? `AND (${sort}, p.id) ${compare} (?, ?)` : ''} ORDER BY ${sort} ${order}, p.id ${order} LIMIT ?`,
    [...where.params, ...(cursor ?? []), input.limit],
  );
  const count = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM person p WHERE ${where.sql}`, where.params);
  const last = rows.at(-1);
  return {
    people: rows.map(toRow),
    next: last && rows.length === input.limit ? encodeCursor([last.sort_value ?? '', last.id]) : null,
    total: count?.n ?? 0,
  };
}

/** The trigram index answers words of three characters and more; shorter ones (社群, 小明) are looked for in the text itself. */
function conditions({ search, platform, tag }: ListInput): { sql: string; params: SqlValue[] } {
  const parts: string[] = ['p.removed_at IS NULL'];
  const params: SqlValue[] = [];
  for (const word of search.toLowerCase().split(/\s+/).filter(Boolean)) {
    if ([...word].length >= 3) {
      parts.push('p.id IN (SELECT rowid FROM person_search WHERE text MATCH ?)');
      params.push(`"${word.replaceAll('"', '""')}"`);
    } else {
      parts.push(`p.search_text LIKE ? ESCAPE '\\'`);
      params.push(likePattern(word));
    }
  }
  if (platform !== null) {
    parts.push('p.id IN (SELECT person FROM profile WHERE platform = ?)');
    params.push(platform);
  }
  if (tag !== null) {
    parts.push('p.id IN (SELECT person FROM person_tag WHERE tag = ?)');
    params.push(tag);
  }
  return { sql: parts.join(' AND '), params };
}

export async function personNumber(db: Database, uid: string): Promise<number> {
  const person = await db.read.selectFrom('person').select('id').where('uid', '=', uid).executeTakeFirst();
  if (!person) throw new AppError('person-missing');
  return person.id;
}

/** Throws `person-missing` for people who are not there or were removed. */
export async function personByUid(db: Database, uid: string): Promise<Person> {
  const person = await db.reader.get<StoredPerson>(`SELECT ${columns} FROM person p WHERE p.uid = ? AND p.removed_at IS NULL`, [uid]);
  if (!person) throw new AppError('person-missing');
  const edited = await db.read.selectFrom('person_edit').select('field').where('person', '=', person.id).orderBy('field').execute();
  const notes = await db.read
    .selectFrom('person_note')
    .select(['id', 'at', 'text'])
    .where('person', '=', person.id)
    .orderBy('at', 'desc')
    .execute();
  return {
    ...toRow(person),
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
    notes,
  };
}

interface ProfileRow {
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
    `SELECT f.platform, f.key, f.nickname, f.name, f.status, f.tier, f.attributes, f.as_of, (
       SELECT json_object('batchId', b.id, 'fileName', b.file_name, 'format', b.format, 'row', s.row, 'appliedAt', b.applied_at)
       FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = f.id ORDER BY s.as_of DESC, b.seq DESC LIMIT 1) AS source
     FROM profile f WHERE f.person = ? ORDER BY f.platform, f.key`,
    [person],
  );
  return rows.map((row) => ({
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

interface TimelineRow {
  key: string;
  at: string;
  estimated: number;
  type: TimelineEntry['type'];
  kind: TimelineEntry['kind'];
  platform: string | null;
  title: string | null;
  currency: string | null;
  amount: number | null;
  line: number | null;
  record: number | null;
  source: string | null;
}

/** Newest first. A sale that an order and a bill both state stands once; unpaid orders stand for themselves. */
export async function timelinePage(
  db: Database,
  person: number,
  cursorText: string | null,
  limit: number,
): Promise<Output<'people.timeline'>> {
  const cursor = decodeTimelineCursor(cursorText);
  const rows = await db.reader.all<TimelineRow>(
    `WITH entries AS (
       SELECT 'l' || l.id AS key, l.at, l.date_estimated AS estimated, 'ledgerLine' AS type, l.kind, l.sold_on AS platform, coalesce(l.product, l.counterparty, l.note) AS title,
         l.currency, l.stated AS amount, l.id AS line, l.id AS record
       FROM ledger_line l WHERE l.counted_by IS NULL AND l.id IN (${linesOf('?1')})
       UNION ALL SELECT 'o' || o.id, o.created_at, 0, 'order', NULL, o.sold_on, o.product, o.currency, o.amount, NULL, o.id
       FROM shop_order o JOIN profile f ON f.id = o.person_record WHERE f.person = ?1 AND o.paid_at IS NULL
       UNION ALL SELECT 's' || f.id, f.first_seen_at, 0, 'seen', NULL, f.platform, coalesce(f.nickname, f.name), NULL, NULL, NULL, f.id
       FROM profile f WHERE f.person = ?1 AND f.first_seen_at IS NOT NULL
       UNION ALL SELECT 'n' || n.id, n.at, 0, 'note', NULL, NULL, n.text, NULL, NULL, NULL, NULL FROM person_note n WHERE n.person = ?1)
     SELECT e.*, (SELECT json_object('batchId', b.id, 'fileName', b.file_name, 'format', b.format, 'row', s.row, 'appliedAt', b.applied_at)
       FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = e.record ORDER BY b.seq DESC LIMIT 1) AS source
     FROM entries e WHERE ?2 IS NULL OR (e.at, e.key) < (?2, ?3) ORDER BY e.at DESC, e.key DESC LIMIT ?4`,
    [person, cursor?.at ?? null, cursor?.key ?? null, limit],
  );
  const last = rows.at(-1);
  return {
    entries: rows.map((row) => ({
      at: row.at,
      dateEstimated: row.estimated === 1,
      type: row.type,
      kind: row.kind,
      platform: row.platform,
      title: row.title,
      currency: row.currency,
      amount: row.amount,
      lineId: row.line,
      source: row.source === null ? null : (JSON.parse(row.source) as TimelineEntry['source']),
    })),
    next: last && rows.length === limit ? `${last.at}/${last.key}` : null,
  };
}

function decodeTimelineCursor(text: string | null): { at: string; key: string } | null {
  if (text === null) return null;
  const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\/(.+)$/.exec(text);
  if (!match?.[1] || !match[2]) throw new AppError('invalid-input', { field: 'cursor' });
  return { at: match[1], key: match[2] };
}

export function tagCounts(db: Database): Promise<Output<'people.tags'>> {
  return db.reader.all<Output<'people.tags'>[number]>(
    'SELECT t.tag, count(*) AS people FROM person_tag t JOIN person p ON p.id = t.person AND p.removed_at IS NULL GROUP BY t.tag ORDER BY people DESC, t.tag',
  );
}

export function platformCounts(db: Database): Promise<Output<'people.platforms'>> {
  return db.reader.all<Output<'people.platforms'>[number]>(
    `SELECT f.platform, count(DISTINCT f.person) AS people FROM profile f JOIN person p ON p.id = f.person AND p.removed_at IS NULL
     GROUP BY f.platform ORDER BY people DESC, f.platform`,
  );
}
