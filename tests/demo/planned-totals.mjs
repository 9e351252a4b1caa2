/**
 * What the demo's totals must be, counted from the plan that the files were written from. A third way to the same figures: neither the files
 * nor the product is read, so a quirk that swallows a row shows up.
 */
import { wall } from '../../scripts/demo/calendar.mjs';
import { fenOf } from '../../scripts/demo/money.mjs';

const sum = (list, value) => list.reduce((total, one) => total + value(one), 0);

function shopTotals(orders, merchant) {
  const paid = orders.filter((order) => order.paidAt !== null);
  const refunds = merchant.filter((line) => line.state === 'REFUND' && ['SUCCESS', 'PROCESSING'].includes(line.refundState));
  const byTransaction = new Map();
  for (const line of refunds) byTransaction.set(line.transactionId, (byTransaction.get(line.transactionId) ?? 0) + line.refundFen);
  const counter = merchant.filter((line) => line.attach === '');
  const counterRefunds = refunds.filter((line) => line.attach === '');
  return {
    gross: sum(paid, (order) => order.paidFen) + sum(counter, (line) => line.fen),
    refund:
      sum(paid, (order) => Math.max(order.refundFen, order.bill ? (byTransaction.get(order.bill.transactionId) ?? 0) : 0)) +
      sum(counterRefunds, (line) => line.refundFen),
    deductions:
      sum(
        merchant.filter((line) => line.state === 'SUCCESS'),
        (line) => fenOf(line.fee5),
      ) -
      sum(refunds, (line) => fenOf(-line.fee5)) +
      sum(paid, (order) => order.commissionFen + order.secondCommissionFen),
    payout: 0,
  };
}

function wechatTotals(rows) {
  const of = (types, direction) => rows.filter((row) => types.includes(row.type) && row.direction === direction);
  return {
    gross: sum(of(['二维码收款', '群收款', '赞赏码'], '收入'), (row) => row.fen),
    refund: sum(of(['二维码收款-退款'], '支出'), (row) => row.fen),
    deductions: 0,
    payout: sum(of(['零钱提现'], '/'), (row) => row.fen - Math.round(Number(row.note.slice(4)) * 100)),
  };
}

/** Goods still on their way when the last file was exported are not income yet; the fee is known only for what the web layout printed. */
function alipayTotals(rows) {
  const sales = rows.filter((row) => ['收入', '商业服务'].includes(row.category) && row.settledAt <= wall(2026, 11, 1, 8, 44, 7));
  const web = sales.filter((row) => row.at < wall(2025, 8, 1) && row.settledAt <= wall(2025, 8, 3, 10, 15, 0));
  return {
    gross: sum(sales, (row) => row.fen),
    refund: 0,
    deductions: sum(web, (row) => row.feeFen),
    payout: sum(
      rows.filter((row) => row.webType === '提现'),
      (row) => row.fen,
    ),
  };
}

function stripeTotals(payments) {
  const settled = payments.filter((one) => one.status !== 'Failed');
  return {
    gross: sum(settled, (one) => one.converted),
    refund: sum(settled, (one) => one.convertedRefunded),
    deductions: sum(settled, (one) => one.fee + one.taxes),
    payout: 0,
  };
}

function together(parts) {
  const total = (name) => sum(parts, (part) => part[name]);
  const [gross, refund, deductions, payout] = ['gross', 'refund', 'deductions', 'payout'].map(total);
  return { gross, refund, deductions, net: gross - refund - deductions, payout };
}

/** Totals per currency in minor units, from what `planDemo()` of the generator returns. */
export function plannedTotals(plan) {
  return {
    CNY: together([shopTotals(plan.orders, plan.merchant), wechatTotals(plan.wechat), alipayTotals(plan.alipay)]),
    USD: together([stripeTotals(plan.stripe)]),
  };
}
