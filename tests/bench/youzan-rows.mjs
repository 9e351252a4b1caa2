/** Many 有赞 orders in the layout of the platform, of a given number of buyers. Deterministic. */
import { closeSync, openSync, writeSync } from 'node:fs';

const columns = [
  '订单号',
  '销售渠道',
  '订单状态',
  '订单创建时间',
  '买家付款时间',
  '付款方式',
  '支付流水号',
  '应收订单金额',
  '订单实付金额',
  '全部商品名称',
  '买家昵称',
  '买家手机号',
  '订单退款状态',
  '订单已退款金额',
  '订单佣金金额',
];

function order(n, buyers) {
  const time = new Date(Date.UTC(2024, 0, 1) + n * 400_000).toISOString().replace('T', ' ').slice(0, 19);
  const amount = (((n * 37) % 90_000) / 100 + 1).toFixed(2);
  const buyer = n % buyers;
  const refund = n % 50 === 0 ? amount : '0.00';
  return [
    `E2024${String(n).padStart(18, '0')}`,
    '微商城',
    '交易完成',
    time,
    time,
    '微信支付',
    `P${String(n).padStart(24, '0')}`,
    amount,
    amount,
    `专栏《社群》第${(n % 60) + 1}课(1件)`,
    `书友${buyer}`,
    `13${String(100_000_000 + buyer).padStart(9, '0')}`,
    refund === '0.00' ? '——' : '退款成功',
    refund,
    '0.00',
  ].join(',');
}

/** Writes `count` orders of `buyers` people to `path`. */
export function writeYouzanOrders(path, count, buyers) {
  const file = openSync(path, 'w');
  writeSync(file, `${columns.join(',')}\n`);
  for (let start = 0; start < count; start += 5000) {
    const lines = Array.from({ length: Math.min(5000, count - start) }, (_, n) => order(start + n, buyers));
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}
