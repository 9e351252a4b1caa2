/**
 * 支付宝 merchant 账务明细: every movement of the merchant's balance. GB18030, lines with `#` around the table, a TAB after ids, Beijing time, CNY;
 * income and outgo stand in columns of their own, outgo with a minus. 业务流水号 is the number of the trade, and a sale has the key that the
 * 业务明细 gives it; there the 业务明细 has the last word. Fees are rows of their own here (`|fee`), and refunds have no number that the 业务明细
 * knows (`|refund`): `revenue/money-groups.ts` counts both once. A refund of one month and another of the same trade in another month, each in
 * one of the two files only, count as one; the files of the same months do not have that.
 *
 * The 资金流水 of the merchant's website is the same list under other names; its 支付宝交易号 is taken for 业务流水号, its 支付宝流水号 for
 * 账务流水号 (assumed: both are numbers that Alipay gives to a trade and to a movement).
 *
 * | sign | 业务类型 (账务类型) | becomes |
 * | --- | --- | --- |
 * | + | 在线支付, 交易付款 | `sale` |
 * | − | 退款, 交易退款 | `refund` |
 * | − | 收费, 服务费 | `fee`; + 收费, 退费 (assumed) → `fee_reversal` |
 * | − | 提现 | `payout`; + 提现 (sent back, assumed) → `payout_fee`: lowers payouts |
 * | + | 充值 (assumed) | `transfer` |
 * | − / + | 理财申购 / 理财赎回 (assumed) | `transfer` |
 * | any | 交易分账, 分账 | for the user to decide: what goes out of a sale may stand as 分润 in the 业务明细, too |
 * | any | 转账 | for the user to decide |
 * Anything else is quarantined.
 */
import { parseAmount } from '../../../../shared/domain/money';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { frameText, labelled, labelledEnd, labelledTime } from './frame-text';
import { ruleBook } from './money-rules';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { firstOf } from './person-columns';

const rules = ruleBook([
  { direction: ['+'], type: ['在线支付', '交易付款'], becomes: 'sale' },
  { direction: ['-'], type: ['退款', '交易退款'], becomes: 'refund' },
  { direction: ['-'], type: ['收费', '服务费'], becomes: 'fee' },
  { direction: ['+'], type: ['收费', '退费'], becomes: 'fee_reversal' },
  { direction: ['-'], type: ['提现'], becomes: 'payout' },
  { direction: ['+'], type: ['提现'], becomes: 'payout_fee' },
  { direction: ['+'], type: ['充值', '理财赎回'], becomes: 'transfer' },
  { direction: ['-'], type: ['理财申购'], becomes: 'transfer' },
  // Money that comes in may be revenue, a share or a share given back; money that goes out wages, a refund, one's own, or a share that the 业务明细
  // takes off the sale.
  { type: ['交易分账', '分账', '转账'], becomes: 'undecided' },
]);

/** The column names of a layout. */
interface Names {
  flow: string;
  trade: string;
  time: string;
  type: string;
  income: string;
  outgo: string;
  parties: readonly string[];
}

const bill: Names = {
  flow: '账务流水号',
  trade: '业务流水号',
  time: '发生时间',
  type: '业务类型',
  income: '收入金额(+元)',
  outgo: '支出金额(-元)',
  parties: ['对方账号'],
};
const website: Names = {
  flow: '支付宝流水号',
  trade: '支付宝交易号',
  time: '入账时间',
  type: '账务类型',
  income: '收入(+元)',
  outgo: '支出(-元)',
  parties: ['对方名称', '对方账户'],
};

function map(row: SourceRow): RowOutcome {
  const names = row.get(bill.flow) === undefined ? website : bill;
  const income = amountIn(row, names.income);
  const outgo = amountIn(row, names.outgo);
  if (income === null) return quarantined('bad-amount', row.get(names.income) ?? '', names.income);
  if (outgo === null) return quarantined('bad-amount', row.get(names.outgo) ?? '', names.outgo);
  const type = row.get(names.type) ?? '';
  const direction = outgo !== 0 ? '-' : '+';
  const becomes = income !== 0 && outgo !== 0 ? null : rules({ direction, type, status: '', funds: '', text: '' });
  if (becomes === null || typeof becomes === 'object' || becomes === 'spending' || becomes === 'spending-refund') {
    return quarantined('unknown-combination', `${direction} ${type}`, names.type);
  }
  const time = row.get(names.time) ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, names.time);
  const flow = row.get(names.flow);
  const trade = row.get('业务基础订单号') ?? row.get(names.trade);
  if (!flow) return quarantined('missing-id', '', names.flow);
  if (isDamagedId(flow)) return quarantined('damaged-id', flow, names.flow);
  if (trade && isDamagedId(trade)) return quarantined('damaged-id', trade, names.trade);
  const ofTrade = !['payout', 'payout_fee', 'transfer'].includes(becomes);
  return records({
    type: 'ledgerLine',
    key: keyOf(becomes, flow, trade),
    // The bill has the last word about a movement that the website lists too.
    ...(names === website ? { asOf: at } : {}),
    // The 业务明细 knows more of a sale.
    rank: -1,
    payload: line({
      kind: becomes,
      at,
      side: 'bill',
      soldOn: 'own',
      paidVia: 'alipay',
      currency: 'CNY',
      amount: Math.abs(income + outgo),
      product: row.get('商品名称'),
      counterparty: firstOf(row, ...names.parties),
      numbers: ofTrade ? numbersOf(row.get('商户订单号'), trade) : [flow],
      // What is decided about money from somebody is not meant for money to them.
      sourceKind: becomes === 'undecided' && direction === '-' ? `${type} · 支出` : type,
      method: row.get('交易渠道'),
      note: row.get('备注'),
    }),
  });
}

function keyOf(kind: string, flow: string, trade: string | null | undefined): string {
  if (kind === 'sale') return trade ?? `flow:${flow}`;
  if (kind === 'refund') return `${flow}|refund`;
  if (kind === 'fee') return `${flow}|fee`;
  return kind === 'fee_reversal' ? `${flow}|back|fee` : `${flow}|${kind}`;
}

/** Signed minor units; 0 when the cell is empty, null when it is no amount. */
function amountIn(row: SourceRow, column: string): number | null {
  const text = row.get(column);
  return text ? parseAmount(text, 'CNY') : 0;
}

/** `shop@example.com[2088…]` names the account by its number, as the bill does. */
function accountIn(text: string): string | null {
  const stated = labelled(text, '账号');
  return /\[(\d{16,20})\]$/.exec(stated ?? '')?.[1] ?? stated;
}

/** What the lines with `#` of both merchant bills say. */
export function merchantFacts({ preamble, footer }: FileFrame): FileFacts {
  // Days are written 2026年06月01日 here.
  const text = frameText(preamble, footer).replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/g, '$1-$2-$3');
  return {
    account: accountIn(text),
    periodFrom: labelledTime(text, '起始日期'),
    periodTo: labelledEnd(text, '终止日期'),
    exportedAt: labelledTime(text, '导出时间'),
  };
}

/** Account flow of an Alipay merchant. */
export const alipayMerchantFlow: Format = {
  id: 'alipay-merchant-flow',
  version: 2,
  platform: 'alipay-merchant',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    {
      layout: 'flow',
      required: [bill.flow, bill.trade, bill.time, bill.income, bill.outgo, bill.type],
      preamble: /支付宝账务明细/,
      confidence: 0.95,
    },
    {
      layout: 'website',
      required: [website.flow, website.trade, website.time, website.income, website.outgo, website.type],
      forbidden: [bill.flow],
      confidence: 0.95,
    },
  ],
  emptyCells: [],
  frame: (cells) => (cells[0]?.startsWith('#') ? 'stop' : 'data'),
  facts: merchantFacts,
  map,
};
