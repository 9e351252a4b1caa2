/** One person: identities, timeline with its sources, edits, tags, notes. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Output } from '../../shared/contract';
import { merchantBill, type XiaoeRow, xiaoeUsers, type YouzanRow, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const phone = '19900001234';
const user: XiaoeRow = { id: 'u_lin', nickname: '林间', phone, city: '西安', spent: '199.00', registeredAt: '2026-01-05 08:00:00' };
const order: YouzanRow = {
  number: 'E20260001',
  status: '交易完成',
  createdAt: '2026-03-01 09:00:00',
  paidAt: '2026-03-01 09:01:00',
  flow: 'M20260001',
  paid: '199.00',
  product: '年度专栏',
  nickname: '林间',
  phone,
  refunded: '0.00',
};

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const users = (rows: XiaoeRow[], day = '20261031') => xiaoeUsers(join(workspace.dir, `用户列表导出_${day}.csv`), rows);
const orders = (rows: YouzanRow[]) => youzanOrders(join(workspace.dir, '订单报表_20261101090030.csv'), rows);

async function only(search = ''): Promise<string> {
  const { people } = await workspace.call('people.list', { search });
  expect(people).toHaveLength(1);
  return people[0]?.id ?? '';
}

test('one person over two platforms: identities, payment and a timeline whose rows name their file', async () => {
  await workspace.importFiles([
    await users([user]),
    await orders([order, { ...order, number: 'E20260002', status: '交易关闭', paidAt: '——', flow: '', createdAt: '2026-04-01 09:00:00' }]),
    await merchantBill(join(workspace.dir, '1900000001All2026-03-01_2026-03-31.csv'), [
      { time: '2026-03-01 09:01:00', id: '4200001', merchantId: 'M20260001', state: 'SUCCESS', amount: '199.00', fee: '1.19' },
      {
        time: '2026-03-08 10:00:00',
        id: '4200001',
        merchantId: 'M20260001',
        state: 'REFUND',
        amount: '199.00',
        refundId: '5000001',
        refund: '50.00',
        refundState: 'SUCCESS',
        fee: '-0.30',
      },
    ]),
  ]);
  const id = await only();
  await workspace.call('people.addNote', { id, text: '想参加读书会' });
  const person = await workspace.call('people.get', { id });
  expect(person.platforms).toEqual(['xiaoe', 'youzan']);
  expect(person.paid).toEqual([{ currency: 'CNY', amount: 14_900 }]);
  expect(person.firstSeenAt).toBe('2026-01-05T00:00:00Z');
  expect(person.identities.map(({ platform, source }) => [platform, source?.fileName, source?.row])).toEqual([
    ['xiaoe', '用户列表导出_20261031.csv', 2],
    ['youzan', '订单报表_20261101090030.csv', 2],
  ]);

  const { entries } = await workspace.call('people.timeline', { id });
  const at = (date: string) =>
    entries
      .filter((entry) => entry.at.startsWith(date))
      .map(({ type, kind, amount, source }) => ({ type, kind, amount, row: source?.row }));
  expect(at('2026-03-01')).toEqual([
    { type: 'ledgerLine', kind: 'sale', amount: 19_900, row: 2 },
    { type: 'seen', kind: null, amount: null, row: 2 },
  ]);
  expect(at('2026-03-08')).toEqual([{ type: 'ledgerLine', kind: 'refund', amount: 5_000, row: 3 }]);
  expect(at('2026-04-01')).toEqual([{ type: 'order', kind: null, amount: 19_900, row: 3 }]);
  expect(at('2026-01-05')).toEqual([{ type: 'seen', kind: null, amount: null, row: 2 }]);
  expect(entries.filter((entry) => entry.type === 'note').map((entry) => entry.title)).toEqual(['想参加读书会']);
  expect(entries.map((entry) => entry.at)).toEqual(
    entries
      .map((entry) => entry.at)
      .sort()
      .toReversed(),
  );

  // The same entries, two at a time.
  const paged: Output<'people.timeline'>['entries'] = [];
  let cursor: string | null = null;
  do {
    const page: Output<'people.timeline'> = await workspace.call('people.timeline', { id, cursor, limit: 2 });
    paged.push(...page.entries);
    cursor = page.next;
  } while (cursor !== null);
  expect(paged).toEqual(entries);
  await expect(workspace.call('people.timeline', { id, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid-input' });

  // The list, the drawer and the ledger speak of the same money.
  const totals = await workspace.call('revenue.totals', { personId: id });
  expect(totals.map(({ currency, amounts }) => [currency, amounts.gross - amounts.refund])).toEqual([['CNY', 14_900]]);
  const { lines } = await workspace.call('revenue.lines', { personId: id });
  expect(lines.map((line) => line.person?.id)).toEqual(lines.map(() => id));
});

test('people without platforms: created, edited, given back, kept by later imports', async () => {
  const made = await workspace.call('people.create', {
    name: ' 手写的人 ',
    email: ' Lin@Example.COM ',
    phone: '138 0000 1234',
    isTeam: false,
  });
  expect(made).toMatchObject({
    name: '手写的人',
    email: 'lin@example.com',
    phone: '+8613800001234',
    isManual: true,
    platforms: [],
    identities: [],
    edited: ['email', 'isTeam', 'name', 'phone'],
  });
  expect(await only('手写')).toBe(made.id);
  expect(await only('lin@ex')).toBe(made.id);
  const changed = await workspace.call('people.update', {
    id: made.id,
    fields: { name: '换了名字', phone: null, birthDate: '1990-02-28' },
  });
  expect(changed.fields).toMatchObject({ name: '换了名字', phone: null, birthDate: '1990-02-28' });
  expect((await workspace.call('people.list', { search: '手写' })).total).toBe(0);
  expect(await only('换了')).toBe(made.id);
  expect((await workspace.call('people.update', { id: made.id, fields: {}, reset: ['birthDate'] })).fields.birthDate).toBeNull();
});

test.each([
  [{ name: '   ' }, 'name'],
  [{ email: 'not an address' }, 'email'],
  [{ email: 'zhi***@example.com' }, 'email'],
  [{ email: '' }, 'email'],
  [{ phone: '138****6605' }, 'phone'],
  [{ phone: '12' }, 'phone'],
  [{ birthDate: '1990-02-30' }, 'birthDate'],
  [{ city: '  ' }, 'city'],
  [{ name: null }, 'name'],
])('a field that cannot be is refused by name: %j', async (fields, field) => {
  const { id } = await workspace.call('people.create', { name: '某人' });
  await expect(workspace.call('people.update', { id, fields })).rejects.toMatchObject({ code: 'invalid-input', params: { field } });
  expect((await workspace.call('people.get', { id })).name).toBe('某人');
});

test('a reset of what is no field, or of a name with nothing behind it, is refused', async () => {
  const { id } = await workspace.call('people.create', { name: '某人' });
  for (const reset of [['nonsense'], ['name']])
    await expect(workspace.call('people.update', { id, fields: {}, reset })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('edits, tags and notes stay through a later snapshot, an undo and a redo', async () => {
  const [first] = await workspace.importFiles([await users([user])]);
  const id = await only();
  await workspace.call('people.update', { id, fields: { name: '林老师', city: null } });
  await workspace.call('people.addTag', { ids: [id], tag: '核心' });
  await workspace.importFiles([await users([{ ...user, nickname: '林间新名', city: '成都' }], '20261130')]);
  const after = await workspace.call('people.get', { id });
  expect(after).toMatchObject({ name: '林老师', tags: ['核心'], edited: ['city', 'name'], fields: { city: null } });
  expect(after.identities[0]).toMatchObject({ nickname: '林间新名', source: { fileName: '用户列表导出_20261130.csv' } });

  await workspace.undo(first?.batchId ?? null);
  await workspace.redo(first?.batchId ?? null);
  expect(await workspace.call('people.get', { id })).toMatchObject({ name: '林老师', tags: ['核心'] });
  const back = await workspace.call('people.update', { id, fields: {}, reset: ['name', 'city'] });
  expect(back).toMatchObject({ name: '林间新名', edited: [], fields: { city: '成都' } });
});

test('whoever was removed stays away when a file names them again, and comes back with everything', async () => {
  await workspace.importFiles([await users([user])]);
  const id = await only();
  await workspace.call('people.remove', { ids: [id] });
  await workspace.importFiles([await users([{ ...user, city: '成都' }], '20261130')]);
  expect((await workspace.call('people.list', {})).total).toBe(0);
  await workspace.call('people.restore', { ids: [id] });
  expect(await workspace.call('people.get', { id })).toMatchObject({ city: '成都' });
});

test('notes come and go; unknown people are an error', async () => {
  const { id } = await workspace.call('people.create', { name: '某人' });
  await workspace.call('people.addNote', { id, text: '一' });
  const { notes } = await workspace.call('people.get', { id });
  expect(notes.map((note) => note.text)).toEqual(['一']);
  await workspace.call('people.removeNote', { id, noteId: notes[0]?.id ?? '' });
  expect((await workspace.call('people.get', { id })).notes).toEqual([]);
  for (const method of ['people.get', 'people.timeline'] as const)
    await expect(workspace.call(method, { id: 'nobody' })).rejects.toMatchObject({ code: 'person-missing' });
  await expect(workspace.call('people.addTag', { ids: [id], tag: '  ' })).rejects.toMatchObject({ code: 'invalid-input' });
});
