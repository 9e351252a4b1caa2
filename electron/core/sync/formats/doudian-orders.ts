/**
 * 抖店 order list: one row per 子订单. Gross is what the buyer owed after all discounts (订单应付金额) and what the platform and the 达人 bore of them
 * (assumed to be no part of 订单应付金额); both columns of the discounts that are really borne may be missing in older files.
 *
 * The list states no refunded amount. A paid order that was closed is taken as refunded in full (date estimated); of a finished one with a refund only
 * the after-sales list and the bills know how much it was. Where the shop left 支付完成时间 out of the export, the status says whether an order was
 * paid, and 订单提交时间 is near enough (date estimated): orders that are not paid are closed within the hour. Of a sale, a list that lacks that time
 * or a discount never has the last word over one that states it, whatever their dates. Buyers are masked unless the shop asked for their numbers;
 * masked ones make no person.
 */
import { normalisePhone } from '../../../../shared/domain/contact';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { doudian, idIn, platformNumber, requiredAmount, requiredId, sumOf } from './doudian-rows';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { line, quarantined, records } from './outcomes';
import { mapped, mentioned } from './person-columns';

/** Of these, the buyer has paid; 待确认 may be paid on delivery. */
const paidStatuses = new Set(['备货中', '待发货', '部分发货', '已发货', '已完成']);

/** Progress of an order; what is not listed counts as under way. */
const ranks = new Map([
  ['待支付', 0],
  ['待确认', 1],
  ['备货中', 2],
  ['待发货', 2],
  ['部分发货', 3],
  ['已发货', 4],
  ['已完成', 6],
  ['已关闭', 8],
]);
/** Above every progress. */
const rankSpan = 10;

/** Before the date of any list. */
const beforeAnyList = '1970-01-01T00:00:00Z';

interface Order {
  key: string;
  status: string;
  createdAt: string;
  paidAt: string | null;
  /** `paidAt` is not stated. */
  isEstimated: boolean;
  endedAt: string | null;
  due: number;
  gross: number;
  rank: number;
  /** Of what a sale consists of, how much is not stated; amounts weigh more than the date. */
  lacking: number;
}

function map(row: SourceRow, { facts: { exportedAt } }: MapContext): RowOutcome {
  const order = readOrder(row);
  if ('outcome' in order) return order;
  const phone = mapped(row.get('收件人手机号'), (text) => normalisePhone(text, 'CN'));
  const personKey = phone ? `phone:${phone}` : undefined;
  const made: CanonicalRecord[] = [orderRecord(order, row, personKey)];
  if (order.paidAt !== null) {
    const asOf = order.lacking > 0 ? beforeAnyList : exportedAt === null ? order.createdAt : undefined;
    const lines = lineRecords(order, order.paidAt, row, personKey);
    made.push(...(asOf === undefined ? lines : lines.map((record) => ({ ...record, asOf }))));
  }
  if (personKey !== undefined && order.paidAt !== null) {
    const payload = mentioned({
      name: row.get('收件人'),
      phone,
      province: row.get('省'),
      city: row.get('市'),
      firstSeenAt: order.createdAt,
      lastSeenAt: order.createdAt,
    });
    made.push({ type: 'person', key: personKey, asOf: order.createdAt, payload });
  }
  return records(...made);
}

function readOrder(row: SourceRow): Order | RowOutcome {
  const key = requiredId(row, '子订单编号', '主订单编号');
  if (typeof key !== 'string') return key;
  const times: (string | null)[] = [];
  for (const column of ['订单提交时间', '支付完成时间', '订单完成时间']) {
    const text = row.get(column);
    const at = text ? parseLocalTime(text, chinaOffset) : null;
    if (text && at === null) return quarantined('bad-date', text, column);
    times.push(at);
  }
  const [createdAt = null, statedAt = null, endedAt = null] = times;
  if (createdAt === null) return quarantined('bad-date', '', '订单提交时间');
  const due = requiredAmount(row, '订单应付金额');
  const borne = sumOf(row, [stated(row, '平台'), stated(row, '达人')]);
  if (typeof due !== 'number') return due;
  if (typeof borne !== 'number') return borne;
  if (due < 0) return quarantined('bad-amount', row.get('订单应付金额') ?? '', '订单应付金额');
  const status = row.get('订单状态') ?? '';
  if (row.get('支付完成时间') === undefined && !ranks.has(status)) return quarantined('missing-column', status, '支付完成时间');
  const isEstimated = statedAt === null && wasPaid(row, status);
  const paidAt = isEstimated ? createdAt : statedAt;
  const rank = ranks.get(status) ?? (paidAt === null ? 0 : 2);
  const isLeftOut = (who: '平台' | '达人') => row.get(stated(row, who)) === undefined;
  const lacking = (isLeftOut('平台') ? 4 : 0) + (isLeftOut('达人') ? 2 : 0) + (isEstimated ? 1 : 0);
  return { key, status, createdAt, paidAt, isEstimated, endedAt, due, gross: due + Math.abs(borne), rank, lacking };
}

/** Whether an order whose payment has no time was paid: a finished one always, others only where the layout lacks the column. */
function wasPaid(row: SourceRow, status: string): boolean {
  if (status === '已完成') return true;
  if (row.get('支付完成时间') !== undefined) return false;
  const wasSent = Boolean(row.get('发货时间')) || /退款|退货/.test(row.get('售后状态') ?? '');
  return paidStatuses.has(status) || (status === '已关闭' && wasSent);
}

/** The discount that is really borne, else the one that was offered. */
function stated(row: SourceRow, who: '平台' | '达人'): string {
  const real = `${who}实际承担优惠金额`;
  return row.get(real) === undefined ? `${who}优惠` : real;
}

const closed = (order: Order) => order.status === '已关闭' && order.paidAt !== null;

function orderRecord(order: Order, row: SourceRow, personKey: string | undefined): CanonicalRecord {
  const product = row.get('选购商品');
  return {
    type: 'order',
    key: order.key,
    // Of two that are equally far, the one that states the time of payment.
    rank: order.rank * 2 - (order.isEstimated ? 1 : 0),
    payload: {
      number: idIn(row, '主订单编号') ?? order.key,
      createdAt: order.createdAt,
      paidAt: order.paidAt,
      status: order.status,
      currency: doudian.currency,
      amount: order.due,
      refunded: closed(order) ? order.due : 0,
      ...(product !== undefined ? { product } : null),
      ...(personKey !== undefined ? { personKey } : null),
    },
  };
}

function lineRecords(order: Order, paidAt: string, row: SourceRow, personKey: string | undefined): CanonicalRecord[] {
  const { key } = order;
  const rank = order.rank - order.lacking * rankSpan;
  const common = {
    side: 'order' as const,
    soldOn: doudian.platform,
    paidVia: paidVia(row.get('支付方式') ?? ''),
    currency: doudian.currency,
    product: row.get('选购商品'),
    counterparty: row.get('收件人'),
    personKey,
    numbers: [key],
    sourceKind: row.get('订单类型'),
    status: [order.status, row.get('售后状态')].filter(Boolean).join(' · ') || null,
    method: row.get('支付方式'),
    note: row.get('买家留言'),
  };
  const made: CanonicalRecord[] = [
    {
      type: 'ledgerLine',
      key: `${key}|order`,
      rank,
      payload: line({ ...common, kind: 'sale', at: paidAt, dateEstimated: order.isEstimated, amount: order.gross }),
    },
  ];
  if (closed(order)) {
    const payload = line({ ...common, kind: 'refund', at: order.endedAt ?? paidAt, dateEstimated: true, amount: order.gross });
    made.push({ type: 'ledgerLine', key: `${key}|order|refund`, rank, payload });
  }
  return made;
}

function paidVia(method: string): string | null {
  if (method.includes('微信')) return 'wechatpay';
  return method.includes('支付宝') ? 'alipay' : null;
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** Order list of a 抖店 shop. */
export const doudianOrders: Format = {
  ...doudian,
  id: 'doudian-orders',
  version: 2,
  evidence: 'probable',
  kind: 'ledger',
  headers: [
    { layout: 'orders', required: ['主订单编号', '子订单编号', '选购商品', '订单提交时间', '订单应付金额', '订单状态'], confidence: 0.98 },
    {
      layout: 'orders-chosen-columns',
      required: ['子订单编号', '订单提交时间', '订单应付金额', '订单状态'],
      cells: { 子订单编号: platformNumber },
      confidence: 0.9,
    },
  ],
  facts,
  idColumns: ['子订单编号'],
  map,
};
