/** One sale, one count across the exports of a 抖店 shop, refunds before and after the settlement included, in every order of importing them. */
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats', name);
const funds = sample('doudian-funds/refunded-before-settlement.csv');
const ledger = sample('doudian-funds/account-ledger.csv');

let dir: string;
let afterSales: string;
let settlement: string;
beforeAll(async () => {
  dir = await scratchDir();
  afterSales = join(dir, 'after-sales.csv');
  await writeFile(
    afterSales,
    `售后单号,订单号,商品单号,售后类型,退商品金额（元）,售后状态,售后申请时间,商家退款时间
140000000000301,6953000000000001201,6953000000000001201,仅退款,27.20,"同意退款，退款成功",2026-06-08 10:00:00,2026-06-08 11:00:00
140000000000302,6953000000000001202,6953000000000001202,仅退款,5.00,"同意退款，退款成功",2026-06-08 10:00:00,2026-06-08 11:00:00
140000000000303,6953000000000001202,6953000000000001202,仅退款,10.00,"同意退款，退款成功",2026-06-12 08:00:00,2026-06-12 09:00:00
`,
  );
  settlement = join(dir, 'settlement.csv');
  await writeFile(
    settlement,
    `结算时间,订单号,子订单号,结算金额,结算账户,结算单类型,结算前退款金额,用户实付,收入合计,平台服务费,支出合计
2026-06-10 08:00:00,6953000000000001201,6953000000000001201,3.70,聚合账户,已结算,-27.20,2.80,3.80,-0.10,-0.10
2026-06-10 09:00:00,6953000000000001202,6953000000000001202,44.00,聚合账户,已结算,-5.00,44.90,44.90,-0.90,-0.90
2026-06-12 09:00:00,6953000000000001202,6953000000000001202,-10.00,聚合账户,结算后退款-原路退回,0,-10.00,-10.00,0,0
`,
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function totals(files: readonly string[]) {
  const workspace = await testWorkspace();
  try {
    await workspace.importFiles([...files]);
    const { lines } = await canonicalDump(workspace.path);
    expect(await workspace.call('workspace.doctor', {})).toMatchObject({ ok: true });
    const sum = (column: string) => lines.reduce((total, line) => total + Number(line[column]), 0);
    return { gross: sum('gross'), refund: sum('refund'), commission: sum('commission'), split: sum('split'), fee: sum('channel_fee') };
  } finally {
    await workspace.close();
  }
}

// Net is what moved: 3.70 + 44.00 − 10.00 + 145.00 + 196.90.
const moved = { gross: 59590, refund: 20720, commission: 910, split: 0, fee: 0 };
// The ledger of the account also knows an insurance of 5.00.
const insured = { ...moved, fee: 500 };

describe('exports of one 抖店 shop', () => {
  test.each([
    ['funds alone', () => [funds]],
    ['funds, then after-sales', () => [funds, afterSales]],
    ['after-sales, then funds', () => [afterSales, funds]],
    ['all three', () => [settlement, afterSales, funds]],
    ['all three, the other way round', () => [funds, afterSales, settlement]],
  ])('%s', async (_name, files) => {
    expect(await totals(files())).toEqual(moved);
  });

  test('the ledger of the account adds what the fund bill does not have', async () => {
    expect(await totals([ledger, funds, afterSales])).toEqual(insured);
    expect(await totals([funds, ledger])).toEqual(insured);
    // Alone it knows what arrived, and the refunds after that.
    expect(await totals([ledger])).toEqual({ gross: 38960, refund: 1000, commission: 0, split: 0, fee: 500 });
  });
});
