/**
 * 微信支付 personal bill, CSV and XLSX: Beijing time, CNY, amounts always positive with the direction in 收/支 (`/` = neutral). A refund
 * stands twice in the file, as the status of the payment and as a row of its own; the row counts.
 */
import { parseAmount } from '../../../../shared/domain/money';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { claimedRows, frameText, labelled, labelledEnd, labelledTime } from './frame-text';
import { ruleBook } from './money-rules';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';

const income = ['收入'];
const spending = ['支出'];
const neutral = ['/'];
const received = ['已收钱', '朋友已收钱', '对方已收钱', '已存入零钱'];

const rules = ruleBook([
  { status: ['交易关闭', '已退还'], becomes: { ignored: 'closed' } },
  { direction: income, type: /^退款$|-退款$/, becomes: 'spending-refund' },
  // 商家收款 is assumed, not seen.
  { direction: income, type: ['二维码收款', '群收款', '商家收款'], status: received, becomes: 'sale' },
  { direction: income, type: ['赞赏码'], status: received, becomes: 'tip' },
  {
    direction: income,
    type: /^(转账|微信红包|亲属卡交易|其他)/,
    status: [...received, '已到账', '支付成功', '充值成功', '已领取', '已存入零钱通'],
    becomes: 'undecided',
  },
  // Rewards that the platform or a shop pays into the wallet.
  { direction: income, type: ['商户消费'], status: ['充值成功'], becomes: 'undecided' },
  // 群收款-退款 is assumed, not seen.
  { direction: spending, type: ['二维码收款-退款', '群收款-退款'], becomes: 'refund' },
  { direction: spending, type: /./, becomes: 'spending' },
  { direction: neutral, type: ['零钱提现'], status: ['提现已到账'], becomes: 'payout' },
  { direction: neutral, type: /零钱充值|信用卡还款|理财通|零钱通/, becomes: 'transfer' },
]);

const sides = new Map([
  ['收入', 'in'],
  ['支出', 'out'],
  ['/', 'neutral'],
]);

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const direction = row.get('收/支') ?? '/';
  const type = row.get('交易类型') ?? '';
  const status = row.get('当前状态') ?? '';
  const becomes = rules({ direction, type, status, funds: '', text: '' });
  if (becomes === null) return quarantined('unknown-combination', [direction, type, status].filter(Boolean).join(' · '));
  if (typeof becomes === 'object') return ignored(becomes.ignored);
  if (becomes === 'spending' && !withExpenses) return ignored('own-spending');
  if (becomes === 'spending-refund' && !withExpenses) return ignored('refund-of-spending');
  const time = row.get('交易时间') ?? '';
  const at = parseLocalTime(time, chinaOffset);
  if (at === null) return quarantined('bad-date', time, '交易时间');
  const stated = row.get('金额(元)') ?? '';
  const amount = parseAmount(stated, 'CNY');
  if (amount === null || amount < 0) return quarantined('bad-amount', stated, '金额(元)');
  const id = row.get('交易单号');
  if (id && isDamagedId(id)) return quarantined('damaged-id', id, '交易单号');
  const merchantId = row.get('商户单号');
  const counterparty = row.get('交易对方');
  const product = row.get('商品');
  const note = row.get('备注');
  const fee = becomes === 'payout' ? withdrawalFee(note) : 0;
  if (fee === null) return quarantined('bad-amount', note ?? '', '备注');
  const returned = becomes === 'spending-refund';
  const kind = becomes === 'spending' || becomes === 'spending-refund' ? 'expense' : becomes;
  const identity = id ?? `~${merchantId ?? ''}|${at}|${type}|${counterparty ?? ''}|${product ?? ''}`;
  return records({
    type: 'ledgerLine',
    key: `${identity}|${sides.get(direction) ?? ''}|${amount}|${at.slice(0, 16)}`,
    rank: status.startsWith('已退款') || status === '已全额退款' ? 3 : 2,
    payload: line({
      kind,
      at,
      side: 'bill',
      soldOn: 'own',
      paidVia: 'wechatpay',
      currency: 'CNY',
      amount: returned ? 0 : amount,
      payoutFee: fee,
      returned: returned ? amount : 0,
      product,
      counterparty,
      numbers: numbersOf(merchantId, id),
      sourceKind: type === '' ? null : type,
      status: status === '' ? null : status,
      method: row.get('支付方式'),
      note,
    }),
  });
}

/** 服务费¥0.10 in the note of a withdrawal: part of the amount. Null when it is there and no amount. */
function withdrawalFee(note: string | null | undefined): number | null {
  const match = /服务费\s*[:：]?\s*(.*)/s.exec(note ?? '');
  return match ? parseAmount((match[1] ?? '').replace(/元$/, ''), 'CNY') : 0;
}

function facts({ preamble }: FileFrame): FileFacts {
  const text = frameText(preamble);
  return {
    account: labelled(text, '微信昵称'),
    periodFrom: labelledTime(text, '起始时间'),
    periodTo: labelledEnd(text, '终止时间'),
    exportedAt: labelledTime(text, '导出时间'),
    claims: claimedRows(text),
  };
}

/** Personal bill of WeChat Pay. */
export const wechatBill: Format = {
  id: 'wechat-bill',
  version: 2,
  platform: 'wechatpay',
  evidence: 'exact',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    {
      layout: 'statement',
      required: ['交易时间', '交易类型', '交易对方', '收/支', '金额(元)', '当前状态', '交易单号'],
      preamble: /微信支付账单/,
      confidence: 0.95,
    },
  ],
  emptyCells: ['/'],
  idColumns: ['交易单号'],
  facts,
  map,
};
