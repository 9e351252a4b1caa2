/** The wizard on tables that no platform writes: guesses, preview, template, and the next file recognised by itself. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/api/core';
import { createCore } from '../../electron/core/api/core';
import { amountOf, figureOf, guessDateOrder, instantIn, wallClock } from '../../electron/core/sync/mapping/cells';
import { statusMeaning } from '../../electron/core/sync/mapping/statuses';
import { guessColumns } from '../../electron/core/sync/mapping/synonyms';
import type { Input, MethodName, Output } from '../../shared/contract';
import { anomaliesOf } from '../../shared/domain/anomalies';
import { scratchDir } from '../support/scratch';

let dir: string;
let core: Core;
beforeEach(async () => {
  dir = await scratchDir();
  core = createCore({ log: () => undefined, demoDir: '' });
  await call('workspace.create', { path: join(dir, 'book.tonghao'), zone: 'Asia/Shanghai', currency: 'CNY' });
});
afterEach(async () => {
  await core.close();
  await rm(dir, { recursive: true, force: true });
});

async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await core.call(method, input, true);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
  return answer.value as Output<M>;
}

async function stage(name: string, text: string) {
  const path = join(dir, name);
  await writeFile(path, text);
  const { jobId } = await call('sync.stage', { paths: [path] });
  await call('job.wait', { jobId });
  const file = (await call('sync.staged', {})).find((one) => one.fileName === name);
  if (!file) throw new Error('not staged');
  return file;
}

async function apply(fileId: string) {
  const { jobId } = await call('sync.apply', { fileIds: [fileId] });
  await call('job.wait', { jobId });
  const [result] = await call('sync.applied', { jobId });
  return result;
}

const sales = `星球收入明细,,,,,,,
导出于 2026-11-01,,,,,,,
订单编号,付款时间,课程名称,学员姓名,手机号,实付金额(元),手续费,订单状态
X1001,2026年9月3日 12时05分,写作课,林小满,13800000001,¥299.00,1.79,支付成功
X1002,2026/9/4 8:30,写作课,周同,13800000002,"1,299.00",7.79,支付成功
X1003,2026-09-05 10:00:00,读书会,吴双,13800000003,99元,0,已全额退款
X1004,2026-09-06 10:00:00,读书会,郑和,13800000004,99,0,待付款
X1005,昨天,读书会,陈一,13800000005,99,0,支付成功
合计,,,,,1895,,
`;

describe('a table of sales', () => {
  test.each([
    ['支付成功', 'paid'],
    ['Completed', 'paid'],
    ['active', 'paid'],
    ['ok', 'paid'],
    ['待发货', 'paid'],
    ['不成功', 'ignored'],
    ['未成功', 'ignored'],
    ['支付失败', 'ignored'],
    ['incomplete', 'ignored'],
    ['inactive', 'ignored'],
    ['unsuccessful', 'ignored'],
    ['not ok', 'ignored'],
    ['not paid', 'ignored'],
    ['unpaid', 'ignored'],
    ['已全额退款', 'refunded'],
    ['refunded', 'refunded'],
    ['退款失败', 'ignored'],
    ['部分退款', null],
    ['partially refunded', null],
    ['批次甲', null],
    ['booked', null],
  ] as const)('a status %s usually means %s', (text, meaning) => {
    expect(statusMeaning(text)).toBe(meaning);
  });

  test('a plain word that the user leaves open waits to be fixed', async () => {
    const file = await stage(
      '留着.csv',
      '订单编号,付款时间,课程名称,实付金额(元),订单状态\nX1,2026-09-05 10:00:00,读书会,99,支付成功\nX2,2026-09-05 10:00:00,读书会,99,交易完成\n',
    );
    const draft = await call('mapping.draft', { fileId: file.id });
    expect(draft.template.statuses).toEqual({ 支付成功: 'paid', 交易完成: 'paid' });
    const template = { ...draft.template, statuses: { 支付成功: 'paid' as const, 交易完成: 'open' as const } };
    expect(await call('mapping.preview', { fileId: file.id, template })).toMatchObject({ understood: 1, ignored: 0, total: 2 });
  });

  test('keeps rows whose status means nothing yet, and knows every word of a long list with a row as its example', async () => {
    const words = Array.from({ length: 60 }, (_, n) => `批次甲${String.fromCharCode(97 + (n % 26))}${n}`);
    const rows = ['支付成功', '支付成功', ...words].map((word, n) => `X${n},2026-09-05 10:00:00,读书会,99,${word}`);
    const file = await stage('很多状态.csv', `订单编号,付款时间,课程名称,实付金额(元),订单状态\n${rows.join('\n')}\n`);
    const draft = await call('mapping.draft', { fileId: file.id });
    const said = await call('mapping.words', { fileId: file.id, column: '订单状态' });
    expect(said.words).toHaveLength(61);
    expect(said.words[0]).toEqual({
      text: '支付成功',
      rows: 2,
      example: ['X0', '2026-09-05 10:00:00', '读书会', '99', '支付成功'],
      means: 'paid',
    });
    expect(draft.template.statuses).toEqual({ 支付成功: 'paid' });
    const template = { ...draft.template, statuses: { ...draft.template.statuses, [words[0] ?? '']: 'ignored' as const } };
    expect(await call('mapping.preview', { fileId: file.id, template })).toMatchObject({ understood: 2, ignored: 1, total: 62 });
    await call('mapping.save', { template });
    const { jobId } = await call('sync.restage', { fileId: file.id });
    await call('job.wait', { jobId });
    const [staged] = await call('sync.staged', {});
    expect(staged?.rows).toMatchObject({ new: 2, ignored: 1, quarantined: 59 });
  });

  test('is guessed, previewed, kept as a template, imported, and the next file is recognised by itself', async () => {
    const file = await stage('星球收入.csv', sales);
    expect(file.status).toBe('needs-mapping');
    const draft = await call('mapping.draft', { fileId: file.id });
    expect(draft.headerRow).toBe(3);
    expect(draft.template.kind).toBe('sales');
    expect(Object.fromEntries(draft.template.columns.map(({ field, column }) => [field, column]))).toEqual({
      number: '订单编号',
      at: '付款时间',
      product: '课程名称',
      name: '学员姓名',
      phone: '手机号',
      amount: '实付金额(元)',
      fee: '手续费',
      status: '订单状态',
    });
    expect(draft.template.statuses).toEqual({ 支付成功: 'paid', 已全额退款: 'refunded', 待付款: 'ignored' });
    const preview = await call('mapping.preview', { fileId: file.id, template: draft.template });
    expect(preview).toMatchObject({ understood: 3, ignored: 1, total: 5 });
    expect(preview.rows[0]).toMatchObject({
      row: 4,
      ok: true,
      becomes: 'sale',
      at: '2026-09-03T04:05:00Z',
      who: '林小满',
      what: '写作课',
      amount: 29_900,
    });
    expect(preview.rows[4]).toMatchObject({ row: 8, ok: false, problem: { code: 'bad-date', text: '昨天' } });

    await call('mapping.save', { template: { ...draft.template, name: '星球', platform: 'zsxq' } });
    const { jobId } = await call('sync.restage', { fileId: file.id });
    await call('job.wait', { jobId });
    const [ready] = await call('sync.staged', {});
    expect(ready).toMatchObject({ status: 'ready', format: 'template:星球', platform: 'zsxq' });
    expect(await apply(file.id)).toMatchObject({ status: 'applied', rows: { total: 5, new: 3, quarantined: 1, ignored: 1 } });
    const [totals] = await call('revenue.totals', {});
    expect(totals).toMatchObject({ currency: 'CNY', lines: 4, amounts: { gross: 169_700, refund: 9_900, deductions: 958 } });
    expect((await call('people.list', {})).people.map(({ name }) => name).sort()).toEqual(['吴双', '周同', '林小满']);
    expect((await call('workspace.doctor', {})).ok).toBe(true);

    const next = await stage('星球收入 10月.csv', sales.replace('X1001', 'X2001').replace('9月3日', '10月3日'));
    expect(next).toMatchObject({ status: 'ready', format: 'template:星球', rows: { new: 1, unchanged: 2 } });
    const undone = await call('sync.history', {});
    expect(undone.batches[0]?.format).toBe('template:星球');
  });

  test('a template that cannot say anything is refused, and a taken name is not replaced by accident', async () => {
    const file = await stage('a.csv', sales);
    const { template } = await call('mapping.draft', { fileId: file.id });
    const bare = { ...template, columns: template.columns.filter(({ field }) => field !== 'amount') };
    await expect(call('mapping.save', { template: bare })).rejects.toThrow('invalid-input');
    await call('mapping.save', { template });
    await expect(call('mapping.save', { template })).rejects.toThrow('template-exists');
    await call('mapping.save', { template: { ...template, platform: 'elsewhere' }, replace: true });
    expect((await call('mapping.templates', {})).map(({ platform }) => platform)).toEqual(['elsewhere']);
    await call('mapping.remove', { name: template.name });
    await expect(call('mapping.remove', { name: template.name })).rejects.toThrow('template-missing');
  });
});

test('a list of people without ids keeps two of one name apart and asks for its date', async () => {
  const file = await stage('总表.csv', '姓名,城市,会员等级,备注\n王芳,杭州,年卡,\n王芳,成都,月卡,老学员\n李雷,,,\n');
  const { template } = await call('mapping.draft', { fileId: file.id });
  expect(template.kind).toBe('people');
  await call('mapping.save', { template: { ...template, name: '总表' } });
  const { jobId } = await call('sync.restage', { fileId: file.id, snapshotDay: '2026-11-01' });
  await call('job.wait', { jobId });
  expect(await apply(file.id)).toMatchObject({ status: 'applied', rows: { new: 3 } });
  expect((await call('people.list', {})).total).toBe(3);
});

test('content figures keep every chosen column', async () => {
  const file = await stage(
    '小宇宙.csv',
    '标题,发布时间,播放量,完播率,链接\n第一期,2026-05-01,1.2万,35%,https://example.com/1\n第二期,2026-05-08,800,41.5%,https://example.com/2\n',
  );
  const { template } = await call('mapping.draft', { fileId: file.id });
  expect(template.kind).toBe('content');
  expect(template.columns.filter(({ field }) => field === 'figure').map(({ column }) => column)).toEqual(['播放量', '完播率']);
  const { rows, understood } = await call('mapping.preview', { fileId: file.id, template });
  expect([understood, rows[0]?.what]).toEqual([2, '第一期']);
});

describe('cells', () => {
  test.each([
    ['2026年7月3日 14时05分22秒', 'ymd', '2026-07-03T14:05:22'],
    ['2026/7/3 下午2:05', 'ymd', '2026-07-03T14:05:00'],
    ['7/3/2026 12:05 AM', 'mdy', '2026-07-03T00:05:00'],
    ['3.7.26', 'dmy', '2026-07-03T00:00:00'],
    ['31/12/2026', 'dmy', '2026-12-31T00:00:00'],
    ['31/12/2026', 'mdy', null],
    ['2026年5月1日 09:30', 'ymd', '2026-05-01T09:30:00'],
    ['2026年5月1日09:30', 'ymd', '2026-05-01T09:30:00'],
    ['2026年5月1日 下午3点05分', 'ymd', '2026-05-01T15:05:00'],
    ['20260501', 'ymd', '2026-05-01T00:00:00'],
    ['20260501', 'mdy', '2026-05-01T00:00:00'],
    ['20260501', 'dmy', '2026-05-01T00:00:00'],
    ['20260501 093000', 'ymd', '2026-05-01T09:30:00'],
    ['20260501093000', 'dmy', '2026-05-01T09:30:00'],
    ['20260501 09:30', 'ymd', '2026-05-01T09:30:00'],
    ['202605010930', 'ymd', '2026-05-01T09:30:00'],
    ['20261301', 'ymd', null],
    ['20260231', 'ymd', null],
    ['13800000001', 'ymd', null],
    ['99990101', 'ymd', null],
    ['20260501250000', 'ymd', null],
    ['2026050109300012', 'ymd', null],
    ['soon', 'ymd', null],
  ] as const)('%s as %s is %s', (text, order, expected) => expect(wallClock(text, order)).toBe(expected));

  test('times are of their zone, summer time included', () => {
    expect(instantIn('2026-07-03 12:00', 'ymd', 'Europe/Berlin')).toBe('2026-07-03T10:00:00Z');
    expect(instantIn('2026-12-03 12:00', 'ymd', 'Europe/Berlin')).toBe('2026-12-03T11:00:00Z');
    expect(instantIn('2026-12-03T12:00:00+02:00', 'ymd', 'Asia/Shanghai')).toBe('2026-12-03T10:00:00Z');
  });

  test.each([
    ['¥1,234.50', 'CNY', '.', 123_450],
    ['1.234,50 €', 'EUR', ',', 123_450],
    ['99元', 'CNY', '.', 9_900],
    ['1.2万', 'CNY', '.', 1_200_000],
    ['(12.00)', 'USD', '.', -1_200],
    ['-3', 'JPY', '.', -3],
    ['free', 'USD', '.', null],
  ] as const)('%s %s is %s', (text, currency, decimal, expected) => expect(amountOf(text, currency, decimal)).toBe(expected));

  test.each([
    ['1.2万', 12_000],
    ['35%', 0.35],
    ['1,024', 1_024],
    ['3k', 3_000],
    ['—', null],
  ] as const)('the figure %s is %s', (text, expected) => expect(figureOf(text)).toBe(expected));

  test('day and month are told apart where the cells allow it', () => {
    expect(guessDateOrder(['01/02/2026', '13/02/2026'])).toBe('dmy');
    expect(guessDateOrder(['01/02/2026', '02/13/2026'])).toBe('mdy');
    expect(guessDateOrder(['2026-02-13'])).toBe('ymd');
  });

  test('the topic of a sale is what was sold', () => {
    for (const column of ['主题', '活动名称', '场次'])
      expect(guessColumns('sales', [{ column, samples: ['三月共读'] }])[0]?.field).toBe('product');
  });

  test('a name that its cells contradict is not believed', () => {
    const [guess] = guessColumns('sales', [{ column: 'Date', samples: ['blue', 'red'] }]);
    expect(guess).toBeNull();
  });
});

describe('a file that is taken apart by hand', () => {
  const bars = [
    '报名表 | 9月',
    '昵称|手机|备注',
    '林小满|13800000001|"爱说"话',
    '周同|13800000002|a,b,c,d,e,f',
    '以上共 2 人',
    '制表：阿岚',
  ];

  test('encoding, delimiter, quotes and footer are said once, kept, and the next file is read the same way', async () => {
    const body = (lines: readonly string[]) => `${lines.join('\n')}\n`;
    const file = await stage('a.csv', body(bars));
    expect(file.status).toBe('needs-mapping');
    const reading = { encoding: 'utf-8', delimiter: '|', quotes: 'plain', footer: 2 } as const;
    const guess = await call('mapping.draft', { fileId: file.id });
    expect(guess.reading).toEqual({ encoding: null, delimiter: null, quotes: 'quoted', footer: 0 });
    expect(guess.template.reading).toBeUndefined();
    const draft = await call('mapping.draft', { fileId: file.id, kind: 'people', reading });
    expect([draft.encoding, draft.delimiter, draft.headerRow]).toEqual(['utf-8', '|', 2]);
    expect(draft.columns.map(({ column }) => column)).toEqual(['昵称', '手机', '备注']);
    expect(draft.last).toEqual(['周同', '13800000002', 'a,b,c,d,e,f']);
    expect(await call('mapping.preview', { fileId: file.id, reading, template: draft.template })).toMatchObject({
      understood: 2,
      total: 2,
    });
    await call('mapping.save', { template: { ...draft.template, name: '竖线' } });

    const next = await stage('b.csv', body(bars.map((line) => line.replaceAll('1380000000', '1390000000'))));
    expect(next).toMatchObject({ status: 'needs-date', format: 'template:竖线', encoding: 'utf-8' });
    const { jobId } = await call('sync.restage', { fileId: next.id, snapshotDay: '2026-09-30' });
    await call('job.wait', { jobId });
    expect(await apply(next.id)).toMatchObject({ status: 'applied', rows: { total: 2, new: 2, quarantined: 0 } });
    const { people } = await call('people.list', {});
    expect(people.map(({ name }) => name).sort()).toEqual(['周同', '林小满']);
  });

  test('an encoding that is never guessed', async () => {
    // 「會員,金額」 and 「林,100」 in Big5.
    const bytes = Buffer.from('b77cadfb2caaf7c3420aaa4c2c3130300a', 'hex');
    const path = join(dir, 'big5.csv');
    await writeFile(path, bytes);
    const { jobId } = await call('sync.stage', { paths: [path] });
    await call('job.wait', { jobId });
    const [file] = await call('sync.staged', {});
    if (!file) throw new Error('not staged');
    const reading = { encoding: 'big5', delimiter: null, quotes: 'quoted', footer: 0 } as const;
    const draft = await call('mapping.draft', { fileId: file.id, reading });
    expect(draft.columns.map(({ column }) => column)).toEqual(['會員', '金額']);
    expect(draft.encoding).toBe('big5');
  });
});

test('where several templates fit, the user chooses; until then nothing is imported unseen', async () => {
  const text = '时间,数额,说明\n2026-09-01,100,甲\n2026-09-02,200,乙\n';
  const file = await stage('x.csv', text);
  const { template } = await call('mapping.draft', { fileId: file.id, kind: 'sales' });
  const columns = [
    { column: '时间', field: 'at' },
    { column: '数额', field: 'amount' },
    { column: '说明', field: 'product' },
  ] as const;
  for (const [name, currency] of [
    ['一', 'CNY'],
    ['二', 'USD'],
  ] as const)
    await call('mapping.save', { template: { ...template, columns: [...columns], name, currency } });
  const both = await stage('y.csv', text);
  expect(both).toMatchObject({ status: 'ready', format: 'template:一', alternatives: ['template:二'], formatChosen: false });
  expect(anomaliesOf(both)).toEqual(['ambiguous']);
  const { jobId } = await call('sync.restage', { fileId: both.id, format: 'template:二' });
  await call('job.wait', { jobId });
  const chosen = (await call('sync.staged', {})).find(({ id }) => id === both.id);
  expect(chosen).toMatchObject({ format: 'template:二', alternatives: ['template:一'], formatChosen: true });
  expect(chosen && anomaliesOf(chosen)).toEqual([]);
  await apply(both.id);
  expect((await call('revenue.totals', {})).map(({ currency, amounts }) => [currency, amounts.gross])).toEqual([['USD', 30_000]]);
});
