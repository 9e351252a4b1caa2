/**
 * 支付宝 merchant 业务明细: one row per trade and per refund, with the fee. GB18030, lines with `#` around the table, a TAB after ids, Beijing time,
 * CNY. Amounts and fees of refunds come with a minus or without one. The number of the trade stands on its refunds too.
 *
 * | 业务类型 | becomes |
 * | --- | --- |
 * | 交易 | `sale`: gross = 商家实收, which includes what Alipay pays for its own vouchers and leaves out the merchant's; channel fee = 服务费, split = 分润 |
 * | 退款 | `refund` of 商家实收; 服务费 came back |
 * Anything else is quarantined.
 */
import { parseAmount } from '../../../../shared/domain/money';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { merchantFacts } from './alipay-merchant-flow';
import type { Format, RowOutcome, SourceRow } from './format';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';

const kinds = new Map<string, 'sale' | 'refund'>([
  ['交易', 'sale'],
  ['退款', 'refund'],
]);
const amounts = ['商家实收(元)', '服务费(元)', '分润(元)'] as const;

function map(row: SourceRow): RowOutcome {
  const type = row.get('业务类型') ?? '';
  const kind = kinds.get(type);
  if (kind === undefined) return quarantined('unknown-combination', type, '业务类型');
  const id = row.get('支付宝交易号');
  if (!id) return quarantined('missing-id', '', '支付宝交易号');
  if (isDamagedId(id)) return quarantined('damaged-id', id, '支付宝交易号');
  const column = row.get('完成时间') ? '完成时间' : '创建时间';
  const at = parseLocalTime(row.get(column) ?? '', chinaOffset);
  if (at === null) return quarantined('bad-date', row.get(column) ?? '', column);
  const read: number[] = [];
  for (const name of amounts) {
    const text = row.get(name);
    const value = text ? parseAmount(text, 'CNY') : 0;
    if (value === null || (name === amounts[0] && (!text || (kind === 'sale' && value < 0))))
      return quarantined('bad-amount', text ?? '', name);
    read.push(Math.abs(value));
  }
  const [amount = 0, fee = 0, split = 0] = read;
  const request = row.get('退款批次号/请求号');
  return records({
    type: 'ledgerLine',
    key: kind === 'sale' ? id : `${id}|refund|${request ?? at}`,
    payload: line({
      kind,
      at,
      side: 'bill',
      soldOn: 'own',
      paidVia: 'alipay',
      currency: 'CNY',
      amount,
      ...(kind === 'sale' ? { channelFee: fee, split } : { feeReversal: fee }),
      product: row.get('商品名称'),
      counterparty: row.get('对方账户'),
      numbers: numbersOf(row.get('商户订单号'), id),
      sourceKind: type,
      note: row.get('备注'),
    }),
  });
}

/** Trade bill of an Alipay merchant. */
export const alipayMerchantTrades: Format = {
  id: 'alipay-merchant-trades',
  version: 1,
  platform: 'alipay-merchant',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    {
      layout: 'trades',
      required: ['支付宝交易号', '商户订单号', '业务类型', '创建时间', '商家实收(元)'],
      preamble: /支付宝业务明细/,
      confidence: 0.95,
    },
  ],
  emptyCells: [],
  frame: (cells) => (cells[0]?.startsWith('#') ? 'stop' : 'data'),
  facts: merchantFacts,
  map,
};
