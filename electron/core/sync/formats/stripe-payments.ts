/**
 * Stripe payments (dashboard export): the user chooses the columns, times are UTC, money is in major units. Converted amounts, fee and taxes
 * are in the settlement currency (Converted Currency), Amount and Amount Refunded in the buyer's.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { firstOf, mapped, mentioned } from './person-columns';
import { refundTie } from './stripe-ids';
import { stripePaymentHeaders } from './stripe-payment-headers';

/** Status → whether money was settled. */
const settled = new Set(['paid', 'refunded', 'partial refund', 'partially refunded', 'disputed']);
const notSettled = new Set([
  'failed',
  'canceled',
  'cancelled',
  'uncaptured',
  'pending',
  'requires payment method',
  'requires action',
  'requires confirmation',
  'requires capture',
  'processing',
  'incomplete',
  'blocked',
  'expired',
]);
const ranks = new Map([
  ['paid', 1],
  ['disputed', 2],
  ['partial refund', 3],
  ['partially refunded', 3],
  ['refunded', 4],
]);

interface Payment {
  key: string;
  at: string;
  status: string;
  /** Settlement amounts, minor units. */
  currency: string;
  gross: number;
  fee: number;
  refunded: number;
  refundedAt: string | null;
  originalAmount: number | undefined;
  originalCurrency: string | undefined;
  originalRefunded: number | undefined;
}

class Unusable {
  constructor(readonly outcome: RowOutcome) {}
}

const createdColumns = ['Created date (UTC)', 'Created (UTC)', 'Created'];

function map(row: SourceRow): RowOutcome {
  const status = (row.get('Status') ?? '').toLowerCase();
  // Payments that were never charged have the status of their intent, in the words of the programming interface.
  if (notSettled.has(status.replaceAll('_', ' '))) return ignored('not-settled');
  if (!settled.has(status)) return quarantined('unknown-combination', row.get('Status') ?? '', 'Status');
  const payment = readPayment(row, status);
  return payment instanceof Unusable ? payment.outcome : records(...recordsOf(payment, row));
}

function readPayment(row: SourceRow, status: string): Payment | Unusable {
  const id = row.get('id');
  if (id && isDamagedId(id)) return new Unusable(quarantined('damaged-id', id, 'id'));
  const created = firstOf(row, ...createdColumns) ?? '';
  const at = parseLocalTime(created, 0);
  if (at === null) return new Unusable(quarantined('bad-date', created, createdColumns[0]));
  const money = readMoney(row, status);
  if (money instanceof Unusable) return money;
  const refundTime = row.get('Refunded date (UTC)');
  const refundedAt = refundTime ? parseLocalTime(refundTime, 0) : null;
  if (refundTime && refundedAt === null) return new Unusable(quarantined('bad-date', refundTime, 'Refunded date (UTC)'));
  return { key: id ?? statedKey(row, at), at, status: row.get('Status') ?? '', refundedAt, ...money };
}

/** What never changes about a payment, for exports without the id column. */
const stableColumns = [
  'PaymentIntent ID',
  'Amount',
  'Currency',
  'Customer ID',
  'Customer Email',
  'Invoice Number',
  'Description',
  'Card Last4',
];

function statedKey(row: SourceRow, at: string): string {
  return `~${[at, ...stableColumns.map((column) => row.get(column) ?? '')].join('|')}`;
}

type Money = Pick<Payment, 'currency' | 'gross' | 'fee' | 'refunded' | 'originalAmount' | 'originalCurrency' | 'originalRefunded'>;

function readMoney(row: SourceRow, status: string): Money | Unusable {
  const paid = currencyOf(row, 'Currency');
  if (paid instanceof Unusable) return paid;
  const converts = Boolean(row.get('Converted Currency')) && Boolean(row.get('Converted Amount'));
  const currency = converts ? currencyOf(row, 'Converted Currency') : paid;
  if (currency instanceof Unusable) return currency;
  const amount = amountOf(row, 'Amount', paid, true);
  const gross = converts ? amountOf(row, 'Converted Amount', currency, true) : amount;
  const feeOnly = amountOf(row, 'Fee', currency, false);
  const taxes = amountOf(row, row.get('Taxes On Fee') === undefined ? 'Tax' : 'Taxes On Fee', currency, false);
  if (amount instanceof Unusable) return amount;
  if (gross instanceof Unusable) return gross;
  if (feeOnly instanceof Unusable) return feeOnly;
  if (taxes instanceof Unusable) return taxes;
  const originalRefunded = refundedOriginal(row, paid, status, amount);
  if (originalRefunded instanceof Unusable) return originalRefunded;
  const refunded = converts ? refundedConverted(row, { currency, paid, amount, gross, originalRefunded }) : originalRefunded;
  if (refunded instanceof Unusable) return refunded;
  const foreign = converts && currency !== paid;
  return {
    currency,
    gross,
    fee: feeOnly + taxes,
    refunded,
    originalAmount: foreign ? amount : undefined,
    originalCurrency: foreign ? paid : undefined,
    originalRefunded: foreign ? originalRefunded : undefined,
  };
}

/** Amount Refunded; an export without that column still says by its status when all of it went back. */
function refundedOriginal(row: SourceRow, currency: string, status: string, amount: number): number | Unusable {
  if (row.get('Amount Refunded') !== undefined) return amountOf(row, 'Amount Refunded', currency, false);
  if (status === 'refunded') return amount;
  return status.startsWith('partial') ? new Unusable(quarantined('missing-column', 'Amount Refunded', 'Amount Refunded')) : 0;
}

function refundedConverted(
  row: SourceRow,
  {
    currency,
    paid,
    amount,
    gross,
    originalRefunded,
  }: { currency: string; paid: string; amount: number; gross: number; originalRefunded: number },
): number | Unusable {
  if (row.get('Converted Amount Refunded')) return amountOf(row, 'Converted Amount Refunded', currency, false);
  if (originalRefunded === 0) return 0;
  if (currency === paid) return originalRefunded;
  return originalRefunded === amount
    ? gross
    : new Unusable(quarantined('missing-column', 'Converted Amount Refunded', 'Converted Amount Refunded'));
}

function currencyOf(row: SourceRow, column: string): string | Unusable {
  return parseCurrency(row.get(column) ?? '') ?? new Unusable(quarantined('bad-currency', row.get(column) ?? '', column));
}

function amountOf(row: SourceRow, column: string, currency: string, required: boolean): number | Unusable {
  const text = row.get(column);
  if (!text) return required ? new Unusable(quarantined('bad-amount', '', column)) : 0;
  const amount = parseAmount(text, currency);
  return amount === null || amount < 0 ? new Unusable(quarantined('bad-amount', text, column)) : amount;
}

function recordsOf(payment: Payment, row: SourceRow): CanonicalRecord[] {
  const email = mapped(row.get('Customer Email'), normaliseEmail);
  const customer = row.get('Customer ID') ?? (email ? `email:${email}` : undefined);
  const rank = ranks.get(payment.status.toLowerCase()) ?? 1;
  const common = {
    side: 'bill' as const,
    soldOn: 'stripe',
    paidVia: 'stripe',
    currency: payment.currency,
    product: row.get('Description'),
    counterparty: firstOf(row, 'Customer Name', 'Card Name', 'Customer Email'),
    personKey: customer,
    numbers: numbersOf(row.get('id'), row.get('PaymentIntent ID')),
    sourceKind: row.get('Payment Source Type'),
    status: payment.status,
    method: row.get('Card Brand'),
  };
  const sale = line({
    ...common,
    kind: 'sale',
    at: payment.at,
    amount: payment.gross,
    channelFee: payment.fee,
    originalAmount: payment.originalAmount,
    originalCurrency: payment.originalCurrency,
  });
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: `${payment.key}|sale`, rank, payload: sale }];
  if (payment.refunded > 0) {
    const when = payment.refundedAt === null ? { at: payment.at, dateEstimated: true as const } : { at: payment.refundedAt };
    const refund = line({
      ...common,
      ...when,
      kind: 'refund',
      // All that was given back; the balance history states each time on a line of its own.
      numbers: numbersOf(...common.numbers, refundTie(row.get('id'), payment.refundedAt, payment.currency, payment.refunded)),
      amount: payment.refunded,
      originalAmount: payment.originalRefunded,
      originalCurrency: payment.originalCurrency,
    });
    made.push({ type: 'ledgerLine', key: `${payment.key}|refund`, rank, payload: refund });
  }
  if (customer !== undefined) {
    const payload = mentioned({
      name: firstOf(row, 'Customer Name', 'Card Name'),
      email,
      phone: mapped(row.get('Customer Phone'), (text) => normalisePhone(text, null)),
      city: row.get('Card Address City'),
      country: row.get('Card Address Country'),
      firstSeenAt: payment.at,
      lastSeenAt: payment.at,
    });
    made.push({ type: 'person', key: customer, asOf: payment.at, payload });
  }
  return made;
}

function facts(_frame: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Payments of a Stripe account. */
export const stripePayments: Format = {
  id: 'stripe-payments',
  version: 3,
  platform: 'stripe',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: stripePaymentHeaders,
  emptyCells: [],
  facts,
  map,
};
