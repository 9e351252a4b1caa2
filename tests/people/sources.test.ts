/** Which files a person is made of: every live import that states something of them, with records and rows, and what was written by hand. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { xiaoeUsers, youzanOrder, youzanOrders } from '../support/files';
import { demoDir, type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const phone = '13800000001';
const other = { id: 'u_other', nickname: '旁人', phone: '13800000002', city: '', spent: '0.00', registeredAt: '2026-01-05 08:00:00' };
const user = { ...other, id: 'u_yuanshan', nickname: '远山', phone };

async function idOf(name: string): Promise<string> {
  const { people } = await workspace.call('people.list', { search: name });
  expect(people).toHaveLength(1);
  return people[0]?.id ?? '';
}

test('list and orders are named with what they state and where; undo takes a file off', async () => {
  const [users] = await workspace.importFiles([await xiaoeUsers(join(workspace.dir, '用户列表导出_20261031.csv'), [other, user])]);
  const [orders] = await workspace.importFiles([
    await youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), [
      youzanOrder('E2026001', '旁人', other.phone),
      youzanOrder('E2026002', '远山', phone),
      youzanOrder('E2026003', '远山', phone),
    ]),
  ]);
  const id = await idOf('远山');
  const { sources, byHand } = await workspace.call('people.sources', { id });
  expect(sources).toEqual([
    expect.objectContaining({ batchId: orders?.batchId, platform: 'youzan', records: { person: 1, order: 2, ledgerLine: 2 }, rowCount: 2 }),
    expect.objectContaining({ batchId: users?.batchId, fileName: '用户列表导出_20261031.csv', records: { person: 1 }, rowCount: 1 }),
  ]);
  // The rows are those of the file: the same numbers that the timeline names.
  const { entries } = await workspace.call('people.timeline', { id });
  const timelineRows = entries.flatMap(({ source }) => (source?.batchId === orders?.batchId ? [source?.row ?? 0] : []));
  expect(sources[0]?.rows).toEqual([...new Set(timelineRows)].sort((a, b) => a - b));
  expect(byHand).toEqual({ lines: 0, fields: 0, tags: 0, notes: 0 });

  await workspace.undo(orders?.batchId ?? null);
  expect((await workspace.call('people.sources', { id })).sources.map(({ batchId }) => batchId)).toEqual([users?.batchId]);
});

test('what the user wrote is told beside the files; somebody written down by hand has no file', async () => {
  await workspace.importFiles([await xiaoeUsers(join(workspace.dir, '用户列表导出_20261031.csv'), [user])]);
  const id = await idOf('远山');
  await workspace.call('people.update', { id, fields: { city: '西安' } });
  await workspace.call('people.addTag', { ids: [id], tag: '老读者' });
  await workspace.call('people.addNote', { id, text: '线下见过' });
  const line = { at: '2026-03-05T04:00:00Z', soldOn: '现场', paidVia: null, product: null, counterparty: null, note: null };
  await workspace.call('revenue.addLine', { ...line, kind: 'sale', currency: 'CNY', amount: 6_800, personId: id });
  const made = await workspace.call('people.sources', { id });
  expect(made.byHand).toEqual({ lines: 1, fields: 1, tags: 1, notes: 1 });
  expect(made.sources).toHaveLength(1);
  const { id: written } = await workspace.call('people.create', { name: '手写的人' });
  expect((await workspace.call('people.sources', { id: written })).sources).toEqual([]);
  await expect(workspace.call('people.sources', { id: 'nobody' })).rejects.toThrow('person-missing');
});

test('on the demo files every source that identities and timeline name is among them', async () => {
  for (const file of [
    '订单报表_20260331235015.csv',
    '1999999901All2026-03-01_2026-03-31.csv',
    '用户列表导出_20260430.csv.csv',
    'unified_payments.csv',
  ])
    await workspace.importFiles([join(demoDir, file)]);
  const { people } = await workspace.call('people.list', { sort: 'paid', limit: 25 });
  for (const { id } of people) {
    const person = await workspace.call('people.get', { id });
    const { entries } = await workspace.call('people.timeline', { id, limit: 500 });
    const { sources } = await workspace.call('people.sources', { id });
    const named = [...person.identities, ...entries].flatMap(({ source }) => (source ? [`${source.batchId} ${source.row}`] : []));
    const listed = sources.flatMap(({ batchId, rows }) => rows.map((row) => `${batchId} ${row}`));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((place) => !listed.includes(place))).toEqual([]);
  }
}, 60_000);
