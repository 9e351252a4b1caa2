/**
 * Gumroad sales: one row per purchase, UTC, US dollars; the last row is totals; columns of the seller's own follow the known ones. Sale Price is
 * what the buyer paid for the seller's account (taxes that Gumroad collects come on top and are not the seller's money). Fees are Gumroad's
 * commission; what PayPal or Stripe charge on accounts of the seller's own stands on their bills, which share the transaction id.
 *
 * | flags | becomes |
 * | --- | --- |
 * | Free trial purchase?, Pre-order authorization? | `order` only: nothing was charged |
 * | price 0 | `order` only |
 * | Recurring Charge? | `order` + `renewal`; otherwise `order` + `sale`; commission = fees, split = affiliate commission |
 * | Refunded? with Fully Refunded? or a Partial Refund | + `refund` (date estimated: the file has none); with neither: quarantined |
 * | Disputed? without Dispute Won? | + `refund` of the price; Dispute Won? takes it back (`held`, which counts for nothing) |
 */
import { normaliseEmail } from '../../../../shared/domain/contact';
import { parseAmount } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { FileFacts, FileFrame, Format, RowOutcome, RowTotals, SourceRow } from './format';
import { isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { firstOf, mapped, mentioned } from './person-columns';
import { amountIn, timeIn } from './signed-money';

const currency = 'USD';
const feeColumns = ['Fees ($)', 'Gumroad Fee ($)'] as const;

/** Amounts in cents. */
interface Purchase {
  id: string;
  at: string;
  price: number;
  fee: number;
  split: number;
  refunded: number;
  disputed: 'no' | 'yes' | 'won';
  charged: boolean;
  status: string;
}

function map(row: SourceRow): RowOutcome {
  const purchase = readPurchase(row);
  if ('outcome' in purchase) return purchase;
  const email = mapped(firstOf(row, 'Purchase Email', 'Buyer Email'), normaliseEmail);
  const personKey = email ? `email:${email}` : undefined;
  const made: CanonicalRecord[] = [orderRecord(purchase, row, personKey)];
  if (purchase.charged && purchase.price > 0) made.push(...lineRecords(purchase, row, personKey));
  if (email) made.push(buyer(row, email, purchase.at));
  return records(...made);
}

function readPurchase(row: SourceRow): Purchase | RowOutcome {
  const id = row.get('Purchase ID');
  if (!id) return quarantined('missing-id', '', 'Purchase ID');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'Purchase ID');
  const at = timeIn(row, ['Purchase Time (UTC timezone)', 'Purchase Date'], 0);
  const price = amountIn(row, 'Sale Price ($)', currency);
  const fee = amountIn(row, feeColumns.find((name) => row.get(name)) ?? feeColumns[0], currency, 0);
  const split = amountIn(row, 'Affiliate commission ($)', currency, 0);
  const partial = amountIn(row, 'Partial Refund ($)', currency, 0);
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  for (const read of [price, fee, split, partial]) if (!read.ok) return { outcome: 'quarantined', problem: read.problem };
  if (!price.ok || !fee.ok || !split.ok || !partial.ok || price.value < 0)
    return quarantined('bad-amount', row.get('Sale Price ($)') ?? '', 'Sale Price ($)');
  const full = flag(row, 'Fully Refunded?');
  if (flag(row, 'Refunded?') && !full && partial.value === 0)
    return quarantined('unknown-combination', 'Refunded? 1, Fully Refunded? 0', 'Refunded?');
  const disputed = !flag(row, 'Disputed?') ? 'no' : flag(row, 'Dispute Won?') ? 'won' : 'yes';
  const unpaid = flag(row, 'Free trial purchase?') ? 'Free trial' : flag(row, 'Pre-order authorization?') ? 'Pre-order' : null;
  const refunded = full ? price.value : Math.abs(partial.value);
  return {
    id,
    at: at.value,
    price: price.value,
    fee: Math.abs(fee.value),
    split: Math.abs(split.value),
    refunded,
    disputed,
    charged: unpaid === null,
    status: unpaid ?? (full ? 'Refunded' : refunded > 0 ? 'Partially refunded' : disputed === 'yes' ? 'Disputed' : 'Paid'),
  };
}

function flag(row: SourceRow, column: string): boolean {
  return ['1', 'true', 'yes'].includes((row.get(column) ?? '').toLowerCase());
}

/** A dispute comes after the payment, a refund or the end of the dispute after that. */
function rankOf({ refunded, disputed }: Purchase): number {
  return refunded > 0 || disputed === 'won' ? 3 : disputed === 'yes' ? 2 : 1;
}

function orderRecord(purchase: Purchase, row: SourceRow, personKey: string | undefined): CanonicalRecord {
  const product = productOf(row);
  return {
    type: 'order',
    key: purchase.id,
    rank: rankOf(purchase),
    payload: {
      number: purchase.id,
      createdAt: purchase.at,
      paidAt: purchase.charged ? purchase.at : null,
      status: purchase.status,
      currency,
      amount: purchase.price,
      refunded: purchase.refunded,
      ...(product !== undefined ? { product } : null),
      ...(personKey !== undefined ? { personKey } : null),
    },
  };
}

function productOf(row: SourceRow): string | null | undefined {
  const [name, variants] = [row.get('Item Name'), row.get('Variants')];
  return name && variants ? `${name} ${variants}` : name;
}

function lineRecords(purchase: Purchase, row: SourceRow, personKey: string | undefined): CanonicalRecord[] {
  const { id, at } = purchase;
  const common = {
    at,
    side: 'order' as const,
    soldOn: 'gumroad',
    paidVia: row.get('PayPal Transaction ID') ? 'paypal' : row.get('Stripe Transaction ID') ? 'stripe' : null,
    currency,
    product: productOf(row),
    counterparty: firstOf(row, 'Buyer Name', 'Purchase Email', 'Buyer Email'),
    personKey,
    numbers: numbersOf(id, row.get('PayPal Transaction ID'), row.get('Stripe Transaction ID')),
    sourceKind: row.get('Recurrence'),
    status: purchase.status,
    method: row.get('Payment Type'),
    note: row.get('Custom Fields'),
  };
  const rank = rankOf(purchase);
  const kind = flag(row, 'Recurring Charge?') ? 'renewal' : 'sale';
  const sale = line({ ...common, kind, amount: purchase.price, commission: purchase.fee, split: purchase.split });
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: `${id}|sale`, rank, payload: sale }];
  const back = purchase.refunded > 0 ? purchase.refunded : purchase.disputed === 'no' ? 0 : purchase.price;
  if (back > 0) {
    const counts = purchase.refunded > 0 || purchase.disputed === 'yes';
    const payload = line({ ...common, kind: counts ? 'refund' : 'held', dateEstimated: true, amount: back });
    made.push({ type: 'ledgerLine', key: `${id}|refund`, rank, payload });
  }
  return made;
}

function buyer(row: SourceRow, email: string, at: string): CanonicalRecord {
  const payload = mentioned({
    name: row.get('Buyer Name'),
    email,
    city: row.get('City'),
    province: row.get('State'),
    country: row.get('Country'),
    firstSeenAt: at,
    lastSeenAt: at,
  });
  return { type: 'person', key: `email:${email}`, asOf: at, payload };
}

/** The last row; it is no purchase. */
export function isTotals(cells: readonly string[]): boolean {
  return /^totals?$/i.test(cells[0]?.trim() ?? '');
}

/** A cell of the totals row, in cents; undefined when the file has none. */
export function totalOf({ footer, columns }: FileFrame, ...names: readonly string[]): number | undefined {
  const at = columns.findIndex((column) => names.includes(column));
  return parseAmount(footer[0]?.[at] ?? '', currency) ?? undefined;
}

function totals(row: SourceRow): RowTotals {
  const value = (...columns: readonly string[]) => parseAmount(firstOf(row, ...columns) ?? '', currency) ?? 0;
  return { gross: value('Sale Price ($)'), fee: value(...feeColumns) };
}

function facts(frame: FileFrame): FileFacts {
  const gross = totalOf(frame, 'Sale Price ($)');
  const fee = totalOf(frame, ...feeColumns);
  return {
    account: null,
    periodFrom: null,
    periodTo: null,
    exportedAt: null,
    claims: { ...(gross !== undefined ? { gross } : null), ...(fee !== undefined ? { fee } : null) },
  };
}

const required = ['Purchase ID', 'Item Name', 'Purchase Email', 'Purchase Date', 'Sale Price ($)', 'Refunded?'];

/** Sales of a Gumroad seller. */
export const gumroadSales: Format = {
  id: 'gumroad-sales',
  version: 1,
  platform: 'gumroad',
  evidence: 'exact',
  kind: 'ledger',
  currency,
  headers: [
    { layout: 'sales', required: [...required, 'Fees ($)'], confidence: 0.98 },
    { layout: 'sales-2022', required: [...required, 'Gumroad Fee ($)'], confidence: 0.98 },
  ],
  emptyCells: [],
  frame: (cells) => (isTotals(cells) ? 'stop' : 'data'),
  facts,
  idColumns: ['Purchase ID'],
  totals,
  map,
};
