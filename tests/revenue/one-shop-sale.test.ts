/**
 * One sale, one count between shops and the PayPal account that some buyers paid to. Gumroad's payouts repeat its sales, Eventbrite's orders its
 * tickets.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats', name);
const sales = sample('gumroad-sales/sales.csv');
const payout = sample('gumroad-payouts/payout-2026-05-15.csv');
const orders = sample('shopify-orders/orders_export_1.csv');
const attendees = sample('eventbrite-attendees/attendees-2024.csv');
const eventOrders = sample('eventbrite-orders/orders.csv');
const paypal = sample('paypal-activity/activity-us.csv');

async function linesOf(...files: string[]) {
  const workspace = await testWorkspace();
  try {
    await workspace.importFiles(files);
    return (await canonicalDump(workspace.path)).lines;
  } finally {
    await workspace.close();
  }
}

type Lines = Awaited<ReturnType<typeof linesOf>>;
const sum = (lines: Lines, column: string) => lines.reduce((total, line) => total + Number(line[column]), 0);

describe('Gumroad', () => {
  // 20 + 5 + 10 + 10 + 12 + 12 + 60 + 7; back: 10 whole, 4 in part, 12 disputed.
  const gross = 13_600;
  const refund = 2_600;

  test('sales alone', async () => {
    const lines = await linesOf(sales);
    expect([sum(lines, 'gross'), sum(lines, 'refund'), sum(lines, 'payout')]).toEqual([gross, refund, 0]);
  });

  test.each([
    ['sales, then payout', [sales, payout]],
    ['payout, then sales', [payout, sales]],
  ])('%s', async (_name, files) => {
    const lines = await linesOf(...files);
    // The payout adds an affiliate credit of 3.00 that no purchase of the seller's stands for.
    expect([sum(lines, 'gross'), sum(lines, 'refund')]).toEqual([gross + 300, refund]);
    expect(sum(lines, 'payout')).toBe(1_400 + 600 + 400);
    expect(lines.find((line) => line.key === 'gumroad/ledgerLine/demoA1==|sale')).toMatchObject({
      at: '2026-05-01T14:19:23Z',
      commission: 250,
    });
    const refunded = lines.filter((line) => line.kind === 'refund' && Number(line.refund) > 0);
    expect(refunded.map((line) => line.at)).toEqual([
      '2026-05-06T00:00:00Z',
      '2026-05-07T00:00:00Z',
      '2026-05-07T00:00:00Z',
      '2026-05-08T00:00:00Z',
    ]);
  });

  test('a purchase that was paid to the own PayPal account counts at Gumroad, its PayPal fee at PayPal', async () => {
    const [alone, both] = [await linesOf(paypal), await linesOf(paypal, sales)];
    const usd = (lines: Lines) => lines.filter((line) => line.currency === 'USD');
    expect(sum(usd(both), 'gross')).toBe(sum(usd(alone), 'gross') + gross - 6_000);
    expect(both.find((line) => line.key === 'paypal/ledgerLine/DEMO0000000000001|+')).toMatchObject({ gross: 0, channel_fee: 239 });
    expect(both.find((line) => line.key === 'gumroad/ledgerLine/demoJ10=|sale')).toMatchObject({
      gross: 6_000,
      commission: 600,
      paid_via: 'paypal',
    });
  });
});

test('an order of Shopify that was paid with PayPal counts once, with the fee of PayPal', async () => {
  const [shop, bill, both] = [await linesOf(orders), await linesOf(paypal), await linesOf(paypal, orders)];
  const usd = (lines: Lines) =>
    sum(
      lines.filter((line) => line.currency === 'USD'),
      'gross',
    );
  expect(usd(both)).toBe(usd(shop) + usd(bill) - 5_000);
  expect(both.find((line) => line.key === 'paypal/ledgerLine/DEMO0000000000041|+')).toMatchObject({ gross: 0, channel_fee: 224 });
  expect(both.find((line) => line.key === 'shopify/ledgerLine/5999990001002|sale')).toMatchObject({ gross: 5_000, paid_via: 'paypal' });
});

test.each([
  ['tickets, then orders', [attendees, eventOrders]],
  ['orders, then tickets', [eventOrders, attendees]],
])('Eventbrite: %s count once', async (_name, files) => {
  const usd = (lines: Lines) =>
    sum(
      lines.filter((line) => line.currency === 'USD'),
      'gross',
    );
  expect(usd(await linesOf(attendees))).toBe(3 * 2_500 + 2 * 500);
  expect(usd(await linesOf(eventOrders))).toBe(6_930 + 2_310);
  // Only the second order is in the list of orders alone.
  expect(usd(await linesOf(...files))).toBe(3 * 2_500 + 2 * 500 + 2_310);
});

describe('attendees of one Eventbrite event, downloaded with other columns', () => {
  const known = ['Order ID', 'Order date', 'Attendee email', 'Event name', 'Ticket tier', 'Currency', 'Ticket price', 'Barcode number'];
  // Aster took two tickets for herself and one for Briar, Clover one of which she was paid back.
  const rows: readonly string[][] = [
    ['8100000001', '2026-05-01 10:00:00', 'aster@example.com', 'Ink and Tea', 'Early', 'EUR', '25.00', '81000000011', ''],
    ['8100000001', '2026-05-01 10:00:00', 'aster@example.com', 'Ink and Tea', 'Early', 'EUR', '25.00', '81000000012', ''],
    ['8100000001', '2026-05-01 10:00:00', 'briar@example.com', 'Ink and Tea', 'Late', 'EUR', '40.00', '81000000013', ''],
    ['8100000002', '2026-05-02 10:00:00', 'clover@example.com', 'Ink and Tea', 'Late', 'EUR', '40.00', '81000000021', 'Refunded'],
  ];
  const file = (lacking: readonly string[], from = rows) => {
    const columns = [...known, 'Attendee Status'];
    const of = (cells: readonly string[]) => cells.filter((_, at) => !lacking.includes(columns[at] ?? '')).join(',');
    return [columns, ...from].map(of).join('\n');
  };

  const someWithout = rows.map((cells, at) => (at === 0 ? cells.map((cell, n) => (n === 7 ? '' : cell)) : cells));

  test.each([
    ['with barcodes and without', file([]), file(['Barcode number'])],
    ['one of them has no barcode', file([], someWithout)],
    ['one of them has no barcode, and none in the other file', file([], someWithout), file(['Barcode number'])],
    ['without barcodes, with and without the kind of ticket', file(['Barcode number']), file(['Barcode number', 'Ticket tier'])],
    ['some with barcodes, all without', file([], rows.slice(2)), file(['Barcode number'])],
  ])('%s: every ticket counts once', async (_name, ...texts) => {
    const dir = await scratchDir();
    try {
      const paths = texts.map((_, at) => join(dir, `report-${at}.csv`));
      for (const [at, path] of paths.entries()) await writeFile(path, texts[at] ?? '');
      for (const files of [paths, [...paths].reverse()]) {
        const lines = await linesOf(...files);
        expect([sum(lines, 'gross'), sum(lines, 'refund')]).toEqual([13_000, 4_000]);
      }
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
