/** What is written set by set, for speed, is what the rules in JavaScript make of the same statements. */
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../electron/core/database/driver';
import { refoldPeople } from '../../electron/core/people/people.fold';
import { foldStatements, type Statement } from '../../electron/core/sync/fold';
import { validateRecord } from '../../electron/core/sync/validate';
import type { CanonicalRecord, PersonPayload } from '../../shared/domain/records';
import { recordWorkspace } from '../support/records';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeAll(async () => {
  dir = await scratchDir();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const text = fc.oneof(
  fc.constantFrom('书友甲', '书友乙', 'Ann', 'ann', 'ÉMILE', 'Жанна', '＠同好', '王 小明', '🌿叶子', '“引号”', 'a*b[c]', '', 'İ'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const optional = fc.option(text, { nil: undefined });
const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}T08:00:00Z`);

const payload: fc.Arbitrary<PersonPayload> = fc.record({
  name: optional,
  nickname: optional,
  email: fc.option(fc.constantFrom('ann@example.com', 'Ann', 'bo@example.com', 'cy@example.com'), { nil: undefined }),
  phone: fc.option(fc.constantFrom('+8613800000001', '+8613800000002', 'Ann'), { nil: undefined }),
  city: fc.option(text, { nil: null }),
  firstSeenAt: fc.option(days, { nil: undefined }),
  lastSeenAt: fc.option(days, { nil: undefined }),
});

interface Somebody {
  key: string;
  payload: PersonPayload;
  /** Further rows that name them: at another time only, or otherwise, too. */
  again: { seen: string; name?: string | undefined }[];
}

const somebody: fc.Arbitrary<Somebody> = fc.record({
  key: fc.oneof(fc.constantFrom('Ann', 'ann', '书友甲', 'nick:书友甲', 'É1'), fc.string({ minLength: 1, maxLength: 8 })),
  payload,
  again: fc.array(fc.record({ seen: days, name: fc.option(text, { nil: undefined }) }), { maxLength: 3 }),
});

const stated = (key: string, asOf: string, said: PersonPayload): CanonicalRecord => ({ type: 'person', key, asOf, payload: said });

function rowsOf(people: readonly Somebody[]): CanonicalRecord[][] {
  const rows = people.flatMap(({ key, payload: said, again }) => [
    [stated(key, '2026-03-01T00:00:00Z', said)],
    ...again.map(({ seen, name }) => [
      stated(key, seen, { ...said, firstSeenAt: seen, lastSeenAt: seen, ...(name === undefined ? {} : { name }) }),
    ]),
  ]);
  return rows.filter((row) => row.every((record) => validateRecord(record) === null));
}

test('newcomers are whom people.fold.ts makes of their profile, and profiles the folds of all that is stated', {
  timeout: 120_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(somebody, { selector: ({ key }) => key, minLength: 1, maxLength: 12 }), async (people) => {
      const rows = rowsOf(people);
      if (rows.length === 0) return;
      const world = await recordWorkspace(dir, `newcomers-${++run}`);
      const { db } = world.workspace;
      try {
        await world.importRows(rows);
        const read = async () => ({
          people: await db.reader.all<Row & { id: number; uid: string }>('SELECT * FROM person ORDER BY id'),
          found: await searchable(),
        });
        const searchable = () =>
          db.reader.all<Row>(`SELECT p.id FROM person p WHERE EXISTS (SELECT 1 FROM person_search s WHERE s.rowid = p.id) ORDER BY p.id`);
        const written = await read();
        expect(written.found).toHaveLength(written.people.length);
        expect(new Set(written.people.map(({ uid }) => uid)).size).toBe(written.people.length);
        for (const { uid } of written.people) expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        await db.write(() =>
          refoldPeople(
            db,
            written.people.map(({ id }) => id),
          ),
        );
        expect(await read()).toEqual(written);

        const statements = await db.reader.all<Statement & { key: string }>(
          `SELECT r.key, s.as_of AS asOf, s.rank, s.batch, s.row, json(s.payload) AS payload FROM source_record s JOIN record r ON r.id = s.record`,
        );
        const profiles = await db.reader.all<Row & { key: string }>(
          'SELECT key, name, nickname, email, phone, city, first_seen_at AS firstSeenAt, last_seen_at AS lastSeenAt FROM profile ORDER BY key',
        );
        expect(profiles.length).toBe(new Set(rows.map(([record]) => record?.key)).size);
        for (const { key, ...profile } of profiles) {
          const folded = foldStatements(statements.filter((statement) => statement.key === key)) as PersonPayload;
          expect(profile).toEqual(
            Object.fromEntries(Object.keys(profile).map((field) => [field, folded[field as keyof PersonPayload] ?? null])),
          );
        }
        expect((await world.doctor()).ok).toBe(true);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 60 },
  );
});

test('whoever shares a phone with somebody known is not a newcomer', async () => {
  const world = await recordWorkspace(dir, 'known');
  const { db } = world.workspace;
  const phone = '+8613800000009';
  await world.importRows([[stated('a', '2026-03-01T00:00:00Z', { name: '甲', phone })]]);
  await world.importRows([
    [stated('b', '2026-03-02T00:00:00Z', { name: '乙', phone })],
    [stated('c', '2026-03-02T00:00:00Z', { name: '丙' })],
  ]);
  const people = await db.reader.all<Row>(
    'SELECT p.name, (SELECT count(*) FROM profile f WHERE f.person = p.id) AS profiles FROM person p ORDER BY p.name',
  );
  // Two of one platform never become one by themselves.
  expect(people).toEqual([
    { name: '丙', profiles: 1 },
    { name: '乙', profiles: 1 },
    { name: '甲', profiles: 1 },
  ]);
  await world.close();
});
