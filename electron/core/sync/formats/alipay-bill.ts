/**
 * 支付宝 personal bill in its three layouts: web (2015–2021), app (2021–2022, notes as a footer) and app (2023 and later). GB18030, cells
 * padded with blanks, a TAB after ids, a trailing comma on every row, Beijing time, CNY, amounts always positive.
 */

import { parseAmount } from '../../../../shared/domain/money';
import type { LedgerLinePayload, LineKind } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { appRules, neutral, webRules } from './alipay-rules';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { claimedRows, frameText, labelled, labelledEnd, labelledTime } from './frame-text';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';

/** A row with the names of its layout brought together; `undefined` = the layout lacks the column. */
interface AlipayRow {
  web: boolean;
  id: string | null | undefined;
  merchantId: string | null | undefined;
  time: string;
  type: string;
  direction: string;
  status: string;
  funds: string;
  amount: string;
  fee: string | null | undefined;
  product: string | null | undefined;
  counterparty: string | null | undefined;
  method: string | null | undefined;
  note: string | null | undefined;
}

function readRow(row: SourceRow): AlipayRow {
  const web = row.get('交易号') !== undefined;
  const common = {
    web,
    merchantId: row.get('商家订单号'),
    counterparty: row.get('交易对方'),
    note: row.get('备注'),
    direction: row.get('收/支') ?? neutral,
    status: row.get('交易状态') ?? '',
  };
  if (web) {
    return {
      ...common,
      id: row.get('交易号'),
      time: row.get('付款时间') ?? row.get('交易创建时间') ?? '',
      type: row.get('类型') ?? '',
      funds: row.get('资金状态') ?? '',
      amount: row.get('金额(元)') ?? '',
      fee: row.get('服务费(元)'),
      product: row.get('商品名称'),
      method: undefined,
    };
  }
  return {
    ...common,
    id: row.get('交易订单号'),
    time: row.get('交易时间') ?? '',
    type: row.get('交易分类') ?? '',
    funds: '',
    amount: row.get('金额') ?? '',
    fee: undefined,
    product: row.get('商品说明'),
    method: row.get('收/付款方式'),
  };
}

const sides: Record<string, string> = { 收入: 'in', 支出: 'out', 不计收支: 'neutral', 其他: 'neutral' };

function map(source: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const row = readRow(source);
  const side = sides[row.direction] ?? '';
  const becomes = (row.web ? webRules : appRules)({
    direction: side === 'neutral' ? neutral : row.direction,
    type: row.type,
    status: row.status,
    funds: row.funds,
    text: row.product ?? '',
  });
  if (becomes === null) return quarantined('unknown-combination', wordsOf(row));
  if (typeof becomes === 'object') return ignored(becomes.ignored);
  if (becomes === 'spending' && !withExpenses) return ignored('own-spending');
  if (becomes === 'spending-refund' && !withExpenses) return ignored('refund-of-spending');
  const at = parseLocalTime(row.time, chinaOffset);
  if (at === null) return quarantined('bad-date', row.time, row.web ? '付款时间' : '交易时间');
  const amount = parseAmount(row.amount, 'CNY');
  if (amount === null || amount < 0) return quarantined('bad-amount', row.amount, '金额');
  if (row.id && isDamagedId(row.id)) return quarantined('damaged-id', row.id, row.web ? '交易号' : '交易订单号');
  const fee = row.fee ? parseAmount(row.fee, 'CNY') : 0;
  if (fee === null || fee < 0) return quarantined('bad-amount', row.fee ?? '', '服务费(元)');
  const kind = becomes === 'spending' || becomes === 'spending-refund' ? 'expense' : becomes;
  return records({
    type: 'ledgerLine',
    key: `${row.id ?? `~${row.merchantId ?? ''}|${at}|${row.counterparty ?? ''}|${row.product ?? ''}`}|${side}|${amount}|${at.slice(0, 10)}`,
    rank: ranks[row.status] ?? 1,
    payload: payload(row, at, kind, amount, fee, becomes === 'spending-refund'),
  });
}

/** Among statements of one day: a trade that was closed by a refund has been paid before. */
const ranks: Record<string, number> = { 支付成功: 1, 交易成功: 2, 还款成功: 2, 退款成功: 2, 交易关闭: 3 };

function payload(row: AlipayRow, at: string, kind: LineKind, amount: number, fee: number, returned: boolean): LedgerLinePayload {
  return line({
    kind,
    at,
    side: 'bill',
    soldOn: 'own',
    paidVia: 'alipay',
    currency: 'CNY',
    amount: returned ? 0 : amount,
    channelFee: kind === 'sale' ? fee : 0,
    payoutFee: kind === 'payout' ? fee : 0,
    returned: returned ? amount : 0,
    product: row.product,
    counterparty: row.counterparty,
    numbers: numbersOf(row.merchantId, row.id, returned ? originalId(row.id) : null),
    sourceKind: row.type === '' ? null : row.type,
    status: row.status === '' ? null : row.status,
    method: row.method,
    note: row.note,
  });
}

/** Refund rows are named `<original>_<n>` or `<original>*<n>`. */
function originalId(id: string | null | undefined): string | null {
  return id?.split(/[_*]/, 1)[0] ?? null;
}

function wordsOf(row: AlipayRow): string {
  return [row.direction, row.type, row.status, row.funds, row.product].filter(Boolean).join(' · ');
}

function facts({ preamble, footer }: FileFrame): FileFacts {
  const text = frameText(preamble, footer);
  return {
    account: labelled(text, '支付宝账户') ?? labelled(text, '账号'),
    periodFrom: labelledTime(text, '起始时间') ?? labelledTime(text, '起始日期'),
    periodTo: labelledEnd(text, '终止时间') ?? labelledEnd(text, '终止日期'),
    exportedAt: labelledTime(text, '导出时间'),
    claims: claimedRows(text),
  };
}

const app = ['交易时间', '交易分类', '交易对方', '商品说明', '收/支', '金额', '交易状态', '交易订单号'];

/** Personal bill of Alipay, all layouts. */
export const alipayBill: Format = {
  id: 'alipay-bill',
  version: 1,
  platform: 'alipay',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    { layout: 'app-2023', required: [...app, '备注'], preamble: /支付宝/, confidence: 0.95 },
    { layout: 'app-2021', required: app, forbidden: ['备注'], preamble: /支付宝/, confidence: 0.95 },
    {
      layout: 'web',
      required: ['交易号', '交易创建时间', '类型', '交易对方', '金额(元)', '收/支', '交易状态'],
      preamble: /支付宝/,
      confidence: 0.95,
    },
  ],
  emptyCells: ['/'],
  idColumns: ['交易订单号', '交易号'],
  frame: (cells) => (cells[0]?.startsWith('-----') ? 'stop' : 'data'),
  facts,
  map,
};
