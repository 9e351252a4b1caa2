/**
 * Canonical records: what a row of a platform's export means, in our words. Formats produce them, the import
 * pipeline stores them as JSON payloads, and entities (ledger lines, orders, people) are folds of them.
 *
 * In every payload a field that the file's layout does not have is *absent*; a field whose cell is there but empty is `null`.
 * The fold relies on the difference: an absent field never blanks a known value.
 */

export const recordTypes = ['person', 'order', 'ledgerLine'] as const;
export type RecordType = (typeof recordTypes)[number];

/** What a ledger line is. `undecided` lines are kept outside revenue until the user decides (see docs/architecture.md). */
export const lineKinds = [
  'sale',
  'renewal',
  'tip',
  'ticket',
  'sponsorship',
  'commission',
  'ad_share',
  'platform_share',
  'refund',
  'fee',
  'fee_reversal',
  'split',
  'tax_withheld',
  'payout',
  'payout_fee',
  'expense',
  'held',
  'collected_for_others',
  'transfer',
  'undecided',
] as const;
export type LineKind = (typeof lineKinds)[number];

/** Who states a line: the shop where it was bought (`order`), the channel that moved the money (`bill`), or the user (`manual`). */
export type LineSide = 'order' | 'bill' | 'manual';

/**
 * One movement of money. All amounts are non-negative integers in the minor unit of `currency` (the settlement currency);
 * which of the five named amounts they feed follows from `kind` (see shared/domain/ledger.ts).
 */
export interface LedgerLinePayload {
  kind: LineKind;
  /** UTC instant, `YYYY-MM-DDTHH:MM:SSZ`. */
  at: string;
  /** The file states no date for this line; `at` is the nearest stated one. */
  dateEstimated?: true;
  side: LineSide;
  /** Where it was bought: a platform id such as `youzan`, `xiaoe`, `patreon`, `stripe`, or `own` for money that reached an own account directly. */
  soldOn: string;
  /** How the money moved: `wechatpay`, `alipay`, `stripe`, … or null when not stated. */
  paidVia: string | null;
  currency: string;
  amount: number;
  /** Parts stated on the same row as a sale, refund or payout. */
  commission?: number;
  channelFee?: number;
  feeReversal?: number;
  split?: number;
  taxWithheld?: number;
  payoutFee?: number;
  /** On an `expense` of amount 0: money of one's own spending that came back. Lowers the expense it shares a number with, nothing else. */
  returned?: number;
  /** Amount before conversion, in the minor unit of `originalCurrency`. */
  originalAmount?: number;
  originalCurrency?: string;
  product?: string | null;
  /** The other party as the file names it; personal data, never a key. */
  counterparty?: string | null;
  /** The person record this line belongs to (same platform), where the file names one. */
  personKey?: string;
  /** Exact numbers that tie lines of one sale together (order number, merchant number, transaction id). */
  numbers?: string[];
  /** The platform's own words: category/type and status. */
  sourceKind?: string | null;
  status?: string | null;
  method?: string | null;
  note?: string | null;
}

/** An order as the shop states it, paid or not (the base of GMV). Amounts in the minor unit of `currency`. */
export interface OrderPayload {
  number: string;
  createdAt: string;
  paidAt: string | null;
  status: string;
  currency: string;
  amount: number;
  refunded: number;
  product?: string | null;
  personKey?: string;
}

/** A person as one platform knows them. Masked values (`138****6605`) belong in `attributes`, never in `phone` or `email`. */
export interface PersonPayload {
  name?: string | null;
  nickname?: string | null;
  /** Lower-cased. */
  email?: string | null;
  /** Digits with country code, `+8613800000000`; mainland numbers without a code get `+86`. */
  phone?: string | null;
  gender?: 'female' | 'male' | 'other' | null;
  /** `YYYY-MM-DD`. */
  birthDate?: string | null;
  city?: string | null;
  province?: string | null;
  country?: string | null;
  /** UTC instants; the fold keeps the earliest `firstSeenAt` and the latest `lastSeenAt`. */
  firstSeenAt?: string | null;
  lastSeenAt?: string | null;
  /** Membership on that platform as of the file: tier and state in the platform's words. */
  tier?: string | null;
  status?: string | null;
  note?: string | null;
  /** Everything else worth keeping, by the file's own column name. */
  attributes?: Record<string, string | null>;
}

interface RecordOf<T extends RecordType, P> {
  type: T;
  /** Natural key, unique per (platform, type). */
  key: string;
  /** When the platform stated this (UTC instant); defaults to the file's own date. Later statements win. */
  asOf?: string;
  /** Progress of the status; among statements of the same time the higher rank wins. */
  rank?: number;
  payload: P;
}

export type CanonicalRecord =
  | RecordOf<'ledgerLine', LedgerLinePayload>
  | RecordOf<'order', OrderPayload>
  | RecordOf<'person', PersonPayload>;
