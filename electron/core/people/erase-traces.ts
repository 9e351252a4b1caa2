/** What is known of people who are to be erased: their records on every platform, and the texts that name them and nobody else. */
import { normaliseEmail, normalisePhone } from '../../../shared/domain/contact';
import { isErased } from '../../../shared/domain/erased';
import type { PersonPayload } from '../../../shared/domain/records';
import type { Connection } from '../database/driver';

export interface TraceRecord {
  record: number;
  platform: string;
  key: string;
}

/** One person with everything that leads to them. */
export interface Traces {
  person: number;
  records: TraceRecord[];
  /** Normalised; only what nobody else has. */
  emails: string[];
  phones: string[];
  /** Texts to look for: addresses, numbers, ids, and names that nobody and nothing else bears. */
  texts: string[];
}

interface Stated {
  record: number;
  payload: PersonPayload;
}

/**
 * Everything that live and undone imports and the user say about a person. `people` are all who are erased together: what only they share
 * names nobody else.
 */
export async function tracesOf(connection: Connection, person: number, people: readonly number[]): Promise<Traces> {
  const others = JSON.stringify(people);
  const records = await recordsOf(connection, person);
  const stated = await statementsOf(connection, records);
  // Whoever became part of them had a name and edits of their own.
  const edits = await connection.all<{ field: string; value: string }>(
    `SELECT field, value FROM person_edit WHERE person = ?1
     UNION ALL SELECT 'name', json_quote(name) FROM person_absorbed WHERE person = ?1
     UNION ALL SELECT e.value ->> 0, e.value ->> 1 FROM person_absorbed a, json_each(a.edits) e WHERE a.person = ?1`,
    [person],
  );
  const row = await connection.get<{ name: string; email: string | null; phone: string | null }>(
    'SELECT name, email, phone FROM person WHERE id = ?',
    [person],
  );
  const edited = edits.map(({ value }) => JSON.parse(value) as unknown).filter((value): value is string => typeof value === 'string');
  const payloads = stated.map(({ payload }) => payload);
  const contacts = texts([
    ...payloads.flatMap(({ email, phone }) => [email, phone]),
    row?.email,
    row?.phone,
    ...edited,
    ...records.map(({ key }) => bareKey(key)),
  ]);
  const own = (column: 'email' | 'phone', values: string[]) => unshared(connection, others, column, [...new Set(values)]);
  const emails = await own('email', known(contacts.map(normaliseEmail)));
  const phones = await own('phone', known(contacts.map((text) => normalisePhone(text, 'CN'))));
  const names = texts([
    row?.name,
    ...payloads.flatMap(({ name, nickname }) => [name, nickname]),
    ...records.filter(({ key }) => isNameKey(key)).map(({ key }) => bareKey(key)),
    ...edits.filter(({ field }) => field === 'name').map(({ value }) => String(JSON.parse(value))),
  ]);
  const ids = [
    ...records.filter(({ key }) => !isNameKey(key)).map(({ key }) => bareKey(key)),
    ...payloads.flatMap(({ attributes }) => texts(Object.values(attributes ?? {})).filter(looksLikeId)),
  ];
  return {
    person,
    records,
    emails,
    phones,
    texts: [
      ...emails,
      ...phones.flatMap(phoneForms),
      ...(await onlyTheirs(connection, others, names.filter(isName), records)),
      ...(await ownIds(connection, others, ids.filter(isDistinct))),
    ],
  };
}

/** The person's records, and those of undone imports that an address or number of theirs leads to. */
async function recordsOf(connection: Connection, person: number): Promise<TraceRecord[]> {
  const rows = await connection.all<TraceRecord>(
    `WITH RECURSIVE own AS (
       SELECT id AS record FROM profile WHERE person = ?1 UNION SELECT record FROM profile_memory WHERE person = ?1),
     contact AS MATERIALIZED (
       SELECT email AS value FROM person WHERE id = ?1 AND email IS NOT NULL UNION SELECT phone FROM person WHERE id = ?1 AND phone IS NOT NULL
       UNION SELECT s.payload ->> '$.email' FROM own JOIN source_record s ON s.record = own.record
       UNION SELECT s.payload ->> '$.phone' FROM own JOIN source_record s ON s.record = own.record)
     SELECT r.id AS record, r.platform, r.key FROM record r WHERE r.platform <> '' AND (r.id IN (SELECT record FROM own) OR r.type = 'person'
       AND NOT EXISTS (SELECT 1 FROM profile f WHERE f.id = r.id)
       AND EXISTS (SELECT 1 FROM source_record s WHERE s.record = r.id AND (s.payload ->> '$.email' IN (SELECT value FROM contact WHERE value IS NOT NULL)
         OR s.payload ->> '$.phone' IN (SELECT value FROM contact WHERE value IS NOT NULL))))`,
    [person],
  );
  return rows;
}

async function statementsOf(connection: Connection, records: readonly TraceRecord[]): Promise<Stated[]> {
  const rows = await connection.all<{ record: number; payload: string }>(
    'SELECT record, json(payload) AS payload FROM source_record WHERE record IN (SELECT value FROM json_each(?))',
    [JSON.stringify(records.map(({ record }) => record))],
  );
  return rows.map(({ record, payload }) => ({ record, payload: JSON.parse(payload) as PersonPayload }));
}

/** Addresses and numbers that a family shares lead to more than one person: they stay. */
async function unshared(connection: Connection, people: string, column: 'email' | 'phone', values: readonly string[]): Promise<string[]> {
  const shared = await connection.all<{ value: string }>(
    `SELECT ${column} AS value FROM profile WHERE person NOT IN (SELECT value FROM json_each(?1)) AND ${column} IN (SELECT value FROM json_each(?2))
     UNION SELECT ${column} FROM person WHERE id NOT IN (SELECT value FROM json_each(?1)) AND ${column} IN (SELECT value FROM json_each(?2))`,
    [people, JSON.stringify(values)],
  );
  const taken = new Set(shared.map(({ value }) => value));
  return values.filter((value) => !taken.has(value) && !isErased(value));
}

/**
 * Names that no other person bears and no title, product or group contains: a text that names somebody stands with them or alone, a title stands
 * with many. A name of two characters is a part of other names too easily.
 */
export async function onlyTheirs(
  connection: Connection,
  people: string,
  names: readonly string[],
  records: readonly TraceRecord[],
): Promise<string[]> {
  const rows = await connection.all<{ name: string }>(
    `WITH n AS (SELECT value AS name, '%' || replace(replace(replace(value, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' AS pattern FROM json_each(?2)),
     mine AS MATERIALIZED (SELECT id FROM profile WHERE person IN (SELECT value FROM json_each(?1))
       UNION SELECT record FROM profile_memory WHERE person IN (SELECT value FROM json_each(?1)) UNION SELECT value FROM json_each(?3))
     SELECT DISTINCT n.name FROM n
     WHERE NOT EXISTS (SELECT 1 FROM profile f WHERE f.person NOT IN (SELECT value FROM json_each(?1)) AND (f.name LIKE n.pattern ESCAPE '\\' OR f.nickname LIKE n.pattern ESCAPE '\\'))
       AND NOT EXISTS (SELECT 1 FROM record r JOIN source_record s ON s.record = r.id WHERE r.type = 'person' AND r.id NOT IN (SELECT id FROM mine)
         AND (s.payload ->> '$.name' LIKE n.pattern ESCAPE '\\' OR s.payload ->> '$.nickname' LIKE n.pattern ESCAPE '\\'))
       AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.counterparty LIKE n.pattern ESCAPE '\\' AND l.person_record IS NOT NULL AND l.person_record NOT IN (SELECT id FROM mine))
       AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id NOT IN (SELECT value FROM json_each(?1)) AND p.name LIKE n.pattern ESCAPE '\\')
       AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.product LIKE n.pattern ESCAPE '\\' AND l.person_record IS NOT NULL AND l.person_record NOT IN (SELECT id FROM mine))
       AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.product LIKE n.pattern ESCAPE '\\' AND l.person_record IS NULL GROUP BY l.product HAVING count(*) > 1)
       AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE length(n.name) < 3 AND l.counterparty LIKE n.pattern ESCAPE '\\' AND l.counterparty <> n.name)
       AND NOT EXISTS (SELECT 1 FROM term t WHERE t.plan LIKE n.pattern ESCAPE '\\')
       AND NOT EXISTS (SELECT 1 FROM content_item c WHERE c.title LIKE n.pattern ESCAPE '\\' OR c.series LIKE n.pattern ESCAPE '\\')
       AND NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.product LIKE n.pattern ESCAPE '\\' AND o.person_record IS NOT NULL AND o.person_record NOT IN (SELECT id FROM mine))
       AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.activity LIKE n.pattern ESCAPE '\\' OR (a.name LIKE n.pattern ESCAPE '\\' AND a.name <> n.name))
       AND NOT EXISTS (SELECT 1 FROM community_member m WHERE m.community LIKE n.pattern ESCAPE '\\' OR (m.name LIKE n.pattern ESCAPE '\\' AND m.name <> n.name))
       AND NOT EXISTS (SELECT 1 FROM survey_question q WHERE q.title LIKE n.pattern ESCAPE '\\' OR q.options LIKE n.pattern ESCAPE '\\')`,
    [people, JSON.stringify(names), JSON.stringify(records.map(({ record }) => record))],
  );
  return rows.map(({ name }) => name);
}

async function ownIds(connection: Connection, people: string, ids: readonly string[]): Promise<string[]> {
  const rows = await connection.all<{ id: string }>(
    `SELECT DISTINCT n.value AS id FROM json_each(?2) n WHERE NOT EXISTS (
       SELECT 1 FROM profile f WHERE f.person NOT IN (SELECT value FROM json_each(?1)) AND (f.key = n.value OR EXISTS (SELECT 1 FROM json_each(f.attributes) a WHERE a.value = n.value)))`,
    [people, JSON.stringify(ids)],
  );
  return rows.map(({ id }) => id);
}

/** A key that is no more than a name: others may bear it. */
function isNameKey(key: string): boolean {
  return /^~?nick:/.test(key);
}

function bareKey(key: string): string {
  return key.replace(/^~?(phone|nick|email):/, '');
}

/** As files write a number: with and without the code of its country. */
function phoneForms(phone: string): string[] {
  const digits = phone.slice(1);
  return phone.startsWith('+86') ? [phone, digits, digits.slice(2)] : [phone, digits];
}

function texts(values: readonly (string | null | undefined)[]): string[] {
  return values.flatMap((value) => (value ? [value.trim()] : []));
}

function known(values: readonly (string | null)[]): string[] {
  return values.filter((value): value is string => value !== null);
}

/** A name of one character, or a short number, says nothing. */
function isName(text: string): boolean {
  return !isErased(text) && !/^\d{1,6}$/.test(text) && [...text].length >= (/^[\p{ASCII}]+$/u.test(text) ? 3 : 2);
}

/** Addresses and numbers are looked after by themselves. */
function isDistinct(id: string): boolean {
  if (normaliseEmail(id) !== null || normalisePhone(id, 'CN') !== null) return false;
  return !isErased(id) && (/^\d+$/.test(id) ? id.length >= 8 : id.length >= 5);
}

/** Ids of other systems among the further columns: openid, unionid and the like. */
function looksLikeId(text: string): boolean {
  return /^(?=.*\d)(?=.*[a-z])[\w-]{10,}$/i.test(text);
}
