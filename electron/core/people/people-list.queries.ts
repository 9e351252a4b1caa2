/** Pages of people: by key, filtered, searched. */
import type { Output, Parsed } from '../../../shared/contract';
import type { PersonRow } from '../../../shared/contract/people';
import { type Cursor, decodeCursor, encodeCursor, likePattern } from '../api/cursor';
import type { Database } from '../database/database';
import type { SqlValue } from '../database/driver';
import { linesOf, mayHavePerson, personOf } from '../revenue/attribution';
import { converted, convertedLines, type Reporting } from '../revenue/converted-lines';
import { instants } from '../workspace/zone';

type ListInput = Parsed<'people.list'>;

/** The columns of `person p` that a row shows. */
export const rowColumns = `
  p.id, p.uid, p.name, p.email, p.phone, p.city, p.tier, p.first_seen_at, p.last_seen_at, p.platforms, p.is_team,
  (SELECT json_group_array(tag) FROM (SELECT tag FROM person_tag WHERE person = p.id ORDER BY tag)) AS tags`;

export interface StoredRow {
  id: number;
  uid: string;
  name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  tier: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  platforms: string;
  is_team: number;
  tags: string;
}

/** A stored row with what the person paid. */
export function toRow(person: StoredRow, paid: ReadonlyMap<number, PersonRow['paid']>): PersonRow {
  return {
    id: person.uid,
    name: person.name,
    platforms: JSON.parse(person.platforms) as string[],
    email: person.email,
    phone: person.phone,
    city: person.city,
    paid: paid.get(person.id) ?? [],
    firstSeenAt: person.first_seen_at,
    lastSeenAt: person.last_seen_at,
    tier: person.tier,
    tags: JSON.parse(person.tags) as string[],
    isTeam: person.is_team === 1,
  };
}

/** Σ (gross − refund) of people by currency, the largest amount first; currencies in which nothing moved are left out. */
export async function paidBy(db: Database, people: readonly number[]): Promise<Map<number, PersonRow['paid']>> {
  const rows = await db.reader.all<{ person: number; currency: string; amount: number }>(
    `SELECT mine.person, l.currency, sum(l.gross - l.refund) AS amount
     FROM (${linesOf('SELECT value AS id FROM json_each(?)')}) mine CROSS JOIN ledger_line l ON l.id = mine.line
     WHERE l.gross <> 0 OR l.refund <> 0 GROUP BY 1, 2 ORDER BY amount DESC, l.currency`,
    [JSON.stringify(people)],
  );
  const paid = new Map<number, PersonRow['paid']>();
  for (const { person, currency, amount } of rows) paid.set(person, [...(paid.get(person) ?? []), { currency, amount }]);
  return paid;
}

/** The rows of people by number; who was removed is not among them. */
export async function rowsById(db: Database, people: readonly number[]): Promise<Map<number, PersonRow>> {
  const rows = await db.reader.all<StoredRow>(
    `SELECT ${rowColumns} FROM person p WHERE p.removed_at IS NULL AND p.id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(people)],
  );
  const paid = await paidBy(db, people);
  return new Map(rows.map((row) => [row.id, toRow(row, paid)]));
}

interface Query {
  sql: string;
  params: SqlValue[];
}

/** What a list is sorted by, as it stands in an index of the table. */
const sortColumns: Record<Exclude<ListInput['sort'], 'paid'>, string> = {
  name: 'p.name',
  firstSeen: `coalesce(p.first_seen_at, '')`,
  lastSeen: `coalesce(p.last_seen_at, '')`,
};

/**
 * The statement of one page, with one row more than asked to see whether there is a next. Sorting by payment is by what people paid in the
 * reporting currency; payments in a currency without a rate count nothing there, though the row shows them.
 */
export async function pageQuery(db: Database, input: ListInput, reporting: Reporting): Promise<Query> {
  const cursor = decodeCursor(input.cursor);
  const where = conditions(input, reporting.zone);
  const [compare, order] = input.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const page = (sort: string, with_: string, from: string, params: readonly SqlValue[]): Query => ({
    sql: `${with_} SELECT ${rowColumns}, ${sort} AS sort_value FROM ${from} WHERE ${where.sql} ${cursor ? `AND ${after(sort, compare)}` : ''}
      ORDER BY ${sort} ${order}, p.id ${order} LIMIT ?`,
    params: [...params, ...where.params, ...(cursor ? seek(cursor) : []), input.limit + 1],
  });
  if (input.sort !== 'paid') return page(sortColumns[input.sort], '', 'person p', []);
  const lines = await convertedLines(db, { from: null, to: null }, reporting, {
    columns: [`${personOf('l')} AS person`],
    where: `${mayHavePerson('l')} AND (l.gross <> 0 OR l.refund <> 0)`,
  });
  // Everybody is in the sum with 0: joining people to payers instead would compare each with each.
  const ranked = `WITH ranked AS MATERIALIZED (
    SELECT person, sum(amount) AS amount FROM (
      SELECT person, ${converted('gross')} - ${converted('refund')} AS amount FROM (${lines.sql}) WHERE person IS NOT NULL AND factor IS NOT NULL
      UNION ALL SELECT id, 0 FROM person)
    GROUP BY person)`;
  return page('ranked.amount', ranked, 'ranked CROSS JOIN person p ON p.id = ranked.person', lines.params);
}

/** Rows beyond a cursor: the first half lets the index begin there, the second tells rows of equal value apart. */
function after(sort: string, compare: string): string {
  return `${sort} ${compare}= ? AND (${sort} ${compare} ? OR p.id ${compare} ?)`;
}

function seek([value, id]: Cursor): SqlValue[] {
  return [value, value, id];
}

export async function peoplePage(db: Database, input: ListInput, reporting: Reporting): Promise<Output<'people.list'>> {
  const { sql, params } = await pageQuery(db, input, reporting);
  const rows = await db.reader.all<StoredRow & { sort_value: string | number }>(sql, params);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const where = conditions(input, reporting.zone);
  const count = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM person p WHERE ${where.sql}`, where.params);
  const paid = await paidBy(
    db,
    shown.map(({ id }) => id),
  );
  return {
    people: shown.map((row) => toRow(row, paid)),
    next: last ? encodeCursor([last.sort_value, last.id]) : null,
    total: count?.n ?? 0,
  };
}

/** All words must be found. The trigram index answers words of three characters and more; shorter ones (社群, 小明) are looked for in the text itself. */
function conditions({ search, platform, tag, since, until }: ListInput, zone: string): Query {
  const parts: string[] = ['p.removed_at IS NULL'];
  const params: SqlValue[] = [];
  for (const word of search
    .replace(/\p{Cc}/gu, ' ')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)) {
    if ([...word].length >= 3) {
      parts.push('p.id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)');
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
  const seen = instants({ from: since, to: until }, zone);
  if (seen.from !== null) {
    parts.push(`${sortColumns.firstSeen} >= ?`);
    params.push(seen.from);
  }
  if (seen.to !== null) {
    // Whoever was seen at no known time stands as '' in front of all.
    parts.push(`${sortColumns.firstSeen} > '' AND ${sortColumns.firstSeen} < ?`);
    params.push(seen.to);
  }
  return { sql: parts.join(' AND '), params };
}
