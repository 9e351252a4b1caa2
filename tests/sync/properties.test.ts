/** The promises of the import area, on the canonical dump, over random files. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalDump, heldBack } from '../support/dump';
import {
  type AlipayRow,
  alipayBill,
  type MerchantRow,
  merchantBill,
  type XiaoeRow,
  xiaoeUsers,
  type YouzanRow,
  youzanOrders,
} from '../support/files';
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

async function fresh(): Promise<TestWorkspace> {
  const workspace = await testWorkspace();
  opened.push(workspace);
  return workspace;
}

const dumpOf = (workspace: TestWorkspace) => canonicalDump(workspace.path);
const two = (n: number) => String(n).padStart(2, '0');
const time = fc
  .record({
    month: fc.integer({ min: 1, max: 10 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
    second: fc.nat(59),
  })
  .map((t) => `2026-${two(t.month)}-${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`);
const yuan = fc.integer({ min: 1, max: 200_000 }).map((fen) => (fen / 100).toFixed(2));

/** Ids from a small pool, so that they repeat inside a file and across files, as redacted real files do. */
const alipayRow: fc.Arbitrary<AlipayRow> = fc.record({
  time,
  direction: fc.constantFrom('收入', '收入', '支出', '不计收支'),
  category: fc.constantFrom('收入', '商业服务', '转账红包', '餐饮美食'),
  who: fc.constantFrom('学员甲', '学员乙', '某餐厅'),
  what: fc.constantFrom('专栏', '提现-实时提现', '余额宝-转入', '年会员'),
  amount: yuan,
  status: fc.constantFrom('交易成功', '交易成功', '交易关闭', '等待付款'),
  id: fc.integer({ min: 1, max: 60 }).map((n) => `20260001000${two(n)}`),
});

const phone = fc.integer({ min: 0, max: 12 }).map((n) => `199000000${two(n)}`);
const xiaoeRow: fc.Arbitrary<XiaoeRow> = fc.record({
  id: fc.integer({ min: 1, max: 20 }).map((n) => `u_test${two(n)}`),
  nickname: fc.constantFrom('林间', '纸上', '秋分', 'Aster'),
  phone: fc.oneof(phone, fc.constant('')),
  city: fc.constantFrom('西安', '成都', ''),
  spent: fc.constantFrom('1,280.00', '0.00'),
  registeredAt: time,
});

/** An order and, for most, the bill line of the same payment. */
const sale = fc.record({
  n: fc.integer({ min: 1, max: 25 }),
  at: time,
  paid: yuan,
  phone: fc.oneof(phone, fc.constant('199****0000')),
  nickname: fc.constantFrom('林间', '纸上', '秋分'),
  orderRefund: fc.boolean(),
  billRefund: fc.boolean(),
  onBill: fc.boolean(),
});
type Sale = typeof sale extends fc.Arbitrary<infer T> ? T : never;
const sales = fc.uniqueArray(sale, { selector: (s) => s.n, maxLength: 18 });

const orderRow = (s: Sale): YouzanRow => ({
  number: `E20260101${two(s.n)}`,
  status: '交易成功',
  createdAt: s.at,
  paidAt: s.at,
  flow: `420000${two(s.n)}`,
  paid: s.paid,
  product: '年会员',
  nickname: s.nickname,
  phone: s.phone,
  refunded: s.orderRefund ? s.paid : '0.00',
});
const billRows = (s: Sale): MerchantRow[] => [
  {
    time: s.at,
    id: `420000${two(s.n)}`,
    merchantId: `m${two(s.n)}`,
    state: 'SUCCESS',
    amount: s.paid,
    fee: (Number(s.paid) * 0.006).toFixed(5),
  },
  ...(s.billRefund
    ? [
        {
          time: s.at,
          id: `420000${two(s.n)}`,
          merchantId: `m${two(s.n)}`,
          state: 'REFUND' as const,
          amount: s.paid,
          refundId: `5030${two(s.n)}`,
          refund: s.paid,
          refundState: 'SUCCESS',
          fee: '0.00000',
        },
      ]
    : []),
];

/** A little world: up to six files of four formats that overlap in people, orders and lines. */
const world = fc.record({
  alipay: fc.array(alipayRow, { maxLength: 25 }),
  sales,
  usersEarly: fc.array(xiaoeRow, { maxLength: 15 }),
  usersLate: fc.array(xiaoeRow, { maxLength: 15 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

async function writeWorld(w: World, name: string): Promise<string[]> {
  const at = (file: string) => join(dir, `${name}-${file}`);
  return [
    await alipayBill(at('alipay.csv'), w.alipay),
    await youzanOrders(at('orders.csv'), w.sales.map(orderRow)),
    await merchantBill(at('bill.csv'), w.sales.filter((s) => s.onBill).flatMap(billRows)),
    await xiaoeUsers(at('用户列表导出_20260601.csv'), w.usersEarly),
    await xiaoeUsers(at('用户列表导出_20261031.csv'), w.usersLate),
  ];
}

const runs = { numRuns: 12, endOnFailure: true };

describe('imports', () => {
  test('applying A and B and undoing A is applying B; redo is never having undone', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(world, fc.boolean(), fc.nat(4), async (w, withExpenses, which) => {
        const files = await writeWorld(w, `u${run++}`);
        const all = await fresh();
        const results = await all.importFiles(files, { withExpenses });
        const whole = await dumpOf(all);
        const without = await fresh();
        await without.importFiles(
          files.filter((_, index) => index !== which),
          { withExpenses },
        );
        const batch = results[which]?.batchId ?? null;
        await all.undo(batch);
        expect(await dumpOf(all)).toEqual(await dumpOf(without));
        expect(await all.call('workspace.doctor', {})).toMatchObject({ ok: true });
        await all.redo(batch);
        expect(await dumpOf(all)).toEqual(whole);
        expect(await all.call('workspace.doctor', {})).toMatchObject({ ok: true });
      }),
      runs,
    );
  });

  test('the same files again change nothing, whatever their names', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(world, async (w) => {
        const workspace = await fresh();
        const files = await writeWorld(w, `r${run++}`);
        await workspace.importFiles(files);
        const before = await dumpOf(workspace);
        const again = await workspace.importFiles(await writeWorld(w, `r${run++}`));
        for (const result of again) expect(result).toMatchObject({ status: 'unchanged', rows: { new: 0, updated: 0 } });
        expect(await dumpOf(workspace)).toEqual(before);
      }),
      runs,
    );
  });

  test('overlapping parts in any order are the whole', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(alipayRow, { minLength: 2, maxLength: 40 }),
        sales,
        fc.nat(100),
        fc.nat(100),
        fc.boolean(),
        async (rows, s, cutA, cutB, reversed) => {
          const name = `p${run++}`;
          const at = (file: string) => join(dir, `${name}-${file}`);
          const [a, b] = [Math.min(cutA, cutB), Math.max(cutA, cutB)];
          const parts = <T>(all: readonly T[]) => {
            const [low, high] = [Math.floor((all.length * a) / 101), Math.ceil((all.length * b) / 101)];
            return [all.slice(0, high), all.slice(low)] as const;
          };
          const whole = await fresh();
          await whole.importFiles([await alipayBill(at('all.csv'), rows), await youzanOrders(at('orders.csv'), s.map(orderRow))], {
            withExpenses: true,
          });
          const [first, second] = parts(rows);
          const [firstOrders, secondOrders] = parts(s.map(orderRow));
          const files = [
            await alipayBill(at('1.csv'), first),
            await alipayBill(at('2.csv'), second),
            await youzanOrders(at('o1.csv'), firstOrders),
            await youzanOrders(at('o2.csv'), secondOrders),
          ];
          const pieces = await fresh();
          await pieces.importFiles(reversed ? files.reverse() : files, { withExpenses: true });
          expect(await dumpOf(pieces)).toEqual(await dumpOf(whole));
        },
      ),
      runs,
    );
  });

  test('what the user said survives imports, undo and redo', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(world, fc.nat(4), async (w, which) => {
        const files = await writeWorld(w, `e${run++}`);
        const workspace = await fresh();
        const results = await workspace.importFiles(files);
        const { people } = await workspace.call('people.list', { limit: 500 });
        const edited = people.slice(0, 3);
        for (const [index, person] of edited.entries()) {
          await workspace.call('people.update', { id: person.id, fields: { name: `改名${index}`, city: '拉萨' } });
          await workspace.call('people.addTag', { ids: [person.id], tag: `标签${index}` });
        }
        const { lines } = await workspace.call('revenue.lines', { limit: 500 });
        for (const line of lines.slice(0, 3))
          await workspace.call('revenue.updateLine', { id: line.id, fields: { product: '我改的', kind: 'tip' } });
        const before = await dumpOf(workspace);
        await workspace.importFiles(await writeWorld(w, `e${run++}`));
        expect(await dumpOf(workspace)).toEqual(before);
        const batch = results[which]?.batchId ?? null;
        const undone = await workspace.undo(batch);
        const after = await dumpOf(workspace);
        const said = (all: readonly Pick<(typeof after)['people'][number], 'edits' | 'tags'>[]) =>
          all.flatMap((entry) => entry.edits.map((edit) => JSON.stringify(edit)).concat(entry.tags)).sort();
        // Without the file two may have become one, who has one name only: the other's is kept for the redo.
        expect(said([...after.people, await heldBack(workspace.path)])).toEqual(said(before.people));
        expect(undone.kept.every((kept) => kept.id !== '')).toBe(true);
        await workspace.redo(batch);
        expect(await dumpOf(workspace)).toEqual(before);
        expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
      }),
      runs,
    );
  });
});
