/** One tip, one count: Ko-fi quotes the payment of PayPal or Stripe, whose own export states it again with its fee. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats', name);
const paypal = sample('paypal-activity/activity-us.csv');
const stripe = sample('stripe-payments/october.csv');

let folder: string;
let tips: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tips-'));
  tips = join(folder, 'Transaction_All.csv');
  writeFileSync(
    tips,
    [
      'DateTime (UTC),From,Message,Item,Received,Given,Currency,TransactionType,TransactionId,Reference,BuyerEmail,PaymentProvider',
      '2026-05-01 10:00,Aster Example,,,50.00,,USD,Tip,00000000-0000-4000-8000-000000000001,DEMO0000000000041,aster@example.com,PayPal',
      '2026-10-01 10:00,Briar,,,60.00,,USD,Subscription,00000000-0000-4000-8000-000000000002,ch_3RaDm1DemoAcctXX0Aster01,,Stripe',
      '2026-05-02 10:00,Clover,,,7.00,,USD,Tip,00000000-0000-4000-8000-000000000003,free words,,Stripe',
    ].join('\n'),
  );
});

afterEach(() => rmSync(folder, { recursive: true }));

async function dollarsOf(...files: string[]) {
  const workspace = await testWorkspace();
  try {
    await workspace.importFiles(files);
    const lines = (await canonicalDump(workspace.path)).lines.filter((line) => line.currency === 'USD');
    return { lines, gross: lines.reduce((total, line) => total + Number(line.gross), 0) };
  } finally {
    await workspace.close();
  }
}

test('tips alone', async () => {
  expect((await dollarsOf(tips)).gross).toBe(5_000 + 6_000 + 700);
});

test.each([
  ['PayPal', paypal, 5_000],
  ['Stripe', stripe, 6_000],
])('with the bill of %s, in either order', async (_name, bill, shared) => {
  const { gross } = await dollarsOf(bill);
  for (const files of [
    [tips, bill],
    [bill, tips],
  ])
    expect((await dollarsOf(...files)).gross).toBe(gross + 5_000 + 6_000 + 700 - shared);
});

const head = 'DateTime (UTC),From,Message,Item,Received,Given,Currency,TransactionType,TransactionId';
const tip = (time: string, number: number) => `${time},Aster Example,,,5.00,,USD,Tip,00000000-0000-4000-8000-00000000000${number}`;

test.each([
  ['without dates', 'proven.csv', 'unclear.csv'],
  ['the proven one is dated', 'proven_20260601.csv', 'unclear.csv'],
  ['the unclear one is dated', 'proven.csv', 'unclear_20260601.csv'],
  ['the proven one is older', 'proven_20260601.csv', 'unclear_20260701.csv'],
  ['the unclear one is older', 'proven_20260701.csv', 'unclear_20260601.csv'],
])('a file that does not show whether day or month comes first never wins over one that does: %s', async (_name, proven, unclear) => {
  const paths = [join(folder, proven), join(folder, unclear)];
  writeFileSync(join(folder, proven), [head, tip('03/05/2026 10:00', 1), tip('21/05/2026 11:00', 2)].join('\n'));
  writeFileSync(join(folder, unclear), [head, tip('03/05/2026 10:00', 1)].join('\n'));
  for (const files of [paths, [...paths].reverse()]) {
    const { lines, gross } = await dollarsOf(...files);
    expect(gross).toBe(1_000);
    expect(lines.map((line) => line.at).sort()).toEqual(['2026-05-03T10:00:00Z', '2026-05-21T11:00:00Z']);
  }
});
