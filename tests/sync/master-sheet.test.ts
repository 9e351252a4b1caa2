/** The tables that creators keep by hand: a cashbook, what was spent, what is planned. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { directionOf } from '../../electron/core/sync/mapping/directions';
import { guessColumns } from '../../electron/core/sync/mapping/synonyms';
import type { MappingKind } from '../../shared/domain/mapping';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

async function stage(name: string, text: string) {
  const path = join(workspace.dir, name);
  await writeFile(path, text);
  await workspace.job('sync.stage', { paths: [path] });
  const file = (await workspace.call('sync.staged', {})).find((one) => one.fileName === name);
  if (!file) throw new Error('not staged');
  return file;
}

/** Keeps the guessed mapping and reads the file by it. */
async function mapped(name: string, text: string) {
  const { id } = await stage(name, text);
  const { template } = await workspace.call('mapping.draft', { fileId: id });
  await workspace.call('mapping.save', { template });
  await workspace.job('sync.restage', { fileId: id });
  return { template, ...(await workspace.call('sync.staged', {})).find((one) => one.id === id) };
}

async function lines() {
  await workspace.job('sync.apply', { fileIds: (await workspace.call('sync.staged', {})).map(({ id }) => id) });
  const page = await workspace.call('revenue.lines', { limit: 100 });
  return page.lines.map(({ kind, stated, product, counterparty }) => [kind, stated, product, counterparty]).sort();
}

const fields = (columns: readonly { column: string; field: string }[]) =>
  Object.fromEntries(columns.map(({ column, field }) => [field, column]));

describe('what an unknown table is taken for', () => {
  const kinds: [MappingKind, string][] = [
    ['cashbook', '日期,收支,分类,金额,事项\n2026-03-01,收入,专栏,199,年度专栏\n'],
    ['cashbook', '日期,摘要,收入,支出,余额\n2026-03-01,专栏,199,,199\n2026-03-02,剪辑,,80,119\n'],
    ['cashbook', 'Date,Description,Money in,Money out\n2026-03-01,Column,199.00,\n'],
    ['expenses', '日期,支出项目,费用,付款给\n2026-03-01,剪辑软件,68,某软件\n'],
    ['expenses', 'Date,Expense,Cost,Vendor\n2026-03-01,Microphone,68.00,A shop\n'],
    ['plan', '选题,计划发布时间,平台,状态\n怎么写开头,2026-04-01,公众号,待写\n'],
    ['plan', 'Title,Channel,Due date,Status\nHow to begin,Newsletter,2026-04-01,draft\n'],
    ['content', '标题,发布时间,播放量\n怎么写开头,2026-04-01,1200\n'],
    ['sales', '订单号,付款时间,商品,金额\nA1,2026-03-01,专栏,199\n'],
    ['sales', '日期,商品,类型,金额\n2026-03-01,专栏,年度,199\n'],
    ['people', '昵称,手机号,标签\n林间,19900001001,老读者\n'],
  ];
  test.each(kinds)('%s: %s', async (kind, text) => {
    const { id } = await stage('table.csv', text);
    expect((await workspace.call('mapping.draft', { fileId: id })).template.kind).toBe(kind);
  });

  test('a column of other words is no direction', () => {
    const guess = (samples: string[]) => guessColumns('cashbook', [{ column: '类型', samples }])[0]?.field;
    expect([guess(['收入', '支出', '支出']), guess(['年度', '月度'])]).toEqual(['direction', 'category']);
  });

  test.each([
    ['收入', 'in'],
    ['支', 'out'],
    [' Expense ', 'out'],
    ['转账', 'neither'],
    ['收入减少', null],
    ['', null],
  ])('“%s” is %s', (word, way) => expect(directionOf(word)).toBe(way));
});

describe('a cashbook', () => {
  test('by a word: what came in is a sale, what went out an expense, what moved between accounts neither', async () => {
    const file = await mapped(
      '收支总表.csv',
      `日期,收支,分类,金额,事项,对方,备注
2026/03/01,收入,专栏,"1,299.00",年度专栏,林间,
2026/03/02,支出,工具,¥68,剪辑软件,某软件,订阅
2026/03/03,支出,工具,-30,字体,某字库,
2026/03/04,转账,,500,提现到卡,,
2026/03/05,借出,,500,不知道,,
2026/03/06,收入,专栏,0,赠送,秋分,
合计,,,1299,,,
`,
    );
    expect(fields(file.template.columns)).toMatchObject({
      direction: '收支',
      category: '分类',
      product: '事项',
      name: '对方',
      note: '备注',
    });
    expect(file.rows).toMatchObject({ new: 3, ignored: 2, quarantined: 1 });
    expect(file.ignoredBy).toEqual({ 'own-transfer': 1, 'no-amount': 1 });
    expect(await lines()).toEqual([
      ['expense', 3_000, '字体', '某字库'],
      ['expense', 6_800, '剪辑软件', '某软件'],
      ['sale', 129_900, '年度专栏', '林间'],
    ]);
  });

  test('by two columns, of which a row may fill both; alike rows each count', async () => {
    await mapped('流水.csv', '日期,摘要,收入,支出\n2026-03-01,专栏,199,\n2026-03-01,专栏,199,\n2026-03-02,合作,500,20\n2026-03-03,无,,\n');
    const [file] = await workspace.call('sync.staged', {});
    expect(file?.rows).toMatchObject({ new: 3, quarantined: 1 });
    expect((await lines()).map(([kind, amount]) => [kind, amount])).toEqual([
      ['expense', 2_000],
      ['sale', 19_900],
      ['sale', 19_900],
      ['sale', 50_000],
    ]);
  });

  test('by its sign, where nothing else says it', async () => {
    const { id } = await stage('bank.csv', '日期,金额,摘要\n2026-03-01,199,专栏\n2026-03-02,-68,软件\n');
    const { template } = await workspace.call('mapping.draft', { fileId: id, kind: 'cashbook' });
    const { rows } = await workspace.call('mapping.preview', { fileId: id, template });
    expect(rows.map(({ becomes, amount }) => [becomes, amount])).toEqual([
      ['sale', 19_900],
      ['expense', 6_800],
    ]);
  });

  test('comes again longer: only what was added is new', async () => {
    const first = '日期,收支,金额,事项\n2026-03-01,收入,199,专栏\n2026-03-01,收入,199,专栏\n';
    await mapped('a.csv', first);
    await lines();
    const again = await stage('b.csv', `${first}2026-03-02,支出,20,字体\n`);
    expect(again.rows).toMatchObject({ unchanged: 2, new: 1 });
  });
});

test('a list of expenses: what came back lowers them', async () => {
  await mapped(
    '支出.csv',
    '日期,支出项目,费用,付款给\n2026-03-01,剪辑软件,68,某软件\n2026-03-05,剪辑软件,-18,某软件\n2026-03-06,相机,看情况,\n',
  );
  const [file] = await workspace.call('sync.staged', {});
  expect(file?.rows).toMatchObject({ new: 2, quarantined: 1 });
  await lines();
  const { lines: kept } = await workspace.call('revenue.lines', { limit: 10 });
  expect(kept.map(({ kind }) => kind)).toEqual(['expense', 'expense']);
  const sums = await workspace.call('workspace.doctor', {});
  expect(sums.ok).toBe(true);
});

describe('a plan', () => {
  const text = `选题,计划发布时间,平台,状态,备注
怎么写开头,2026-04-01,公众号,待写,
直播答疑,2026/4/3 20:00,视频号,已定,准备三个问题
灵感,,公众号,想法,
写错的,下周,公众号,待写,
`;
  test('becomes entries of a calendar; an idea without a date waits', async () => {
    const file = await mapped('内容排期.csv', text);
    expect(file.template.kind).toBe('plan');
    expect([file.rows, file.ignoredBy]).toMatchObject([{ new: 2, quarantined: 1, ignored: 1 }, { 'no-date': 1 }]);
    await lines();
    const { rows } = await workspace.call('sync.records', { type: 'calendarEntry', limit: 10 });
    expect(rows.map(({ title }) => title).sort()).toEqual(['怎么写开头', '直播答疑']);
  });

  test('that is put off is the same piece on another day', async () => {
    await mapped('内容排期.csv', text);
    await lines();
    const later = await stage('later.csv', text.replace('2026-04-01', '2026-04-08'));
    expect(later.rows).toMatchObject({ new: 0, updated: 1, unchanged: 1 });
  });
});

test('a table of which nothing is known is shown all the same', async () => {
  const { id } = await stage('odd.csv', '甲,乙\n子,丑\n');
  const draft = await workspace.call('mapping.draft', { fileId: id });
  expect([draft.columns.map(({ column }) => column), draft.template.columns]).toEqual([['甲', '乙'], []]);
});

test('the words of a column are found wherever they stand', async () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => `A${n},2026-03-01,${n},${n === 4_999 ? '客服改单' : '已付款'}`);
  const { id } = await stage('long.csv', `订单号,付款时间,金额,情况\n${rows.join('\n')}\n`);
  const { words } = await workspace.call('mapping.words', { fileId: id, column: '情况' });
  expect(words.map(({ text, rows: count, means }) => [text, count, means])).toEqual([
    ['已付款', 4_999, 'paid'],
    ['客服改单', 1, null],
  ]);
  expect(await workspace.call('mapping.words', { fileId: id, column: '没有' })).toEqual({ words: [] });
});
