/** One sale, one count across the two bills of one WeChat Pay merchant, in every order of importing them. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalDump } from '../support/dump';
import { merchantBill, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

const sale = '4200002603202605010000000001';
const refund = '50300026032026050300000000001';
const oldRefund = '50000026032026050400000000002';

let dir: string;
let trade: string;
let flow: string;
let orders: string;
beforeAll(async () => {
  dir = await scratchDir();
  const paid = { time: '2026-05-01 10:00:00', id: sale, merchantId: 'M1' };
  trade = await merchantBill(join(dir, 'trade.csv'), [
    { ...paid, state: 'SUCCESS', amount: '199.00', fee: '1.19400' },
    { ...paid, state: 'REFUND', amount: '199.00', refundId: refund, refund: '99.00', refundState: 'SUCCESS', fee: '-0.59400' },
    { ...paid, state: 'REFUND', amount: '199.00', refundId: oldRefund, refund: '9.00', refundState: 'SUCCESS', fee: '0.00000' },
  ]);
  flow = join(dir, 'flow.csv');
  await writeFile(
    flow,
    `记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
\`2026-05-01 10:00:00,\`${sale},\`${sale},\`交易,\`交易,\`收入,\`199.00,\`199.00,\`system,\`,\`M1
\`2026-05-01 10:00:00,\`${sale},\`F1,\`交易,\`扣除交易手续费,\`支出,\`1.19,\`197.81,\`system,\`,\`M1
\`2026-05-03 12:00:00,\`${refund},\`${sale},\`退款,\`退款,\`支出,\`99.00,\`98.81,\`demo,\`,\`RF1
\`2026-05-03 12:00:00,\`${refund},\`F2,\`退款,\`退回交易手续费,\`收入,\`0.59,\`99.40,\`system,\`,\`RF1
\`2026-05-04 12:00:00,\`${oldRefund},\`1900009231202605041234567890,\`退款,\`退款,\`支出,\`9.00,\`90.40,\`demo,\`,\`RF2
\`2026-05-05 02:00:00,\`F3,\`F3,\`提现,\`提现,\`支出,\`80.00,\`10.40,\`system,\`,\`
`,
  );
  orders = await youzanOrders(join(dir, 'orders.csv'), [
    {
      number: 'E202605010001',
      status: '交易成功',
      createdAt: paid.time,
      paidAt: paid.time,
      flow: sale,
      paid: '199.00',
      product: '年会员',
      nickname: '林间',
      phone: '13800000001',
      refunded: '108.00',
    },
  ]);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

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
    };
  } finally {
    await workspace.close();
  }
}

const traded = { sales: 1, gross: 19900, refund: 10800, fee: 119, feeBack: 59, payout: 0 };
const moved = { ...traded, payout: 8000 };

describe('bills of one WeChat Pay merchant', () => {
  test.each([
    ['transactions alone', () => [trade], traded],
    ['fund flow alone', () => [flow], moved],
    ['transactions, then fund flow', () => [trade, flow], moved],
    ['fund flow, then transactions', () => [flow, trade], moved],
    ['with the orders of the shop', () => [flow, orders, trade], moved],
    ['with the orders of the shop, the other way round', () => [trade, orders, flow], moved],
  ])('%s', async (_name, files, expected) => {
    expect(await totals(files())).toEqual(expected);
  });

  test('a refund that was on its way counts, until a list says that it did not arrive', async () => {
    const paid = { time: '2026-05-01 10:00:00', id: sale, merchantId: 'M1' };
    const back = { ...paid, state: 'REFUND' as const, amount: '199.00', refundId: refund, refund: '99.00', fee: '0.00000' };
    const bill = await merchantBill(join(dir, 'on-its-way.csv'), [
      { ...paid, state: 'SUCCESS', amount: '199.00', fee: '1.19400' },
      { ...back, refundState: 'PROCESSING' },
    ]);
    const failed = await merchantBill(join(dir, 'failed.csv'), [{ ...back, refundState: 'FAIL' }]);
    expect(await totals([bill])).toMatchObject({ gross: 19900, refund: 9900 });
    expect(await totals([bill, failed])).toMatchObject({ gross: 19900, refund: 0 });
    expect(await totals([failed, bill])).toMatchObject({ gross: 19900, refund: 0 });
    expect(await totals([bill, failed, flow])).toMatchObject({ gross: 19900, refund: 900 });
  });

  test('taking one bill back leaves the other whole', async () => {
    expect(await totals([trade, flow], [1])).toEqual(traded);
    expect(await totals([flow, trade], [1])).toEqual(moved);
  });
});
