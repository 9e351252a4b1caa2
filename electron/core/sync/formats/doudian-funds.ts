/**
 * 抖店 fund bill: every movement of the shop's balance. It states the settlement bill's money once more: a settled sale has the key that the
 * settlement bill gives it, which has the last word; refunds and given back shares share the 子订单号 with those of the settlement bill and of the
 * after-sales list, and `revenue/money-groups.ts` counts them once. What was refunded before a sale was settled (订单退款) is taken off in the
 * sale's own row and becomes a refund beside it, under the key of the settlement bill (`|before`); those after the settlement add to it.
 *
 * | 动账方向 | 动账场景 | becomes |
 * | --- | --- | --- |
 * | 入账 | 货款结算入账, 订单结算, 货款完结分账, 福袋业务结算入账 | `sale` (货款 of a 子订单), and `refund` of 订单退款 |
 * | 出账 | 退款-… | `refund` |
 * | 入账 | 退款-…退分账 | `fee_reversal` |
 * | 出账 / 入账 | 提现 / 提现退票 | `payout` / `payout_fee`: lowers payouts by what came back |
 * | 入账 | 佣金入账 | `commission` |
 * | 出账 | 权益保险, 上门取件运费, 判罚扣款, 服务费 … | `fee` |
 * | any | deposits, loans, accounts of one's own | `transfer` |
 * | 出账 | 千川 | own spending |
 * | any | 消费者赔付, 小额打款, 人工调账, 返点, 捐款 … | for the user to decide |
 * Scenes are those that the platform's open interface lists; anything else is quarantined.
 */
import type { CanonicalRecord, LineKind } from '../../../../shared/domain/records';
import { chinaOffset } from '../../../../shared/domain/time';
import { doudian, idIn, requiredAmount, requiredId, settledPart, sumOf } from './doudian-rows';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { namedPeriod } from './frame-text';
import { ruleBook } from './money-rules';
import { ignored, line, numbersOf, quarantined, records } from './outcomes';
import { timeIn } from './signed-money';

const income = ['入账'];
const outgo = ['出账'];

const rules = ruleBook([
  { direction: income, type: /^(货款结算入账|订单结算|货款完结分账|福袋业务结算入账)/, becomes: 'sale' },
  { direction: outgo, type: ['提现'], becomes: 'payout' },
  { direction: income, type: ['提现退票'], becomes: 'payout_fee' },
  { direction: income, type: /^退款-.*退分账/, becomes: 'fee_reversal' },
  { direction: outgo, type: /^退款-/, becomes: 'refund' },
  { direction: income, type: /^退款-/, becomes: 'undecided' },
  { direction: income, type: ['佣金入账'], becomes: 'commission' },
  { type: /保证金|贷款|提前收款|云仓|主体变更|充值货款/, becomes: 'transfer' },
  { direction: outgo, type: /千川/, becomes: 'spending' },
  { direction: outgo, type: /保险|运费|判罚|欠票|质检|QIC|服务费|代发费用|营销|平台分佣/, becomes: 'fee' },
  { type: /赔付|打款|调账|返点|捐款|理赔|激励|补贴|上门取件结算|贴息/, becomes: 'undecided' },
]);

/** What the buyer paid and the platform added; the years name them differently, and what a year lacks is none. */
const parts = [
  ...['订单实付应结', '运费实付', '实际平台补贴_运费', '实际平台补贴', '平台补贴', '其他平台补贴', '实际达人补贴', '达人补贴'],
  ...['实际抖音支付补贴', '抖音支付补贴', '实际抖音月付营销补贴', '抖音月付营销补贴', '银行补贴', '以旧换新抵扣', '政府补贴平台垫资'],
];

/** What was taken off; a year that lacks one took none of it. */
const fees = ['平台服务费', '佣金', '服务商佣金', '渠道分成', '招商服务费', '站外推广费', '其他分成'];

interface Movement {
  at: string;
  amount: number;
  flow: string;
  order: string | null;
}

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const direction = row.get('动账方向') ?? '';
  const scene = row.get('动账场景') ?? '';
  const becomes = rules({ direction, type: scene, status: '', funds: '', text: '' });
  if (becomes === null) return quarantined('unknown-combination', [direction, scene].filter(Boolean).join(' · '), '动账场景');
  const movement = readMovement(row);
  if ('outcome' in movement) return movement;
  if (typeof becomes === 'object') return ignored(becomes.ignored);
  if (becomes === 'spending-refund') return ignored('refund-of-spending');
  if (becomes === 'spending') return withExpenses ? lineOf(row, 'expense', movement) : ignored('own-spending');
  return becomes === 'sale' ? saleOf(row, movement) : lineOf(row, becomes, movement);
}

function readMovement(row: SourceRow): Movement | RowOutcome {
  // Both spellings occur.
  const flow = requiredId(row, '动账流水号', '动帐流水号');
  if (typeof flow !== 'string') return flow;
  const order = requiredId(row, '子订单号', '订单号');
  if (typeof order !== 'string' && idIn(row, '子订单号')) return order;
  const at = timeIn(row, ['动账时间'], chinaOffset);
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  // Some files sign what goes out, some do not.
  const amount = requiredAmount(row, '动账金额');
  return typeof amount === 'number'
    ? { at: at.value, amount: Math.abs(amount), flow, order: typeof order === 'string' ? order : null }
    : amount;
}

function saleOf(row: SourceRow, movement: Movement): RowOutcome {
  const { amount, order, flow } = movement;
  const stated = sumOf(row, parts);
  const fee = sumOf(row, ['平台服务费']);
  const refunded = sumOf(row, ['订单退款']);
  if (typeof stated !== 'number') return stated;
  if (typeof fee !== 'number') return fee;
  if (typeof refunded !== 'number') return refunded;
  const before = Math.abs(refunded);
  const charged = before === 0 ? 0 : sumOf(row, fees);
  if (typeof charged !== 'number') return charged;
  const gross = Math.max(stated, amount) + (statesRefunded(stated - amount, before, Math.abs(charged)) ? 0 : before);
  const taken = gross - before - amount;
  const commission = Math.min(Math.abs(fee), taken);
  const common = commonOf(row, movement);
  const key = order === null ? flow : `${order}|${settledPart(row)}`;
  const sale: CanonicalRecord = {
    type: 'ledgerLine',
    key,
    // The settlement bill has the last word.
    rank: -1,
    payload: line({ ...common, kind: 'sale', amount: gross, commission, split: taken - commission }),
  };
  if (before === 0) return records(sale);
  const refund = line({ ...common, kind: 'refund', dateEstimated: true, amount: before });
  return records(sale, { type: 'ledgerLine', key: `${key}|before`, rank: -1, payload: refund });
}

/** Whether what the buyer paid is stated with what was refunded: the fees say it, and where they do not add up, less is gone than was refunded. */
function statesRefunded(gone: number, before: number, charged: number): boolean {
  return gone !== charged && gone >= before;
}

function lineOf(row: SourceRow, kind: LineKind, movement: Movement): RowOutcome {
  // The settlement bill states shares that were given back as a part of the refund.
  const key = kind === 'fee_reversal' ? `${movement.flow}|fee` : movement.flow;
  const payload = line({ ...commonOf(row, movement), kind, amount: movement.amount });
  return records({ type: 'ledgerLine', key, payload });
}

function commonOf(row: SourceRow, { at, order, flow }: Movement) {
  return {
    at,
    side: 'bill' as const,
    soldOn: doudian.platform,
    paidVia: null,
    currency: doudian.currency,
    numbers: numbersOf(order ?? flow),
    sourceKind: row.get('动账场景'),
    status: row.get('动账方向'),
    method: row.get('动账账户'),
    note: row.get('备注'),
  };
}

function facts({ fileName }: FileFrame): FileFacts {
  const period = namedPeriod(fileName);
  return { account: null, periodFrom: period?.from ?? null, periodTo: period?.to ?? null, exportedAt: null };
}

const required = ['动账时间', '动账方向', '动账金额', '动账场景'];

/** Fund bill of a 抖店 shop. */
export const doudianFunds: Format = {
  ...doudian,
  id: 'doudian-funds',
  version: 3,
  evidence: 'probable',
  kind: 'ledger',
  headers: [
    { layout: 'funds', required: [...required, '动账流水号'], confidence: 0.98 },
    { layout: 'funds-older', required: [...required, '动帐流水号'], confidence: 0.98 },
  ],
  facts,
  idColumns: ['动账流水号', '动帐流水号'],
  map,
};
