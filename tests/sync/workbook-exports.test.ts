/** Several exports of platforms in one workbook: each is read, what is no export is named, and nothing is counted twice. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils, type WorkSheet, write } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { xiaoeUsers, youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const sheetOf = (path: string): WorkSheet => {
  const book = read(readFileSync(path, 'utf8'), { type: 'string', raw: true });
  return book.Sheets[book.SheetNames[0] ?? ''] ?? {};
};

/** A workbook into which somebody put what they had downloaded. */
async function collected(): Promise<string> {
  const orders = await youzanOrders(join(workspace.dir, 'orders.csv'), [
    youzanOrder('E1', '远山', '13800000001'),
    youzanOrder('E2', '近水', '13800000002'),
  ]);
  const users = await xiaoeUsers(join(workspace.dir, 'users.csv'), [
    { id: 'u_1', nickname: '远山', phone: '13800000001', city: '', spent: '0.00', registeredAt: '2026-01-05 08:00:00' },
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['三月', '补发'],
      ['书签', '7'],
      ['明信片', '3'],
    ]),
    '杂记',
  );
  utils.book_append_sheet(book, sheetOf(orders), '有赞订单');
  utils.book_append_sheet(book, sheetOf(users), '小鹅通用户');
  utils.book_append_sheet(book, utils.aoa_to_sheet([]), 'Sheet4');
  const path = join(workspace.dir, '汇总_20261031.xlsx');
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return path;
}

test('each export waits, is applied and undone by itself; what is none is named', async () => {
  await workspace.job('sync.stage', { paths: [await collected()] });
  const waiting = await workspace.call('sync.staged', {});
  expect(waiting.map(({ fileName, format, status, rows, unreadSheets }) => [fileName, format, status, rows.total, unreadSheets])).toEqual([
    ['汇总_20261031.xlsx › 有赞订单', 'youzan-orders', 'ready', 2, ['杂记']],
    ['汇总_20261031.xlsx › 小鹅通用户', 'xiaoe-users', 'ready', 1, []],
  ]);
  await workspace.job('sync.apply', { fileIds: waiting.map(({ id }) => id) });
  const { batches } = await workspace.call('sync.history', {});
  expect(batches.map(({ format }) => format).sort()).toEqual(['xiaoe-users', 'youzan-orders']);
  expect((await workspace.call('revenue.totals', {}))[0]).toMatchObject({ lines: 2, amounts: { gross: 39_800 } });
  expect((await workspace.call('people.list', {})).people.length).toBe(2);

  await workspace.undo(batches.find(({ format }) => format === 'youzan-orders')?.id ?? '');
  expect(await workspace.call('revenue.totals', {})).toEqual([]);
  expect((await workspace.call('people.list', {})).people.map(({ name }) => name)).toEqual(['远山']);
});

test('the same workbook again changes nothing', async () => {
  const path = await collected();
  await workspace.importFiles([path]);
  const before = await canonicalDump(workspace.path);
  await workspace.job('sync.stage', { paths: [path] });
  const again = await workspace.call('sync.staged', {});
  expect(again.map(({ rows }) => [rows.new, rows.updated, rows.unchanged])).toEqual([
    [0, 0, 2],
    [0, 0, 1],
  ]);
  await workspace.job('sync.apply', { fileIds: again.map(({ id }) => id) });
  expect(await canonicalDump(workspace.path)).toEqual(before);
});
