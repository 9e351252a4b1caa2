/** 有赞 订单报表: sixty columns, 分销员 twice, `——` or a single blank for empty, phones sometimes masked. */
import { compact, stamp } from './calendar.mjs';
import { csvLine, utf8 } from './csv.mjs';
import { yuan } from './money.mjs';

const columns =
  '订单号,销售渠道,归属店铺,订单类型,订单状态,推广方式,订单来源,订单创建时间,买家付款时间,交易成功时间,付款方式,支付流水号,商品金额合计,运费,店铺优惠合计,应收订单金额,订单实付金额,支付优惠合计,订单实收金额,订单抵用积分数,店铺优惠方式,支付优惠方式,全部商品名称,商品种类数,订单配送方式,同城送达时间/提货时间,收货人省份,收货人城市,收货人地区,详细收货地址/提货地址,收货人/提货人,收货人手机号/提货人手机号,买家备注,订单星级,买家昵称,买家是否会员,买家手机号,下单网点,收银员,分销员,销售导购,专属导购,订单退款状态,订单已退款金额,商家订单备注,桌号,挂账主体,挂账手机号,团长订单,订单风险标签,分销员,分销员手机号,分销员所属店铺,分销员所属团队,分销员所属分组,分销员等级,订单佣金类型,订单佣金金额,订单下级卖货提成类型,订单下级卖货提成金额'.split(
    ',',
  );
const none = '——';

/** The order as the shop knows it at a moment: what has not happened yet is not printed. */
function stateAt(order, at) {
  const paid = order.paidAt !== null && order.paidAt <= at;
  const refundFen = order.refundAt !== null && order.refundAt <= at ? order.refundFen : 0;
  const returned = refundFen > 0 && refundFen === order.paidFen;
  const completed = paid && !returned && order.completedAt <= at;
  return { paid, refundFen, returned, completed, status: statusOf(order, at, { paid, returned, completed }) };
}

function statusOf(order, at, state) {
  if (!state.paid) return order.paidAt === null && order.closedAt <= at ? '交易关闭' : '待付款';
  if (state.returned) return '交易关闭';
  // Two words for the same end are in use.
  if (state.completed) return order.number.endsWith('7') ? '交易成功' : '交易完成';
  return order.shippedAt <= at ? '已发货' : '待发货';
}

function productNames(order) {
  return order.items.map(({ product, count }) => `${product.name}${product.spec ? `(${product.spec})` : ''}(${count}件)`).join(';');
}

function masked(phone) {
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}

function phoneOf(buyer) {
  return buyer.masked ? masked(buyer.phone) : buyer.phone;
}

/** Cells by column; whatever is not named here is `——`. Both columns called 分销员 name the same person. */
function values(order, at) {
  const state = stateAt(order, at);
  const paidFen = state.paid ? order.paidFen : 0;
  return {
    订单号: order.number,
    销售渠道: '微信小程序',
    归属店铺: '山中读书社',
    订单类型: '普通订单',
    订单状态: state.status,
    订单来源: order.promoter ? '分销员推广' : '店铺主页',
    订单创建时间: stamp(order.createdAt),
    买家付款时间: state.paid ? stamp(order.paidAt) : none,
    交易成功时间: state.completed ? stamp(order.completedAt) : none,
    付款方式: state.paid ? (order.method ?? '优惠兑换') : ' ',
    支付流水号: state.paid ? (order.payNumber ?? none) : ' ',
    商品金额合计: yuan(order.goodsFen),
    运费: '0.00',
    店铺优惠合计: yuan(order.discountFen),
    应收订单金额: yuan(order.paidFen),
    订单实付金额: yuan(paidFen),
    支付优惠合计: '0.00',
    订单实收金额: yuan(paidFen),
    订单抵用积分数: '0',
    店铺优惠方式: order.discountFen > 0 ? '优惠券' : none,
    全部商品名称: productNames(order),
    商品种类数: String(order.items.length),
    订单配送方式: '无需物流',
    买家备注: ' ',
    买家昵称: order.nickname,
    买家是否会员: order.promoter ? '是' : '否',
    买家手机号: phoneOf(order.buyer),
    订单退款状态: state.refundFen === 0 ? none : state.returned ? '全额退款' : '部分退款',
    订单已退款金额: yuan(state.refundFen),
    商家订单备注: ' ',
    团长订单: '否',
    ...promotion(order, state.paid ? order.promoter : null),
  };
}

function promotion(order, promoter) {
  if (!promoter) return { 订单佣金金额: '0.00', 订单下级卖货提成金额: '0.00' };
  return {
    分销员: promoter.nickname,
    分销员手机号: masked(promoter.phone),
    分销员所属店铺: '山中读书社',
    分销员等级: '默认等级',
    订单佣金类型: '按比例',
    订单佣金金额: yuan(order.commissionFen),
    订单下级卖货提成类型: order.secondCommissionFen > 0 ? '按比例' : none,
    订单下级卖货提成金额: yuan(order.secondCommissionFen),
  };
}

/** One report of the orders created in `[from, to)`, in the state of `exportedAt`. UTF-8 without BOM, LF. */
export function youzanOrders(orders, file) {
  const chosen = orders.filter((order) => order.createdAt >= file.from && order.createdAt < file.to).reverse();
  const lines = chosen.map((order) => {
    const entry = values(order, file.exportedAt);
    return csvLine(columns.map((name) => entry[name] ?? none));
  });
  const text = [columns.join(','), ...lines].join('\n');
  return [`订单报表_${compact(file.exportedAt)}.csv`, utf8(`${text}\n`)];
}
