/** One sale, one count across the two bills of one Alipay merchant, in every order of importing them. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats', name);
const flow = sample('alipay-merchant-flow/20880000000000010156_202606_账务明细.csv');
const trades = sample('alipay-merchant-trades/20880000000000010156_202606_业务明细.csv');
const website = sample('alipay-merchant-flow/website.csv');
const shares = sample('alipay-merchant-flow/shares.csv');
const sharedTrades = sample('alipay-merchant-trades/shares.csv');
const summary = sample('alipay-merchant-summary/20880000000000010156_202606_业务明细(汇总).csv');

async function totals(files: readonly string[], undone: readonly number[] = []) {
  const workspace = await testWorkspace();
  try {
    const results = await workspace.importFiles([...files]);
    for (const index of undone) await workspace.undo(results[index]?.batchId ?? null);
    const { lines } = await canonicalDump(workspace.path);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
    const sum = (column: string) => lines.reduce((total, line) => total + Number(line[column]), 0);
    return {
      sales: lines.filter((line) => Number(line.gross) > 0).length,
      gross: sum('gross'),
      refund: sum('refund'),
      fee: sum('channel_fee'),
      feeBack: sum('fee_reversal'),
      payout: sum('payout'),
      split: sum('split'),
    };
  } finally {
    await workspace.close();
  }
}

// 199.00 + 29.90; back 99.00; fees 1.19 + 0.18, of which 0.59 came back.
const traded = { sales: 2, gross: 22890, refund: 9900, fee: 137, feeBack: 59, payout: 0, split: 0 };
// The flow also knows a fee of 3.00 that is of no trade, and the withdrawal.
const moved = { ...traded, fee: 437, payout: 10000 };
// 100.00, of which 0.60 was taken; shares of it and transfers are for the user, and only the trades say which shares are the sale's.
const shared = { sales: 1, gross: 10000, refund: 0, fee: 60, feeBack: 0, payout: 0, split: 0 };

describe('bills of one Alipay merchant', () => {
  test.each([
    ['trades alone', [trades], traded],
    ['flow alone', [flow], moved],
    ['trades, then flow', [trades, flow], moved],
    ['flow, then trades', [flow, trades], moved],
    ['with their summary', [summary, flow, trades], moved],
    ['with the list of the website', [website, flow, trades], moved],
    ['with the list of the website, the other way round', [trades, flow, website], moved],
    ['shares in the flow alone', [shares], shared],
    ['shares in the flow, then in the trades', [shares, sharedTrades], { ...shared, split: 300 }],
    ['shares in the trades, then in the flow', [sharedTrades, shares], { ...shared, split: 300 }],
  ])('%s', async (_name, files, expected) => {
    expect(await totals(files)).toEqual(expected);
  });

  test('taking one bill back leaves the other whole', async () => {
    expect(await totals([trades, flow], [1])).toEqual(traded);
    expect(await totals([flow, trades], [1])).toEqual(moved);
  });
});
