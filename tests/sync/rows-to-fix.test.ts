/** Rows to fix wait until a later file has them again, corrected or not, or until the user is done with them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CameAgain, type OpenRow } from '../../electron/core/sync/came-again';
import { youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const good = youzanOrder('E1', '林间', '19900001001');
const bad = { ...youzanOrder('E2', '秋分', '19900001002'), paid: '九元' };
const alsoBad = { ...youzanOrder('E3', '小满', '19900001003'), paid: '十元' };
const write = (name: string, rows: Parameters<typeof youzanOrders>[1]) => youzanOrders(join(workspace.dir, `${name}.csv`), rows);
const importOne = async (path: string) => (await workspace.importFiles([path]))[0]?.batchId ?? '';
const waiting = async (batchId: string | null = null) =>
  (await workspace.call('sync.quarantine', { batchId })).rows.map(({ cells }) => cells[0]);
const told = async () => (await workspace.call('overview.get', {})).attention.find(({ kind }) => kind === 'quarantined')?.count ?? 0;

describe('rows to fix', () => {
  it('wait no longer once their corrected row was imported, and wait again when that is undone', async () => {
    const first = await importOne(await write('orders', [good, bad, alsoBad]));
    expect([await waiting(), await told()]).toEqual([['E2', 'E3'], 2]);
    const path = join(workspace.dir, 'fix.csv');
    await workspace.core.call('sync.exportRows', { batchId: first, path }, true);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('九元', '9.00'));
    const second = await importOne(path);
    // The other one is in the corrected file as well, and now waits under that import.
    expect([await waiting(first), await waiting(second), await told()]).toEqual([[], ['E3'], 1]);
    await workspace.undo(second);
    expect(await waiting(first)).toEqual(['E2', 'E3']);
    await workspace.redo(second);
    expect([await waiting(first), await told()]).toEqual([[], 1]);
  });

  it('of files that overlap wait once', async () => {
    await importOne(await write('orders', [good, bad]));
    const second = await importOne(await write('more', [bad, youzanOrder('E9', '林间', '19900001001')]));
    expect([await waiting(), await waiting(second)]).toEqual([['E2'], ['E2']]);
  });

  it('are exported only while they wait', async () => {
    const first = await importOne(await write('orders', [good, bad, alsoBad]));
    await importOne(await write('fixed', [{ ...bad, paid: '9.00' }]));
    const path = join(workspace.dir, 'left.csv');
    expect(await workspace.core.call('sync.exportRows', { batchId: first, path }, true)).toMatchObject({ ok: true, value: { rows: 1 } });
    expect(await readFile(path, 'utf8')).toContain('E3');
  });

  it('go when the user is done with them, one by one or all, and come back', async () => {
    const first = await importOne(await write('orders', [good, bad, alsoBad]));
    const [row] = (await workspace.call('sync.quarantine', {})).rows;
    const { ids } = await workspace.call('sync.dismissRows', { ids: [row?.id ?? 0], dismissed: true });
    expect([ids, await waiting()]).toEqual([[row?.id], ['E3']]);
    expect((await workspace.call('sync.dismissRows', { batchId: first, ids: null, dismissed: true })).ids).toHaveLength(1);
    expect([await waiting(), await told()]).toEqual([[], 0]);
    await workspace.call('sync.dismissRows', { ids, dismissed: false });
    expect(await waiting()).toEqual(['E2']);
    await workspace.call('sync.dismissRows', { batchId: first, ids: null, dismissed: false });
    expect(await waiting()).toEqual(['E2', 'E3']);
  });
});

describe('a row that came again', () => {
  const open = (over: Partial<OpenRow> = {}): OpenRow => ({
    id: 1,
    format: 'f',
    columns: ['number', 'amount', 'who'],
    cells: ['E-100', 'nine', 'Ada'],
    column: 'amount',
    ...over,
  });
  const found = (row: OpenRow, columns: string[], ...rows: string[][]) => {
    const again = new CameAgain([row], columns);
    for (const cells of rows) again.see(cells);
    return again.found;
  };

  it('has every cell but the one that was not understood', () => {
    expect(found(open(), ['number', 'amount', 'who'], ['E-100', '9.00', 'Ada'])).toEqual([1]);
    expect(found(open(), ['number', 'amount', 'who'], ['E-101', '9.00', 'Ada'], ['E-100', '9.00', 'Bob'])).toEqual([]);
  });

  it('may have its columns in another order, more of them, and other brackets', () => {
    const row = open({ columns: ['number', 'amount（CNY）', 'who'], column: 'amount(CNY)' });
    expect(found(row, ['who', 'extra', 'amount（CNY）', 'number'], ['Ada', 'x', '9.00', 'E-100'])).toEqual([1]);
  });

  it('may differ in one cell when no cell was to blame', () => {
    const row = open({ column: null });
    expect(found(row, ['number', 'amount', 'who'], ['E-100', 'nine', 'Bob'])).toEqual([1]);
    expect(found(row, ['number', 'amount', 'who'], ['E-100', '9.00', 'Bob'])).toEqual([]);
  });

  it('is not known by a single cell', () => {
    expect(found(open({ columns: ['number', 'amount'], cells: ['E-100', 'nine'] }), ['number', 'amount'], ['E-100', '9'])).toEqual([]);
  });
});
