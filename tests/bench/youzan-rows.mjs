/**
 * A large 有赞 order report in its true layout: all sixty columns, one of them twice, `——` where a cell says nothing. The goods are courses, so
 * nothing is shipped and the columns of an address stay empty. Deterministic.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const columns = [
  ...['订单号', '销售渠道', '归属店铺', '订单类型', '订单状态', '推广方式', '订单来源', '订单创建时间', '买家付款时间', '交易成功时间'],
  ...[
    '付款方式',
    '支付流水号',
    '商品金额合计',
    '运费',
    '店铺优惠合计',
    '应收订单金额',
    '订单实付金额',
    '支付优惠合计',
    '订单实收金额',
    '订单抵用积分数',
  ],
  ...[
    '店铺优惠方式',
    '支付优惠方式',
    '全部商品名称',
    '商品种类数',
    '订单配送方式',
    '同城送达时间/提货时间',
    '收货人省份',
    '收货人城市',
    '收货人地区',
  ],
  ...[
    '详细收货地址/提货地址',
    '收货人/提货人',
    '收货人手机号/提货人手机号',
    '买家备注',
    '订单星级',
    '买家昵称',
    '买家是否会员',
    '买家手机号',
  ],
  ...[
    '下单网点',
    '收银员',
    '分销员',
    '销售导购',
    '专属导购',
    '订单退款状态',
    '订单已退款金额',
    '商家订单备注',
    '桌号',
    '挂账主体',
    '挂账手机号',
  ],
  ...[
    '团长订单',
    '订单风险标签',
    '分销员',
    '分销员手机号',
    '分销员所属店铺',
    '分销员所属团队',
    '分销员所属分组',
    '分销员等级',
    '订单佣金类型',
  ],
  ...['订单佣金金额', '订单下级卖货提成类型', '订单下级卖货提成金额'],
];

function stated(n, buyer) {
  const time = new Date(Date.UTC(2024, 0, 1) + n * 400_000).toISOString().replace('T', ' ').slice(0, 19);
  const amount = (((n * 37) % 90_000) / 100 + 1).toFixed(2);
  const refunded = n % 50 === 0;
  return {
    订单号: `E${time.replace(/\D/g, '')}${String(n).padStart(9, '0')}`,
    销售渠道: '网店',
    归属店铺: '山中读书社',
    订单类型: '普通订单',
    订单状态: '交易完成',
    订单创建时间: time,
    买家付款时间: time,
    付款方式: '微信支付',
    支付流水号: `4200${String(n).padStart(24, '0')}`,
    商品金额合计: amount,
    运费: '0.00',
    店铺优惠合计: '0.00',
    应收订单金额: amount,
    订单实付金额: amount,
    支付优惠合计: '0.00',
    订单实收金额: amount,
    全部商品名称: `专栏《社群》第${(n % 60) + 1}课(1件)`,
    商品种类数: '1',
    买家昵称: `书友${buyer}`,
    买家是否会员: '否',
    买家手机号: `13${String(100_000_000 + buyer).padStart(9, '0')}`,
    订单退款状态: refunded ? '退款成功' : '——',
    订单已退款金额: refunded ? amount : '0.00',
    订单佣金金额: '0.00',
  };
}

function order(n, buyers) {
  const cells = stated(n, n % buyers);
  return columns.map((column) => cells[column] ?? '——').join(',');
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
