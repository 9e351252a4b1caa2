/** The list of people: pages, search, filters, what they paid, and the indexes behind it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspaceFile, type OpenWorkspace } from '../../electron/core/database/workspace-file';
import { pageQuery, paidBy, peoplePage } from '../../electron/core/people/people-list.queries';
import { linesOf } from '../../electron/core/revenue/attribution';
import { contract, type Input, type Output } from '../../shared/contract';
import { xiaoeUsers, youzanOrders } from '../support/files';
import { insertLine, insertPerson } from '../support/ledger';
import { planOf, sorts } from '../support/plan';
import { scratchDir } from '../support/scratch';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

type Page = Output<'people.list'>;

describe('a list of imported people', () => {
  let workspace: TestWorkspace;
  const names = [
    '林间小路',
    '小明的读书会',
    '纸上谈兵100%',
    'Aster_Lin',
    '社群运营手记',
    '社群',
    '秋分',
    'back\\slash',
    'quote"mark',
    '小明',
  ];
  beforeAll(async () => {
    workspace = await testWorkspace();
    const users = await xiaoeUsers(
      join(workspace.dir, '用户列表导出_20261031.csv'),
      names.map((nickname, n) => ({
        id: `u_test_${n}`,
        nickname,
        phone: `1990000${String(1000 + n)}`,
        city: '西安',
        spent: '0.00',
        registeredAt: `2026-0${(n % 4) + 1}-01 08:00:00`,
      })),
    );
    const order = (n: number, paid: string, refunded: string) => ({
      number: `E2026000${n}`,
      status: '交易完成',
      createdAt: `2026-06-0${n + 1} 08:00:00`,
      paidAt: `2026-06-0${n + 1} 08:01:00`,
      flow: `4200000${n}`,
      paid,
      product: '专栏',
      nickname: names[n] ?? '',
      phone: `1990000${String(1000 + n)}`,
      refunded,
    });
    const orders = await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), [
      order(0, '199.00', '0.00'),
      order(1, '399.00', '399.00'),
      order(2, '99.00', '20.00'),
    ]);
    await workspace.importFiles([users, orders]);
  });
  afterAll(() => workspace.close());

  const list = (input: Input<'people.list'> = {}) => workspace.call('people.list', input);
  const found = async (input: Input<'people.list'>) =>
    (await list({ sort: 'name', descending: false, ...input })).people.map((p) => p.name).sort();

  test.each(['name', 'firstSeen', 'lastSeen', 'paid'] as const)(
    'pages by %s show everybody once, both ways, in one order',
    async (sort) => {
      const all = async (descending: boolean) => {
        const people: Page['people'] = [];
        let cursor: string | null = null;
        do {
          const page: Page = await list({ sort, descending, cursor, limit: 3 });
          expect(page.total).toBe(names.length);
          people.push(...page.people);
          cursor = page.next;
        } while (cursor !== null);
        return people.map((person) => person.id);
      };
      const down = await all(true);
      expect(new Set(down).size).toBe(names.length);
      expect(await all(false)).toEqual(down.toReversed());
      expect(down).toEqual((await list({ sort, limit: 500 })).people.map((person) => person.id));
    },
  );

  test('the last page that is exactly full ends the list', async () => {
    expect((await list({ limit: names.length })).next).toBeNull();
    expect((await list({ limit: names.length - 1 })).next).not.toBeNull();
  });

  test.each(['nonsense', Buffer.from('[1]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url')])(
    'a cursor that is not ours is refused: %s',
    async (cursor) => {
      await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid-input', params: { field: 'cursor' } });
    },
  );

  test.each([
    ['社群', ['社群', '社群运营手记']],
    ['小明', ['小明', '小明的读书会']],
    ['明', ['小明', '小明的读书会']],
    ['读书会', ['小明的读书会']],
    ['运营手记', ['社群运营手记']],
    ['aster', ['Aster_Lin']],
    ['LIN', ['Aster_Lin']],
    ['%', ['纸上谈兵100%']],
    ['0%', ['纸上谈兵100%']],
    ['100%', ['纸上谈兵100%']],
    ['_l', ['Aster_Lin']],
    ['r_l', ['Aster_Lin']],
    ['e"', ['quote"mark']],
    ['te"ma', ['quote"mark']],
    ['k\\', ['back\\slash']],
    ['ack\\sla', ['back\\slash']],
    ['19900001003', ['Aster_Lin']],
    ['小明 读书会', ['小明的读书会']],
    ['社群 手记 运营手', ['社群运营手记']],
    ['u_test_6', ['秋分']],
    ['*', []],
    ['OR', []],
    ['NOT 社群', []],
    ['text:aster', []],
    ['nobody', []],
  ])('search for %s', async (search, expected) => {
    expect(await found({ search })).toEqual([...expected].sort());
    expect((await list({ search })).total).toBe(expected.length);
  });

  test('blank and control characters alone narrow nothing', async () => {
    expect((await list({ search: ' \t\u0000\u3000 ' })).total).toBe(names.length);
  });

  test('filters by platform and tag add up with a search; removed people are nowhere', async () => {
    expect(await found({ platform: 'youzan' })).toEqual(['小明的读书会', '林间小路', '纸上谈兵100%'].sort());
    const [lin] = (await list({ search: '林间' })).people;
    const [ming] = (await list({ search: '小明的' })).people;
    const ids = [lin?.id ?? '', ming?.id ?? ''];
    await workspace.call('people.addTag', { ids, tag: ' 读者 ' });
    expect(await found({ tag: '读者' })).toEqual(['小明的读书会', '林间小路']);
    expect(await found({ tag: '读者', platform: 'youzan', search: '林间' })).toEqual(['林间小路']);
    expect(await workspace.call('people.tags', {})).toEqual([{ tag: '读者', people: 2 }]);

    expect(await workspace.call('people.remove', { ids: [ids[1] ?? ''] })).toEqual({ removed: 1 });
    expect(await workspace.call('people.remove', { ids: [ids[1] ?? ''] })).toEqual({ removed: 0 });
    expect(await found({ tag: '读者' })).toEqual(['林间小路']);
    expect(await found({ search: '小明' })).toEqual(['小明']);
    expect(await workspace.call('people.tags', {})).toEqual([{ tag: '读者', people: 1 }]);
    expect(await workspace.call('people.platforms', {})).toEqual([
      { platform: 'xiaoe', people: names.length - 1 },
      { platform: 'youzan', people: 2 },
    ]);
    await expect(workspace.call('people.get', { id: ids[1] ?? '' })).rejects.toMatchObject({ code: 'person-missing' });
    await expect(workspace.call('people.addNote', { id: ids[1] ?? '', text: 'x' })).rejects.toMatchObject({ code: 'person-missing' });

    expect(await workspace.call('people.restore', { ids: [ids[1] ?? ''] })).toEqual({ restored: 1 });
    expect(await found({ tag: '读者' })).toEqual(['小明的读书会', '林间小路']);
    await workspace.call('people.removeTag', { ids, tag: '读者' });
    expect(await found({ tag: '读者' })).toEqual([]);
  });

  test('people first seen within days of the zone, the end open; whoever has no such day is never within', async () => {
    const made = await workspace.call('people.create', { name: '昨天写下的人' });
    const day = (made.firstSeenAt ?? '').slice(0, 10);
    const all = await list({ limit: 500 });
    expect((await list({ since: '1970-01-01', limit: 500 })).total).toBe(all.people.filter((p) => p.firstSeenAt !== null).length);
    expect((await found({ since: day })).includes('昨天写下的人')).toBe(true);
    expect((await found({ until: day })).includes('昨天写下的人')).toBe(false);
    expect((await list({ until: '1970-01-01' })).total).toBe(0);
    await expect(list({ since: 'soon' })).rejects.toMatchObject({ code: 'invalid-input' });
    await workspace.call('people.remove', { ids: [made.id] });
  });

  test('what people paid is gross less refunds', async () => {
    const { people } = await list({ platform: 'youzan', sort: 'paid' });
    expect(people.map(({ name, paid }) => ({ name, paid }))).toEqual([
      { name: '林间小路', paid: [{ currency: 'CNY', amount: 19_900 }] },
      { name: '纸上谈兵100%', paid: [{ currency: 'CNY', amount: 7_900 }] },
      { name: '小明的读书会', paid: [{ currency: 'CNY', amount: 0 }] },
    ]);
    expect((await list({ search: '秋分' })).people[0]?.paid).toEqual([]);
  });
});

describe('a list over a crafted ledger', () => {
  let dir: string;
  let workspace: OpenWorkspace;
  const reporting = { zone: 'Asia/Shanghai', currency: 'CNY' };
  beforeEach(async () => {
    dir = await scratchDir();
    workspace = await createWorkspaceFile(join(dir, 'book.tonghao'));
  });
  afterEach(async () => {
    await workspace.db.close();
    await workspace.lock?.release();
    await rm(dir, { recursive: true });
  });

  const input = (rest: Input<'people.list'>) => contract['people.list'].input.parse(rest);

  test('payment is sorted in the reporting currency, at the rate of the day; without a rate it counts nothing but is shown', async () => {
    const { db } = workspace;
    const [yuan, dollar, yen, pound] = [await insertPerson(db), await insertPerson(db), await insertPerson(db), await insertPerson(db)];
    await insertLine(db, { person_record: yuan.record, gross: 60_000 });
    await insertLine(db, { person_record: dollar.record, gross: 10_000, currency: 'USD' });
    await insertLine(db, { person_record: yen.record, gross: 90_000, currency: 'JPY' });
    await insertLine(db, { person_record: pound.record, gross: 900_000, currency: 'GBP' });
    await db.write(() =>
      db.writer.run(`INSERT INTO rate (currency, day, rate) VALUES ('USD', '2026-01-01', 7.1), ('JPY', '2026-01-01', 0.05)`),
    );
    const page = await peoplePage(db, input({ sort: 'paid' }), reporting);
    // ¥4,500.00, ¥710.00, ¥600.00 and unknown.
    expect(page.people.map(({ id, paid }) => ({ id, paid }))).toEqual([
      { id: yen.uid, paid: [{ currency: 'JPY', amount: 90_000 }] },
      { id: dollar.uid, paid: [{ currency: 'USD', amount: 10_000 }] },
      { id: yuan.uid, paid: [{ currency: 'CNY', amount: 60_000 }] },
      { id: pound.uid, paid: [{ currency: 'GBP', amount: 900_000 }] },
    ]);
  });

  test('a refund that only the bill knows is the refund of whoever bought', async () => {
    const { db } = workspace;
    const buyer = await insertPerson(db);
    const other = await insertPerson(db);
    const sale = await insertLine(db, { side: 'order', person_record: buyer.record, gross: 20_000, numbers: ['T1', 'M1'] });
    await insertLine(db, { kind: 'sale', gross: 0, counted_by: sale, channel_fee: 120, numbers: ['M1'] });
    await insertLine(db, { kind: 'refund', refund: 5_000, numbers: ['M1', 'R1'] });
    await insertLine(db, { kind: 'refund', refund: 700, numbers: ['M9'] });
    await insertLine(db, { kind: 'refund', refund: 300, numbers: ['M1'], person_link: other.id });
    expect(await paidBy(db, [buyer.id, other.id])).toEqual(
      new Map([
        [buyer.id, [{ currency: 'CNY', amount: 15_000 }]],
        [other.id, [{ currency: 'CNY', amount: -300 }]],
      ]),
    );
  });

  test.each([
    ['name', 'person_by_name'],
    ['firstSeen', 'person_by_first_seen'],
    ['lastSeen', 'person_by_last_seen'],
  ] as const)('a page by %s walks %s and sorts nothing', async (sort, index) => {
    const { db } = workspace;
    for (const descending of [true, false]) {
      const { sql, params } = await pageQuery(db, input({ sort, descending }), reporting);
      const first = await planOf(db.reader, sql, params);
      expect(first).toContain(`USING INDEX ${index}`);
      expect(sorts(first)).toBe(false);
      const cursor = Buffer.from(JSON.stringify(['x', 5])).toString('base64url');
      const next = await pageQuery(db, input({ sort, descending, cursor }), reporting);
      const plan = await planOf(db.reader, next.sql, next.params);
      expect(plan).toMatch(new RegExp(`SEARCH p USING INDEX ${index} \\(\\S+[<>]\\?\\)`));
      expect(sorts(plan)).toBe(false);
    }
  });

  test('a page by payment adds up once and compares nobody with everybody', async () => {
    const { db } = workspace;
    const { sql, params } = await pageQuery(db, input({ sort: 'paid' }), reporting);
    const plan = await planOf(db.reader, sql, params);
    expect(plan).toContain('SEARCH p USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).not.toMatch(/SCAN (p|paid|person)\b.*JOIN/);
  });

  test.each(['without statistics', 'with statistics'])('search, filters and the lines of a person use their indexes, %s', async (how) => {
    const { db } = workspace;
    if (how === 'with statistics') {
      for (let n = 0; n < 30; n++) {
        const { record } = await insertPerson(db);
        await insertLine(db, { side: 'order', person_record: record, gross: 100, numbers: [`N${n}`] });
        for (let bill = 0; bill < 4; bill++) await insertLine(db, { gross: 100, numbers: [`B${n}-${bill}`] });
      }
      await db.write(() => db.writer.exec('ANALYZE'));
    }
    const plan = async (rest: Input<'people.list'>) => {
      const { sql, params } = await pageQuery(db, input(rest), reporting);
      return planOf(db.reader, sql, params);
    };
    expect(await plan({ search: '读书会' })).toContain('person_search VIRTUAL TABLE INDEX');
    expect(await plan({ platform: 'youzan' })).toContain('COVERING INDEX profile_by_platform (platform=?');
    expect(await plan({ tag: '读者' })).toContain('COVERING INDEX person_tag_by_tag (tag=?');
    const lines = await planOf(db.reader, linesOf('SELECT value AS id FROM json_each(?)'), ['[1]']);
    expect(lines).toContain('ledger_line_by_person (person_record=?)');
    expect(lines).toContain('ledger_line_by_link (person_link=?)');
    expect(lines).toContain('profile_by_person (person=?)');
    expect(lines).not.toMatch(/SCAN (l|o|f|b|line_number|ledger_line|profile)\b/);
    expect(lines).toMatch(/SEARCH o USING .*rowid=\?/);
  });
});
