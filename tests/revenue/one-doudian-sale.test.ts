/**
 * One sale, one count across the exports of a 抖店 shop, refunds before and after the settlement included, and order lists that know more or less
 * of it, in every order of importing them.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

const sample = (name: string) => resolve(import.meta.dirname, '../formats', name);
const funds = sample('doudian-funds/refunded-before-settlement.csv');

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

// Net is what moved: 3.70 + 44.00 − 10.00 + 145.00 + 196.90 + 49.00.
const moved = { gross: 67590, refund: 21720, commission: 1010, split: 2000, fee: 0 };

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
});

const sold = '6953000000000001301';
const heads = {
  settlement: '结算时间,订单号,子订单号,结算金额,结算账户,结算单类型,结算前退款金额,用户实付,收入合计,平台服务费,支出合计',
  funds: '动账时间,动账流水号,动账方向,动账金额,动账场景,子订单号,订单实付应结,平台服务费,订单退款',
};

/** Totals of bills of the sub-order `sold`; their lines are told without its number. */
async function totalsOf(bills: readonly (readonly [keyof typeof heads, ...string[]])[]) {
  const files: string[] = [];
  for (const [n, [head, ...lines]] of bills.entries()) {
    const path = join(dir, `bill-${n}.csv`);
    await writeFile(path, [heads[head], ...lines, ''].join('\n'));
    files.push(path);
  }
  return totals(files);
}

describe('refunds of one sub-order', () => {
  const settled = (settledRefund: string) => `2026-06-10 08:00:00,${sold},${sold},80.00,聚合账户,已结算,${settledRefund},80.00,80.00,0,0`;

  test('two refunds of the same second in the settlement bill both count', async () => {
    const back = (amount: string) => `2026-06-12 09:00:00,${sold},${sold},${amount},聚合账户,结算后退款-原路退回,0,0,${amount},0,0`;
    expect(await totalsOf([['settlement', settled('0'), back('-5.00'), back('-10.00')]])).toMatchObject({ gross: 8000, refund: 1500 });
  });

  test('one before the settlement and a larger one after it, each in another bill, both count', async () => {
    const later = `2026-07-02 09:00:00,7700000000000000001,出账,50.00,退款-售后退款,${sold},0,0,0`;
    const bills = [['settlement', settled('-10.00')] as const, ['funds', later] as const];
    expect(await totalsOf(bills)).toMatchObject({ gross: 9000, refund: 6000 });
    expect(await totalsOf([...bills].reverse())).toMatchObject({ gross: 9000, refund: 6000 });
  });

  test('what both bills say of one before the settlement and one after it counts once', async () => {
    const back = `2026-06-12 09:00:00,${sold},${sold},-50.00,聚合账户,结算后退款-原路退回,0,0,-50.00,0,0`;
    const sale = `2026-06-10 08:00:00,7700000000000000002,入账,80.00,货款结算入账,${sold},80.00,0,-10.00`;
    const later = `2026-06-12 09:00:00,7700000000000000001,出账,50.00,退款-售后退款,${sold},0,0,0`;
    const bills = [['settlement', settled('-10.00'), back] as const, ['funds', sale, later] as const];
    expect(await totalsOf(bills)).toMatchObject({ gross: 9000, refund: 6000 });
    expect(await totalsOf([...bills].reverse())).toMatchObject({ gross: 9000, refund: 6000 });
  });
});

const id = '6953000000000001401';
/** The same order in lists of other columns. */
const lists = {
  complete: `子订单编号,订单提交时间,支付完成时间,订单应付金额,订单状态,选购商品,平台实际承担优惠金额,达人实际承担优惠金额
${id},2026-06-20 10:00:00,2026-06-20 10:05:00,20.00,已发货,书签,5.00,8.00
`,
  untimed: `子订单编号,订单提交时间,订单应付金额,订单状态,选购商品,平台优惠,达人优惠
${id},2026-06-20 10:00:00,20.00,已完成,书签,5.00,8.00
`,
  undiscounted: `子订单编号,订单提交时间,支付完成时间,订单应付金额,订单状态,选购商品
${id},2026-06-20 10:00:00,2026-06-20 10:05:00,20.00,已完成,书签
`,
  least: `子订单编号,订单提交时间,订单应付金额,订单状态
${id},2026-06-20 10:00:00,20.00,已完成
`,
  closed: `子订单编号,订单提交时间,订单应付金额,订单状态
${id},2026-06-20 10:00:00,20.00,已关闭
`,
  unpaid: `子订单编号,订单提交时间,支付完成时间,订单应付金额,订单状态,选购商品,平台优惠,达人优惠
${id},2026-06-20 10:00:00,-,20.00,待支付,书签,5.00,8.00
`,
};

/** What is known of the order after `files`: list and name of each. */
async function known(files: readonly (readonly [keyof typeof lists, string])[]) {
  const workspace = await testWorkspace();
  try {
    for (const [list, name] of files) {
      const path = join(dir, name);
      await writeFile(path, lists[list]);
      await workspace.importFiles([path]);
    }
    const { lines, orders } = await canonicalDump(workspace.path);
    expect(lines.length).toBe(1);
    expect(orders.length).toBe(1);
    const [line, order] = [lines[0], orders[0]];
    return {
      gross: line?.gross,
      at: line?.at,
      estimated: line?.date_estimated,
      product: line?.product,
      status: order?.status,
      paid: order?.paid_at,
    };
  } finally {
    await workspace.close();
  }
}

describe('order lists of one 抖店 shop', () => {
  const [submitted, paid] = ['2026-06-20T02:00:00Z', '2026-06-20T02:05:00Z'];
  const best = { gross: 3300, at: paid, estimated: 0, product: '书签', paid };

  describe.each([
    ['without dates', 'orders.csv', 'chosen.csv'],
    ['the complete one is dated', 'orders_20260621.csv', 'chosen.csv'],
    ['the other one is dated', 'orders.csv', 'chosen_20260628.csv'],
    ['the complete one is older', 'orders_20260621.csv', 'chosen_20260628.csv'],
    ['the complete one is newer', 'orders_20260628.csv', 'chosen_20260621.csv'],
  ])('%s', (_name, complete, chosen) => {
    test.each(['untimed', 'undiscounted', 'least', 'closed'] as const)(
      'the complete one has the last word about the sale: %s',
      async (list) => {
        expect(
          await known([
            ['complete', complete],
            [list, chosen],
          ]),
        ).toMatchObject(best);
        expect(
          await known([
            [list, chosen],
            ['complete', complete],
          ]),
        ).toMatchObject(best);
      },
    );
  });

  test('of two of the same time the order is as far as either says, and the time of its payment is the stated one', async () => {
    const [complete, untimed] = [
      ['complete', 'a.csv'],
      ['untimed', 'b.csv'],
    ] as const;
    const expected = { ...best, status: '已完成' };
    expect(await known([complete, untimed])).toMatchObject(expected);
    expect(await known([untimed, complete])).toMatchObject(expected);
    const [timed, least] = [
      ['undiscounted', 'a.csv'],
      ['least', 'b.csv'],
    ] as const;
    expect(await known([timed, least])).toMatchObject({ gross: 2000, at: paid, status: '已完成', paid });
    expect(await known([least, timed])).toMatchObject({ gross: 2000, at: paid, status: '已完成', paid });
  });

  test('a list without discounts does not win over one without the time of payment', async () => {
    const [timed, untimed] = [
      ['undiscounted', 'a.csv'],
      ['untimed', 'b.csv'],
    ] as const;
    const expected = { gross: 3300, at: submitted, estimated: 1 };
    expect(await known([timed, untimed])).toMatchObject(expected);
    expect(await known([untimed, timed])).toMatchObject(expected);
  });

  test('an order that was not paid yet is paid when a list with fewer columns says so', async () => {
    const [unpaid, least] = [
      ['unpaid', 'a.csv'],
      ['least', 'b.csv'],
    ] as const;
    const expected = { gross: 2000, at: submitted, estimated: 1, status: '已完成', paid: submitted };
    expect(await known([unpaid, least])).toMatchObject(expected);
    expect(await known([least, unpaid])).toMatchObject(expected);
  });
});
