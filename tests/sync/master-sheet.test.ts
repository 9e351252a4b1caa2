/** The tables that creators keep by hand: a cashbook, what was spent, what is planned. */
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { directionOf } from '../../electron/core/sync/mapping/directions';
import { guessColumns } from '../../electron/core/sync/mapping/synonyms';
import { anomaliesOf } from '../../shared/domain/anomalies';
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
  return { ...(await workspace.call('sync.staged', {})).find((one) => one.id === id), template };
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
    ['sales', '订单号,付款时间,金额,平台费用\nA1,2026-03-01,199,2\n'],
    ['content', '标题,发布时间,平台,状态,链接\n怎么写开头,2026-04-01,公众号,已发布,https://example.com/a\n'],
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
      purpose: '事项',
      party: '对方',
      note: '备注',
    });
    expect(file.rows).toMatchObject({ new: 3, ignored: 2, quarantined: 1 });
    expect(file.ignoredBy).toEqual({ 'own-transfer': 1, 'no-amount': 1 });
    // Nothing is asked about spending: it was put there on purpose.
    expect(file.spendingRows).toBe(0);
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
    const { id } = await stage('bank.csv', '日期,金额,摘要,对方\n2026-03-01,199,专栏,林间\n2026-03-02,-68,软件,某软件\n');
    const { template } = await workspace.call('mapping.draft', { fileId: id, kind: 'cashbook' });
    const { rows } = await workspace.call('mapping.preview', { fileId: id, template });
    expect(rows.map(({ becomes, amount, who, what }) => [becomes, amount, who, what])).toEqual([
      ['sale', 19_900, '林间', '专栏'],
      ['expense', 6_800, '某软件', '软件'],
    ]);
  });

  test('whose amount is put right under its number changes and is not counted twice', async () => {
    await mapped('a.csv', '流水号,日期,收支,金额,事项\nC1,2026-03-01,收入,199,专栏\nC2,2026-03-02,支出,68,软件\n');
    await lines();
    const right = await stage('b.csv', '流水号,日期,收支,金额,事项\nC1,2026-03-01,收入,299,专栏\nC2,2026-03-02,支出,-88,软件\n');
    expect(right.rows).toMatchObject({ new: 0, updated: 2 });
    expect((await lines()).map(([kind, amount]) => [kind, amount])).toEqual([
      ['expense', 8_800],
      ['sale', 29_900],
    ]);
  });

  test('whose two columns of amounts came in under one number keeps both', async () => {
    await mapped('a.csv', '流水号,日期,金额,收入金额,支出金额,事项\nC1,2026-03-01,199,20,5,专栏\n');
    expect((await lines()).map(([kind, amount]) => [kind, amount]).sort()).toEqual([
      ['expense', 500],
      ['sale', 19_900],
      ['sale', 2_000],
    ]);
  });

  test('whose direction is put right under its number changes', async () => {
    await mapped('a.csv', '流水号,日期,收支,金额,事项\nC1,2026-03-01,收入,199,专栏\n');
    await lines();
    const right = await stage('b.csv', '流水号,日期,收支,金额,事项\nC1,2026-03-01,支出,199,专栏\n');
    expect(right.rows).toMatchObject({ new: 0, updated: 1 });
    expect((await lines()).map(([kind, amount]) => [kind, amount])).toEqual([['expense', 19_900]]);
  });

  test('what went back by its status came first', async () => {
    await mapped(
      'a.csv',
      '日期,收支,金额,事项,状态\n2026-03-01,收入,199,专栏,已退款\n2026-03-02,支出,68,软件,已退款\n2026-03-03,收入,99,专栏,待付款\n',
    );
    const [file] = await workspace.call('sync.staged', {});
    expect(file?.ignoredBy).toEqual({ 'not-settled': 1 });
    await lines();
    const { lines: kept } = await workspace.call('revenue.lines', { limit: 10 });
    expect(kept.map(({ kind }) => kind).sort()).toEqual(['expense', 'expense', 'refund', 'sale']);
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
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
    const { rows: shown } = await workspace.call('mapping.preview', { fileId: file.id ?? '', template: file.template });
    expect(shown.map(({ at }) => at)).toEqual(['2026-03-31T16:00:00Z', '2026-04-03T12:00:00Z', null, null]);
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

describe('a workbook of several tables', () => {
  const sheets = {
    说明: [['这是我的总表'], ['每周五更新']],
    会员: [
      ['昵称', '手机号', '标签'],
      ['林间', '19900001001', '老读者'],
      ['秋分', '19900001002', ''],
    ],
    收支: [
      ['日期', '收支', '金额', '事项'],
      ['2026-03-01', '收入', '199', '年度专栏'],
      ['2026-03-02', '支出', '68', '剪辑软件'],
    ],
    排期: [
      ['选题', '计划发布时间', '平台'],
      ['怎么写开头', '2026-04-01', '公众号'],
    ],
  };
  const book = (name = '总表.xlsx', content: Record<string, string[][]> = sheets) => {
    const path = join(workspace.dir, name);
    const made = utils.book_new();
    for (const [sheet, rows] of Object.entries(content)) utils.book_append_sheet(made, utils.aoa_to_sheet(rows), sheet);
    writeFileSync(path, write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    return path;
  };
  const waiting = async () =>
    (await workspace.call('sync.staged', {})).map(({ fileName, status, rows, unreadSheets }) => [
      fileName,
      status,
      rows.total,
      unreadSheets,
    ]);
  /** Maps one sheet of the first waiting file as guessed. */
  async function map(table: number, name: string) {
    const [first] = await workspace.call('sync.staged', {});
    const fileId = first?.id ?? '';
    const { template } = await workspace.call('mapping.draft', { fileId, table });
    expect(template.name).toMatch(new RegExp(` · ${name}$`));
    await workspace.call('mapping.save', { template });
    await workspace.job('sync.restage', { fileId, snapshotDay: '2026-04-01' });
  }

  test('is mapped sheet by sheet; each waits, is applied and undone by itself, and the next one is known as a whole', async () => {
    await workspace.job('sync.stage', { paths: [book()] });
    expect(await waiting()).toEqual([['总表.xlsx', 'needs-mapping', 0, []]]);
    await map(1, '会员');
    expect(await waiting()).toEqual([['总表.xlsx', 'ready', 2, ['说明', '收支', '排期']]]);
    await map(2, '收支');
    expect(await waiting()).toEqual([
      ['总表.xlsx › 会员', 'ready', 2, ['说明', '排期']],
      ['总表.xlsx › 收支', 'ready', 2, []],
    ]);
    await map(3, '排期');
    expect(await waiting()).toEqual([
      ['总表.xlsx › 会员', 'ready', 2, ['说明']],
      ['总表.xlsx › 收支', 'ready', 2, []],
      ['总表.xlsx › 排期', 'ready', 1, []],
    ]);
    const staged = await workspace.call('sync.staged', {});
    expect(staged.flatMap(({ alternatives }) => alternatives)).toEqual([]);
    expect(staged.map((file) => anomaliesOf(file))).toEqual([[], [], []]);
    await workspace.job('sync.apply', { fileIds: staged.map(({ id }) => id) });
    const { batches } = await workspace.call('sync.history', { limit: 10 });
    expect(batches.map(({ fileName }) => fileName).sort()).toEqual(['总表.xlsx › 会员', '总表.xlsx › 排期', '总表.xlsx › 收支']);

    const longer = { ...sheets, 收支: [...sheets.收支, ['2026-03-03', '收入', '299', '训练营']] };
    await workspace.job('sync.stage', { paths: [book('总表.xlsx', longer)], snapshotDay: '2026-04-02' });
    const again = await workspace.call('sync.staged', {});
    expect(again.map(({ fileName, status, rows }) => [fileName, status, rows.new]).sort()).toEqual([
      ['总表.xlsx › 会员', 'unchanged', 0],
      ['总表.xlsx › 排期', 'unchanged', 0],
      ['总表.xlsx › 收支', 'ready', 1],
    ]);
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
    const cashbook = batches.find(({ fileName }) => fileName.endsWith('收支'));
    await workspace.undo(cashbook?.id ?? null);
    expect((await workspace.call('people.list', { limit: 10 })).people).toHaveLength(2);
  });

  test('whose sheets of one kind are read together', async () => {
    const [header = [], ...rows] = sheets.收支;
    const years = { 2025: [header, ...rows], 2026: [header, ['2026-05-01', '收入', '10', '打赏']] };
    await workspace.job('sync.stage', { paths: [book('流水.xlsx', years)] });
    await map(0, '2025');
    expect(await waiting()).toEqual([['流水.xlsx', 'ready', 3, []]]);
  });

  test('may be dropped twice, and its files discarded one by one', async () => {
    await workspace.job('sync.stage', { paths: [book()] });
    await map(1, '会员');
    await map(2, '收支');
    await workspace.job('sync.stage', { paths: [book()], snapshotDay: '2026-04-01' });
    expect((await waiting()).map(([name]) => name).sort()).toEqual([
      '总表.xlsx › 会员',
      '总表.xlsx › 会员',
      '总表.xlsx › 收支',
      '总表.xlsx › 收支',
    ]);
    const [first, second] = await workspace.call('sync.staged', {});
    await workspace.call('sync.discard', { fileIds: [first?.id ?? ''] });
    await workspace.job('sync.restage', { fileId: second?.id ?? '', account: '我的账本' });
    expect((await waiting()).map(([name]) => name).sort()).toEqual(['总表.xlsx › 会员', '总表.xlsx › 收支', '总表.xlsx › 收支']);
  });
});
