/**
 * Canonical records: what a row of a platform's export means, in our words. Formats produce them, the import
 * pipeline stores them as JSON payloads, and entities (ledger lines, orders, people) are folds of them.
 *
 * In every payload a field that the file's layout does not have is *absent*; a field whose cell is there but empty is `null`.
 * The fold relies on the difference: an absent field never blanks a known value.
 */

export const recordTypes = [
  'person',
  'order',
  'ledgerLine',
  'term',
  'attendance',
  'communityMember',
  'content',
  'contentMetric',
  'calendarEntry',
  'surveyQuestion',
  'surveyResponse',
  'note',
] as const;
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
  /** The file states no date for this line; `at` is the nearest stated one. `false` where another file of it may have none. */
  dateEstimated?: boolean;
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

/** A paid period of one person: a subscription, membership or licence, as the platform states it. Days are `YYYY-MM-DD`. */
export interface TermPayload {
  personKey: string;
  /** Plan or tier in the platform's words. */
  plan: string | null;
  /** In the platform's words: `active`, `canceled`, `正常`, … */
  status: string | null;
  startedAt: string | null;
  /** When the paid time ends, or ended. */
  endsAt: string | null;
  canceledAt?: string | null;
  /** What one interval costs, minor units of `currency`. */
  amount?: number | null;
  currency?: string | null;
  interval?: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'once' | null;
  attributes?: Record<string, string | null>;
}

/** That somebody took part in something once: a live lesson, a replay, a daily check-in, a sign-up list, an event with tickets. */
export interface AttendancePayload {
  kind: 'live' | 'replay' | 'check-in' | 'sign-up' | 'event';
  /** Name of the lesson, challenge, list or event. */
  activity: string;
  /** The person record (same platform); absent where the file names nobody that can be found again. */
  personKey?: string;
  /** The name as it stands on the list. */
  name?: string | null;
  /** UTC instant of taking part; null when not stated. */
  at: string | null;
  leftAt?: string | null;
  /** Time spent, in seconds. */
  seconds?: number | null;
  /** 0..1 of the whole. */
  progress?: number | null;
  comments?: number | null;
  status?: string | null;
  attributes?: Record<string, string | null>;
}

/** That somebody is in a group, as its roster states it. */
export interface CommunityMemberPayload {
  community: string;
  personKey?: string;
  name: string;
  role?: string | null;
  joinedAt?: string | null;
  leftAt?: string | null;
  attributes?: Record<string, string | null>;
}

/** Something published: a video, article, note, episode, post; or a book, film or group that notes or figures are about. */
export interface ContentPayload {
  title: string;
  kind: 'video' | 'live' | 'article' | 'post' | 'episode' | 'newsletter' | 'book' | 'film' | 'community' | 'other';
  /** UTC instant. */
  publishedAt?: string | null;
  url?: string | null;
  /** Show, column, series or author, in the platform's words. */
  series?: string | null;
  durationSeconds?: number | null;
  status?: string | null;
  attributes?: Record<string, string | null>;
}

/**
 * Figures of one content item, or of the whole account (`contentKey` absent), over a day or period, or as they stood on one day.
 * Counts are plain numbers, rates 0..1, durations seconds, money minor units of `currency`.
 */
export interface ContentMetricPayload {
  /** Key of the `content` record (same platform). */
  contentKey?: string;
  /** `during`: what happened in [from, to); `lifetime`: totals since publication as of `to`. */
  scope: 'during' | 'lifetime';
  /** Days `YYYY-MM-DD`, half-open; null when the file does not say. */
  from: string | null;
  to: string | null;
  /** A part of the audience or traffic: `{ geography: 'US' }`. Absent: all of it. */
  dimension?: Record<string, string>;
  currency?: string;
  /**
   * By canonical name (`views`, `watchSeconds`, `likes`, `comments`, `shares`, `saves`, `followersGained`, `impressions`, …), else by the file's own
   * column name with the number as it is written there.
   */
  metrics: Record<string, number>;
}

/** One entry of a calendar (RFC 5545). A changed occurrence of a series is an entry of its own with `recurrenceId`. */
export interface CalendarEntryPayload {
  /** Name of the calendar as the file states it. */
  calendar: string | null;
  uid: string;
  recurrenceId?: string | null;
  /** `THISANDFUTURE` where the occurrences after this one are changed with it. */
  recurrenceRange?: string | null;
  title: string;
  /** `YYYY-MM-DD` for whole days, `YYYY-MM-DDTHH:MM:SS` local to `zone`, or a UTC instant where zone is `UTC`. */
  start: string;
  /** Exclusive; null when the file states neither end nor duration. */
  end: string | null;
  allDay: boolean;
  /** IANA zone; null for floating times. */
  zone: string | null;
  rrule?: string | null;
  exdates?: string[];
  rdates?: string[];
  status?: string | null;
  location?: string | null;
  description?: string | null;
  url?: string | null;
  organizer?: string | null;
  categories?: string[];
  sequence?: number;
}

/** One question of a survey. Its key is `<survey>/<question>`. */
export interface SurveyQuestionPayload {
  /** Key of the survey; the same in its responses. */
  survey: string;
  surveyTitle: string | null;
  /** Key of the question inside the survey: what `answers` of the responses are keyed by. */
  question: string;
  position: number;
  title: string;
  kind: 'text' | 'single' | 'multiple' | 'number' | 'rating' | 'ranking' | 'matrix' | 'date' | 'file' | 'unknown';
  options?: string[];
}

/** One filled-in form. Nothing of it is lost: what is no answer stands in `meta`. */
export interface SurveyResponsePayload {
  survey: string;
  surveyTitle: string | null;
  submittedAt: string | null;
  startedAt?: string | null;
  seconds?: number | null;
  personKey?: string;
  /** Answers as written, by question key; null = asked and left empty; several choices are a list. */
  answers: Record<string, string | string[] | null>;
  /** Source, place, device, score … by the file's own column name. */
  meta?: Record<string, string | null>;
}

/** A highlight or thought somebody wrote down about a book, film or anything else. */
export interface NotePayload {
  source: string;
  author?: string | null;
  chapter?: string | null;
  /** The passage. */
  quote?: string | null;
  /** What the creator thinks of it. */
  thought?: string | null;
  at?: string | null;
  position: number;
  attributes?: Record<string, string | null>;
}

export interface PayloadOf {
  person: PersonPayload;
  order: OrderPayload;
  ledgerLine: LedgerLinePayload;
  term: TermPayload;
  attendance: AttendancePayload;
  communityMember: CommunityMemberPayload;
  content: ContentPayload;
  contentMetric: ContentMetricPayload;
  calendarEntry: CalendarEntryPayload;
  surveyQuestion: SurveyQuestionPayload;
  surveyResponse: SurveyResponsePayload;
  note: NotePayload;
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

export type CanonicalRecord = { [T in RecordType]: RecordOf<T, PayloadOf[T]> }[RecordType];
