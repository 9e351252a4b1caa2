/** Whoever is erased, money and everybody else stay as they were, and the same files bring nothing. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDump, type Dump } from '../support/dump';
import { merchantBill, xiaoeUsers, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

const two = (n: number) => String(n).padStart(2, '0');
/** Few numbers and names, so that people share them within and across platforms; some are masked, some missing. */
const phone = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((n) => `199000000${two(n)}`),
  fc.constantFrom('199****0000', ''),
);
const nickname = fc.constantFrom('林间', '纸上', '林间小路', '秋分', 'Aster', '年会员');
const user = fc.record({ id: fc.integer({ min: 1, max: 8 }).map((n) => `u_test${two(n)}_AbCdEfGh`), nickname, phone });
const sale = fc.record({
  n: fc.integer({ min: 1, max: 20 }),
  paid: fc.integer({ min: 1, max: 90_000 }).map((fen) => (fen / 100).toFixed(2)),
  nickname,
  phone,
  refunded: fc.boolean(),
  onBill: fc.boolean(),
  product: fc.constantFrom('年会员', '林间散步', '给Aster的信'),
});
const world = fc.record({
  users: fc.array(user, { maxLength: 8 }),
  sales: fc.uniqueArray(sale, { selector: ({ n }) => n, minLength: 1, maxLength: 12 }),
  chosen: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const at = (n: number) => `2026-03-${two(n)} 09:00:00`;

async function write(dir: string, { users, sales }: World): Promise<string[]> {
  return [
    await xiaoeUsers(
      join(dir, '用户列表导出_20261031.csv'),
      users.map((each) => ({ ...each, city: '西安', spent: '0.00', registeredAt: '2026-01-05 08:00:00' })),
    ),
    await youzanOrders(
      join(dir, '订单报表_20261101090030.csv'),
      sales.map(({ n, paid, refunded, ...rest }) => ({
        ...rest,
        number: `E20260101${two(n)}`,
        status: '交易成功',
        createdAt: at(n),
        paidAt: at(n),
        flow: `420000${two(n)}`,
        paid,
        refunded: refunded ? paid : '0.00',
      })),
    ),
    await merchantBill(
      join(dir, '1900000001All2026-03-01_2026-03-31.csv'),
      sales
        .filter(({ onBill }) => onBill)
        .map(({ n, paid }) => ({
          time: at(n),
          id: `420000${two(n)}`,
          merchantId: `m${two(n)}`,
          state: 'SUCCESS' as const,
          amount: paid,
          fee: '0.01',
        })),
    ),
  ];
}

async function figures({ call }: TestWorkspace) {
  const metrics = await call('overview.metrics', {});
  return { totals: await call('revenue.totals', {}), metrics: metrics.filter(({ id }) => id.startsWith('revenue.')) };
}

/** Everybody but those with one of the keys, and the lines of everybody else. */
function others(dump: Dump, keys: ReadonlySet<string>) {
  const theirs = (text: unknown) =>
    typeof text === 'string' && (text.includes('~erased:') || [...keys].some((key) => text.endsWith(`/${key}`)));
  const own = new Set(dump.lines.filter(({ person }) => theirs(person)).map(({ key }) => key));
  return {
    people: dump.people.filter(({ profiles }) =>
      profiles.every(({ key }) => !keys.has(String(key)) && !String(key).startsWith('~erased:')),
    ),
    // The bill of an order of theirs is theirs, whatever it calls them.
    lines: dump.lines.filter(({ person, counted_by }) => !theirs(person) && !own.has(counted_by)),
    orders: dump.orders.filter(({ person }) => !theirs(person)),
  };
}

test('whoever is erased', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      const dir = await scratchDir();
      const workspace = await testWorkspace();
      try {
        const files = await write(dir, drawn);
        await workspace.importFiles(files);
        const { people } = await workspace.call('people.list', { sort: 'name' });
        if (people.length === 0) return;
        const ids = [...new Set(drawn.chosen.map((index) => people[index % people.length]?.id ?? ''))];
        const chosen = await Promise.all(ids.map((id) => workspace.call('people.get', { id })));
        const before = await canonicalDump(workspace.path);
        const keys = new Set(
          before.people
            .filter(({ profiles }) =>
              chosen.some(({ identities }) =>
                identities.some(({ externalId }) => profiles.some(({ key }) => String(key).endsWith(externalId))),
              ),
            )
            .flatMap(({ profiles }) => profiles.map(({ key }) => String(key))),
        );
        const sums = await figures(workspace);
        await workspace.job('people.erase', { ids });
        const after = await canonicalDump(workspace.path);
        expect(await figures(workspace)).toEqual(sums);
        expect(others(after, keys)).toEqual(others(before, keys));
        expect((await workspace.call('workspace.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([]);
        const again = await workspace.importFiles(files);
        expect(again.map(({ rows }) => [rows.new, rows.updated])).toEqual(again.map(() => [0, 0]));
        expect(await canonicalDump(workspace.path)).toEqual(after);
      } finally {
        await workspace.close();
        await rm(dir, { recursive: true, force: true });
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
