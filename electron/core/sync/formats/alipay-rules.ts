/**
 * What a row of a personal Alipay bill becomes. `direction` is 收入, 支出 or neutral (不计收支, 其他 or empty); `type` is 交易分类 in the app
 * layouts and 类型 in the web layout; `text` is what was bought.
 */
import { type MoneyRule, ruleBook } from './money-rules';

const income = ['收入'];
const spending = ['支出'];
export const neutral = '不计收支';

/** Categories of goods and services, with the words of the web layout first. */
const trade = [
  '即时到账交易',
  '支付宝担保交易',
  '收入',
  '商业服务',
  '餐饮美食',
  '服饰装扮',
  '日用百货',
  '家居家装',
  '数码电器',
  '运动户外',
  '美容美发',
  '母婴亲子',
  '宠物',
  '交通出行',
  '爱车养车',
  '住房物业',
  '酒店旅游',
  '文化休闲',
  '教育培训',
  '医疗健康',
  '生活服务',
  '公共服务',
  '公益捐赠',
  '互助保障',
  '充值缴费',
  '其他',
];
/** May be revenue or private; only the user knows. 转账 and 红包 are the web layout's words (assumed). */
const gifts = ['转账红包', '转账', '红包', '亲友代付', '投资理财', '信用借还', '保险', '奖励'];
/** Neutral movements between one's own accounts. */
const movements = ['投资理财', '账户存取', '信用借还', '转账红包', '充值', '转账', '信用卡还款'];
const settled = ['交易成功', '支付成功'];

/** Interest and cash-back are not earned from anyone's readers. A course may be named after them: among trades, who paid has to be a fund, a bank or Alipay. */
const interest = /收益发放|利息|结息|返现|返利/;
const payers = /基金|银行|余额宝|余利宝|理财|支付宝|蚂蚁|集分宝/;
const movement = /余额宝|余利宝|转入|转出|冻结|解冻|充值|还款|买入|卖出|赎回/;

/** What the platform takes of a sale, paid on its own once the buyer has confirmed; the text names the sale's order. */
const ownFee = /^分账-[^(（]*[(（](\d{16,20})[)）]扣款$/;

/** The number of the order that a row is the fee of; null for other rows. */
export function feeOfOrder(text: string): string | null {
  return ownFee.exec(text)?.[1] ?? null;
}

const common: readonly MoneyRule[] = [
  { direction: income, type: gifts, status: settled, text: interest, becomes: { ignored: 'interest' } },
  { direction: income, status: settled, text: interest, party: payers, becomes: { ignored: 'interest' } },
  { direction: income, type: gifts, status: ['交易成功'], becomes: 'undecided' },
  { direction: income, type: trade, status: settled, becomes: 'sale' },
  { direction: spending, status: ['交易成功'], text: ownFee, becomes: 'fee' },
  { direction: spending, status: [...settled, '还款成功'], becomes: 'spending' },
];

const withdrawals: readonly MoneyRule[] = [
  { direction: [neutral], type: /提现/, status: ['交易成功'], becomes: 'payout' },
  { direction: [neutral], status: ['交易成功'], text: /提现/, becomes: 'payout' },
];

/** A withdrawal that has not arrived is nothing that this table knows. */
const noWithdrawal = /^(?!.*提现)/s;
const movementOnly = new RegExp(`^(?!.*提现).*(?:${movement.source})`, 's');
const transfers: readonly MoneyRule[] = [
  { direction: [neutral], status: /冻结|解冻/, becomes: 'transfer' },
  { direction: [neutral], type: movements, text: noWithdrawal, becomes: 'transfer' },
  { direction: [neutral], type: noWithdrawal, text: movementOnly, becomes: 'transfer' },
];

const notSettled = /^(等待.*|已关闭)$/;

/** The app's layouts: a closed trade never moved money. */
const app: readonly MoneyRule[] = [
  { status: notSettled, becomes: { ignored: 'not-settled' } },
  { status: ['交易关闭'], becomes: { ignored: 'not-settled' } },
  ...common,
  { direction: [neutral], status: ['退款成功'], becomes: 'spending-refund' },
  ...withdrawals,
  ...transfers,
];

/** App layouts that state who paid and what kind of trade it was. */
export const appRules = ruleBook(app);

/** Where the layout leaves out who paid, a course about interest cannot be told from interest. */
export const namelessRules = ruleBook([{ direction: income, type: trade, status: settled, text: interest, becomes: 'undecided' }, ...app]);

/** Where the layout leaves out the category, a sale cannot be told from a gift. */
export const uncategorisedRules = ruleBook([...app, { direction: income, status: settled, becomes: 'undecided' }]);

/** Web layout: 资金状态 says whether money moved, even where the trade was closed by a refund later. */
export const webRules = ruleBook([
  { status: notSettled, becomes: { ignored: 'not-settled' } },
  { direction: spending, status: ['交易关闭'], funds: ['已支出'], becomes: 'spending' },
  { status: ['交易关闭'], funds: ['', '待支出', '待收入', '解冻'], becomes: { ignored: 'not-settled' } },
  { funds: ['待支出', '待收入'], becomes: { ignored: 'not-settled' } },
  ...common.map((rule) => ({ ...rule, funds: rule.direction === income ? ['已收入', ''] : ['已支出', ''] })),
  { direction: [neutral], status: ['退款成功'], funds: ['已收入', ''], becomes: 'spending-refund' },
  ...withdrawals,
  { direction: [neutral], funds: ['资金转移', '冻结', '解冻'], type: noWithdrawal, text: noWithdrawal, becomes: 'transfer' },
  ...transfers,
]);
