/**
 * Real files that nobody here wrote, where there are some ($TONGHAO_SAMPLES, else a folder beside the checkout), and the project's own
 * fixtures always: the product's mapping against the independent recomputation, row counts and money to the cent.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { detect } from '../../electron/core/sync/detect';
import { mapRows } from '../../electron/core/sync/map-rows';
import { openSource, ReadError } from '../../electron/core/sync/read';
import { countedAmounts } from '../../shared/domain/ledger';
import type { LedgerLinePayload } from '../../shared/domain/records';

const checkout = resolve(import.meta.dirname, '../..');
const samples = process.env.TONGHAO_SAMPLES ?? resolve(checkout, '../shared/fixtures');
const fixtures = resolve(import.meta.dirname, '../formats');

/** The formats that are recomputed; the others have their expected output beside their fixtures. */
const recomputedFormats = [
  'wechat-bill',
  'wechat-merchant-bill',
  'alipay-bill',
  'xiaoe-users',
  'youzan-orders',
  'stripe-payments',
  'patreon-members',
];

const sums = z.object({
  gross: z.number(),
  refund: z.number(),
  deductions: z.number(),
  payout: z.number(),
  expense: z.number(),
  returned: z.number(),
  undecided: z.number(),
});
type Sums = z.infer<typeof sums>;
const recomputed = z.object({
  file: z.string(),
  format: z.string().nullable(),
  rows: z.number().optional(),
  ignored: z.number().optional(),
  quarantined: z.number().optional(),
  sums: z.record(z.string(), sums).optional(),
});
type Recomputed = z.infer<typeof recomputed>;

function recompute(folder: string): Recomputed[] {
  const output = execFileSync(process.execPath, [join(import.meta.dirname, 'recompute.mjs'), folder], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return output
    .trim()
    .split('\n')
    .map((line) => recomputed.parse(JSON.parse(line)));
}

/** The same figures from the product: rows without expenses, money with them. */
async function product(path: string): Promise<Omit<Recomputed, 'file'>> {
  const source = await openSource(path).catch((error: unknown) => {
    if (error instanceof ReadError) return null;
    throw error;
  });
  const detection = source && (await detect(source));
  if (!source || !detection) return { format: null };
  const counts = { rows: 0, ignored: 0, quarantined: 0 };
  for await (const batch of (await mapRows(source, detection, { withExpenses: false })).batches) {
    for (const { outcome } of batch) {
      counts.rows++;
      if (outcome.outcome !== 'records') counts[outcome.outcome]++;
    }
  }
  const money: Record<string, Sums> = {};
  for await (const batch of (await mapRows(source, detection, { withExpenses: true })).batches) {
    for (const { outcome } of batch) {
      if (outcome.outcome !== 'records') continue;
      for (const record of outcome.records) if (record.type === 'ledgerLine') add(money, record.payload);
    }
  }
  return { format: detection.format.id, ...counts, sums: money };
}

const none: Sums = { gross: 0, refund: 0, deductions: 0, payout: 0, expense: 0, returned: 0, undecided: 0 };

function add(money: Record<string, Sums>, line: LedgerLinePayload): void {
  const counted = countedAmounts(line.kind, line);
  const added: Sums = {
    gross: counted.gross,
    refund: counted.refund,
    deductions: counted.commission + counted.channelFee - counted.feeReversal + counted.split + counted.taxWithheld,
    payout: counted.payout,
    expense: counted.expense,
    returned: line.returned ?? 0,
    undecided: line.kind === 'undecided' ? line.amount : 0,
  };
  if (Object.values(added).every((amount) => amount === 0)) return;
  const total = money[line.currency] ?? none;
  money[line.currency] = {
    gross: total.gross + added.gross,
    refund: total.refund + added.refund,
    deductions: total.deductions + added.deductions,
    payout: total.payout + added.payout,
    expense: total.expense + added.expense,
    returned: total.returned + added.returned,
    undecided: total.undecided + added.undecided,
  };
}

const folders = [fixtures, ...(existsSync(samples) ? [samples] : [])];

describe.each(folders)('files of %s', (folder) => {
  const files = recompute(folder);

  test('are there, and some are of the seven formats', () => {
    expect(files.filter((file) => file.format !== null).length).toBeGreaterThan(0);
  });

  test.each(files.filter((file) => file.format !== null))('$file: $format', async ({ file, ...expected }) => {
    expect(await product(join(folder, file))).toEqual(expected);
  });

  test.each(files.filter((file) => file.format === null))('$file is none of the seven', async ({ file }) => {
    const { format } = await product(join(folder, file));
    expect(recomputedFormats).not.toContain(format);
  });
});

test('the folder of real files is named when there is none', () => {
  if (existsSync(samples)) expect(folders).toContain(samples);
  else {
    console.log(`samples: only the project's own fixtures were checked; no folder ${samples}`);
    expect(folders).toEqual([fixtures]);
  }
});
