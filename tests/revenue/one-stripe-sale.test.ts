/** One sale, one count across the exports of one Stripe account: every order of importing them gives the totals of the account. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats', name);
const payments = sample('stripe-payments/october.csv');
const balance = sample('stripe-balance-history/october.csv');
const reconciliation = sample('stripe-itemised/payout-reconciliation-october.csv');
const payoutReport = sample('stripe-itemised/payouts.csv');
const payouts = sample('stripe-payouts/chosen-columns.csv');

/** Sums over all lines, minor units of USD. */
async function totals(files: readonly string[]) {
  const workspace = await testWorkspace();
  try {
    await workspace.importFiles([...files]);
    const { lines } = await canonicalDump(workspace.path);
    const sum = (column: string) => lines.reduce((total, line) => total + Number(line[column]), 0);
    expect(new Set(lines.map((line) => line.currency))).toEqual(new Set(['USD']));
    return {
      sales: lines.filter((line) => Number(line.gross) > 0).length,
      gross: sum('gross'),
      refund: sum('refund'),
      fee: sum('channel_fee') - sum('fee_reversal'),
      payout: sum('payout'),
    };
  } finally {
    await workspace.close();
  }
}

// 60.00 + 6.19 + 12.00; back 10.00 + 5.00 + 12.00; fees 2.16 + 0.60 + 0.65.
const charged = { sales: 3, gross: 7819, refund: 2700, fee: 341, payout: 0 };
// The balance also knows 2.00 of fees of Stripe's own and the payout of 40.00.
const settled = { ...charged, fee: 541, payout: 4000 };

describe('exports of one Stripe account', () => {
  test.each([
    ['payments alone', [payments], charged],
    ['balance history alone', [balance], settled],
    ['payout reconciliation alone', [reconciliation], settled],
    ['payouts, then balance history', [payouts, balance], settled],
    ['payments, then balance history', [payments, balance], settled],
    ['balance history, then payments', [balance, payments], settled],
    ['payments, then reconciliation', [payments, reconciliation], settled],
    ['all of them', [reconciliation, payments, payouts, payoutReport, balance], settled],
    ['all of them, the other way round', [balance, payoutReport, payments, reconciliation, payouts], settled],
  ])('%s', async (_name, files, expected) => {
    expect(await totals(files)).toEqual(expected);
  });

  test.each([
    [['stripe-payments/before-2020.csv', 'stripe-balance-history/before-2020.csv']],
    [['stripe-balance-history/before-2020.csv', 'stripe-payments/before-2020.csv']],
  ])('ids of before 2020: refunds of one minute and amount count once each (%s)', async (files) => {
    expect(await totals(files.map(sample))).toEqual({ sales: 3, gross: 7500, refund: 5000, fee: 306, payout: 0 });
  });

  test('the order of imports does not matter', async () => {
    const files = [payments, balance, reconciliation, payoutReport, payouts];
    const dumps = [];
    for (const order of [files, [...files].reverse()]) {
      const workspace = await testWorkspace();
      try {
        await workspace.importFiles(order);
        dumps.push(await canonicalDump(workspace.path));
      } finally {
        await workspace.close();
      }
    }
    expect(dumps[1]?.lines).toEqual(dumps[0]?.lines);
    expect(dumps[0]?.lines.find((line) => line.key === 'stripe/ledgerLine/po_DemoPayout0001')).toMatchObject({
      at: '2026-10-09T00:05:00Z',
    });
  });

  test('taking the balance history back brings the refunds of the payments back', async () => {
    const workspace = await testWorkspace();
    try {
      await workspace.importFiles([payments]);
      const before = await canonicalDump(workspace.path);
      const [imported] = await workspace.importFiles([balance]);
      await workspace.undo(imported?.batchId ?? null);
      expect(await canonicalDump(workspace.path)).toEqual(before);
    } finally {
      await workspace.close();
    }
  });

  test('the sale keeps the buyer that only the payments name, and the fee that the balance states', async () => {
    const workspace = await testWorkspace();
    try {
      await workspace.importFiles([payments, balance]);
      const { lines } = await canonicalDump(workspace.path);
      expect(lines.find((line) => line.key === 'stripe/ledgerLine/ch_3RaDm2DemoAcctXX0Fern001|sale')).toMatchObject({
        person: 'stripe/person/email:fern.example2@example.org',
        gross: 619,
        channel_fee: 60,
        original_amount: 550,
        original_currency: 'EUR',
      });
    } finally {
      await workspace.close();
    }
  });
});
