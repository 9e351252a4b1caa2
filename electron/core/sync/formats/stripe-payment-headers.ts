/**
 * What tells a list of Stripe payments: the user chooses its columns, and a date, an amount, a currency and a status are in anybody's list of
 * invoices. Beside them has to stand a column that only Stripe has, or Stripe's ids.
 */
import type { HeaderRule } from './format';

/** Columns of Stripe's other lists. */
const forbidden = ['Arrival Date (UTC)', 'Interval', 'Net', 'Current Period End (UTC)', 'Delinquent'];

const ownColumns = [
  ...['Converted Amount Refunded', 'PaymentIntent ID', 'Payment Source Type', 'Statement Descriptor', 'Seller Message', 'Taxes On Fee'],
  ...['Card ID', 'Card Brand', 'Card Last4', 'Card Funding', 'Card Fingerprint', 'Card Issue Country', 'Card Tokenization Method'],
  ...['Dispute Evidence Due (UTC)', 'Checkout Session ID', 'Checkout Line Item Summary', 'Client Reference ID', 'Payment Link ID'],
];

const ids = { id: /^(?:ch|py|pi)_/ };

/** A layout of chosen columns: known by one of Stripe's own, else by the ids. */
function chosen(layout: string, required: readonly string[], confidence: number): HeaderRule[] {
  return [
    ...ownColumns.map((own) => ({ layout, required: [...required, own], forbidden, confidence })),
    { layout, required: [...required, 'id'], forbidden, cells: ids, confidence },
  ];
}

export const stripePaymentHeaders: readonly HeaderRule[] = [
  {
    layout: 'unified',
    required: ['Created date (UTC)', 'Amount', 'Currency', 'Status', 'Converted Amount', 'Converted Currency'],
    forbidden,
    confidence: 0.98,
  },
  ...chosen('unified-chosen-columns', ['Created date (UTC)', 'Amount', 'Currency', 'Status'], 0.85),
  {
    layout: 'legacy',
    required: ['Created (UTC)', 'Amount', 'Amount Refunded', 'Currency', 'Converted Amount', 'Status', 'Fee'],
    forbidden,
    confidence: 0.95,
  },
  ...chosen('legacy', ['Created (UTC)', 'Amount', 'Amount Refunded', 'Currency', 'Status', 'Fee'], 0.95),
  ...chosen('legacy-chosen-columns', ['Created (UTC)', 'Amount', 'Currency', 'Status', 'Captured'], 0.8),
  ...chosen('legacy-2014', ['Created', 'Amount', 'Amount Refunded', 'Currency', 'Status', 'Fee', 'Captured'], 0.9),
];
