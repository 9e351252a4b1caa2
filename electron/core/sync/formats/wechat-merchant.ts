/**
 * 微信支付 merchant 交易账单: every data cell begins with a backtick, the last two lines are totals, Beijing time, fees with five decimals.
 * One order number stands on the sale and on each of its refunds. A buyer's 用户标识 is a handle, not a person.
 */

import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { LedgerLinePayload } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, RowTotals, SourceRow } from './format';
import { namedPeriod } from './frame-text';
import { ignored, isDamagedId, line, numbersOf, quarantined, records, type StatedLine } from './outcomes';

/** 交易状态, and for refunds 退款状态, → what the row becomes. */
const rules = new Map<string, 'sale' | 'refund' | 'undecided' | 'closed'>([
  ['SUCCESS', 'sale'],
  ['REFUND SUCCESS', 'refund'],
  // A bill lists a refund on the day it was accepted. One that is exported again later may say how it ended; where none is, it counts as it stands.
  ['REFUND PROCESSING', 'refund'],
  // The money came back to the merchant, or has to be sent by hand: only the user knows what became of it.
  ['REFUND FAIL', 'undecided'],
  ['REFUND CHANGE', 'undecided'],
  ['REVOKED', 'closed'],
]);

function map(row: SourceRow): RowOutcome {
  const state = row.get('交易状态') ?? '';
  const status = state === 'REFUND' ? (row.get('退款状态') ?? '') : state;
  const becomes = rules.get(state === 'REFUND' ? `REFUND ${status}` : state);
  if (becomes === undefined) return quarantined('unknown-combination', state === status ? state : `${state} · ${status}`, '交易状态');
  if (becomes === 'closed') return ignored(becomes);
  const id = row.get('微信订单号');
  if (!id) return quarantined('missing-id', '', '微信订单号');
  if (isDamagedId(id)) return quarantined('damaged-id', id, '微信订单号');
  const currency = parseCurrency(row.get('货币种类') ?? 'CNY');
  if (currency === null) return quarantined('bad-currency', row.get('货币种类') ?? '', '货币种类');
  return becomes === 'sale' ? sale(row, id, currency, status) : refund(row, id, currency, status, becomes);
}

function sale(row: SourceRow, id: string, currency: string, status: string): RowOutcome {
  const time = row.get('交易时间') ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, '交易时间');
  const gross = saleAmount(row, currency);
  if (typeof gross !== 'number') return gross;
  const fee = feeOf(row, currency);
  if (fee === null) return quarantined('bad-amount', row.get('手续费') ?? '', '手续费');
  return records({
    type: 'ledgerLine',
    key: id,
    payload: payload(row, id, { kind: 'sale', at, currency, amount: gross, status, sourceKind: row.get('交易类型'), ...fee }),
  });
}

/**
 * 应结订单金额 (总金额 in old files), which is what the merchant receives: vouchers that the merchant bears are taken off already, those that
 * the platform bears are inside. Refunds state 退款金额 by the same rule.
 */
function saleAmount(row: SourceRow, currency: string): number | RowOutcome {
  const column = row.get('应结订单金额') === undefined ? '总金额' : '应结订单金额';
  const settled = nonNegative(row.get(column), currency);
  return settled === null || row.get(column) === null ? quarantined('bad-amount', row.get(column) ?? '', column) : settled;
}

/** Of the statements of one refund, how it ended comes after its acceptance, and that it arrived after all comes last. */
const refundRanks = new Map([
  ['PROCESSING', 0],
  ['SUCCESS', 2],
]);

function refund(row: SourceRow, id: string, currency: string, status: string, kind: 'refund' | 'undecided'): RowOutcome {
  const refundId = row.get('微信退款单号');
  if (!refundId || refundId === '0') return quarantined('missing-id', refundId ?? '', '微信退款单号');
  if (isDamagedId(refundId)) return quarantined('damaged-id', refundId, '微信退款单号');
  const column = ['退款成功时间', '退款申请时间'].find((name) => row.get(name)) ?? '交易时间';
  const at = parseLocalTime(row.get(column) ?? '', chinaOffset);
  if (at === null) return quarantined('bad-date', row.get(column) ?? '', column);
  const amount = nonNegative(row.get('退款金额'), currency);
  if (amount === null || !row.get('退款金额')) return quarantined('bad-amount', row.get('退款金额') ?? '', '退款金额');
  const fee = feeOf(row, currency);
  if (fee === null) return quarantined('bad-amount', row.get('手续费') ?? '', '手续费');
  return records({
    type: 'ledgerLine',
    key: `${id}|refund|${refundId}`,
    rank: refundRanks.get(status) ?? 1,
    payload: payload(row, id, { kind, at, currency, amount, status, sourceKind: 'REFUND', ...fee }, refundId),
  });
}

/** 手续费 is negative where a refund gives it back. */
function feeOf(row: SourceRow, currency: string): { channelFee: number; feeReversal: number } | null {
  const text = row.get('手续费');
  const fee = text ? parseAmount(text, currency) : 0;
  return fee === null ? null : { channelFee: Math.max(fee, 0), feeReversal: Math.max(-fee, 0) };
}

/** Minor units; 0 when nothing is stated, null when it is no amount. */
function nonNegative(text: string | null | undefined, currency: string): number | null {
  const amount = text ? parseAmount(text, currency) : 0;
  return amount !== null && amount >= 0 ? amount : null;
}

function payload(
  row: SourceRow,
  id: string,
  stated: Pick<StatedLine, 'kind' | 'at' | 'currency' | 'amount' | 'status' | 'sourceKind' | 'channelFee' | 'feeReversal'>,
  refundId?: string,
): LedgerLinePayload {
  return line({
    ...stated,
    side: 'bill',
    soldOn: 'own',
    paidVia: 'wechatpay',
    product: freeText(row.get('商品名称')),
    counterparty: row.get('用户标识'),
    numbers: numbersOf(row.get('商户订单号'), id, refundId),
    method: row.get('付款银行'),
    note: freeText(row.get('商户数据包')),
  });
}

/** Commas are printed as backslash and blank, line ends as a literal `\n`. */
function freeText(text: string | null | undefined): string | null | undefined {
  return text?.includes('\\') ? text.replaceAll('\\ ', ',').replaceAll('\\n', '\n') : text;
}

/** The totals line counts all rows of a column, whatever became of them. */
function totals(row: SourceRow): RowTotals {
  const value = (column: string) => parseAmount(row.get(column) ?? '', 'CNY') ?? 0;
  return {
    gross: row.get('交易状态') === 'SUCCESS' ? value('应结订单金额') || value('总金额') : 0,
    refund: value('退款金额'),
    fee: value('手续费'),
  };
}

function facts({ footer, first, fileName }: FileFrame): FileFacts {
  const [names = [], values = []] = footer;
  const period = namedPeriod(fileName);
  const stated = (label: RegExp) => {
    const at = names.findIndex((name) => label.test(clean(name)));
    return at < 0 ? undefined : clean(values[at] ?? '');
  };
  const money = (label: RegExp) => parseAmount(stated(label) ?? '', 'CNY') ?? undefined;
  const rows = Number(stated(/^总交易单数$/) ?? 'none');
  return {
    account: first?.get('商户号') ?? null,
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    exportedAt: null,
    claims: {
      ...(Number.isSafeInteger(rows) ? { rows } : {}),
      gross: money(/^(应结订单总金额|总交易额)$/),
      refund: money(/^(退款总金额|总退款金额)$/),
      fee: money(/^手续费总金额$/),
    },
  };
}

const clean = (cell: string) => cell.replace(/^[\s`]+/, '').trim();

const required = ['交易时间', '微信订单号', '商户订单号', '交易状态', '手续费'];

/** Transaction bill of a WeChat Pay merchant. */
export const wechatMerchant: Format = {
  id: 'wechat-merchant-bill',
  version: 2,
  platform: 'wechatpay-merchant',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    { layout: 'refund', required: [...required, '退款申请时间', '微信退款单号'], confidence: 0.98 },
    { layout: 'all', required: [...required, '应结订单金额', '微信退款单号'], confidence: 0.98 },
    { layout: 'success', required: [...required, '应结订单金额'], confidence: 0.98 },
    { layout: 'before-vouchers', required: [...required, '总金额'], confidence: 0.95 },
  ],
  emptyCells: [],
  backticks: true,
  frame: (cells) => (clean(cells[0] ?? '') === '总交易单数' ? 'stop' : 'data'),
  facts,
  totals,
  map,
};
