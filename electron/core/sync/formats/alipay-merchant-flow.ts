/**
 * 支付宝 merchant 账务明细: every movement of the merchant's balance. GB18030, lines with `#` around the table, a TAB after ids, Beijing time, CNY;
 * income and outgo stand in columns of their own, outgo with a minus. 业务流水号 is the number of the trade, and a sale has the key that the
 * 业务明细 gives it; there the 业务明细 has the last word. Fees are rows of their own here (`|fee`), and refunds have no number that the 业务明细
 * knows (`|refund`): `revenue/money-groups.ts` counts both once. A refund of one month and another of the same trade in another month, each in
 * one of the two files only, count as one; the files of the same months do not have that.
 *
 * | sign | 业务类型 | becomes |
 * | --- | --- | --- |
 * | + | 在线支付, 交易付款 | `sale` |
 * | − | 退款, 交易退款 | `refund` |
 * | − | 收费 | `fee`; + 收费, 退费 (assumed) → `fee_reversal` |
 * | − | 提现 | `payout`; + 提现 (sent back, assumed) → `payout_fee`: lowers payouts |
 * | + | 充值 (assumed) | `transfer` |
 * Anything else is quarantined.
 */
import { parseAmount } from '../../../../shared/domain/money';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { frameText, labelled, labelledEnd, labelledTime } from './frame-text';
import { ruleBook } from './money-rules';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';

const rules = ruleBook([
  { direction: ['+'], type: ['在线支付', '交易付款'], becomes: 'sale' },
  { direction: ['-'], type: ['退款', '交易退款'], becomes: 'refund' },
  { direction: ['-'], type: ['收费'], becomes: 'fee' },
  { direction: ['+'], type: ['收费', '退费'], becomes: 'fee_reversal' },
  { direction: ['-'], type: ['提现'], becomes: 'payout' },
  { direction: ['+'], type: ['提现'], becomes: 'payout_fee' },
  { direction: ['+'], type: ['充值'], becomes: 'transfer' },
]);

const incomeColumn = '收入金额(+元)';
const outgoColumn = '支出金额(-元)';

function map(row: SourceRow): RowOutcome {
  const income = amountIn(row, incomeColumn);
  const outgo = amountIn(row, outgoColumn);
  if (income === null) return quarantined('bad-amount', row.get(incomeColumn) ?? '', incomeColumn);
  if (outgo === null) return quarantined('bad-amount', row.get(outgoColumn) ?? '', outgoColumn);
  const type = row.get('业务类型') ?? '';
  const direction = outgo !== 0 ? '-' : '+';
  const becomes = income !== 0 && outgo !== 0 ? null : rules({ direction, type, status: '', funds: '', text: '' });
  if (becomes === null || typeof becomes === 'object' || becomes === 'spending' || becomes === 'spending-refund') {
    return quarantined('unknown-combination', `${direction} ${type}`, '业务类型');
  }
  const time = row.get('发生时间') ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, '发生时间');
  const flow = row.get('账务流水号');
  const trade = row.get('业务基础订单号') ?? row.get('业务流水号');
  if (!flow) return quarantined('missing-id', '', '账务流水号');
  if (isDamagedId(flow)) return quarantined('damaged-id', flow, '账务流水号');
  if (trade && isDamagedId(trade)) return quarantined('damaged-id', trade, '业务流水号');
  const ofTrade = !['payout', 'payout_fee', 'transfer'].includes(becomes);
  return records({
    type: 'ledgerLine',
    key: keyOf(becomes, flow, trade),
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
      counterparty: row.get('对方账号'),
      numbers: ofTrade ? numbersOf(row.get('商户订单号'), trade) : [flow],
      sourceKind: type,
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

/** What the lines with `#` of both merchant bills say. */
export function merchantFacts({ preamble, footer }: FileFrame): FileFacts {
  // Days are written 2026年06月01日 here.
  const text = frameText(preamble, footer).replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/g, '$1-$2-$3');
  return {
    account: labelled(text, '账号'),
    periodFrom: labelledTime(text, '起始日期'),
    periodTo: labelledEnd(text, '终止日期'),
    exportedAt: labelledTime(text, '导出时间'),
  };
}

/** Account flow of an Alipay merchant. */
export const alipayMerchantFlow: Format = {
  id: 'alipay-merchant-flow',
  version: 1,
  platform: 'alipay-merchant',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    {
      layout: 'flow',
      required: ['账务流水号', '业务流水号', '发生时间', incomeColumn, outgoColumn, '业务类型'],
      preamble: /支付宝账务明细/,
      confidence: 0.95,
    },
  ],
  emptyCells: [],
  frame: (cells) => (cells[0]?.startsWith('#') ? 'stop' : 'data'),
  facts: merchantFacts,
  map,
};
