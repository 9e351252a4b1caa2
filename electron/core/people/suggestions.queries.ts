/**
 * Two people who may be one. People are put into blocks by what they share (an e-mail, a name, …), in SQL; only inside small blocks is anybody
 * compared with anybody, so that the work grows with the number of people and not with its square.
 */
import { AppError } from '../../../shared/contract/errors';
import type { LikenessReason } from '../../../shared/contract/people';
import type { Database } from '../database/database';
import { type Likeness, leastScore, score, type Traits } from './likeness';

/** A block of more people than this says nothing about any two of them. */
const largestBlock = 5;
/** An e-mail or phone that many share (a family's, a shop's) still is worth a look. */
const largestExactBlock = 12;
const kept = 5_000;
/** Mailboxes of offices, not of people. */
const officeNames = [
  'admin',
  'contact',
  'hello',
  'support',
  'service',
  'office',
  'sales',
  'kefu',
  'mailbox',
  'noreply',
  'no-reply',
  'test',
  'email',
];

export interface RankedPair {
  a: number;
  b: number;
  score: number;
  reasons: { code: LikenessReason['code']; value: string }[];
}

/** SQL of (value, person) of each kind of likeness; `shared` is what people have in common. */
export const blockQueries: Readonly<Record<Exclude<LikenessReason['code'], 'city' | 'birthDate'>, string>> = {
  email: `SELECT email AS value, person FROM profile WHERE email IS NOT NULL
    UNION SELECT value ->> '$', person FROM person_edit WHERE field = 'email' AND value <> 'null'`,
  phone: `SELECT phone AS value, person FROM profile WHERE phone IS NOT NULL
    UNION SELECT value ->> '$', person FROM person_edit WHERE field = 'phone' AND value <> 'null'`,
  accountId: `SELECT key AS value, person FROM profile WHERE length(key) >= 20 AND key NOT LIKE '~%' AND key NOT LIKE '%:%'
    UNION SELECT j.value, p.person FROM profile p, json_each(p.attributes) j
    WHERE (p.attributes LIKE '%openid%' OR p.attributes LIKE '%unionid%') AND (j.key LIKE '%openid%' OR j.key LIKE '%unionid%') AND length(j.value) >= 20`,
  name: `SELECT lower(trim(name)) AS value, person FROM profile WHERE length(trim(name)) > 1
    UNION SELECT lower(trim(nickname)), person FROM profile WHERE length(trim(nickname)) > 1
    UNION SELECT lower(value ->> '$'), person FROM person_edit WHERE field = 'name' AND value <> 'null'`,
  emailName: `SELECT substr(email, 1, instr(email, '@') - 1) AS value, person FROM profile
    WHERE email IS NOT NULL AND instr(email, '@') > 5 AND substr(email, 1, instr(email, '@') - 1) NOT IN (${officeNames.map((name) => `'${name}'`).join(', ')})
      AND substr(email, 1, instr(email, '@') - 1) GLOB '*[^0-9]*'`,
  maskedPhone: `SELECT substr(masked, 1, 3) || '****' || substr(masked, 8, 4) AS value, person FROM (
      SELECT substr(attributes, instr(attributes, '****') - 3, 11) AS masked, person FROM profile WHERE instr(attributes, '****') > 3)
    WHERE masked GLOB '1[3-9][0-9][*][*][*][*][0-9][0-9][0-9][0-9]'
    UNION SELECT substr(phone, 4, 3) || '****' || substr(phone, 11, 4), person FROM profile
    WHERE phone LIKE '+861%' AND length(phone) = 14 AND (SELECT count(*) FROM profile WHERE instr(attributes, '****') > 3) > 0`,
};

interface Block {
  value: string;
  people: number[];
}

async function blocks(db: Database, sql: string, largest: number): Promise<Block[]> {
  const rows = await db.reader.all<{ value: string; people: string }>(
    `SELECT value, json_group_array(person) AS people FROM (${sql}) v
     WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = v.person AND p.removed_at IS NOT NULL)
     GROUP BY value HAVING count(*) BETWEEN 2 AND ?`,
    [largest],
  );
  return rows.map(({ value, people }) => ({ value, people: JSON.parse(people) as number[] }));
}

/** A name that many bear still says something among the few who bear it in one city. */
const namesakesInCity = `SELECT v.value || char(10) || p.city AS value, v.person FROM (${blockQueries.name}) v JOIN person p ON p.id = v.person
  WHERE p.city IS NOT NULL AND v.value IN (SELECT value FROM (${blockQueries.name}) GROUP BY value HAVING count(*) BETWEEN ${largestBlock + 1} AND 200)`;

interface StoredTraits {
  id: number;
  gender: string | null;
  birth_date: string | null;
  city: string | null;
  platforms: string;
}

/** Every pair worth a look, the likeliest first; pairs that the user called different are left out. */
export async function rankedPairs(db: Database): Promise<RankedPair[]> {
  const pairs = new Map<string, { a: number; b: number; shared: Likeness[] }>();
  const add = (code: Likeness['code'], { value, people }: Block, bearers = people.length) => {
    people.sort((a, b) => a - b);
    for (const [index, a] of people.entries())
      for (const b of people.slice(index + 1)) {
        const key = `${a} ${b}`;
        const pair = pairs.get(key) ?? { a, b, shared: [] };
        // Two names in common say hardly more than the rarer of them.
        if (code !== 'name' || !pair.shared.some((likeness) => likeness.code === 'name'))
          pair.shared.push({ code, value, people: bearers });
        pairs.set(key, pair);
      }
  };
  for (const [code, sql] of Object.entries(blockQueries) as [keyof typeof blockQueries, string][]) {
    const exact = code === 'email' || code === 'phone' || code === 'accountId';
    const found = await blocks(db, sql, exact ? largestExactBlock : largestBlock);
    for (const block of found.sort((a, b) => a.people.length - b.people.length)) add(code, block);
  }
  for (const { value, people } of await blocks(db, namesakesInCity, largestBlock))
    add('name', { value: value.split('\n')[0] ?? value, people }, 2 * largestBlock);
  return rank(db, [...pairs.values()]);
}

async function rank(db: Database, pairs: readonly { a: number; b: number; shared: Likeness[] }[]): Promise<RankedPair[]> {
  const size = (await db.reader.get<{ n: number }>('SELECT count(*) AS n FROM person'))?.n ?? 0;
  const parted = await calledDifferent(db);
  const traits = await traitsOf(db, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const ranked = pairs.flatMap(({ a, b, shared }) => {
    const [one, other] = [traits.get(a), traits.get(b)];
    if (!one || !other || parted.has(`${a} ${b}`)) return [];
    const all = [...withoutRepeats(shared), ...alsoShared(one, other)];
    const points = score(all, one, other, size);
    return points < leastScore ? [] : [{ a, b, score: points, reasons: all.map(({ code, value }) => ({ code, value })) }];
  });
  return ranked.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b).slice(0, kept);
}

/** An e-mail in common has its name in common, and a phone its visible digits. */
function withoutRepeats(shared: readonly Likeness[]): Likeness[] {
  const has = (code: Likeness['code']) => shared.some((likeness) => likeness.code === code);
  return shared.filter(({ code }) => !(code === 'emailName' && has('email')) && !(code === 'maskedPhone' && has('phone')));
}

type Known = Traits & { city: string | null };

/** What says nothing alone but supports the rest. */
function alsoShared(one: Known, other: Known): Likeness[] {
  const shared: Likeness[] = [];
  if (one.city !== null && one.city === other.city) shared.push({ code: 'city', value: one.city, people: 2 });
  if (one.birthDate !== null && one.birthDate.length > 4 && one.birthDate === other.birthDate)
    shared.push({ code: 'birthDate', value: one.birthDate, people: 2 });
  return shared;
}

async function traitsOf(db: Database, people: readonly number[]): Promise<Map<number, Known>> {
  const rows = await db.reader.all<StoredTraits>(
    `SELECT id, gender, birth_date, city, platforms FROM person
     WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(people)],
  );
  return new Map(
    rows.map(({ id, gender, birth_date, city, platforms }) => [
      id,
      { gender, birthDate: birth_date, city: city === '' ? null : city, platforms: JSON.parse(platforms) as string[] },
    ]),
  );
}

const personOf = (record: string) =>
  `coalesce((SELECT person FROM profile WHERE id = ${record}), (SELECT person FROM profile_memory WHERE record = ${record}))`;

/** SQL of pairs of people (a < b) whom the user called different, and when. */
export const differentPairs = `
  SELECT min(x, y) AS a, max(x, y) AS b, max(at) AS at FROM (
    SELECT ${personOf('d.a')} AS x, ${personOf('d.b')} AS y, d.at FROM identity_decision d WHERE d.same = 0)
  WHERE x <> y GROUP BY 1, 2`;

async function calledDifferent(db: Database): Promise<Set<string>> {
  const rows = await db.reader.all<{ a: number; b: number }>(`SELECT a, b FROM (${differentPairs})`);
  return new Set(rows.map(({ a, b }) => `${a} ${b}`));
}

const remembered = new WeakMap<Database, { revision: number; pairs: Promise<RankedPair[]> }>();

/** The ranked pairs as of now; worked out once for every state of the workspace. */
export async function currentPairs(db: Database): Promise<RankedPair[]> {
  const revision = (await db.reader.get<{ n: number }>('SELECT n FROM revision'))?.n ?? 0;
  const known = remembered.get(db);
  if (known?.revision === revision) return known.pairs;
  const pairs = rankedPairs(db);
  remembered.set(db, { revision, pairs });
  // A failure is not kept.
  pairs.catch(() => remembered.delete(db));
  return pairs;
}

/** Where a page begins: after `cursor`, which names score and people of the last pair shown. Throws `invalid-input`. */
export function after(pairs: readonly RankedPair[], cursor: string | null): number {
  if (cursor === null) return 0;
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(cursor);
  if (!match) throw new AppError('invalid-input', { field: 'cursor' });
  const [points, a, b] = match.slice(1).map(Number) as [number, number, number];
  const index = pairs.findIndex((pair) => pair.score < points || (pair.score === points && (pair.a > a || (pair.a === a && pair.b > b))));
  return index === -1 ? pairs.length : index;
}
