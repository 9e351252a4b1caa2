/** Where figures and people come from, and what imports changed, on the command line. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { json, tonghao } from '../support/command-line';
import { xiaoeUsers, youzanOrder, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
let workspace: string;
let orders: string;
const user = { id: 'u_yuanshan', nickname: '远山', phone: '13800000001', city: '', spent: '0.00', registeredAt: '2026-01-05 08:00:00' };
beforeAll(async () => {
  dir = await scratchDir();
  workspace = join(dir, 'book.tonghao');
  await tonghao('init', '--workspace', workspace, '--zone', 'Asia/Shanghai');
  orders = await youzanOrders(join(dir, '订单报表_20261101090030.csv'), [
    youzanOrder('E1', '远山', '13800000001'),
    youzanOrder('E2', '近水', '13800000002'),
  ]);
  await tonghao('import', await xiaoeUsers(join(dir, '用户列表导出_20261031.csv'), [user]), '--workspace', workspace);
});
afterAll(() => rm(dir, { recursive: true }));

test('import says what it changed; its import, undo and redo say it as well', async () => {
  const run = await tonghao('import', orders, '--workspace', workspace, '--lang', 'en');
  expect(run.out).toContain('What this import changed in your figures');
  expect(run.out).toMatch(/Net revenue +Mar 2026 +No data +¥398\.00 +\+¥398\.00/);
  expect(run.out).toMatch(/People +In all +1 +2 +\+1/);
  const [latest] = await json<{ id: string }[]>(0, 'imports', 'list', '--workspace', workspace);
  const shown = await json<{ figures: { turn: string; changes: { id: string }[] } }>(
    0,
    'imports',
    'show',
    latest?.id ?? '',
    '--workspace',
    workspace,
  );
  expect(shown.figures.turn).toBe('apply');
  expect(shown.figures.changes.map(({ id }) => id)).toContain('revenue.payers');
  const undone = await tonghao('imports', 'undo', latest?.id ?? '', '--workspace', workspace, '--lang', 'en');
  expect(undone.out).toContain('−¥398.00');
  expect((await tonghao('imports', 'redo', latest?.id ?? '', '--workspace', workspace, '--lang', 'zh-CN')).out).toContain('+¥398.00');
  const again = await tonghao('import', orders, '--workspace', workspace, '--lang', 'en');
  expect(again.out).not.toContain('figures');
});

test('metrics sources names the files of a figure with a total that is the figure', async () => {
  const made = await json<{ metric: { value: number }; sources: { fileName: string; amount: number }[] }>(
    0,
    'metrics',
    'sources',
    'revenue.net',
    '--from',
    '2026-03-01',
    '--to',
    '2026-04-01',
    '--workspace',
    workspace,
  );
  expect(made.sources).toEqual([expect.objectContaining({ fileName: '订单报表_20261101090030.csv', amount: 39_800, records: 2 })]);
  expect(made.metric.value).toBe(39_800);
  const text = (await tonghao('metrics', 'sources', 'people.total', '--workspace', workspace, '--lang', 'en')).out;
  expect(text).toContain('用户列表导出_20261031.csv');
  expect(text).toMatch(/People +2 +2/);
  expect((await tonghao('metrics', 'sources', '--workspace', workspace)).code).not.toBe(0);
  expect((await tonghao('metrics', 'sources', 'no.figure', '--workspace', workspace)).code).not.toBe(0);
});

test('ledger sources names the files of a total, with the filters of the list', async () => {
  const made = await json<{ fileName: string; amount: number; lines: number; currency: string }[]>(
    0,
    'ledger',
    'sources',
    'net',
    '--platform',
    'youzan',
    '--workspace',
    workspace,
  );
  expect(made).toEqual([expect.objectContaining({ fileName: '订单报表_20261101090030.csv', amount: 39_800, lines: 2, currency: 'CNY' })]);
  const text = (await tonghao('ledger', 'sources', 'gross', '--workspace', workspace, '--lang', 'zh-CN')).out;
  expect(text).toMatch(/订单报表_20261101090030\.csv +有赞 .* 2 +¥398\.00/);
  expect((await tonghao('ledger', 'sources', 'gross', '--platform', 'ghost', '--workspace', workspace)).code).toBe(0);
  for (const wrong of [[], ['stated']]) {
    expect((await tonghao('ledger', 'sources', ...wrong, '--workspace', workspace)).code).toBe(1);
  }
});

test('people show names the files of a person and their rows', async () => {
  const [person] = await json<{ id: string }[]>(0, 'people', 'list', '--search', '远山', '--workspace', workspace);
  const shown = await json<{ sources: { fileName: string; rows: number[] }[] }>(
    0,
    'people',
    'show',
    person?.id ?? '',
    '--workspace',
    workspace,
  );
  expect(shown.sources.map(({ fileName }) => fileName)).toEqual(['订单报表_20261101090030.csv', '用户列表导出_20261031.csv']);
  const text = (await tonghao('people', 'show', person?.id ?? '', '--workspace', workspace, '--lang', 'en')).out;
  expect(text).toContain('Made of these files');
  expect(text).toContain('1 profile');
});
