/**
 * What each raw row counts for, written from the rules alone and without the product's code. Every function answers
 * `{ ignored: true }`, `{ quarantined: true }`, or the amounts that the row adds, in minor units, with their currency.
 */

const ignored = { ignored: true };
const quarantined = { quarantined: true };
const nothing = { currency: 'CNY' };

const decimals = { JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3, OMR: 3, TND: 3 };
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Minor units by decimal text arithmetic, rounded half-up on the magnitude; null when it is no amount. */
export function minor(text, currency = 'CNY') {
  const plain = text.replace(/^([+-]?)[¥￥$]/, '$1').replace(/^[¥￥$]/, '');
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const places = decimals[currency] ?? 2;
  const fraction = `${match[3] ?? ''}${'0'.repeat(places + 1)}`;
  const value = BigInt(match[2].replaceAll(',', '') + fraction.slice(0, places)) + (fraction[places] >= '5' ? 1n : 0n);
  return Number(match[1] === '-' ? -value : value);
}

/** True when a text is a time that exists, in one of the ways that files print it. */
function isTime(text) {
  if (/^\d{5}(\.\d+)?$/.test(text)) return true;
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}

const spoilt = (id) => /^\d(\.\d+)?E\+\d+$/i.test(id) || /^\d{15}0{5,}$/.test(id);

/** Checks what every counted row of a bill needs. */
function counted(time, amount, id, make) {
  if (!isTime(time) || amount === null || amount < 0 || spoilt(id)) return quarantined;
  return { currency: 'CNY', ...make(amount) };
}

const received = ['已收钱', '朋友已收钱', '对方已收钱', '已存入零钱'];
const alsoReceived = [...received, '已到账', '支付成功', '充值成功', '已领取', '已存入零钱通'];

export function wechat(row) {
  const [direction, type, status] = [row['收/支'] || '/', row.交易类型, row.当前状态];
  const money = (make) => counted(row.交易时间, minor(row['金额(元)']), row.交易单号, make);
  if (status === '交易关闭' || status === '已退还') return ignored;
  if (direction === '收入') {
    if (type.endsWith('退款') && (type === '退款' || type.includes('-退款')))
      return { ...ignored, spending: money((amount) => ({ returned: amount })) };
    if (['二维码收款', '群收款', '商家收款', '赞赏码'].includes(type))
      return received.includes(status) ? money((amount) => ({ gross: amount })) : quarantined;
    if (/^(转账|微信红包|亲属卡交易|其他)/.test(type))
      return alsoReceived.includes(status) ? money((amount) => ({ undecided: amount })) : quarantined;
    return type === '商户消费' && status === '充值成功' ? money((amount) => ({ undecided: amount })) : quarantined;
  }
  if (direction === '支出') {
    if (type === '二维码收款-退款' || type === '群收款-退款') return money((amount) => ({ refund: amount }));
    return type === '' || type === '/' ? quarantined : { ...ignored, spending: money((amount) => ({ expense: amount })) };
  }
  if (direction !== '/') return quarantined;
  if (type === '零钱提现') {
    const fee = minor(/服务费(.*)/.exec(row.备注 ?? '')?.[1]?.trim() ?? '0');
    return status === '提现已到账' && fee !== null ? money((amount) => ({ payout: amount - fee })) : quarantined;
  }
  return /零钱充值|信用卡还款|理财通|零钱通/.test(type) ? money(() => nothing) : quarantined;
}

const gifts = ['转账红包', '转账', '红包', '亲友代付', '投资理财', '信用借还', '保险', '奖励'];
const trades =
  '即时到账交易 支付宝担保交易 收入 商业服务 餐饮美食 服饰装扮 日用百货 家居家装 数码电器 运动户外 美容美发 母婴亲子 宠物 交通出行 爱车养车 住房物业 酒店旅游 文化休闲 教育培训 医疗健康 生活服务 公共服务 公益捐赠 互助保障 充值缴费 其他'.split(
    ' ',
  );
const movements = ['投资理财', '账户存取', '信用借还', '转账红包', '充值', '转账', '信用卡还款'];

/** The layouts under one set of names. */
export function alipay(row) {
  const web = row.交易号 !== undefined;
  const funds = row.资金状态 ?? '';
  const direction = ['', '/', '其他', '不计收支'].includes(row['收/支']) ? '' : row['收/支'];
  const [type, status] = [web ? row.类型 : row.交易分类, row.交易状态];
  const goods = (web ? row.商品名称 : row.商品说明) ?? '';
  const time = web ? row.付款时间 || row.交易创建时间 : row.交易时间;
  const fee = minor(row['服务费(元)'] || '0');
  const money = (make) =>
    fee === null ? quarantined : counted(time, minor(web ? row['金额(元)'] : row.金额), web ? row.交易号 : row.交易订单号, make);
  if (status.startsWith('等待') || status === '已关闭' || funds === '待支出' || funds === '待收入') return ignored;
  const done = status === '交易成功' || status === '支付成功';
  const moved = !web || funds === '' || funds === (direction === '支出' ? '已支出' : '已收入');
  if (status === '交易关闭') {
    if (web && funds === '已支出' && direction === '支出') return { ...ignored, spending: money((amount) => ({ expense: amount })) };
    return !web || funds === '' || funds === '解冻' ? ignored : quarantined;
  }
  if (direction === '收入') {
    if (!moved || !done) return quarantined;
    const unearned = gifts.includes(type) || /基金|银行|余额宝|余利宝|理财|支付宝|蚂蚁|集分宝/.test(row.交易对方 ?? '');
    const isAboutInterest = /收益发放|利息|结息|返现|返利/.test(goods);
    if (unearned && isAboutInterest) return ignored;
    if (gifts.includes(type)) return status === '交易成功' ? money((amount) => ({ undecided: amount })) : quarantined;
    // Without the category, or without the payer where it decides, only the user knows.
    if (type === undefined || (trades.includes(type) && isAboutInterest && row.交易对方 === undefined))
      return money((amount) => ({ undecided: amount }));
    return trades.includes(type) ? money((amount) => ({ gross: amount, deductions: fee })) : quarantined;
  }
  if (direction === '支出' && moved && status === '交易成功' && /^分账-.*[(（]\d{16,20}[)）]扣款$/.test(goods))
    return money((amount) => ({ deductions: amount }));
  if (direction === '支出')
    return moved && (done || status === '还款成功') ? { ...ignored, spending: money((amount) => ({ expense: amount })) } : quarantined;
  if (direction !== '') return quarantined;
  if (status === '退款成功')
    return web && !['已收入', ''].includes(funds) ? quarantined : { ...ignored, spending: money((amount) => ({ returned: amount })) };
  if (`${type ?? ''}${goods}`.includes('提现')) return status === '交易成功' ? money((amount) => ({ payout: amount - fee })) : quarantined;
  const transfer = movements.includes(type) || /冻结|解冻/.test(status) || ['资金转移', '冻结', '解冻'].includes(funds);
  return transfer || /余额宝|余利宝|转入|转出|冻结|解冻|充值|还款|买入|卖出|赎回/.test(goods) ? money(() => nothing) : quarantined;
}

export function merchant(row) {
  const state = row.交易状态;
  if (state === 'REVOKED') return ignored;
  const currency = (row.货币种类 || 'CNY').toUpperCase();
  const fee = minor(row.手续费 || '0', currency);
  if (!row.微信订单号 || spoilt(row.微信订单号) || !currencies.has(currency) || fee === null) return quarantined;
  if (state === 'SUCCESS') {
    const settled = minor(row.应结订单金额 ?? row.总金额, currency);
    return isTime(row.交易时间) && settled !== null ? { currency, gross: settled, deductions: fee } : quarantined;
  }
  if (state !== 'REFUND' || !['SUCCESS', 'PROCESSING', 'FAIL', 'CHANGE'].includes(row.退款状态)) return quarantined;
  const amount = minor(row.退款金额, currency);
  if (!row.微信退款单号 || row.微信退款单号 === '0' || amount === null || !isTime(row.退款成功时间 || row.退款申请时间 || row.交易时间))
    return quarantined;
  const isBack = row.退款状态 === 'SUCCESS' || row.退款状态 === 'PROCESSING';
  return isBack ? { currency, refund: amount, deductions: fee } : { currency, undecided: amount };
}

export function youzan(row) {
  const value = (name) => minor(row[name] || '0');
  const amounts = ['应收订单金额', '订单实付金额', '订单已退款金额', '订单佣金金额', '订单下级卖货提成金额'].map(value);
  const times = ['订单创建时间', '买家付款时间', '交易成功时间'].map((name) => row[name] || '');
  if (!row.订单号 || spoilt(row.订单号) || amounts.some((amount) => amount === null || amount < 0)) return quarantined;
  if (!times[0] || times.some((time) => time !== '' && !isTime(time))) return quarantined;
  if (times[1] === '') return nothing;
  if (!row.订单实付金额) return quarantined;
  return { currency: 'CNY', gross: amounts[1], refund: amounts[2], deductions: amounts[3] + amounts[4] };
}

const paid = ['paid', 'refunded', 'partial refund', 'partially refunded', 'disputed'];
const unpaid = [
  'failed',
  'canceled',
  'cancelled',
  'uncaptured',
  'pending',
  'requires payment method',
  'requires action',
  'requires confirmation',
  'requires capture',
  'processing',
  'incomplete',
  'blocked',
  'expired',
];

export function stripe(row) {
  const status = row.Status.toLowerCase();
  if (unpaid.includes(status.replaceAll('_', ' '))) return ignored;
  const original = row.Currency.toUpperCase();
  const converts = Boolean(row['Converted Currency'] && row['Converted Amount']);
  const currency = converts ? row['Converted Currency'].toUpperCase() : original;
  const amount = minor(row.Amount, original);
  const gross = converts ? minor(row['Converted Amount'], currency) : amount;
  const fee = minor(row.Fee || '0', currency);
  const tax = minor(row['Taxes On Fee'] || row.Tax || '0', currency);
  const time = row['Created date (UTC)'] ?? row['Created (UTC)'] ?? row.Created;
  const sound =
    paid.includes(status) &&
    currencies.has(original) &&
    currencies.has(currency) &&
    isTime(time) &&
    isTime(row['Refunded date (UTC)'] || time);
  if (!sound || [amount, gross, fee, tax].some((value) => value === null || value < 0) || spoilt(row.id ?? '')) return quarantined;
  const refund = stripeRefund(row, { status, original, currency, converts, amount, gross });
  return refund === null ? quarantined : { currency, gross, refund, deductions: fee + tax };
}

function stripeRefund(row, { status, original, currency, converts, amount, gross }) {
  const stated = row['Amount Refunded'];
  if (stated === undefined && status.startsWith('partial')) return null;
  const back = stated === undefined ? (status === 'refunded' ? amount : 0) : minor(stated || '0', original);
  if (!converts || back === 0 || back === null) return back;
  if (row['Converted Amount Refunded']) return minor(row['Converted Amount Refunded'], currency);
  if (currency === original) return back;
  return back === amount ? gross : null;
}

export const xiaoe = (row) => (row.用户ID && !spoilt(row.用户ID) ? nothing : quarantined);

export function patreon(row) {
  const email = /^[^\s@*]+@[^\s@*]+\.[^\s@*]{2,}$/.test(row.Email ?? '') ? row.Email : '';
  const key = row['User ID'] || email;
  return key !== '' && !spoilt(key) ? nothing : quarantined;
}
