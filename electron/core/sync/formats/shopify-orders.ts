/**
 * Shopify orders: an order with several line items takes several rows, of which only the first states money and buyer; they are arranged into
 * one row per order with all of its items. Times carry their offset. The file has no date of a refund.
 *
 * | Financial Status | becomes |
 * | --- | --- |
 * | paid, refunded, partially_refunded; no such column | `order` + `sale` of Total |
 * | partially_paid | `order` + `sale` of Total − Outstanding Balance |
 * | pending, authorized, unpaid, expired, voided | `order` only |
 * | Refunded Amount above 0, or refunded without that column | + `refund` (date estimated: cancelled, else paid) |
 * | Total 0 | `order` only |
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { ArrangedTable, FileFacts, Format, RawFile, RowOutcome, SourceRow } from './format';
import { beforeMarkdown } from './frame-text';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { firstOf, mapped, mentioned } from './person-columns';
import { amountIn, currencyIn, timeIn } from './signed-money';

/** Status → rank; paid ones make lines. */
const paid = new Map([
  ['', 2],
  ['partially_paid', 1],
  ['paid', 2],
  ['partially_refunded', 3],
  ['refunded', 4],
]);
const unpaid = new Map([
  ['pending', 0],
  ['authorized', 0],
  ['unpaid', 0],
  ['expired', 1],
  ['voided', 4],
]);

interface Order {
  key: string;
  number: string;
  status: string;
  rank: number;
  createdAt: string;
  paidAt: string | null;
  cancelledAt: string | null;
  currency: string;
  total: number;
  received: number;
  refunded: number;
}

function map(row: SourceRow): RowOutcome {
  const order = readOrder(row);
  if ('outcome' in order) return order;
  const person = personOf(row, order.createdAt);
  const made: CanonicalRecord[] = [orderRecord(order, row, person?.key)];
  if (order.paidAt !== null) made.push(...lineRecords(order, order.paidAt, row, person?.key));
  if (person) made.push(person);
  return records(...made);
}

function readOrder(row: SourceRow): Order | RowOutcome {
  const [number, key] = [row.get('Name'), firstOf(row, 'Id', 'Name')];
  if (!number || !key) return quarantined('missing-id', '', 'Name');
  if (isDamagedId(key)) return quarantined('damaged-id', key, 'Id');
  const status = (row.get('Financial Status') ?? '').toLowerCase().replaceAll(' ', '_');
  const rank = paid.get(status) ?? unpaid.get(status);
  if (rank === undefined) return quarantined('unknown-combination', row.get('Financial Status') ?? '', 'Financial Status');
  const created = timeIn(row, ['Created at'], 0);
  if (!created.ok) return { outcome: 'quarantined', problem: created.problem };
  for (const column of ['Paid at', 'Cancelled at']) {
    const text = row.get(column);
    if (text && parseLocalTime(text, 0) === null) return quarantined('bad-date', text, column);
  }
  const settled = paid.has(status);
  const paidAt = mapped(row.get('Paid at'), (text) => parseLocalTime(text, 0)) ?? created.value;
  const money = readMoney(row, status);
  if ('outcome' in money) return money;
  const cancelledAt = mapped(row.get('Cancelled at'), (text) => parseLocalTime(text, 0)) ?? null;
  return { key, number, status, rank, createdAt: created.value, paidAt: settled ? paidAt : null, cancelledAt, ...money };
}

type Money = Pick<Order, 'currency' | 'total' | 'received' | 'refunded'>;

function readMoney(row: SourceRow, status: string): Money | RowOutcome {
  const currency = currencyIn(row, 'Currency');
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const total = amountIn(row, 'Total', currency.value);
  const owed = amountIn(row, 'Outstanding Balance', currency.value, 0);
  const back = amountIn(row, 'Refunded Amount', currency.value, 0);
  for (const read of [total, owed, back]) {
    if (!read.ok) return { outcome: 'quarantined', problem: read.problem };
    if (read.value < 0) return quarantined('bad-amount', String(read.value));
  }
  if (!total.ok || !owed.ok || !back.ok) return quarantined('bad-amount', '');
  const received = status === 'partially_paid' ? Math.max(0, total.value - owed.value) : total.value;
  const whole = status === 'refunded' && row.get('Refunded Amount') === undefined;
  return { currency: currency.value, total: total.value, received, refunded: whole ? received : back.value };
}

function orderRecord(order: Order, row: SourceRow, personKey: string | undefined): CanonicalRecord {
  const product = row.get(itemsColumn);
  return {
    type: 'order',
    key: order.key,
    rank: order.rank,
    payload: {
      number: order.number,
      createdAt: order.createdAt,
      paidAt: order.paidAt,
      status: order.status === '' ? 'paid' : order.status,
      currency: order.currency,
      amount: order.total,
      refunded: order.refunded,
      ...(product !== undefined ? { product } : null),
      ...(personKey !== undefined ? { personKey } : null),
    },
  };
}

function lineRecords(order: Order, paidAt: string, row: SourceRow, personKey: string | undefined): CanonicalRecord[] {
  const { key, rank } = order;
  const common = {
    side: 'order' as const,
    soldOn: 'shopify',
    paidVia: paidVia(row.get('Payment Method') ?? ''),
    currency: order.currency,
    product: row.get(itemsColumn),
    counterparty: firstOf(row, 'Billing Name', 'Shipping Name', 'Email'),
    personKey,
    // The order number is short and begins anew in every shop: it ties nothing.
    numbers: numbersOf(
      row.get('Id'),
      ...references(row.get('Payment Reference')),
      ...references(row.get('Payment References')),
      row.get('Payment ID'),
    ),
    sourceKind: row.get('Source'),
    status: row.get('Financial Status'),
    method: row.get('Payment Method'),
    note: row.get('Notes'),
  };
  const made: CanonicalRecord[] = [];
  if (order.received > 0) {
    const payload = line({ ...common, kind: 'sale', at: paidAt, amount: order.received });
    made.push({ type: 'ledgerLine', key: `${key}|sale`, rank, payload });
  }
  if (order.refunded > 0) {
    const payload = line({ ...common, kind: 'refund', at: order.cancelledAt ?? paidAt, dateEstimated: true, amount: order.refunded });
    made.push({ type: 'ledgerLine', key: `${key}|refund`, rank, payload });
  }
  return made;
}

/** One payment or several: `c1001.1 + c1001.2`. */
function references(text: string | null | undefined): string[] {
  return (text ?? '').split(/[\s,;+]+/).filter((reference) => reference.length >= 8);
}

const channels: readonly [RegExp, string][] = [
  [/paypal/i, 'paypal'],
  [/stripe/i, 'stripe'],
  [/alipay/i, 'alipay'],
  [/wechat/i, 'wechatpay'],
];

function paidVia(method: string): string | null {
  return channels.find(([words]) => words.test(method))?.[1] ?? null;
}

function personOf(row: SourceRow, at: string): (CanonicalRecord & { type: 'person' }) | null {
  const email = mapped(row.get('Email'), normaliseEmail);
  const phone = mapped(firstOf(row, 'Phone', 'Billing Phone', 'Shipping Phone'), (text) => normalisePhone(text, null));
  const key = email ? `email:${email}` : phone ? `phone:${phone}` : null;
  if (key === null) return null;
  const payload = mentioned({
    name: firstOf(row, 'Billing Name', 'Shipping Name'),
    email,
    phone,
    city: firstOf(row, 'Billing City', 'Shipping City'),
    province: firstOf(row, 'Billing Province Name', 'Billing Province', 'Shipping Province Name', 'Shipping Province'),
    country: firstOf(row, 'Billing Country', 'Shipping Country'),
    firstSeenAt: at,
    lastSeenAt: at,
  });
  return { type: 'person', key, asOf: at, payload };
}

const itemsColumn = 'All line items';
const required = ['Name', 'Email', 'Created at', 'Total', 'Currency', 'Lineitem name'];
const headRows = 20;
/** Longer lists of items are counted, not named. */
const itemsLength = 600;

/** One row per order: that of its first line item, with the names of all items added. */
function arrange(file: RawFile): ArrangedTable[] | null {
  const tables = file.tables.map(({ name, rows }) => arrangeTable(name, rows)).filter((table) => table !== null);
  return tables.length > 0 ? tables : null;
}

function arrangeTable(name: string, rows: RawFile['tables'][number]['rows']): ArrangedTable | null {
  const clean = (cell: string) => cell.trim();
  const header = beforeMarkdown(rows.slice(0, headRows)).find(({ cells }) =>
    required.every((column) => cells.some((cell) => clean(cell) === column)),
  );
  if (!header) return null;
  const columns = header.cells.map(clean);
  const at = (column: string) => columns.indexOf(column);
  const [nameAt, totalAt, itemAt, quantityAt] = [at('Name'), at('Total'), at('Lineitem name'), at('Lineitem quantity')];
  const orders = new Map<string, { row: number; cells: readonly string[]; items: string[] }>();
  for (const { row, cells } of rows) {
    if (row <= header.row || cells.every((cell) => cell === '') || clean(cells[nameAt] ?? '') === 'Name') continue;
    // A row without a number is an order of its own, for the user to see.
    const number = cells[nameAt] || `row ${row}`;
    const order = orders.get(number) ?? { row, cells, items: [] };
    if (!order.cells[totalAt] && cells[totalAt]) Object.assign(order, { row, cells });
    const [item, quantity] = [cells[itemAt] ?? '', Number(cells[quantityAt] ?? 1)];
    if (item !== '') order.items.push(quantity > 1 ? `${item} × ${quantity}` : item);
    orders.set(number, order);
  }
  return {
    name,
    columns: [...columns, itemsColumn],
    rows: [...orders.values()].map(({ row, cells, items }) => ({ row, cells: [...columns.map((_, i) => cells[i] ?? ''), listOf(items)] })),
  };
}

function listOf(items: readonly string[]): string {
  let list = '';
  for (const [at, item] of items.entries()) {
    const longer = list === '' ? item : `${list} + ${item}`;
    if (longer.length > itemsLength) return `${list} + … (${items.length - at})`;
    list = longer;
  }
  return list;
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Orders of a Shopify shop. */
export const shopifyOrders: Format = {
  id: 'shopify-orders',
  version: 1,
  platform: 'shopify',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'orders', required: [...required, 'Financial Status', itemsColumn], confidence: 0.98 },
    { layout: 'orders-chosen-columns', required: [...required, itemsColumn], confidence: 0.9 },
  ],
  emptyCells: [],
  arrange,
  facts,
  idColumns: ['Id', 'Name'],
  map,
};
