/** What an import brings to the world is projected without being folded: the very same as folding everything. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspaceFile } from '../../electron/core/database/workspace-file';
import { projectLines } from '../../electron/core/revenue/ledger.fold';
import { projectOrders } from '../../electron/core/revenue/orders.fold';
import { clearTouched, foldTouched, touchRecords } from '../../electron/core/sync/folded';
import { demoDir, testWorkspace } from '../support/workspace';

test('newborn lines and orders are what their statements fold to', { timeout: 120_000 }, async () => {
  const workspace = await testWorkspace();
  const files = [
    '订单报表_20261101090030.csv',
    '1999999901All2026-03-01_2026-03-31.csv',
    'unified_payments.csv',
    'alipay_record_20260402_091252.csv',
  ];
  await workspace.importFiles(files.map((file) => join(demoDir, file)));
  await workspace.call('workspace.close', {});
  const { db, lock } = await openWorkspaceFile(workspace.path, false, '2026-11-02T00:00:00Z');
  const all = async () => ({
    lines: await db.reader.all('SELECT * FROM ledger_line ORDER BY id'),
    numbers: await db.reader.all('SELECT * FROM line_number ORDER BY number, line'),
    orders: await db.reader.all('SELECT * FROM shop_order ORDER BY id'),
  });
  const written = await all();
  expect(written.lines.length).toBeGreaterThan(1_000);
  expect(written.orders.length).toBeGreaterThan(100);
  const ids = await db.reader.all<{ id: number }>(`SELECT id FROM record WHERE type IN ('ledgerLine', 'order')`);
  await db.write(async () => {
    await clearTouched(db.writer);
    await touchRecords(
      db.writer,
      ids.map(({ id }) => id),
    );
    await foldTouched(db.writer);
    await projectOrders(db.writer);
    await projectLines(db.writer);
  });
  expect(await all()).toEqual(written);
  await db.close();
  await lock?.release();
  await workspace.close();
});
