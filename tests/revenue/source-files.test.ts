/** Which imports a total of the ledger is made of: the parts add up to the totals of the same filter, in each currency. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amountName, type LedgerFilter } from '../../shared/contract/revenue';
import { demoDir, type TestWorkspace, testWorkspace } from '../support/workspace';

const files = [
  '订单报表_20261101090030.csv',
  '1999999901All2026-03-01_2026-03-31.csv',
  'unified_payments.csv',
  'patreon-members-2026-10-31.csv',
];
let workspace: TestWorkspace;
const batches: string[] = [];
beforeAll(async () => {
  workspace = await testWorkspace();
  for (const file of files) batches.push((await workspace.importFiles([join(demoDir, file)]))[0]?.batchId ?? '');
}, 120_000);
afterAll(() => workspace.close());

async function expectSums(filter: Partial<LedgerFilter>): Promise<number> {
  const totals = await workspace.call('revenue.totals', filter);
  for (const amount of amountName.options) {
    const sources = await workspace.call('revenue.sources', { ...filter, amount });
    for (const { currency, amounts, lines } of totals) {
      const parts = sources.filter((source) => source.currency === currency);
      expect(
        parts.reduce((sum, part) => sum + part.amount, 0),
        `${amount} ${currency} ${JSON.stringify(filter)}`,
      ).toBe(amounts[amount]);
      expect(parts.reduce((sum, part) => sum + part.lines, 0)).toBeLessThanOrEqual(lines);
      expect(new Set(parts.map(({ batchId }) => batchId)).size).toBe(parts.length);
    }
    expect(sources.every(({ currency }) => totals.some((total) => total.currency === currency))).toBe(true);
  }
  return totals.length;
}

test('the parts add up to every total of every filter', async () => {
  expect(await expectSums({})).toBeGreaterThan(1);
  await expectSums({ from: '2026-03-01', to: '2026-04-01' });
  await expectSums({ platform: 'youzan', status: 'counted' });
  await expectSums({ kinds: ['refund', 'fee'] });
  await expectSums({ search: '100%' });
  for (const importId of batches) await expectSums({ importId });
}, 60_000);

test('names each import with its account; largest first; what is written or edited by hand stands apart', async () => {
  const march = { from: '2026-03-01', to: '2026-04-01', currency: 'CNY' };
  const before = await workspace.call('revenue.sources', { ...march, amount: 'gross' });
  expect(before[0]).toMatchObject({ fileName: '订单报表_20261101090030.csv', platform: 'youzan', account: '山中读书社' });
  expect(before.map(({ amount }) => amount)).toEqual(before.map(({ amount }) => amount).sort((a, b) => b - a));
  expect(before.some(({ batchId }) => batchId === null)).toBe(false);
  const nothing = { paidVia: null, product: null, counterparty: null, personId: null, note: null };
  const line = { at: '2026-03-05T04:00:00Z', soldOn: '读书会现场', currency: 'CNY', kind: 'sale', amount: 12_300, ...nothing } as const;
  await workspace.call('revenue.addLine', line);
  const after = await workspace.call('revenue.sources', { ...march, amount: 'gross' });
  expect(after.find(({ batchId }) => batchId === null)).toMatchObject({ lines: 1, amount: 12_300, appliedAt: null, fileName: '' });
  await expectSums({});
});

test('the filter of what an import counts finds exactly its part, also where files overlap', async () => {
  await workspace.importFiles([join(demoDir, '订单报表_20260331235015.csv')]);
  const stated = await workspace.call('revenue.sources', { amount: 'net', currency: 'CNY' });
  const overlapping = stated.filter(({ fileName }) => fileName.startsWith('订单报表'));
  expect(overlapping).toHaveLength(2);
  for (const { batchId, currency, amount, lines } of stated) {
    const filter = batchId === null ? ({ status: 'manual' } as const) : ({ status: 'counted', importId: batchId } as const);
    const [total] = await workspace.call('revenue.totals', { ...filter, currency });
    expect(total?.amounts.net).toBe(amount);
    expect(total?.lines).toBe(lines);
  }
  await workspace.undo(overlapping.find(({ fileName }) => fileName === '订单报表_20260331235015.csv')?.batchId ?? '');
}, 60_000);

test('an import that is taken back is no source any more', async () => {
  const [first = ''] = batches;
  await workspace.undo(first);
  expect((await workspace.call('revenue.sources', { amount: 'net' })).map(({ batchId }) => batchId)).not.toContain(first);
  await expectSums({});
  await workspace.redo(first);
});
