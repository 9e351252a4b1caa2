/** What keeps a waiting file from being imported unseen: one definition, and what core counts for it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StagedFile } from '../../shared/contract/sync';
import { anomaliesOf } from '../../shared/domain/anomalies';
import { alipayBill, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

async function stage(path: string): Promise<StagedFile> {
  await workspace.job('sync.stage', { paths: [path] });
  const [file] = await workspace.call('sync.staged', {});
  if (!file) throw new Error('nothing was staged');
  return file;
}

const sale = { direction: '收入' as const, category: '商业服务', who: '学员甲', what: '专栏', amount: '88.00', status: '交易成功' };
const packet = { ...sale, category: '转账红包', who: '学员乙', what: '转账', amount: '66.60' };
const bill = (name: string, rows: Parameters<typeof alipayBill>[1]) => alipayBill(join(workspace.dir, name), rows);

const order = {
  number: 'E1',
  status: '交易完成',
  createdAt: '2026-06-30 23:58:00',
  paidAt: '2026-06-30 23:59:00',
  flow: 'M1',
  paid: '199.00',
  product: '年度专栏',
  nickname: '林间',
  phone: '13800000001',
  refunded: '0.00',
};
const report = (name: string, product: string) => youzanOrders(join(workspace.dir, name), [{ ...order, product }]);

describe('lines to decide', () => {
  it('are an anomaly until the user has decided about their counterparty', async () => {
    const file = await stage(await bill('a.csv', [{ ...packet, time: '2026-05-01 10:00:00', id: '1' }]));
    expect([file.undecidedLines, anomaliesOf(file)]).toEqual([1, ['undecided']]);
    await workspace.job('sync.apply', { fileIds: [file.id] });
    const [group] = await workspace.call('revenue.undecided', {});
    if (group) await workspace.call('revenue.decide', { counterparty: group.counterparty, sourceKind: group.sourceKind, kind: 'tip' });
    const next = await stage(await bill('b.csv', [{ ...packet, time: '2026-06-01 10:00:00', id: '2' }]));
    expect([next.rows.new, next.undecidedLines, anomaliesOf(next)]).toEqual([1, 0, []]);
  });

  it('do not exist in a bill of plain sales', async () => {
    const file = await stage(await bill('a.csv', [{ ...sale, time: '2026-05-01 10:00:00', id: '1' }]));
    expect([file.undecidedLines, file.editConflicts, anomaliesOf(file)]).toEqual([0, 0, []]);
  });
});

describe('what the user has edited', () => {
  it('is an anomaly when a file changes that very field, and none when it changes another', async () => {
    await workspace.importFiles([await report('orders.csv', '年度专栏')]);
    const { lines } = await workspace.call('revenue.lines', { limit: 10 });
    const id = lines[0]?.id ?? 0;
    await workspace.call('revenue.updateLine', { id, fields: { note: '面谈时说起' } });
    const other = await stage(await report('renamed.csv', '年度专栏（修订）'));
    expect([other.status, other.editConflicts]).toEqual(['ready', 0]);
    await workspace.call('sync.discard', { fileIds: [other.id] });
    await workspace.call('revenue.updateLine', { id, fields: { product: '我的专栏' } });
    const same = await stage(await report('renamed.csv', '年度专栏（修订）'));
    expect([same.editConflicts, anomaliesOf(same)]).toEqual([1, ['edit-conflict']]);
  });

  it('counts people, too', async () => {
    const head = 'id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,products\n';
    const members = async (name: string, member: string) => {
      const path = join(workspace.dir, name);
      await writeFile(path, `${head}6500000000000000000000a1,aster@example.com,${member},,true,false,,2026-01-01T00:00:00.000Z,,,Bronze\n`);
      return path;
    };
    await workspace.importFiles([await members('members.csv', 'Aster')], { snapshotDay: '2026-03-01' });
    const { people } = await workspace.call('people.list', { limit: 10 });
    await workspace.call('people.update', { id: people[0]?.id ?? '', fields: { name: 'My Aster' } });
    await workspace.job('sync.stage', { paths: [await members('later.csv', 'Aster Example')], snapshotDay: '2026-04-01' });
    const [file] = await workspace.call('sync.staged', {});
    expect(file && [file.editConflicts, anomaliesOf(file)]).toEqual([1, ['edit-conflict']]);
  });
});
