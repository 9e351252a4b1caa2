/**
 * 支付宝 personal bill: web (2015–2021), app (2021–2022, notes as a footer) and app (2023 and later); since 2026 the app also writes it without
 * 交易对方, or without 交易分类. GB18030, cells padded with blanks, a TAB after ids, a trailing comma on every row, Beijing time, CNY, amounts
 * always positive.
 */

import { parseAmount } from '../../../../shared/domain/money';
import type { LineKind } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { appRules, feeOfOrder, namelessRules, neutral, uncategorisedRules, webRules } from './alipay-rules';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { claimedRows, frameText, labelled, labelledEnd, labelledTime } from './frame-text';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';

/** The column names of a layout; the empty name is no column. */
interface Names {
  rules: typeof appRules;
  id: string;
  time: string;
  /** Where `time` may be empty. */
  created: string;
  type: string;
  amount: string;
  fee: string;
  product: string;
  party: string;
  /** The other layouts know more of the same trade and have the last word. */
  isPartial?: boolean;
}

const webNames: Names = {
  rules: webRules,
  id: '交易号',
  time: '付款时间',
  created: '交易创建时间',
  type: '类型',
  amount: '金额(元)',
  fee: '服务费(元)',
  product: '商品名称',
  party: '交易对方',
};
const appNames: Names = {
  rules: appRules,
  id: '交易订单号',
  time: '交易时间',
  created: '',
  type: '交易分类',
  amount: '金额',
  fee: '',
  product: '商品说明',
  party: '交易对方',
};
/** A masked account tells the payers of undecided money apart, if not as well as a name. */
const namelessNames: Names = { ...appNames, rules: namelessRules, party: '对方账号', isPartial: true };
const uncategorisedNames: Names = { ...appNames, rules: uncategorisedRules, isPartial: true };

function namesOf(row: SourceRow): Names {
  if (row.get(webNames.id) !== undefined) return webNames;
  if (row.get(appNames.party) === undefined) return namelessNames;
  return row.get(appNames.type) === undefined ? uncategorisedNames : appNames;
}

const sides = new Map<string, 'in' | 'out' | 'neutral'>([
  ['收入', 'in'],
  ['支出', 'out'],
  ['不计收支', 'neutral'],
  ['其他', 'neutral'],
]);

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const names = namesOf(row);
  const direction = row.get('收/支') ?? neutral;
  const side = sides.get(direction);
  const type = row.get(names.type) ?? '';
  const status = row.get('交易状态') ?? '';
  const funds = row.get('资金状态') ?? '';
  const text = row.get(names.product) ?? '';
  const becomes = names.rules({
    direction: side === 'neutral' ? neutral : direction,
    type,
    status,
    funds,
    text,
    party: row.get('交易对方') ?? '',
  });
  if (becomes === null || side === undefined) {
    return quarantined('unknown-combination', [direction, type, status, funds, text].filter(Boolean).join(' · '));
  }
  if (typeof becomes === 'object') return ignored(becomes.ignored);
  if (becomes === 'spending') return withExpenses ? lineOf(row, names, side, 'expense', false) : ignored('own-spending');
  if (becomes === 'spending-refund') return withExpenses ? lineOf(row, names, side, 'expense', true) : ignored('refund-of-spending');
  return lineOf(row, names, side, becomes, false);
}

/** The ledger line of a row; `returned` = own spending that came back, which lowers the expense and is none itself. */
function lineOf(row: SourceRow, names: Names, side: string, kind: LineKind, returned: boolean): RowOutcome {
  const time = row.get(names.time) ?? row.get(names.created) ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, names.time);
  const stated = row.get(names.amount) ?? '';
  const amount = parseAmount(stated, 'CNY');
  if (amount === null || amount < 0) return quarantined('bad-amount', stated, names.amount);
  const id = row.get(names.id);
  if (id && isDamagedId(id)) return quarantined('damaged-id', id, names.id);
  const feeText = row.get(names.fee);
  const fee = feeText ? parseAmount(feeText, 'CNY') : 0;
  if (fee === null || fee < 0) return quarantined('bad-amount', feeText ?? '', names.fee);
  const merchantId = row.get('商家订单号');
  const counterparty = row.get(names.party);
  const product = row.get(names.product);
  const status = row.get('交易状态');
  const order = kind === 'fee' ? feeOfOrder(product ?? '') : null;
  return records({
    type: 'ledgerLine',
    key: `${id ?? `~${merchantId ?? ''}|${at}|${counterparty ?? ''}|${product ?? ''}`}|${side}|${amount}|${at.slice(0, 10)}`,
    ...(names.isPartial ? { asOf: at } : {}),
    rank: ranks.get(status ?? '') ?? 1,
    payload: line({
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
      product,
      counterparty,
      numbers: numbersOf(merchantId, id, returned ? originalId(id) : null, order, order && `${shopPrefix}${order}`),
      sourceKind: row.get(names.type),
      status,
      method: row.get('收/付款方式'),
      note: row.get('备注'),
    }),
  });
}

/** Among statements of one day: a trade that was closed by a refund has been paid before. */
const ranks = new Map([
  ['支付成功', 1],
  ['交易成功', 2],
  ['还款成功', 2],
  ['退款成功', 2],
  ['交易关闭', 3],
]);

/** Refund rows are named `<original>_<n>` or `<original>*<n>`. */
function originalId(id: string | null | undefined): string | null {
  return id?.split(/[_*]/, 1)[0] ?? null;
}

/** Stands before the order's number where the sale states it as 商家订单号. */
const shopPrefix = 'T200P';

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

const since2026 = ['交易时间', '对方账号', '商品说明', '收/支', '金额', '收/付款方式', '交易状态', '交易订单号'];
const nameless = [...since2026, '交易分类', '备注'];
const uncategorised = [...since2026, '交易对方', '商家订单号'];

/** Personal bill of Alipay, all layouts. */
export const alipayBill: Format = {
  id: 'alipay-bill',
  version: 2,
  platform: 'alipay',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    { layout: 'app-2023', required: [...app, '备注'], preamble: /支付宝/, confidence: 0.95 },
    { layout: 'app-2021', required: app, forbidden: ['备注'], preamble: /支付宝/, confidence: 0.95 },
    { layout: 'app-nameless', required: nameless, forbidden: ['交易对方'], preamble: /支付宝/, confidence: 0.95 },
    { layout: 'app-uncategorised', required: uncategorised, forbidden: ['交易分类'], preamble: /支付宝/, confidence: 0.9 },
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
