import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recall, remembered } from '../../electron/core/database/remembered';
import { createWorkspaceFile, openWorkspaceFile } from '../../electron/core/database/workspace-file';
import { scratchDir } from '../support/scratch';

const now = '2026-11-01T00:00:00Z';

test('an answer is kept over a close, for its own question only, until anything changes', async () => {
  const path = join(await scratchDir(), 'book.tonghao');
  const first = await createWorkspaceFile(path);
  await remembered(first.db, 'overview.get', 'all', async () => ({ net: 1 }));
  expect(await recall(first.db, 'overview.get', 'all')).toBeNull();
  await first.db.close();
  await first.lock?.release();

  const second = await openWorkspaceFile(path, false, now);
  expect(await recall(second.db, 'overview.get', 'all')).toEqual({ net: 1 });
  expect(await recall(second.db, 'overview.get', 'this month')).toBeNull();
  await second.db.write((tx) => tx.insertInto('setting').values({ key: 'staleDays', value: '30' }).execute());
  expect(await recall(second.db, 'overview.get', 'all')).toBeNull();
  await remembered(second.db, 'overview.get', 'all', async () => ({ net: 2 }));
  await second.db.write((tx) => tx.deleteFrom('setting').where('key', '=', 'staleDays').execute());
  await second.db.close();
  await second.lock?.release();

  const third = await openWorkspaceFile(path, false, now);
  expect(await recall(third.db, 'overview.get', 'all')).toBeNull();
  await third.db.close();
  await third.lock?.release();
});
