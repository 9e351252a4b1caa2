/** The promises of merging and taking apart, on the canonical dump, over random people and random orders. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { type XiaoeRow, xiaoeUsers, type YouzanRow, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let dir: string;
const opened: TestWorkspace[] = [];
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((workspace) => workspace.close()));
  await rm(dir, { recursive: true, force: true });
});

const two = (n: number) => String(n).padStart(2, '0');
const phone = fc.integer({ min: 0, max: 6 }).map((n) => `199000000${two(n)}`);
const user: fc.Arbitrary<XiaoeRow> = fc.record({
  id: fc.integer({ min: 1, max: 6 }).map((n) => `u_test${two(n)}`),
  nickname: fc.constantFrom('林间', '纸上', '秋分'),
  phone: fc.oneof(phone, fc.constant('')),
  city: fc.constantFrom('西安', '成都', ''),
  spent: fc.constant('0.00'),
  registeredAt: fc.constant('2026-01-05 08:00:00'),
});
const order: fc.Arbitrary<YouzanRow> = fc.record({
  number: fc.integer({ min: 1, max: 9 }).map((n) => `E2026010100${two(n)}`),
  status: fc.constant('交易成功'),
  createdAt: fc.constant('2026-03-01 09:00:00'),
  paidAt: fc.constant('2026-03-01 09:01:00'),
  flow: fc.constant(''),
  paid: fc.constant('199.00'),
  product: fc.constant('年会员'),
  nickname: fc.constantFrom('林间', '秋分', '买家'),
  phone,
  refunded: fc.constant('0.00'),
});
const choice = fc.nat(1_000);
const world = fc.record({
  early: fc.array(user, { minLength: 1, maxLength: 6 }),
  late: fc.array(user, { maxLength: 6 }),
  orders: fc.array(order, { minLength: 1, maxLength: 6 }),
  manual: fc.array(fc.constantFrom('手写甲', '手写乙'), { maxLength: 2 }),
  tags: fc.array(fc.tuple(choice, fc.constantFrom('A', 'B', 'C')), { maxLength: 8 }),
  edits: fc.array(fc.tuple(choice, fc.constantFrom('city', 'province', 'country'), fc.constantFrom('甲', '乙')), { maxLength: 6 }),
  notes: fc.array(choice, { maxLength: 4 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

let run = 0;

async function build(w: World): Promise<{ workspace: TestWorkspace; batches: (string | null)[] }> {
  const workspace = await testWorkspace();
  opened.push(workspace);
  const at = (file: string) => join(dir, `${run++}-${file}`);
  const results = await workspace.importFiles([
    await xiaoeUsers(at('用户列表导出_20260601.csv'), w.early),
    await youzanOrders(at('orders.csv'), w.orders),
    await xiaoeUsers(at('用户列表导出_20261031.csv'), w.late),
  ]);
  for (const name of w.manual) await workspace.call('people.create', { name });
  for (const [n, tag] of w.tags) await workspace.call('people.addTag', { ids: [await pick(workspace, n)], tag });
  for (const [n, field, value] of w.edits)
    await workspace.call('people.update', { id: await pick(workspace, n), fields: { [field]: value } });
  for (const n of w.notes) await workspace.call('people.addNote', { id: await pick(workspace, n), text: `备注 ${n}` });
  return { workspace, batches: results.map((result) => result.batchId) };
}

async function ids(workspace: TestWorkspace): Promise<string[]> {
  const { people } = await workspace.call('people.list', { limit: 500, sort: 'name' });
  return people.map((person) => person.id);
}

async function pick(workspace: TestWorkspace, n: number): Promise<string> {
  const all = await ids(workspace);
  return all[n % all.length] ?? '';
}

/** Merges people as the numbers have it; answers the merges in the order they were made. */
async function mergeSome(workspace: TestWorkspace, picks: readonly [number, number][]): Promise<number[]> {
  const merges: number[] = [];
  for (const [n, m] of picks) {
    const [keep, other] = [await pick(workspace, n), await pick(workspace, m)];
    if (keep !== other) merges.push((await workspace.call('people.merge', { keep, other })).mergeId);
  }
  return merges;
}

const dump = (workspace: TestWorkspace) => canonicalDump(workspace.path);
const healthy = async (workspace: TestWorkspace) =>
  expect((await workspace.call('workspace.doctor', {})).checks.filter((check) => !check.ok)).toEqual([]);
const picks = fc.array(fc.tuple(choice, choice), { minLength: 1, maxLength: 4 });
const runs = { numRuns: 12, endOnFailure: true };

test('merging and taking apart, in any order, is never having merged', async () => {
  await fc.assert(
    fc.asyncProperty(world, picks, fc.array(choice, { minLength: 4, maxLength: 4 }), async (w, pairs, order) => {
      const { workspace } = await build(w);
      const before = await dump(workspace);
      const merges = await mergeSome(workspace, pairs);
      await healthy(workspace);
      while (merges.length > 0) {
        const [mergeId] = merges.splice((order[merges.length - 1] ?? 0) % merges.length, 1);
        // Two people of a platform being one, a third may have joined by itself; it went with them.
        await workspace.call('people.unmerge', { mergeId: mergeId ?? 0 });
        await healthy(workspace);
      }
      expect(await dump(workspace)).toEqual(before);
    }),
    runs,
  );
});

test('an import undone and redone leaves merges as they were, and so does importing again', async () => {
  await fc.assert(
    fc.asyncProperty(world, picks, fc.nat(2), async (w, pairs, which) => {
      const { workspace, batches } = await build(w);
      await mergeSome(workspace, pairs);
      const merged = await dump(workspace);
      const batch = batches[which] ?? null;
      if (batch !== null) {
        await workspace.undo(batch);
        await healthy(workspace);
        await workspace.redo(batch);
      }
      expect(await dump(workspace)).toEqual(merged);
      await workspace.importFiles([await xiaoeUsers(join(dir, `${run++}-用户列表导出_20260601.csv`), w.early)]);
      expect(await dump(workspace)).toEqual(merged);
      await healthy(workspace);
    }),
    runs,
  );
});

test('two people called different are never one, whatever is imported, undone or redone, until they are merged', async () => {
  await fc.assert(
    fc.asyncProperty(world, choice, choice, fc.nat(2), async (w, n, m, which) => {
      const { workspace, batches } = await build({ ...w, late: [], notes: [] });
      const [a, b] = [await pick(workspace, n), await pick(workspace, m)];
      fc.pre(a !== b);
      for (const id of [a, b]) await workspace.call('people.addTag', { ids: [id], tag: `me ${id}` });
      await workspace.call('people.decide', { pairs: [{ a, b }], different: true });
      await workspace.importFiles([await xiaoeUsers(join(dir, `${run++}-用户列表导出_20261031.csv`), w.late)]);
      const apart = async () => {
        const { people } = await workspace.call('people.list', { limit: 500 });
        expect(people.some(({ tags }) => tags.includes(`me ${a}`) && tags.includes(`me ${b}`))).toBe(false);
      };
      await apart();
      const batch = batches[which] ?? null;
      if (batch === null) return;
      await workspace.undo(batch);
      await apart();
      await workspace.redo(batch);
      await apart();
      await healthy(workspace);
    }),
    runs,
  );
});
