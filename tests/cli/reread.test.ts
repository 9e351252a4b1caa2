/** `tonghao imports outdated | reread`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Connection } from '../../electron/core/database/driver';
import type { Output } from '../../shared/contract';
import { json, tonghao } from '../support/command-line';
import { youzanOrder, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('imports of an older version are listed, looked at and read again', async () => {
  const path = join(dir, 'w.tonghao');
  const at = ['--workspace', path, '--lang', 'en'];
  await tonghao('init', ...at);
  await tonghao('import', await youzanOrders(join(dir, 'orders.csv'), [youzanOrder('E1', '林间', '19900001001')]), ...at);
  expect((await tonghao('imports', 'outdated', ...at)).out.trim()).toBe('Nothing here yet.');
  const db = await Connection.open(path, 'read-write');
  await db.exec(`UPDATE import_batch SET format_version = 0;
    UPDATE record SET key = key || '-old' WHERE type IN ('order', 'ledgerLine')`);
  await db.close();
  expect(await json<Output<'sync.outdated'>>(0, 'imports', 'outdated', ...at)).toMatchObject([{ fileName: 'orders.csv', from: 'stored' }]);
  const looked = await tonghao('imports', 'reread', '--all', '--dry-run', ...at);
  expect(looked.out).toContain('orders.csv: 2 records are not there any more');
  expect(await json(0, 'imports', 'reread', '--all', ...at)).toMatchObject({
    files: [{ status: 'applied', rows: { new: 1 }, gone: 2 }],
    unchanged: 0,
  });
  expect((await json<Output<'sync.history'>['batches']>(0, 'imports', 'list', ...at)).map(({ status }) => status)).toEqual([
    'live',
    'replaced',
  ]);
  expect((await tonghao('imports', 'reread', '--all', ...at)).out.trim()).toBe('Nothing here yet.');
  expect(await tonghao('imports', 'reread', ...at)).toMatchObject({ code: 1, err: expect.stringContaining('ID') });
});
