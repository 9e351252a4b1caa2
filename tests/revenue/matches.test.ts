/** Pairs that may be the same money in a real workspace: said to be one they count once, and every word can be taken back. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alipayBill, merchantBill, youzanOrder, youzanOrders } from '../support/files';
import { type TestWorkspace, testWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace();
});
afterEach(() => workspace.close());

const shop = (method = '微信支付') =>
  youzanOrders(join(workspace.dir, 'orders.csv'), [{ ...youzanOrder('E1', '林间', '19900001001'), flow: '', method }]);
const merchant = () =>
  merchantBill(join(workspace.dir, 'merchant.csv'), [
    { time: '2026-03-01 09:01:04', id: '4200000001', merchantId: 'other-1', state: 'SUCCESS', amount: '199.00', fee: '1.19' },
  ]);
const transfer = (amount: string, time: string) =>
  alipayBill(join(workspace.dir, 'bill.csv'), [
    { time, direction: '收入', category: '转账红包', who: '夏夏', what: '转账', amount, status: '交易成功', id: '2026030122001' },
  ]);
const waiting = () => workspace.call('revenue.matches', {});
const said = () => workspace.call('revenue.matches', { said: true });
const say = async (same: boolean | null, list = waiting) => {
  const { matches } = await list();
  const pairs = matches.map(({ one, other }) => ({ one: one.id, other: other.id }));
  await workspace.call('revenue.match', { pairs, same });
  return pairs;
};
const total = async () => (await workspace.call('revenue.totals', {}))[0];

describe('an order and a bill without a number in common', () => {
  it('are suggested, count once when they are one, and twice again when that is taken back', async () => {
    await workspace.importFiles([await shop(), await merchant()]);
    expect((await total())?.amounts.gross).toBe(39_800);
    const { matches } = await waiting();
    expect(matches).toMatchObject([{ kind: 'sale', seconds: 4, said: null, one: { side: 'order' }, other: { side: 'bill' } }]);
    const [pair] = await say(true);
    expect((await total())?.amounts).toMatchObject({ gross: 19_900, deductions: 119 });
    expect(await waiting()).toEqual({ matches: [], total: 0 });
    expect((await said()).matches).toMatchObject([{ kind: 'sale', seconds: 4, said: { same: true } }]);
    const { group } = await workspace.call('revenue.line', { id: pair?.one ?? 0 });
    expect(group.map(({ id, countedBy }) => [id, countedBy])).toEqual([[pair?.other, pair?.one]]);
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
    await say(null, said);
    expect((await total())?.amounts.gross).toBe(39_800);
    expect((await waiting()).total).toBe(1);
    expect((await said()).total).toBe(0);
  });

  it('stay one through undo and redo of either import', async () => {
    const [orders] = await workspace.importFiles([await shop(), await merchant()]);
    await say(true);
    await workspace.undo(orders?.batchId ?? null);
    expect((await total())?.amounts.gross).toBe(19_900);
    expect((await said()).total).toBe(0);
    await workspace.redo(orders?.batchId ?? null);
    expect((await total())?.amounts.gross).toBe(19_900);
    expect((await said()).total).toBe(1);
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
  });

  it('are not suggested again when they are two', async () => {
    await workspace.importFiles([await shop(), await merchant()]);
    await say(false);
    expect((await waiting()).total).toBe(0);
    expect((await said()).matches).toMatchObject([{ said: { same: false } }]);
    expect((await total())?.amounts.gross).toBe(39_800);
    await say(null, said);
    expect((await waiting()).total).toBe(1);
  });

  it('an undecided line becomes what its order says, and undecided again', async () => {
    await workspace.importFiles([await shop('支付宝支付'), await transfer('199.00', '2026-03-01 09:02:00')]);
    await say(true);
    expect((await workspace.call('revenue.undecided', {})).length).toBe(0);
    expect((await total())?.amounts.gross).toBe(19_900);
    await say(null, said);
    expect((await workspace.call('revenue.undecided', {})).length).toBe(1);
  });
});

describe('a payout and its arrival', () => {
  const payout = () =>
    workspace.call('revenue.addLine', {
      at: '2026-03-01T00:00:00Z',
      kind: 'payout',
      soldOn: 'gumroad',
      paidVia: null,
      currency: 'CNY',
      amount: 50_000,
      product: null,
      counterparty: null,
      personId: null,
      note: null,
    });

  it('is no revenue once it is known as such; a kind that the user gives it later stays', async () => {
    const line = await payout();
    await workspace.importFiles([await transfer('500.00', '2026-03-04 10:00:00')]);
    const [pair] = await say(true);
    expect(pair?.one).toBe(line.id);
    const other = () => workspace.call('revenue.line', { id: pair?.other ?? 0 });
    expect((await other()).line).toMatchObject({ kind: 'transfer', edited: true });
    expect((await total())?.amounts).toMatchObject({ gross: 0, payout: 50_000 });
    await workspace.call('revenue.updateLine', { id: pair?.other ?? 0, fields: { kind: 'tip' } });
    await say(null, said);
    expect((await other()).line).toMatchObject({ kind: 'tip', edited: true });
  });

  it('a payout that is removed takes the word with it', async () => {
    const line = await payout();
    await workspace.importFiles([await transfer('500.00', '2026-03-04 10:00:00')]);
    await say(true);
    await workspace.call('revenue.removeLine', { id: line.id });
    expect((await workspace.call('revenue.undecided', {})).length).toBe(1);
    expect((await workspace.call('workspace.doctor', {})).ok).toBe(true);
  });
});

it('lines that make no pair are refused, and nothing is written', async () => {
  const [, bill] = await workspace.importFiles([await shop(), await merchant()]);
  expect(bill?.error).toBeNull();
  const { matches } = await waiting();
  const { one, other } = matches[0] ?? { one: { id: 0 }, other: { id: 0 } };
  const refused = (pairs: { one: number; other: number }[]) => workspace.call('revenue.match', { pairs, same: true });
  await expect(refused([{ one: one.id, other: 999_999 }])).rejects.toMatchObject({ code: 'line-missing' });
  await expect(
    refused([
      { one: one.id, other: other.id },
      { one: other.id, other: one.id },
    ]),
  ).rejects.toMatchObject({ code: 'invalid-input' });
  expect((await said()).total).toBe(0);
});
