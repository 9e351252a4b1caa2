/**
 * Money of a Stripe balance, as the balance history and the itemised reports state it: one balance transaction per row, signed amounts in the
 * settlement currency, `fee` what Stripe kept of the row, `net` = amount − fee.
 *
 * The sale of a charge has the key that the list of payments gives it, so both are one line; the balance has the last word on the money. A refund is
 * a line of its own and muted or counted against the payments' total in `revenue/money-groups.ts`. A payout has its own id as key, as in the list
 * of payouts.
 *
 * | sign | type (balance history) / reporting_category (reports) | becomes |
 * | --- | --- | --- |
 * | + | charge, payment | `sale`, channel fee = fee |
 * | − | refund, payment_refund, payment_reversal, payment_failure_refund, charge_failure, partial_capture_reversal | `refund`; a negative fee came back |
 * | − | dispute; adjustment that names a chargeback or dispute | `refund`, channel fee = the dispute fee |
 * | + | dispute_reversal, refund_failure; such an adjustment | `fee_reversal` of the net: the money is back, and gross was never taken off |
 * | − | stripe_fee, stripe_fx_fee, application_fee, tax_fee, network_cost, fee, tax | `fee` of the net |
 * | + | the same words, application_fee_refund, fee_credit_funding | `fee_reversal` of the net |
 * | + | application_fee, platform_earning | `commission` (a platform's part of what others sell); − application_fee_refund, platform_earning_refund → `refund` |
 * | − | payout; transfer described as STRIPE TRANSFER (until 2017) | `payout`: what left, less the fee of an instant payout |
 * | + | payout, until 2017 transfer described as STRIPE TRANSFER (a negative balance collected from the bank); payout_cancel, payout_failure, payout_reversal; transfer_cancel, transfer_failure of such a transfer | `payout_fee`: lowers payouts by what came back |
 * | − | other transfer (to a connected account) | `split`; + transfer_refund, transfer_reversal, … → `fee_reversal` |
 * | any | reserves, holds, obligations, unreconciled funds | `held` |
 * | any | top-ups, advances, financing, collection between own accounts | `transfer` |
 * | − | contribution, climate_order_purchase, issuing_transaction | own spending; + the same, climate_order_refund, issuing_dispute → its refund |
 * | any | other adjustment | undecided |
 * Types are from Stripe's documentation of balance transaction types and reporting categories; anything else is quarantined.
 */
import type { CanonicalRecord, LineKind } from '../../../../shared/domain/records';
import type { RowOutcome } from './format';
import { type Becomes, type MoneyRule, ruleBook } from './money-rules';
import { ignored, line, numbersOf, quarantined, records, type StatedLine } from './outcomes';
import { isCharge, isPayout, refundTie } from './stripe-ids';

/**
 * How much a statement of a balance knows: more than any status of the lists of payments and payouts (4 at most), and the more exactly it states
 * the time, the more. So the order of imports does not matter.
 */
export const ranks = { unknownZone: 5, minutes: 6, seconds: 7 } as const;

/** One row of a balance; amounts in minor units of `currency`, signed. */
export interface BalanceTransaction {
  rank: (typeof ranks)[keyof typeof ranks];
  id: string;
  type: string;
  source: string | null;
  description: string | null;
  currency: string;
  amount: number;
  fee: number;
  net: number;
  at: string;
  /** What the buyer saw, where it differs; minor units, signed. */
  facing: { amount: number; currency: string } | null;
  /** Only reports say which charge a refund or dispute is of. */
  charge?: string | null | undefined;
  paymentIntent?: string | null | undefined;
  personKey?: string | undefined;
  counterparty?: string | null | undefined;
  method?: string | null | undefined;
}

const disputed = /chargeback|dispute/i;
const fees = ['stripe_fee', 'stripe_fx_fee', 'tax_fee', 'network_cost', 'fee', 'tax'];
const backOfTransfer = ['transfer_cancel', 'transfer_failure', 'transfer_refund', 'transfer_reversal'];

/** `payout_fee` is the only kind that lowers payouts: money that came back from the bank uses it too. */
const rules: readonly MoneyRule[] = [
  { direction: ['+'], type: ['charge', 'payment'], becomes: 'sale' },
  {
    direction: ['-'],
    type: [
      'refund',
      'payment_refund',
      'payment_reversal',
      'payment_failure_refund',
      'charge_failure',
      'partial_capture_reversal',
      'dispute',
    ],
    becomes: 'refund',
  },
  { direction: ['-'], type: ['adjustment', 'other_adjustment'], text: disputed, becomes: 'refund' },
  { direction: ['+'], type: ['adjustment', 'other_adjustment'], text: /chargeback|dispute|refund fail/i, becomes: 'fee_reversal' },
  {
    direction: ['+'],
    type: ['dispute_reversal', 'refund_failure', 'application_fee_refund', 'fee_credit_funding'],
    becomes: 'fee_reversal',
  },
  { direction: ['-'], type: [...fees, 'application_fee'], becomes: 'fee' },
  { direction: ['+'], type: fees, becomes: 'fee_reversal' },
  { direction: ['+'], type: ['application_fee', 'platform_earning'], becomes: 'commission' },
  { direction: ['-'], type: ['application_fee_refund', 'platform_earning_refund'], becomes: 'refund' },
  { direction: ['-'], type: ['payout'], becomes: 'payout' },
  { direction: ['+'], type: ['payout', 'payout_cancel', 'payout_failure', 'payout_reversal'], becomes: 'payout_fee' },
  { direction: ['-'], type: ['transfer'], text: /^stripe transfer/i, becomes: 'payout' },
  { direction: ['+'], type: ['transfer'], text: /^stripe transfer/i, becomes: 'payout_fee' },
  { direction: ['+'], type: backOfTransfer, text: /stripe transfer/i, becomes: 'payout_fee' },
  { direction: ['-'], type: ['transfer'], becomes: 'split' },
  { direction: ['+'], type: backOfTransfer, becomes: 'fee_reversal' },
  {
    type: /^(reserve|reserved_funds|risk_reserved_funds|connect_reserved_funds|obligation|payment_unreconciled|unreconciled)/,
    becomes: 'held',
  },
  { type: /^issuing_authorization/, becomes: 'held' },
  { type: /^(topup|advance|anticipation_repayment|financing|connect_collection_transfer)/, becomes: 'transfer' },
  { direction: ['-'], type: ['contribution', 'climate_order_purchase', 'issuing_transaction'], becomes: 'spending' },
  { direction: ['+'], type: ['climate_order_refund', 'issuing_transaction', 'issuing_dispute'], becomes: 'spending-refund' },
  { type: ['adjustment', 'other_adjustment'], becomes: 'undecided' },
];

const lookUp = ruleBook(rules);

/** What one balance transaction becomes. */
export function balanceOutcome(stated: BalanceTransaction, withExpenses: boolean): RowOutcome {
  const signed = stated.amount || stated.net;
  if (signed === 0) return ignored('empty');
  const becomes = lookUp({
    direction: signed < 0 ? '-' : '+',
    type: stated.type.toLowerCase(),
    status: '',
    funds: '',
    text: stated.description ?? '',
  });
  if (becomes === null) return quarantined('unknown-combination', `${stated.type} ${signed < 0 ? '−' : '+'}`);
  if (typeof becomes === 'object') return ignored(becomes.ignored);
  if (!withExpenses && becomes === 'spending') return ignored('own-spending');
  if (!withExpenses && becomes === 'spending-refund') return ignored('refund-of-spending');
  return records(lineRecord(stated, becomes));
}

function lineRecord(stated: BalanceTransaction, becomes: Exclude<Becomes, object>): CanonicalRecord {
  const payload = line({ ...common(stated), ...described(stated, becomes), ...amounts(stated, becomes) });
  return { type: 'ledgerLine', key: keyOf(stated, payload.kind), rank: stated.rank, payload };
}

function keyOf({ id, source, type }: BalanceTransaction, kind: LineKind): string {
  if (kind === 'sale' && isCharge(source)) return `${source}|sale`;
  const isPaidOut = kind === 'payout' || type === 'payout' || (kind === 'payout_fee' && type === 'transfer');
  return isPaidOut && isPayout(source) ? source : id;
}

/** Empty cells are left out: they must not blank what the list of payments says about the same sale. */
function common(stated: BalanceTransaction) {
  const { source, charge, paymentIntent } = stated;
  return {
    at: stated.at,
    side: 'bill' as const,
    soldOn: 'stripe',
    paidVia: 'stripe',
    currency: stated.currency,
    counterparty: stated.counterparty ?? undefined,
    personKey: stated.personKey,
    sourceKind: stated.type,
    method: stated.method ?? undefined,
    numbers: numbersOf(
      charge,
      source,
      paymentIntent,
      isRefund(stated) ? refundTie(source, stated.at, stated.currency, -stated.amount) : undefined,
    ),
  };
}

function isRefund({ type, amount }: BalanceTransaction): boolean {
  return amount < 0 && (type === 'refund' || type === 'payment_refund');
}

/** A sale is described by what was sold, a refund quotes that in brackets; what other rows say about themselves is a note. */
function described({ description }: BalanceTransaction, becomes: Becomes): Pick<StatedLine, 'product' | 'note'> {
  if (description === null) return {};
  if (becomes === 'sale') return { product: description };
  const product = /^REFUND FOR (?:CHARGE|PAYMENT) \((.*)\)$/.exec(description)?.[1];
  return product === undefined ? { note: description } : { product };
}

type Amounts = Pick<StatedLine, 'kind' | 'amount'> & Partial<StatedLine>;

function amounts(stated: BalanceTransaction, becomes: Exclude<Becomes, object>): Amounts {
  const net = Math.abs(stated.net);
  switch (becomes) {
    case 'fee':
    case 'fee_reversal':
    case 'payout_fee':
    case 'split':
      return { kind: becomes, amount: net };
    case 'payout':
      return { kind: 'payout', amount: Math.max(net, Math.abs(stated.amount)), payoutFee: Math.max(0, stated.fee) };
    case 'spending':
      return { kind: 'expense', amount: net };
    case 'spending-refund':
      return { kind: 'expense', amount: 0, returned: net };
    case 'sale':
    case 'refund':
    case 'commission':
    case 'renewal':
    case 'tip':
    case 'ticket':
    case 'sponsorship':
    case 'ad_share':
    case 'platform_share':
    case 'tax_withheld':
    case 'held':
    case 'collected_for_others':
    case 'transfer':
    case 'undecided':
      return { kind: becomes, amount: Math.abs(stated.amount), ...partsOf(stated) };
  }
}

function partsOf({ fee, facing, currency }: BalanceTransaction): Partial<StatedLine> {
  return {
    channelFee: Math.max(0, fee),
    feeReversal: Math.max(0, -fee),
    ...(facing && facing.currency !== currency ? { originalAmount: Math.abs(facing.amount), originalCurrency: facing.currency } : null),
  };
}
