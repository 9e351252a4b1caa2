/**
 * 有赞 order report: one row per order with its payment, refund and promoter's commission. The report has no date of the refund; the person
 * is known by phone, else only by nickname.
 */
import { normalisePhone } from '../../../../shared/domain/contact';
import { parseAmount } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { mapped, mentioned } from './person-columns';

interface Order {
  number: string;
  status: string;
  createdAt: string;
  paidAt: string | null;
  completedAt: string | null;
  due: number;
  paid: number;
  refunded: number;
  split: number;
}

function map(row: SourceRow): RowOutcome {
  const order = readOrder(row);
  if ('outcome' in order) return order;
  const phone = mapped(row.get('买家手机号'), (text) => normalisePhone(text, 'CN'));
  const nickname = row.get('买家昵称');
  const personKey = phone ? `phone:${phone}` : nickname ? `nick:${nickname}` : undefined;
  const rank = rankOf(order);
  const made: CanonicalRecord[] = [orderRecord(order, row, personKey, rank)];
  if (order.paidAt !== null) {
    made.push(...lineRecords(order, order.paidAt, row, personKey, rank));
    if (personKey !== undefined) {
      made.push({
        type: 'person',
        key: personKey,
        asOf: order.createdAt,
        payload: mentioned({
          name: row.get('买家姓名'),
          nickname,
          phone,
          firstSeenAt: order.createdAt,
          lastSeenAt: order.createdAt,
          attributes: buyerAttributes(row, phone),
        }),
      });
    }
  }
  return records(...made);
}

function readOrder(row: SourceRow): Order | RowOutcome {
  const number = row.get('订单号');
  if (!number) return quarantined('missing-id', '', '订单号');
  if (isDamagedId(number)) return quarantined('damaged-id', number, '订单号');
  const times: (string | null)[] = [];
  for (const column of ['订单创建时间', '买家付款时间', '交易成功时间']) {
    const text = row.get(column);
    const at = text ? parseLocalTime(text, chinaOffset) : null;
    if (text && at === null) return quarantined('bad-date', text, column);
    times.push(at);
  }
  const amounts: number[] = [];
  for (const column of ['应收订单金额', '订单实付金额', '订单已退款金额', '订单佣金金额', '订单下级卖货提成金额']) {
    const text = row.get(column);
    const amount = text ? parseAmount(text, 'CNY') : 0;
    if (amount === null || amount < 0) return quarantined('bad-amount', text ?? '', column);
    amounts.push(amount);
  }
  const [createdAt = null, paidAt = null, completedAt = null] = times;
  if (createdAt === null) return quarantined('bad-date', '', '订单创建时间');
  if (paidAt !== null && !row.get('订单实付金额')) return quarantined('bad-amount', '', '订单实付金额');
  const [due = 0, paid = 0, refunded = 0, commission = 0, secondCommission = 0] = amounts;
  return {
    number,
    status: row.get('订单状态') ?? '',
    createdAt,
    paidAt,
    completedAt,
    due: row.get('应收订单金额') ? due : paid,
    paid,
    refunded,
    split: commission + secondCommission,
  };
}

const ranks = new Map([
  ['待付款', 0],
  ['待发货', 2],
  ['待成团', 2],
  ['已发货', 4],
  ['交易成功', 6],
  ['交易完成', 6],
  ['交易关闭', 8],
]);

/** Orders move on from paying to shipping to done or closed; a refund comes after the state it was made in. */
function rankOf(order: Order): number {
  return (ranks.get(order.status) ?? (order.paidAt === null ? 0 : 1)) + (order.refunded > 0 ? 1 : 0);
}

function orderRecord(order: Order, row: SourceRow, personKey: string | undefined, rank: number): CanonicalRecord {
  const product = row.get('全部商品名称');
  return {
    type: 'order',
    key: order.number,
    rank,
    payload: {
      number: order.number,
      createdAt: order.createdAt,
      paidAt: order.paidAt,
      status: order.status,
      currency: 'CNY',
      amount: order.due,
      refunded: order.refunded,
      product,
      personKey,
    },
  };
}

function lineRecords(order: Order, paidAt: string, row: SourceRow, personKey: string | undefined, rank: number): CanonicalRecord[] {
  const method = row.get('付款方式');
  const via = paidVia(method);
  const product = row.get('全部商品名称');
  const counterparty = row.get('买家昵称');
  const numbers = numbersOf(row.get('支付流水号'), order.number);
  const sourceKind = row.get('订单类型');
  const status = order.status === '' ? null : order.status;
  const note = row.get('买家备注');
  // Written out, since copying what the lines share would cost more than all the rest of the row.
  const stated = (kind: 'sale' | 'refund' | 'split', at: string, amount: number): CanonicalRecord => ({
    type: 'ledgerLine',
    key: `${order.number}|${kind}`,
    rank,
    payload: line({
      kind,
      at,
      dateEstimated: kind === 'refund' ? true : undefined,
      side: 'order',
      soldOn: 'youzan',
      paidVia: via,
      currency: 'CNY',
      amount,
      product,
      counterparty,
      personKey,
      numbers,
      sourceKind,
      status,
      method,
      note,
    }),
  });
  const made = [stated('sale', paidAt, order.paid)];
  if (order.refunded > 0) made.push(stated('refund', order.completedAt ?? paidAt, order.refunded));
  if (order.split > 0) made.push(stated('split', paidAt, order.split));
  return made;
}

function paidVia(method: string | null | undefined): string | null {
  if (method?.includes('微信')) return 'wechatpay';
  return method?.includes('支付宝') ? 'alipay' : null;
}

/** Of the 60 columns only a few speak of the buyer; a masked phone stays visible. */
function buyerAttributes(row: SourceRow, phone: string | null | undefined): Record<string, string | null> {
  const attributes: Record<string, string | null> = {};
  for (const column of ['买家是否会员', '会员等级', '客户标签']) {
    const value = row.get(column);
    if (value) attributes[column] = value;
  }
  const stated = row.get('买家手机号');
  if (stated && phone === null) attributes.买家手机号 = stated;
  return attributes;
}

function facts({ fileName, first }: FileFrame): FileFacts {
  return { account: first?.get('归属店铺') ?? null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Order report of a 有赞 shop. */
export const youzanOrders: Format = {
  id: 'youzan-orders',
  version: 1,
  platform: 'youzan',
  evidence: 'probable',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    {
      layout: 'orders',
      required: ['订单号', '订单状态', '订单创建时间', '买家付款时间', '支付流水号', '订单实付金额', '全部商品名称'],
      confidence: 0.98,
    },
    {
      layout: 'orders-chosen-columns',
      required: ['订单号', '订单状态', '订单创建时间', '买家付款时间', '订单实付金额'],
      cells: { 订单号: /^E\d{14,}$/ },
      confidence: 0.9,
    },
  ],
  emptyCells: ['——', '--', '-'],
  facts,
  map,
};
