/** Imports that an older version of their format has read: found, read again from what is stored or from the file, and put in the old one's place. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../../electron/core/database/driver';
import type { StagedFile } from '../../shared/contract/sync';
import { canonicalDump } from '../support/dump';
import { youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

/** Changes the file as an older program had left it. */
async function asOlderProgram(sql: string): Promise<void> {
  await workspace.call('workspace.close', {});
  const db = await Connection.open(workspace.path, 'read-write');
  await db.exec(sql);
  await db.close();
  await workspace.call('workspace.open', { path: workspace.path });
}
const olderVersion = 'UPDATE import_batch SET format_version = 0';
/** As if the older version had read another amount and known nobody. */
const readOtherwise = `${olderVersion};
  UPDATE source_record SET payload = jsonb_set(payload, '$.amount', 100), hash = hash || 'x' WHERE record IN (SELECT id FROM record WHERE type = 'ledgerLine');
  UPDATE ledger_line SET stated = 100, gross = 100`;

const staged = () => workspace.call('sync.staged', {});
async function reread(ids: string[]): Promise<(string | null)[]> {
  return workspace.call('sync.rereadFiles', { jobId: await workspace.job('sync.reread', { ids }) });
}
async function apply(files: StagedFile[]): Promise<string> {
  const jobId = await workspace.job('sync.apply', { fileIds: files.map(({ id }) => id) });
  const [result] = await workspace.call('sync.applied', { jobId });
  expect(result).toMatchObject({ status: 'applied', error: null });
  return result?.batchId ?? '';
}
const amounts = async () => (await workspace.call('revenue.lines', { limit: 100 })).lines.map(({ stated }) => stated).sort();
const orders = (rows = [youzanOrder('E1', '林间', '19900001001'), youzanOrder('E2', '秋分', '19900001002')]) =>
  youzanOrders(join(workspace.dir, 'orders.csv'), rows);

describe('an import of an older version', () => {
  it('is named, and settled when reading it again changes nothing', async () => {
    const [done] = await workspace.importFiles([await orders()]);
    expect(await workspace.call('sync.outdated', {})).toEqual([]);
    await asOlderProgram(olderVersion);
    expect(await workspace.call('sync.outdated', {})).toMatchObject([{ id: done?.batchId, fileName: 'orders.csv', from: 'stored' }]);
    expect(await reread([done?.batchId ?? ''])).toEqual([null]);
    expect(await workspace.call('sync.outdated', {})).toEqual([]);
    expect(await staged()).toEqual([]);
  });

  it('leaves rows to fix settled that were, whichever reading counts', async () => {
    const bad = (number: string, paid: string) => ({ ...youzanOrder(number, '秋分', '19900001002'), paid });
    const first = await youzanOrders(join(workspace.dir, 'first.csv'), [bad('E1', '9.00'), bad('E2', '九元'), bad('E3', '十元')]);
    const second = await youzanOrders(join(workspace.dir, 'second.csv'), [bad('E2', '9.00'), bad('E4', '六元')]);
    const imports = await workspace.importFiles([first, second]);
    const waiting = async () => (await workspace.call('sync.quarantine', {})).rows.map(({ cells }) => cells[0]);
    const [fourth] = (await workspace.call('sync.quarantine', {})).rows.filter(({ cells }) => cells[0] === 'E4');
    await workspace.call('sync.dismissRows', { ids: [fourth?.id ?? 0], dismissed: true });
    expect(await waiting()).toEqual(['E3']);
    await asOlderProgram(readOtherwise);
    // The second import settled a row of the first, and a row of its own was dismissed.
    await reread([imports[1]?.batchId ?? '']);
    const again = await apply(await staged());
    expect(await waiting()).toEqual(['E3']);
    await reread([imports[0]?.batchId ?? '']);
    const last = await apply(await staged());
    expect(await waiting()).toEqual(['E3']);
    await workspace.undo(last);
    expect(await waiting()).toEqual(['E3']);
    await workspace.undo(again);
    expect(await waiting()).toEqual(['E3']);
  });

  it('that nothing recognises any more keeps none of the others from being read again', async () => {
    const other = await youzanOrders(join(workspace.dir, 'other.csv'), [youzanOrder('E3', '远山', '19900001003')]);
    const [first, second] = await workspace.importFiles([await orders(), other]);
    await asOlderProgram(`${olderVersion}; UPDATE import_batch SET columns = '["甲"]' WHERE id = '${first?.batchId}'`);
    await expect(reread([first?.batchId ?? '', second?.batchId ?? ''])).rejects.toMatchObject({ code: 'needs-mapping' });
    expect((await workspace.call('sync.outdated', {})).map(({ id }) => id)).toEqual([first?.batchId]);
  });

  it('waits with what changes, and takes the place of the old one', async () => {
    const [done] = await workspace.importFiles([await orders()]);
    const right = await canonicalDump(workspace.path);
    await asOlderProgram(readOtherwise);
    expect(await amounts()).toEqual([100, 100]);
    const wrong = await canonicalDump(workspace.path);
    await reread([done?.batchId ?? '']);
    const [file] = await staged();
    expect(file).toMatchObject({ status: 'ready', rows: { new: 0, updated: 2 }, replaces: { fileName: 'orders.csv', gone: 0 } });
    const { rows } = await workspace.call('sync.stagedRows', { fileId: file?.id ?? '', limit: 10 });
    expect(rows[0]).toMatchObject({ row: 2, changes: [{ field: 'amount', before: '100', after: '19900' }] });
    const batch = await apply(file ? [file] : []);
    expect(await canonicalDump(workspace.path)).toEqual(right);
    const history = await workspace.call('sync.history', {});
    expect(history.batches.map(({ status }) => status)).toEqual(['live', 'replaced']);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });

    await expect(workspace.redo(done?.batchId ?? '')).rejects.toMatchObject({ code: 'batch-replaced' });
    await workspace.undo(batch);
    expect(await canonicalDump(workspace.path)).toEqual(wrong);
    expect((await workspace.call('sync.history', {})).batches.map(({ status }) => status)).toEqual(['undone', 'live']);
    await workspace.redo(batch);
    expect(await canonicalDump(workspace.path)).toEqual(right);
  });

  it('says how many records it alone has stated', async () => {
    const [done] = await workspace.importFiles([await orders()]);
    await asOlderProgram(`${olderVersion};
      UPDATE record SET key = key || '-old' WHERE type IN ('order', 'ledgerLine')`);
    await reread([done?.batchId ?? '']);
    const [file] = await staged();
    expect(file).toMatchObject({ rows: { new: 2 }, replaces: { gone: 4 } });
    await apply(file ? [file] : []);
    expect(await amounts()).toEqual([19_900, 19_900]);
  });

  it('is recognised when its file is dropped again', async () => {
    const path = await orders();
    await workspace.importFiles([path]);
    await asOlderProgram(`${readOtherwise}; UPDATE import_batch SET frame = NULL`);
    const [old] = await workspace.call('sync.outdated', {});
    expect(old).toMatchObject({ from: 'file' });
    await expect(reread([old?.id ?? ''])).rejects.toMatchObject({ code: 'reread-needs-file' });
    expect(await staged()).toEqual([]);
    await workspace.job('sync.stage', { paths: [path] });
    const [file] = await staged();
    expect(file).toMatchObject({ rows: { updated: 2 }, replaces: { batchId: old?.id } });
    await apply(file ? [file] : []);
    expect(await amounts()).toEqual([19_900, 19_900]);
    expect(await workspace.call('sync.outdated', {})).toEqual([]);
  });

  it('that is undone while its new reading waits is not brought back with the undo of that one', async () => {
    const [done] = await workspace.importFiles([await orders()]);
    await asOlderProgram(readOtherwise);
    await reread([done?.batchId ?? '']);
    await workspace.undo(done?.batchId ?? '');
    const batch = await apply(await staged());
    expect(await amounts()).toEqual([19_900, 19_900]);
    await workspace.undo(batch);
    expect(await amounts()).toEqual([]);
    expect((await workspace.call('sync.history', {})).batches.map(({ status }) => status)).toEqual(['undone', 'undone']);
    await workspace.redo(done?.batchId ?? '');
    expect(await amounts()).toEqual([100, 100]);
  });

  it('can be read again at any time, but not once it is undone', async () => {
    const [done] = await workspace.importFiles([await orders()]);
    expect(await reread([done?.batchId ?? ''])).toEqual([null]);
    await workspace.undo(done?.batchId ?? '');
    await expect(reread([done?.batchId ?? ''])).rejects.toMatchObject({ code: 'batch-not-live' });
  });
});

it('cannot be read again once its mapping is forgotten, and stays as it is', async () => {
  const path = join(workspace.dir, 'own.csv');
  await writeFile(path, '付款时间,实付,课程\n2026-09-01 10:00,99,写作课\n');
  const columns = [
    { column: '付款时间', field: 'at' as const },
    { column: '实付', field: 'amount' as const },
  ];
  const template = { version: 1 as const, name: '星球', kind: 'sales' as const, platform: 'zsxq', columns, dateOrder: 'ymd' as const };
  await workspace.call('mapping.save', { template: { ...template, decimal: '.', zone: null, currency: null, statuses: {} } });
  const [done] = await workspace.importFiles([path]);
  expect(await reread([done?.batchId ?? ''])).toEqual([null]);
  await workspace.call('mapping.remove', { name: '星球' });
  await expect(reread([done?.batchId ?? ''])).rejects.toMatchObject({ code: 'needs-mapping' });
  expect(await staged()).toEqual([]);
  expect(await amounts()).toEqual([9_900]);
});

describe('what is stored', () => {
  const formats = resolve(import.meta.dirname, '../formats');
  /** Frames, statements of the head, arranged files, workbooks, second header rows. */
  const files = [
    'wechat-bill/platform.xlsx',
    'alipay-bill/app-2023.csv',
    'alipay-merchant-flow/flow.csv',
    'paypal-activity/activity-us.csv',
    'gumroad-sales/sales.csv',
    'surveymonkey/Sheet_1.csv',
    'qualtrics/survey.csv',
    'calendar-ics/google.ics',
    'ghost-members/members.2026-10-31.csv',
    'wechat-fund-flow/fund-flow.csv',
  ];
  it.each(files)('is enough to read %s again without any change', async (name) => {
    const folder = join(formats, name.split('/')[0] ?? '');
    const found = (await readdir(folder)).includes(basename(name))
      ? basename(name)
      : ((await readdir(folder)).find((file) => !file.endsWith('.json')) ?? '');
    const path = join(workspace.dir, found);
    await writeFile(path, await readFile(join(folder, found)));
    const [done] = await workspace.importFiles([path]);
    expect(done?.status).toBe('applied');
    await asOlderProgram(olderVersion);
    expect(await workspace.call('sync.outdated', {})).toMatchObject([{ from: 'stored' }]);
    expect(await reread([done?.batchId ?? ''])).toEqual([null]);
  });
});
