/**
 * Two people who may be one. People are put into blocks by what they share (an e-mail, a name, …), in SQL; only inside small blocks is anybody
 * compared with anybody, so that the work grows with the number of people and not with its square.
 */
import { AppError } from '../../../shared/contract/errors';
import type { LikenessReason } from '../../../shared/contract/people';
import type { Database } from '../database/database';
import { perRevision } from '../database/per-revision';
import { isExact, type Likeness, leastScore, score, type Traits } from './likeness';

/** A block of more people than this says nothing about any two of them. */
const largestBlock = 5;
/** An e-mail or phone that many share (a family's, a shop's) still is worth a look. */
const largestExactBlock = 12;
/** Names that more people bear are not even looked at city by city. */
const namesakes = 200;
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

/** SQL of (value, person) of each kind of likeness, nobody twice under one value: several profiles of one person share what they are known by. */
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
  emailName: `SELECT DISTINCT substr(email, 1, instr(email, '@') - 1) AS value, person FROM profile
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

interface StoredTraits {
  id: number;
  gender: string | null;
  birth_date: string | null;
  city: string | null;
  platforms: string;
}

/** Every pair worth a look, the likeliest first; pairs that the user called different are left out. */
export async function rankedPairs(db: Database): Promise<RankedPair[]> {
  const size = (await db.reader.get<{ n: number }>('SELECT count(*) AS n FROM person'))?.n ?? 0;
  const pairs = new Pairs();
  const known: KnownPeople = new Map();
  const alone = ['email', 'phone', 'accountId', 'name', 'emailName'] as const;
  for (const code of alone) {
    const found = await blocks(db, blockQueries[code], code === 'name' ? namesakes : isExact(code) ? largestExactBlock : largestBlock);
    const [small, large] = partition(found, ({ people }) => code !== 'name' || people.length <= largestBlock);
    for (const block of small) pairs.add(code, block);
    for (const block of await byCity(db, large, known)) pairs.add(code, block, 2 * largestBlock);
  }
  // Among many people a phone that fits is chance: it only supports what else speaks for a pair.
  for (const block of await blocks(db, blockQueries.maskedPhone, largestBlock))
    pairs.add('maskedPhone', block, block.people.length, size >= 20_000);
  return rank(db, pairs.all(), known, size);
}

function partition<T>(all: readonly T[], test: (each: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((each) => !test(each))];
}

interface Pair {
  a: number;
  b: number;
  shared: Likeness[];
}

/** Pairs under the numbers of both, the smaller first. */
class Pairs {
  readonly #byFirst = new Map<number, Map<number, Pair>>();

  /** Everybody of a block with everybody else. `bearers`: how many share it in all; `onlyKnown`: makes no new pairs. */
  add(code: Likeness['code'], { value, people }: Block, bearers = people.length, onlyKnown = false): void {
    const ascending = people.toSorted((a, b) => a - b);
    for (const [index, a] of ascending.entries())
      for (const b of ascending.slice(index + 1)) {
        const pair = this.#pair(a, b, onlyKnown);
        const named = code === 'name' ? pair?.shared.find((likeness) => likeness.code === 'name') : undefined;
        // Two names in common say hardly more than the rarer of them.
        if (named && named.people > bearers) Object.assign(named, { value, people: bearers });
        else if (!named) pair?.shared.push({ code, value, people: bearers });
      }
  }

  #pair(a: number, b: number, onlyKnown: boolean): Pair | undefined {
    const others = this.#byFirst.get(a);
    const known = others?.get(b);
    if (known || onlyKnown) return known;
    const pair = { a, b, shared: [] };
    if (others) others.set(b, pair);
    else this.#byFirst.set(a, new Map([[b, pair]]));
    return pair;
  }

  all(): Pair[] {
    return [...this.#byFirst.values()].flatMap((others) => [...others.values()]);
  }
}

/** A name that many bear still says something among the few who bear it in one city. */
async function byCity(db: Database, large: readonly Block[], known: KnownPeople): Promise<Block[]> {
  if (large.length === 0) return [];
  await learn(
    db,
    known,
    large.flatMap(({ people }) => people),
  );
  return large.flatMap(({ value, people }) => {
    const cities = new Map<string, number[]>();
    for (const person of people) {
      const city = known.get(person)?.city;
      if (city) cities.set(city, [...(cities.get(city) ?? []), person]);
    }
    return [...cities.values()].filter(({ length }) => length > 1 && length <= largestBlock).map((each) => ({ value, people: each }));
  });
}

async function rank(db: Database, pairs: readonly Pair[], known: KnownPeople, size: number): Promise<RankedPair[]> {
  const parted = await calledDifferent(db);
  await learn(
    db,
    known,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const ranked = pairs.flatMap(({ a, b, shared }) => {
    const [one, other] = [known.get(a), known.get(b)];
    // Nobody can be merged with themselves, nor be called somebody else.
    if (a === b || !one || !other || parted.has(`${a} ${b}`)) return [];
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

/** By number; undefined for whoever was removed. */
type KnownPeople = Map<number, Known | undefined>;

/** Adds what is not known yet. */
async function learn(db: Database, known: KnownPeople, people: readonly number[]): Promise<void> {
  const asked = new Set<number>();
  for (const id of people) if (!known.has(id)) asked.add(id);
  const rows = await db.reader.all<StoredTraits>(
    `SELECT id, gender, birth_date, city, platforms FROM person
     WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify([...asked])],
  );
  for (const id of asked) known.set(id, undefined);
  for (const { id, gender, birth_date, city, platforms } of rows)
    known.set(id, { gender, birthDate: birth_date, city: city === '' ? null : city, platforms: JSON.parse(platforms) as string[] });
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

/** The ranked pairs as of now. */
export const currentPairs = perRevision(rankedPairs);

/** Where a page begins: after `cursor`, which names score and people of the last pair shown. Throws `invalid-input`. */
export function after(pairs: readonly RankedPair[], cursor: string | null): number {
  if (cursor === null) return 0;
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(cursor);
  if (!match) throw new AppError('invalid-input', { field: 'cursor' });
  const [points, a, b] = match.slice(1).map(Number) as [number, number, number];
  const index = pairs.findIndex((pair) => pair.score < points || (pair.score === points && (pair.a > a || (pair.a === a && pair.b > b))));
  return index === -1 ? pairs.length : index;
}
