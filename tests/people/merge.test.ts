/** What the user says about who is who: merged, parted, called different; kept through imports, undo and redo. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../shared/contract';
import { canonicalDump } from '../support/dump';
import { type XiaoeRow, xiaoeUser, xiaoeUsers, type YouzanRow, youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(async () => {
  expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
  await workspace.close();
});

const users = (rows: XiaoeRow[], day = '20261031') => xiaoeUsers(join(workspace.dir, `用户列表导出_${day}.csv`), rows);
const orders = (rows: YouzanRow[], name = '1') => youzanOrders(join(workspace.dir, `订单报表_2026110109003${name}.csv`), rows);
const dump = () => canonicalDump(workspace.path);
const get = (id: string) => workspace.call('people.get', { id });

async function named(search: string): Promise<string> {
  const { people } = await workspace.call('people.list', { search });
  expect(people.map((person) => person.name)).toHaveLength(1);
  return people[0]?.id ?? '';
}
const everybody = async () => (await workspace.call('people.list', { limit: 500 })).people.map((person) => person.name).sort();

/** Two people with something of everything that can be said about people. */
async function twoPeople(): Promise<{ a: string; b: string; batches: (string | null)[] }> {
  const results = await workspace.importFiles([
    await users([xiaoeUser('u_lin', '林间', '19900001001')]),
    await orders([youzanOrder('E1', '秋分', '19900001002')]),
  ]);
  const [a, b] = [await named('林间'), await named('秋分')];
  await workspace.call('people.update', { id: a, fields: { city: '成都' } });
  await workspace.call('people.update', { id: b, fields: { city: '昆明', province: '云南' } });
  await workspace.call('people.addTag', { ids: [a, b], tag: '都有' });
  await workspace.call('people.addTag', { ids: [b], tag: '共读' });
  await workspace.call('people.addNote', { id: a, text: '甲的备注' });
  await workspace.call('people.addNote', { id: b, text: '乙的备注' });
  await workspace.call('revenue.addLine', {
    at: '2026-04-01T00:00:00Z',
    kind: 'tip',
    currency: 'CNY',
    amount: 500,
    soldOn: 'manual',
    paidVia: null,
    product: null,
    counterparty: null,
    personId: b,
    note: null,
  });
  return { a, b, batches: results.map((result) => result.batchId) };
}

test('a merge keeps everything of both, and unmerging gives each back what was theirs', async () => {
  const { a, b } = await twoPeople();
  const before = await dump();
  const { id, mergeId } = await workspace.call('people.merge', { keep: a, other: b });
  expect(id).toBe(a);
  expect(await everybody()).toEqual(['林间']);
  const merged = await get(a);
  expect(merged).toMatchObject({
    platforms: ['xiaoe', 'youzan'],
    tags: ['共读', '都有'],
    fields: { city: '成都', province: '云南' },
    paid: [{ currency: 'CNY', amount: 20_400 }],
    merges: [{ id: mergeId, name: '秋分' }],
  });
  expect(merged.notes.map((note) => note.text).sort()).toEqual(['乙的备注', '甲的备注']);
  await expect(get(b)).rejects.toMatchObject({ code: 'person-missing' });

  expect(await workspace.call('people.unmerge', { mergeId })).toEqual({ id: a, other: b });
  expect(await dump()).toEqual(before);
  await expect(workspace.call('people.unmerge', { mergeId })).rejects.toMatchObject({ code: 'merge-missing' });
});

test('what came after the merge stays with who was kept; what was taken away stays away', async () => {
  const { a, b } = await twoPeople();
  const { mergeId } = await workspace.call('people.merge', { keep: a, other: b });
  await workspace.call('people.update', { id: a, fields: { province: '四川', gender: 'female' } });
  await workspace.call('people.addTag', { ids: [a], tag: '新的' });
  await workspace.call('people.removeTag', { ids: [a], tag: '共读' });
  const note = (await get(a)).notes.find(({ text }) => text === '乙的备注');
  await workspace.call('people.removeNote', { id: a, noteId: note?.id ?? '' });
  await workspace.call('people.addNote', { id: a, text: '合并后的' });
  await workspace.call('people.unmerge', { mergeId });
  const [one, other] = [await get(a), await get(b)];
  expect(one).toMatchObject({ tags: ['新的', '都有'], fields: { city: '成都', province: '四川', gender: 'female' } });
  expect(one.notes.map(({ text }) => text)).toEqual(['合并后的', '甲的备注']);
  expect(other).toMatchObject({ tags: ['都有'], notes: [], fields: { city: '昆明', province: '云南', gender: null } });
});

test('a merge outlives re-import, undo and redo of either file, in either order', async () => {
  const { a, b, batches } = await twoPeople();
  const { mergeId } = await workspace.call('people.merge', { keep: a, other: b });
  const merged = await dump();
  await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', '19900001001')])]);
  expect(await dump()).toEqual(merged);
  for (const order of [batches, batches.toReversed()]) {
    for (const batch of order) await workspace.undo(batch);
    expect(await everybody()).toHaveLength(1);
    for (const batch of order) await workspace.redo(batch);
    expect(await dump()).toEqual(merged);
  }
  await workspace.undo(batches[1] ?? null);
  await workspace.redo(batches[1] ?? null);
  await workspace.call('people.unmerge', { mergeId });
  expect(await everybody()).toEqual(['林间', '秋分']);
  expect(await get(b)).toMatchObject({ tags: ['共读', '都有'] });
});

test('two users of one platform can be one person, and two people without anything written come apart again', async () => {
  await workspace.importFiles([await users([xiaoeUser('u_1', '林间'), xiaoeUser('u_2', '林间小号'), xiaoeUser('u_3', '秋分')])]);
  const before = await dump();
  const [a, b, c] = [await named('u_1'), await named('u_2'), await named('秋分')];
  const first = await workspace.call('people.merge', { keep: a, other: b });
  const second = await workspace.call('people.merge', { keep: a, other: c });
  expect((await get(a)).identities).toHaveLength(3);
  expect((await get(a)).merges.map(({ id }) => id)).toEqual([second.mergeId, first.mergeId]);
  await workspace.call('people.unmerge', { mergeId: first.mergeId });
  expect((await get(a)).identities).toHaveLength(2);
  expect((await get(b)).identities).toHaveLength(1);
  await workspace.call('people.unmerge', { mergeId: second.mergeId });
  expect(await dump()).toEqual(before);
});

test('merged into one who is merged on: both can be taken back', async () => {
  await workspace.importFiles([await users([xiaoeUser('u_1', '甲甲'), xiaoeUser('u_2', '乙乙'), xiaoeUser('u_3', '丙丙')])]);
  const [a, b, c] = [await named('甲甲'), await named('乙乙'), await named('丙丙')];
  for (const [id, tag] of [
    [a, 'A'],
    [b, 'B'],
    [c, 'C'],
  ] as const)
    await workspace.call('people.addTag', { ids: [id], tag });
  const before = await dump();
  const inner = await workspace.call('people.merge', { keep: b, other: c });
  const half = await dump();
  const outer = await workspace.call('people.merge', { keep: a, other: b });
  expect((await get(a)).tags).toEqual(['A', 'B', 'C']);
  await workspace.call('people.unmerge', { mergeId: outer.mergeId });
  expect(await dump()).toEqual(half);
  await workspace.call('people.unmerge', { mergeId: inner.mergeId });
  expect(await dump()).toEqual(before);
  await workspace.call('people.merge', { keep: b, other: c });
  const again = await workspace.call('people.merge', { keep: a, other: b });
  const innermost = (await get(a)).merges.find(({ id }) => id !== again.mergeId);
  await workspace.call('people.unmerge', { mergeId: innermost?.id ?? 0 });
  expect((await get(a)).tags).toEqual(['A', 'B']);
  expect((await get(c)).tags).toEqual(['C']);
});

test("somebody added by hand merges with a platform's user, either way round", async () => {
  await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', '19900001001')])]);
  const manual = await workspace.call('people.create', { name: '手写的人', email: 'hand@example.com' });
  const lin = await named('林间');
  const before = await dump();
  for (const [keep, other] of [
    [lin, manual.id],
    [manual.id, lin],
  ] as const) {
    const { mergeId } = await workspace.call('people.merge', { keep, other });
    expect(await get(keep)).toMatchObject({ name: '手写的人', isManual: true, platforms: ['xiaoe'], email: 'hand@example.com' });
    await workspace.call('people.unmerge', { mergeId });
    expect(await dump()).toEqual(before);
  }
});

describe('what an e-mail or phone joins', () => {
  test('is parted by hand, stays apart through imports, and can be merged again', async () => {
    const phone = '19900001001';
    const [first] = await workspace.importFiles([
      await users([xiaoeUser('u_lin', '林间', phone)]),
      await orders([youzanOrder('E1', '林间', phone)]),
    ]);
    const id = await named('林间');
    const record = (await get(id)).identities.find(({ platform }) => platform === 'youzan')?.record ?? 0;
    const parted = await workspace.call('people.separate', { id, record });
    expect(parted.id).toBe(id);
    expect(parted.other).not.toBeNull();
    expect((await get(id)).platforms).toEqual(['xiaoe']);
    expect(await get(parted.other ?? '')).toMatchObject({ platforms: ['youzan'], paid: [{ currency: 'CNY', amount: 19_900 }] });
    const apart = await dump();
    await workspace.importFiles([await users([{ ...xiaoeUser('u_lin', '林间', phone), city: '成都' }], '20261130')]);
    expect(await everybody()).toHaveLength(2);
    await workspace.undo(first?.batchId ?? null);
    await workspace.redo(first?.batchId ?? null);
    expect((await dump()).identity).toEqual(apart.identity);
    expect(await everybody()).toHaveLength(2);
    await workspace.call('people.merge', { keep: id, other: parted.other ?? '' });
    expect((await get(id)).identities).toHaveLength(2);
    await expect(workspace.call('people.separate', { id, record: -1 })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('parting one of three leaves the other two together', async () => {
    const phone = '19900001001';
    await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', phone)]), await orders([youzanOrder('E1', '林间', phone)])]);
    const manual = await workspace.call('people.create', { name: '手写的人' });
    const id = await named('林间');
    await workspace.call('people.merge', { keep: id, other: manual.id });
    const record = (await get(id)).identities.find(({ platform }) => platform === 'youzan')?.record ?? 0;
    await workspace.call('people.separate', { id, record });
    expect(await get(id)).toMatchObject({ platforms: ['xiaoe'], isManual: true });
  });

  test('is not joined after "not the same" has been said, until that is taken back', async () => {
    await workspace.importFiles([
      await users([xiaoeUser('u_lin', '林间', '19900001001')]),
      await orders([youzanOrder('E1', '秋分', '19900001002')]),
    ]);
    const pairs = [{ a: await named('林间'), b: await named('秋分') }];
    await workspace.call('people.decide', { pairs, different: true });
    expect((await workspace.call('people.dismissed', {})).pairs.map(({ a, b }) => [a.name, b.name].sort())).toEqual([
      ['林间', '秋分'].sort(),
    ]);
    await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', '19900001002')], '20261130')]);
    expect(await everybody()).toEqual(['林间', '秋分']);
    expect((await workspace.call('people.suggestions', {})).total).toBe(0);
    await workspace.call('people.decide', { pairs, different: false });
    expect(await everybody()).toHaveLength(1);
    expect(await workspace.call('people.dismissed', {})).toMatchObject({ pairs: [], total: 0 });
  });

  test('what an import joined comes apart with it, and each has again what was written about them', async () => {
    await workspace.importFiles([
      await users([xiaoeUser('u_lin', '林间', '19900001001')]),
      await orders([youzanOrder('E1', '秋分', '19900001002')]),
    ]);
    const [a, b] = [await named('林间'), await named('秋分')];
    await workspace.call('people.addTag', { ids: [a], tag: 'A' });
    await workspace.call('people.addTag', { ids: [b], tag: 'B' });
    const before = await dump();
    const [later] = await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', '19900001002')], '20261130')]);
    expect(await everybody()).toHaveLength(1);
    await workspace.undo(later?.batchId ?? null);
    expect(await dump()).toEqual(before);
    expect((await get(b)).tags).toEqual(['B']);
  });
});

describe('people who were removed', () => {
  test('cannot be merged; a merged person who was removed stays removed in all parts', async () => {
    const { a, b } = await twoPeople();
    await workspace.call('people.remove', { ids: [b] });
    for (const pair of [
      { keep: a, other: b },
      { keep: b, other: a },
    ])
      await expect(workspace.call('people.merge', pair)).rejects.toMatchObject({ code: 'person-missing' });
    await workspace.call('people.restore', { ids: [b] });
    const { mergeId } = await workspace.call('people.merge', { keep: a, other: b });
    await workspace.call('people.remove', { ids: [a] });
    expect(await everybody()).toEqual([]);
    await expect(workspace.call('people.unmerge', { mergeId })).rejects.toMatchObject({ code: 'merge-missing' });
    await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', '19900001001')], '20261130')]);
    await workspace.importFiles([await orders([youzanOrder('E2', '秋分', '19900001002')], '2')]);
    expect(await everybody()).toEqual([]);
    await workspace.call('people.restore', { ids: [a] });
    await workspace.call('people.unmerge', { mergeId });
    expect(await everybody()).toEqual(['林间', '秋分']);
  });

  test('are not brought back by a file that joins them with somebody who is there, nor by what comes apart', async () => {
    const [, , third] = await workspace.importFiles([
      await users([xiaoeUser('u_lin', '林间', '19900001001')]),
      await orders([youzanOrder('E1', '秋分', '19900001002')]),
      await users([xiaoeUser('u_lin', '林间', '19900001002')], '20261130'),
    ]);
    const { people } = await workspace.call('people.list', {});
    expect(people).toHaveLength(1);
    await workspace.call('people.remove', { ids: people.map(({ id }) => id) });
    await workspace.undo(third?.batchId ?? null);
    expect(await everybody()).toEqual([]);
    await workspace.redo(third?.batchId ?? null);
    expect(await everybody()).toEqual([]);
  });

  test('stay removed beside somebody whom a later file joins to them', async () => {
    await workspace.importFiles([
      await users([xiaoeUser('u_lin', '林间', '19900001001')]),
      await orders([youzanOrder('E1', '秋分', '19900001002')]),
    ]);
    const a = await named('林间');
    await workspace.call('people.remove', { ids: [a] });
    await workspace.importFiles([await users([xiaoeUser('u_lin', '林间', '19900001002')], '20261130')]);
    expect(await everybody()).toEqual(['秋分']);
    await workspace.call('people.restore', { ids: [a] });
    expect((await workspace.call('people.list', {})).people.map(({ platforms }) => platforms)).toEqual([['xiaoe', 'youzan']]);
  });
});

test('what cannot be is refused and changes nothing', async () => {
  const { a } = await twoPeople();
  const before = await dump();
  const refused: Promise<Output<'people.merge'>>[] = [
    workspace.call('people.merge', { keep: a, other: a }),
    workspace.call('people.merge', { keep: a, other: 'nobody' }),
  ];
  for (const each of refused) await expect(each).rejects.toMatchObject({ code: expect.stringMatching(/invalid-input|person-missing/) });
  await expect(workspace.call('people.unmerge', { mergeId: 4711 })).rejects.toMatchObject({ code: 'merge-missing' });
  await expect(workspace.call('people.decide', { pairs: [{ a, b: a }], different: true })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await dump()).toEqual(before);
});
