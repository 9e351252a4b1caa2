/** What is told of an import when it is taken back, brought back, stopped, or has rows to fix. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Jobs } from '../../electron/core/api/jobs';
import { AppError } from '../../shared/contract/errors';
import { xiaoeUsers, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const user = (n: number) => ({
  id: `u_result0${n}_AbCdEfGh`,
  nickname: `读者${n}`,
  phone: '',
  city: '西安',
  spent: '0.00',
  registeredAt: '2026-01-05 08:00:00',
});

test('a redo says what it brought back', async () => {
  const [result] = await workspace.importFiles([await xiaoeUsers(join(workspace.dir, '用户列表导出_20261031.csv'), [user(1), user(2)])]);
  expect(await workspace.undo(result?.batchId ?? '')).toMatchObject({
    removed: { person: 2 },
    changed: { person: 0 },
    restored: { person: 0 },
  });
  expect(await workspace.redo(result?.batchId ?? '')).toMatchObject({
    removed: { person: 0 },
    changed: { person: 0 },
    restored: { person: 2 },
  });
});

test('rows to fix come with the names of their columns', async () => {
  await workspace.importFiles([
    await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), [
      {
        number: 'E1',
        status: '交易完成',
        createdAt: '2026-03-01 09:00:00',
        paidAt: '2026-03-01 09:01:00',
        flow: 'M1',
        paid: '九元',
        product: '读书会',
        nickname: '甲',
        phone: '',
        refunded: '0.00',
      },
    ]),
  ]);
  const { rows } = await workspace.call('sync.quarantine', {});
  expect(rows).toHaveLength(1);
  expect(rows[0]?.columns.slice(0, 2)).toEqual(['订单号', '销售渠道']);
  expect(rows[0]?.columns).toHaveLength(rows[0]?.cells.length ?? -1);
});

test('a stopped job answers what it had done; one that was stopped before says that it was stopped', async () => {
  const jobs = new Jobs(
    () => undefined,
    () => undefined,
  );
  const stopped = jobs.start('sync.apply', async (_progress, keep) => {
    keep(['first file']);
    throw new AppError('cancelled');
  });
  expect((await jobs.wait(stopped.jobId)).state).toBe('cancelled');
  expect(jobs.result(stopped.jobId)).toEqual(['first file']);
  const early = jobs.start('sync.apply', async () => {
    throw new AppError('cancelled');
  });
  await jobs.wait(early.jobId);
  expect(() => jobs.result(early.jobId)).toThrow('cancelled');
});

test('files that were applied before a stop are told of', async () => {
  const paths = await Promise.all([1, 2, 3].map((n) => xiaoeUsers(join(workspace.dir, `用户列表导出_2026100${n}.csv`), [user(n)])));
  await workspace.job('sync.stage', { paths });
  const fileIds = (await workspace.call('sync.staged', {})).map(({ id }) => id);
  const { jobId } = await workspace.call('sync.apply', { fileIds });
  // Stopped as soon as the first of them is in.
  const off = workspace.core.on(async (event) => {
    if (event.kind === 'topics' && event.topics.includes('ledger')) await workspace.call('job.cancel', { jobId });
  });
  const job = await workspace.call('job.wait', { jobId });
  off();
  const applied = (await workspace.call('sync.history', {})).batches.length;
  expect(applied).toBeGreaterThan(0);
  const results = await workspace.call('sync.applied', { jobId });
  expect(results.map(({ status }) => status)).toEqual(Array<string>(applied).fill('applied'));
  expect(job.state).toBe(applied === 3 ? 'done' : 'cancelled');
  expect(await workspace.call('sync.staged', {})).toHaveLength(3 - applied);
});
