/**
 * 微信支付 merchant 资金账单: every movement of the merchant's balance, data cells with a backtick, two lines of totals at the end, Beijing time.
 * It states the money of the 交易账单 once more: a sale and a refund have the key that the 交易账单 gives them, and there the 交易账单 has the last
 * word (it knows the product and the buyer). Fees are rows of their own here and a part of the sale there; `|fee` at the end of
 * their keys says so, and `revenue/money-groups.ts` counts them once.
 *
 * | 收支类型 (or the sign) | 业务类型 | becomes |
 * | --- | --- | --- |
 * | 收入 | 交易 | `sale`; where 备注 says that the fee is taken off already, gross and channel fee from there |
 * | 支出 | 退款 | `refund` |
 * | 支出 | 扣除交易手续费, 手续费 | `fee` |
 * | 收入 | 退回交易手续费 | `fee_reversal` |
 * | 支出 | 提现, 自动提现, 提现… (assumed) | `payout` |
 * | 收入 | 提现退回, 提现失败 … (assumed) | `payout_fee`: lowers payouts by what came back |
 * | 收入 | 充值 (assumed) | `transfer` |
 * Anything else is quarantined.
 */
import { parseAmount } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { namedPeriod } from './frame-text';
import { ruleBook } from './money-rules';
import { isDamagedId, line, numbersOf, quarantined, records, type StatedLine } from './outcomes';

const income = ['收入'];
const outgo = ['支出'];
type Kind = 'sale' | 'refund' | 'fee' | 'fee_reversal' | 'payout' | 'payout_fee' | 'transfer';

const rules = ruleBook([
  { direction: income, type: ['交易'], becomes: 'sale' },
  { direction: outgo, type: ['退款'], becomes: 'refund' },
  { direction: outgo, type: ['扣除交易手续费', '手续费'], becomes: 'fee' },
  { direction: income, type: ['退回交易手续费'], becomes: 'fee_reversal' },
  { direction: outgo, type: /^(自动)?提现/, becomes: 'payout' },
  { direction: income, type: /^提现.*(退|失败)/, becomes: 'payout_fee' },
  { direction: income, type: ['充值'], becomes: 'transfer' },
]);

const amountColumn = '收支金额(元)';

function map(row: SourceRow): RowOutcome {
  const stated = row.get(amountColumn) ?? '';
  const signed = parseAmount(stated, 'CNY');
  if (signed === null) return quarantined('bad-amount', stated, amountColumn);
  const direction = row.get('收支类型') ?? (signed < 0 ? '支出' : '收入');
  const type = row.get('业务类型') ?? row.get('业务名称') ?? '';
  const becomes = rules({ direction, type, status: '', funds: '', text: '' });
  if (becomes === null || typeof becomes === 'object') {
    return quarantined('unknown-combination', [direction, type].filter(Boolean).join(' · '), '业务类型');
  }
  const time = row.get('记账时间') ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, '记账时间');
  const flow = row.get('资金流水单号');
  const business = row.get('微信支付业务单号');
  const id = business ?? flow;
  if (!id) return quarantined('missing-id', '', '微信支付业务单号');
  for (const number of [business, flow]) if (number && isDamagedId(number)) return quarantined('damaged-id', number, '微信支付业务单号');
  return records(lineOf(row, becomes as Kind, { at, amount: Math.abs(signed), type, id, flow: flow ?? id }));
}

interface Movement {
  at: string;
  amount: number;
  type: string;
  id: string;
  flow: string;
}

function lineOf(row: SourceRow, kind: Kind, { at, amount, type, id, flow }: Movement): CanonicalRecord {
  const note = row.get('备注');
  // Refunds name the sale's number in 资金流水单号; in files of 2018 it is a number of the flow alone.
  const sale = kind === 'refund' ? (isTransaction(flow) ? flow : null) : id;
  const numbers = kind === 'payout' || kind === 'payout_fee' || kind === 'transfer' ? [flow] : [row.get('业务凭证号'), id, sale];
  return {
    type: 'ledgerLine',
    key: keyOf(kind, id, flow, sale),
    // The 交易账单 knows more of a sale and of a refund.
    rank: -1,
    payload: line({
      kind,
      at,
      ...(kind === 'sale' ? grossOf(amount, note) : { amount }),
      side: 'bill',
      soldOn: 'own',
      paidVia: 'wechatpay',
      currency: 'CNY',
      numbers: numbersOf(...numbers),
      // What the 交易账单 states of the same line is left to it.
      ...(kind === 'sale' || kind === 'refund' ? {} : { sourceKind: type, note }),
    }),
  };
}

/** The platform's number of a payment: 28 digits from 42000…, 10 and the merchant's number in the first years. */
const isTransaction = (number: string) => /^(4\d{27}|10\d{26})$/.test(number);

function keyOf(kind: Kind, id: string, flow: string, sale: string | null): string {
  switch (kind) {
    case 'sale':
      return id;
    case 'refund':
      return sale === null ? `${id}|refund` : `${sale}|refund|${id}`;
    case 'fee':
      return `${id}|${flow}|fee`;
    case 'fee_reversal':
      return `${id}|${flow}|back|fee`;
    case 'payout':
    case 'payout_fee':
    case 'transfer':
      return `${id}|${flow}|${kind}`;
  }
}

/** `结算总金额 199.00 元;含手续费 1.19 元`: the row is the whole amount, or what was left of it after the fee. */
function grossOf(amount: number, note: string | null | undefined): Pick<StatedLine, 'amount' | 'channelFee'> {
  const match = /总金额\s*([\d.,]+)\s*元?\s*[;；,，]?\s*含手续费\s*([\d.,]+)/.exec(note ?? '');
  const total = match ? parseAmount(match[1] ?? '', 'CNY') : null;
  const fee = match ? parseAmount(match[2] ?? '', 'CNY') : null;
  return total !== null && fee !== null && fee > 0 && amount === total - fee ? { amount: total, channelFee: fee } : { amount };
}

const clean = (cell: string) => cell.replace(/^[\s`]+/, '').trim();

function facts({ footer, fileName }: FileFrame): FileFacts {
  const [names = [], values = []] = footer;
  const period = namedPeriod(fileName);
  const at = names.findIndex((name) => clean(name) === '资金流水总笔数');
  const rows = Number(at < 0 ? 'none' : clean(values[at] ?? '') || 'none');
  return {
    account: null,
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    exportedAt: null,
    claims: Number.isSafeInteger(rows) ? { rows } : {},
  };
}

const required = ['记账时间', '微信支付业务单号', '资金流水单号', '业务类型', amountColumn];

/** Fund flow bill of a WeChat Pay merchant. */
export const wechatFundFlow: Format = {
  id: 'wechat-fund-flow',
  version: 1,
  platform: 'wechatpay-merchant',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    { layout: 'flow', required: [...required, '业务名称', '收支类型'], confidence: 0.98 },
    { layout: 'signed', required, forbidden: ['收支类型'], confidence: 0.9 },
  ],
  emptyCells: [],
  backticks: true,
  frame: (cells) => (clean(cells[0] ?? '') === '资金流水总笔数' ? 'stop' : 'data'),
  facts,
  map,
};
