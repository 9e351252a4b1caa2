/** Who may be the same person: what speaks for it and against it, pages, and the work behind it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { type Likeness, leastScore, score, type Traits } from '../../electron/core/people/likeness';
import { blockQueries, differentPairs, rankedPairs } from '../../electron/core/people/suggestions.queries';
import type { Output } from '../../shared/contract';
import { type XiaoeRow, xiaoeUser, xiaoeUsers, type YouzanRow, youzanOrder, youzanOrders } from '../support/files';
import { planOf } from '../support/plan';
import { scratchDir } from '../support/scratch';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

type Page = Output<'people.suggestions'>;

const fixture = (name: string) => join(import.meta.dirname, '../formats', name);

describe('the score', () => {
  const nobody: Traits = { gender: null, birthDate: null, platforms: [] };
  const points = (shared: Likeness[], one: Partial<Traits> = {}, other: Partial<Traits> = {}, size = 1_000) =>
    score(shared, { ...nobody, ...one }, { ...nobody, ...other }, size);
  const name = (value: string, people = 2): Likeness => ({ code: 'name', value, people });
  const city: Likeness = { code: 'city', value: '西安', people: 2 };

  test('an equal e-mail, phone or account is strong, two of them stronger, whatever else there is', () => {
    const phone: Likeness = { code: 'phone', value: '+8619900001001', people: 2 };
    expect(points([phone])).toBeGreaterThanOrEqual(80);
    expect(points([phone, { code: 'email', value: 'a@example.com', people: 2 }])).toBeGreaterThan(points([phone]));
    expect(points([phone, name('小明')], { gender: 'male' }, { gender: 'female' })).toBeLessThanOrEqual(99);
  });

  test('a rare long name is worth a look, a short or a common one is not', () => {
    expect(points([name('竹影有声')])).toBeGreaterThanOrEqual(leastScore);
    expect(points([name('Aster Wren')])).toBeGreaterThanOrEqual(leastScore);
    expect(points([name('竹影有声', 4)])).toBeLessThan(leastScore);
    expect(points([name('小明', 3)])).toBeLessThan(leastScore);
    expect(points([name('张伟', 5)])).toBeLessThan(leastScore);
    expect(points([name('Tom')])).toBeLessThan(leastScore);
  });

  test('a city and a birthday support a name and say nothing alone', () => {
    expect(points([city])).toBeLessThan(leastScore);
    expect(points([name('小明'), city])).toBeGreaterThanOrEqual(leastScore);
    expect(points([name('竹影有声'), city])).toBeGreaterThan(points([name('竹影有声')]));
    expect(points([name('竹影有声'), city])).toBeLessThan(80);
  });

  test('what contradicts is taken off', () => {
    const rare = [name('竹影有声')];
    expect(points(rare, { gender: 'male' }, { gender: 'female' })).toBeLessThan(leastScore);
    expect(points(rare, { birthDate: '1990' }, { birthDate: '1991-02-03' })).toBeLessThan(leastScore);
    expect(points(rare, { birthDate: '1990' }, { birthDate: '1990-02-03' })).toBe(points(rare));
    expect(points(rare, { platforms: ['xiaoe'] }, { platforms: ['xiaoe', 'stripe'] })).toBeLessThan(points(rare));
  });

  test('a masked phone that fits says less the more people there are', () => {
    const masked: Likeness = { code: 'maskedPhone', value: '199****1001', people: 2 };
    expect(points([masked], {}, {}, 500)).toBeGreaterThanOrEqual(leastScore);
    expect(points([masked], {}, {}, 100_000)).toBeLessThan(leastScore);
    expect(points([masked, name('林间小路')], {}, {}, 100_000)).toBeGreaterThanOrEqual(leastScore);
  });
});

describe('in a workspace', () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = await testWorkspace();
  });
  afterEach(() => workspace.close());

  const load = async (users: XiaoeRow[], orders: YouzanRow[] = []) =>
    workspace.importFiles([
      await xiaoeUsers(join(workspace.dir, '用户列表导出_20261031.csv'), users),
      ...(orders.length === 0 ? [] : [await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), orders)]),
    ]);
  const ask = (input: { person?: string | null; cursor?: string | null; limit?: number } = {}) =>
    workspace.call('people.suggestions', input);
  const inWords = ({ suggestions }: Page) =>
    suggestions.map(({ a, b, strength, reasons }) => [
      [a.name, b.name].sort().join('+'),
      strength,
      ...reasons.map(({ code, value }) => `${code} ${value}`),
    ]);

  test('a phone that two users of one platform have: strong, with the phone as reason', async () => {
    await load(
      [xiaoeUser('u_1', '林间', '19900001001'), xiaoeUser('u_2', '秋分', '19900001001')],
      [youzanOrder('E1', '买家', '19900001001')],
    );
    const page = await ask();
    expect(page.total).toBe(3);
    expect(page.suggestions.every(({ strength }) => strength === 'strong')).toBe(true);
    expect(page.suggestions[0]?.reasons).toContainEqual({ code: 'phone', value: '+8619900001001' });
  });

  test('the Overview counts those who share a phone until they are called different', async () => {
    await load([xiaoeUser('u_1', '林间', '19900001001'), xiaoeUser('u_2', '秋分', '19900001001')]);
    const waiting = async () => {
      const { attention } = await workspace.call('overview.get', { from: null, to: null });
      return attention.find(({ kind }) => kind === 'ambiguous-people')?.count ?? 0;
    };
    expect(await waiting()).toBe(2);
    const [first] = (await ask()).suggestions;
    const pairs = [{ a: first?.a.id ?? '', b: first?.b.id ?? '' }];
    await workspace.call('people.decide', { pairs, different: true });
    expect(await waiting()).toBe(0);
    await workspace.call('people.decide', { pairs, different: false });
    await workspace.call('people.remove', { ids: [first?.a.id ?? ''] });
    expect(await waiting()).toBe(0);
  });

  test('names, a masked phone, the name of an e-mail, also of people added by hand', async () => {
    await load(
      [
        xiaoeUser('u_1', '竹影有声', '19900001001', '西安'),
        xiaoeUser('u_2', '纸上', '19900001002'),
        xiaoeUser('u_3', '山野', '19900001003'),
      ],
      [youzanOrder('E1', '竹影有声', '188****0000'), youzanOrder('E2', '别人', '199****1002')],
    );
    await workspace.call('people.create', { name: '手写', email: 'shanye1988@example.com' });
    await workspace.call('people.create', { name: '又一个', email: 'qiufen@example.com' });
    const hand = await workspace.call('people.create', { name: '再一个', phone: '19900001003' });
    const words = inWords(await ask());
    expect(words).toContainEqual(['再一个+山野', 'strong', 'phone +8619900001003']);
    expect(words).toContainEqual(['竹影有声+竹影有声', 'weak', 'name 竹影有声']);
    expect(inWords(await ask({ person: hand.id }))).toHaveLength(1);
    await expect(ask({ person: 'nobody' })).rejects.toMatchObject({ code: 'person-missing' });
  });

  test('one person on two platforms is no pair with themselves, whatever they are known by', async () => {
    await workspace.importFiles([fixture('ghost-members/members.2026-10-31.csv'), fixture('memberful-members/members-2026-10-31.csv')]);
    const { people } = await workspace.call('people.list', {});
    expect(people.find(({ email }) => email === 'aster@example.com')?.platforms.toSorted()).toEqual(['ghost', 'memberful']);
    expect((await ask()).suggestions.filter(({ a, b }) => a.id === b.id)).toEqual([]);
  });

  test('merged, called different or removed: not asked again; taken back: asked again', async () => {
    await load(
      [xiaoeUser('u_1', '竹影有声'), xiaoeUser('u_2', '林间读者')],
      [youzanOrder('E1', '竹影有声', ''), youzanOrder('E2', '林间读者', '')],
    );
    await workspace.call('people.create', { name: '竹影有声' });
    const all = (await ask()).total;
    expect(all).toBeGreaterThan(0);
    const [first] = (await ask()).suggestions;
    const pair = { a: first?.a.id ?? '', b: first?.b.id ?? '' };
    await workspace.call('people.decide', { pairs: [pair], different: true });
    expect((await ask()).total).toBe(all - 1);
    await workspace.call('people.decide', { pairs: [pair], different: false });
    expect((await ask()).total).toBe(all);
    const { mergeId } = await workspace.call('people.merge', { keep: pair.a, other: pair.b });
    expect((await ask()).total).toBeLessThan(all);
    await workspace.call('people.unmerge', { mergeId });
    expect((await ask()).total).toBe(all);
    await workspace.call('people.remove', { ids: [pair.a] });
    expect((await ask()).total).toBeLessThan(all);
  });

  test('pages show every pair once, in one order; a name that many bear makes no pairs', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `只有两个人叫这名${n}`);
    const common = Array.from({ length: 9 }, (_, n) => xiaoeUser(`u_common${n}`, '常见的名字'));
    await load([...names.map((name, n) => xiaoeUser(`u_${n}`, name)), ...common]);
    for (const name of names) await workspace.call('people.create', { name });
    const all = (await ask({ limit: 500 })).suggestions;
    expect(all).toHaveLength(names.length);
    const paged: Page['suggestions'] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await ask({ cursor, limit: 5 });
      expect(page.total).toBe(names.length);
      paged.push(...page.suggestions);
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    await expect(ask({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid-input' });

    const pairs = all.map(({ a, b }) => ({ a: a.id, b: b.id }));
    await workspace.call('people.decide', { pairs, different: true });
    expect((await ask()).total).toBe(0);
    const seen = new Set<string>();
    let from: string | null = null;
    do {
      const page: Output<'people.dismissed'> = await workspace.call('people.dismissed', { cursor: from, limit: 5 });
      expect(page.total).toBe(names.length);
      for (const { a, b } of page.pairs) seen.add(`${a.id} ${b.id}`);
      from = page.next;
    } while (from !== null);
    expect(seen.size).toBe(names.length);
    await expect(workspace.call('people.dismissed', { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('the work behind it', () => {
  let dir: string;
  let workspace: OpenWorkspace;
  beforeEach(async () => {
    dir = await scratchDir();
    workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
  });
  afterEach(async () => {
    await workspace.db.close();
    await workspace.lock?.release();
    await rm(dir, { recursive: true });
  });

  test('no block compares everybody with everybody, and what the user said is found by record', async () => {
    const { db } = workspace;
    for (const sql of Object.values(blockQueries)) {
      const plan = await planOf(db.reader, `SELECT value, count(*) FROM (${sql}) GROUP BY value`);
      // One after the other on one level would be one inside the other.
      expect(plan).not.toMatch(/^( *)SCAN (?!j\b)\S+.*\n\1SCAN (?!j\b)/m);
    }
    const different = await planOf(db.reader, differentPairs);
    expect(different).toContain('SCAN d');
    expect(different).not.toMatch(/SCAN (profile|profile_memory)\b/);
  });

  test('no block names anybody twice, however many profiles they have', async () => {
    const { db } = workspace;
    const attributes = JSON.stringify({ wx_openid: 'o0000000000000000000a', phone: '199****1001' });
    await db.write(async () => {
      for (const id of [1, 2, 3]) {
        const person = id === 3 ? 2 : 1;
        await db.writer.run(`INSERT INTO record (id, type, platform, key) VALUES (?1, 'person', 'p' || ?1, '650000000000000000000a1')`, [
          id,
        ]);
        if (id !== 2) await db.writer.run(`INSERT INTO person (id, uid, name) VALUES (?1, 'uid' || ?1, '竹影有声')`, [person]);
        await db.writer.run(
          `INSERT INTO profile (id, person, platform, key, name, nickname, email, phone, attributes, as_of)
           VALUES (?1, ?2, 'p' || ?1, '650000000000000000000a1', '竹影有声', '竹影有声', 'bamboo@example.com', '+8619900001001', ?3, '')`,
          [id, person, attributes],
        );
      }
    });
    for (const [code, sql] of Object.entries(blockQueries)) {
      const rows = await db.reader.all<{ value: string; person: number }>(sql);
      expect(new Set(rows.map(({ person }) => person)), code).toEqual(new Set([1, 2]));
      expect(new Set(rows.map(({ value, person }) => `${value} ${person}`)).size, code).toBe(rows.length);
    }
    expect((await rankedPairs(db)).map(({ a, b }) => [a, b])).toEqual([[1, 2]]);
  });

  test('the largest blocks are left out: a thousand people of one name are a thousand, not a million', async () => {
    const { db } = workspace;
    await db.write(async () => {
      const people = JSON.stringify(Array.from({ length: 1_000 }, (_, n) => n + 1));
      await db.writer.run(`INSERT INTO record (id, type, platform, key) SELECT value, 'person', 'xiaoe', 'u' || value FROM json_each(?)`, [
        people,
      ]);
      await db.writer.run(`INSERT INTO person (id, uid, name) SELECT value, 'uid' || value, '同名的人' FROM json_each(?)`, [people]);
      await db.writer.run(
        `INSERT INTO profile (id, person, platform, key, name, phone, as_of) SELECT value, value, 'xiaoe', 'u' || value, '同名的人', '+8619900001001', '' FROM json_each(?)`,
        [people],
      );
    });
    expect(await rankedPairs(db)).toEqual([]);
  });
});
