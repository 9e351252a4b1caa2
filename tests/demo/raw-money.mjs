/** What each raw row of money counts for, by the rules every format follows. Amounts are integer minor units. */

/** A decimal text as an integer of `places` decimals, rounded half-up on its magnitude. Currency signs, blanks and thousands separators go. */
export function minor(text, places = 2) {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.replace(/[¥￥,\s]/g, '')) ?? fail(`not an amount: ${text}`);
  const digits = `${fraction}${'0'.repeat(places)}`;
  const value = Number(whole + digits.slice(0, places)) + (Number(digits[places] ?? '0') >= 5 && fraction.length > places ? 1 : 0);
  return sign === '-' ? -value : value;
}

function fail(message) {
  throw new Error(message);
}

/** An Excel serial number or a printed time as `YYYY-MM`. */
function monthOf(time) {
  return /^\d+(\.\d+)?$/.test(time)
    ? new Date(Math.round((Number(time) - 25569) * 86400) * 1000).toISOString().slice(0, 7)
    : time.slice(0, 7);
}

const nothing = { gross: 0, refund: 0, fees: 0, reversals: 0, splits: 0, payout: 0 };

/** A personal 微信 bill row; null when it counts for nothing. */
export function wechatRow(row) {
  const { 交易类型: type, 当前状态: status, '收/支': direction } = row;
  const amount = minor(row['金额(元)']);
  const at = monthOf(row.交易时间);
  if (status === '交易关闭') return null;
  if (direction === '收入') {
    if (['二维码收款', '群收款', '赞赏码'].includes(type)) return { ...nothing, at, gross: amount };
    if (type === '退款' || type.endsWith('-退款')) return null;
    return ['转账', '微信红包', '亲属卡交易', '其他'].includes(type) ? null : fail(`微信 收入: ${type}`);
  }
  if (direction === '支出') return type === '二维码收款-退款' || type === '群收款-退款' ? { ...nothing, at, refund: amount } : null;
  if (direction !== '/') fail(`微信 收/支: ${direction}`);
  if (type !== '零钱提现') return null;
  if (status !== '提现已到账') fail(`微信 提现: ${status}`);
  return { ...nothing, at, payout: amount - minor(/服务费[¥￥]([\d.]+)/.exec(row.备注)?.[1] ?? '0') };
}

/** Brings the web and app layouts of 支付宝 to one set of names; a column that a layout lacks is absent. */
export function alipayFields(row, layout) {
  const web = layout === 'alipay-web';
  const direction = row['收/支'];
  return {
    at: (web ? row.交易创建时间 : row.交易时间).slice(0, 7),
    direction: direction === '不计收支' || direction === '其他' ? '' : direction,
    amount: web ? row['金额（元）'] : row.金额,
    status: row.交易状态,
    category: web ? row.类型 : row.交易分类,
    goods: web ? row.商品名称 : row.商品说明,
    ...(web ? { fee: row['服务费（元）'] } : {}),
  };
}

const giftCategories = ['转账红包', '亲友代付', '投资理财', '信用借还', '保险', '奖励'];

/** A 支付宝 row after its layouts were brought together; null when it counts for nothing. */
export function alipayRow({ at, direction, amount, status, category, goods, fee }) {
  const done = status === '交易成功' || status === '支付成功';
  if (!['收入', '支出', ''].includes(direction)) fail(`支付宝 收/支: ${direction}`);
  if (direction === '收入') {
    if (!done || giftCategories.includes(category) || goods.includes('收益发放')) return null;
    return { ...nothing, at, gross: minor(amount), fees: fee ? minor(fee) : 0 };
  }
  if (direction === '' && status === '交易成功' && `${category}${goods}`.includes('提现')) return { ...nothing, at, payout: minor(amount) };
  return null;
}

/** A line of the merchant bill. Refunds are listed when they are accepted; those on their way count. */
export function merchantRow(row) {
  const at = row.交易时间.slice(0, 7);
  const numbers = [row.微信订单号, row.商户订单号];
  const fee = minor(row.手续费);
  if (row.交易状态 === 'SUCCESS') return { ...nothing, at, numbers, gross: minor(row.应结订单金额), fees: fee };
  if (row.交易状态 === 'REVOKED') return null;
  if (row.交易状态 !== 'REFUND') fail(`商户账单 交易状态: ${row.交易状态}`);
  return ['SUCCESS', 'PROCESSING'].includes(row.退款状态)
    ? { ...nothing, at, numbers, refund: minor(row.退款金额), reversals: -fee }
    : null;
}

/** An order of the shop; null while unpaid. `paid` tells orders of 0 yuan from unpaid ones. */
export function youzanRow(row) {
  if (!row.买家付款时间 || row.买家付款时间 === '——') return null;
  const numbers = [row.订单号, row.支付流水号].filter((number) => number && number !== '——');
  return {
    ...nothing,
    at: row.买家付款时间.slice(0, 7),
    numbers,
    gross: minor(row.订单实付金额),
    refund: minor(row.订单已退款金额),
    splits: minor(row.订单佣金金额) + minor(row.订单下级卖货提成金额),
  };
}

const stripeSales = ['paid', 'refunded', 'partial refund', 'partially refunded', 'disputed'];

/** A Stripe payment in its settlement currency; null when nothing was settled. */
export function stripeRow(row) {
  if (!stripeSales.includes(row.Status.toLowerCase())) return null;
  return {
    ...nothing,
    at: row['Created date (UTC)'].slice(0, 7),
    currency: row['Converted Currency'].toUpperCase(),
    gross: minor(row['Converted Amount']),
    refund: minor(row['Converted Amount Refunded']),
    fees: minor(row.Fee) + minor(row['Taxes On Fee']),
  };
}
