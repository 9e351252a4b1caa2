/** Tables without a header: guessed where the first row is like the others, a choice elsewhere, kept in the template. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { columnLetter, letterIndex } from '../../shared/domain/mapping';
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

const headless = { encoding: null, delimiter: null, quotes: 'quoted', footer: 0, headless: 1 } as const;
const people = async () => (await workspace.call('people.list', { limit: 50 })).people.map(({ name }) => name).sort();

test('columns are called as spreadsheet programs call them', () => {
  expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  expect([0, 25, 26, 701, 702].map((at) => letterIndex(columnLetter(at)))).toEqual([0, 25, 26, 701, 702]);
});

describe('the first row', () => {
  test.each([
    ['lin@example.com\nqiu@example.com\n', 1],
    ['lin@example.com\n', 1],
    ['19900001001\n19900001002\n', 1],
    ['林间,19900001001\n秋分,19900001002\n山雀,\n', 2],
    ['2026-03-01,专线,19.90\n2026-03-02,专线,29.90\n', 3],
    ['20260301,¥19.90\n20260302,¥29.90\n', 2],
    ['林间,30\n秋分,41\n山雀,7\n', 2],
  ])('is one of the others: %s', async (text, columns) => {
    const { id } = await stage('a.csv', text);
    const draft = await workspace.call('mapping.draft', { fileId: id });
    expect([draft.reading.headless, draft.headerRow, draft.columns.length]).toEqual([columns, 0, columns]);
  });

  test.each([
    '林间\n秋分\n山雀\n',
    '姓名,1,2,3\n林间,1,0,1\n秋分,1,1,1\n',
    '员工,1,2,3\n林间,1,0,1\n秋分,1,1,1\n',
    '栏目,2024,2025\n晨读,12,15\n夜读,8,9\n',
    '2026-03-01\n日期,金额\n2026-03-01,20\n2026-03-02,30\n',
    '邮箱\nlin@example.com\nqiu@example.com\n',
    '联系\nlin@example.com\nqiu@example.com\n',
    '导出于 2026-11-01,\n订单编号,付款时间\nX1,2026-03-01\n',
  ])('may be a header: %s', async (text) => {
    const { id } = await stage('a.csv', text);
    const draft = await workspace.call('mapping.draft', { fileId: id });
    expect(draft.reading.headless).toBeUndefined();
    expect(draft.headerRow).toBeGreaterThan(0);
  });
});

test('a bare column of names loses none of them, and the next one is recognised', async () => {
  const { id } = await stage('names.csv', '林间\n秋分\n山雀\n');
  const guess = await workspace.call('mapping.draft', { fileId: id });
  expect(guess.columns.map(({ column }) => column)).toEqual(['林间']);
  const draft = await workspace.call('mapping.draft', { fileId: id, reading: headless });
  expect([draft.columns.map(({ column }) => column), draft.head[0]]).toEqual([['A'], { row: 0, cells: ['A'] }]);
  expect(draft.template).toMatchObject({ kind: 'people', columns: [{ column: 'A', field: 'name' }], reading: headless });
  const template = { ...draft.template, name: '名单' };
  const preview = await workspace.call('mapping.preview', {
    fileId: id,
    headerRow: draft.headerRow,
    reading: draft.reading,
    template: template as never,
  });
  expect(preview.rows.map(({ row, who }) => [row, who])).toEqual([
    [1, '林间'],
    [2, '秋分'],
    [3, '山雀'],
  ]);
  await workspace.call('mapping.save', { template: template as never });
  await workspace.job('sync.restage', { fileId: id, snapshotDay: '2026-06-01' });
  await workspace.job('sync.apply', { fileIds: [id] });
  expect(await people()).toEqual(['山雀', '林间', '秋分'].sort());

  expect(await stage('next.csv', '白鹭\nA\n林间\n')).toMatchObject({ format: 'template:名单', status: 'needs-date' });
  for (const [name, text] of [
    ['header.csv', '姓名\n林间\n'],
    ['wide.csv', '林间,秋分\n白鹭,山雀\n'],
    ['prose.csv', '今天读完了第一章。\n写得真好！\n'],
    ['numbers.csv', '12\n15\n'],
  ] as const)
    expect([name, (await stage(name, text)).status]).toEqual([name, 'needs-mapping']);
  await workspace.call('sync.discard', { fileIds: (await workspace.call('sync.staged', {})).map((file) => file.id) });
  await workspace.importFiles([join(workspace.dir, 'next.csv')], { snapshotDay: '2026-06-02' });
  expect(await people()).toEqual(['A', '山雀', '林间', '白鹭', '秋分'].sort());
  expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
});

test('rows of sales without a header are read like any, to fix and all', async () => {
  const text = '2026-03-01,林间,专线,19.90\n2026-03-02,秋分,专线,29.90\n昨天,山雀,专线,9.90\n';
  const { id } = await stage('sales.csv', text);
  const draft = await workspace.call('mapping.draft', { fileId: id, kind: 'sales' });
  expect((await workspace.call('mapping.draft', { fileId: id })).template.kind).toBe('people');
  expect(Object.fromEntries(draft.template.columns.map(({ field, column }) => [field, column]))).toMatchObject({ name: 'B', amount: 'D' });
  const columns = [
    { column: 'A', field: 'at' },
    { column: 'B', field: 'name' },
    { column: 'C', field: 'product' },
    { column: 'D', field: 'amount' },
  ] as const;
  await workspace.call('mapping.save', { template: { ...draft.template, name: '收款', columns: [...columns] } });
  await workspace.job('sync.restage', { fileId: id });
  const [ready] = await workspace.call('sync.staged', {});
  expect(ready).toMatchObject({ format: 'template:收款', status: 'ready', rows: { total: 3, new: 2, quarantined: 1 } });
  await workspace.job('sync.apply', { fileIds: [id] });
  const fixed = await stage('fixed.csv', 'A,B,C,D\n2026-03-03,山雀,专线,9.90\n');
  expect(fixed).toMatchObject({ format: 'template:收款', rows: { total: 1, new: 1 } });
  await workspace.call('sync.discard', { fileIds: [fixed.id] });
  expect((await stage('again.csv', text)).rows).toMatchObject({ unchanged: 2, new: 0 });
});

test('a guess is taken back by naming the header, and said again by hand', async () => {
  const { id } = await stage('a.csv', '19900001001\n19900001002\n');
  const { headless: _columns, ...named } = headless;
  const draft = await workspace.call('mapping.draft', { fileId: id, reading: named, headerRow: 1 });
  expect([draft.columns.map(({ column }) => column), draft.template.reading]).toEqual([['19900001001'], undefined]);
});
