/**
 * The metrics as pure functions over rows: what the catalogue's words mean, and the oracle that the SQL of core is tested against.
 * Definitions: docs and shared/locales/<language>/metrics.json under the same ids. Money is integer minor units.
 */
import { convertMinor, type DatedRate, minorScale, rateLookup } from './rates';

/** A ledger line as far as metrics look at it. `gross` is 0 for share-only kinds, whose income is `share`. */
export interface MetricLine {
  /** UTC instant. */
  at: string;
  /** Calendar day of `at` in the workspace's time zone. */
  day: string;
  currency: string;
  gross: number;
  share: number;
  refund: number;
  deductions: number;
  payout: number;
  /** Id of the person who paid; null for an unidentified payer. */
  person: number | null;
}

/** A person as far as metrics look at them; removed people are not among the rows. */
export interface MetricPerson {
  firstSeenAt: string | null;
  isTeam: boolean;
}

/** Half-open [from, to) of UTC instants; null is open. */
export interface Span {
  from: string | null;
  to: string | null;
}

export const moneyMetricIds = ['revenue.gross', 'revenue.refund', 'revenue.deductions', 'revenue.net', 'revenue.payout'] as const;
export type MoneyMetricId = (typeof moneyMetricIds)[number];

/** `value` with the number of lines it rests on, and of the lines left out because no rate is known. */
export interface MoneySum {
  value: number;
  base: number;
  unconverted: number;
}

export function isWithin(at: string, { from, to }: Span): boolean {
  return (from === null || at >= from) && (to === null || at < to);
}

type Parts = Pick<MetricLine, 'gross' | 'share' | 'refund' | 'deductions' | 'payout'>;

/** Gross, refund, deductions and payout as they stand; net = gross + share − refund − deductions. */
function amountOf(id: MoneyMetricId, parts: Parts): number {
  switch (id) {
    case 'revenue.gross':
      return parts.gross;
    case 'revenue.refund':
      return parts.refund;
    case 'revenue.deductions':
      return parts.deductions;
    case 'revenue.net':
      return parts.gross + parts.share - parts.refund - parts.deductions;
    case 'revenue.payout':
      return parts.payout;
  }
}

/** Whether a line feeds a metric: a refund of 5 against a fee of 5 leaves no net and still feeds it. */
function feeds(id: MoneyMetricId, parts: Parts): boolean {
  if (id !== 'revenue.net') return amountOf(id, parts) !== 0;
  return parts.gross !== 0 || parts.share !== 0 || parts.refund !== 0 || parts.deductions !== 0;
}

/** A money metric over the lines of one currency. */
export function moneyInCurrency(id: MoneyMetricId, lines: readonly MetricLine[], span: Span, currency: string): MoneySum {
  const fed = lines.filter((line) => line.currency === currency && isWithin(line.at, span) && feeds(id, line));
  return { value: fed.reduce((sum, line) => sum + amountOf(id, line), 0), base: fed.length, unconverted: 0 };
}

/**
 * A money metric over all lines in the reporting currency: every part of every line is converted at the rate of its day (else the last known
 * before) and rounded half-up; lines without a rate are left out and counted.
 */
export function moneyConverted(
  id: MoneyMetricId,
  lines: readonly MetricLine[],
  span: Span,
  reporting: string,
  rates: readonly DatedRate[],
): MoneySum {
  const rateOf = rateLookup(rates, reporting);
  const sum: MoneySum = { value: 0, base: 0, unconverted: 0 };
  for (const line of lines) {
    if (!isWithin(line.at, span) || !feeds(id, line)) continue;
    const rate = rateOf(line.currency, line.day);
    if (rate === null) {
      sum.unconverted++;
      continue;
    }
    const factor = rate * minorScale(line.currency, reporting);
    const convert = (amount: number) => convertMinor(amount, factor);
    sum.base++;
    sum.value += amountOf(id, {
      gross: convert(line.gross),
      share: convert(line.share),
      refund: convert(line.refund),
      deductions: convert(line.deductions),
      payout: convert(line.payout),
    });
  }
  return sum;
}

/**
 * Paying people: Σ (gross − refund) > 0 in the window, in `currency` or (null) in any currency. Unidentified payers are nobody's; people of the
 * team (`left`) and those removed are left out.
 */
export function payingPeople(lines: readonly MetricLine[], span: Span, currency: string | null, left: ReadonlySet<number>): number {
  const paid = new Map<string, number>();
  for (const line of lines) {
    if (line.person === null || left.has(line.person) || !isWithin(line.at, span)) continue;
    if (currency !== null && line.currency !== currency) continue;
    const key = `${line.person} ${line.currency}`;
    paid.set(key, (paid.get(key) ?? 0) + line.gross - line.refund);
  }
  return new Set([...paid].filter(([, sum]) => sum > 0).map(([key]) => key.split(' ')[0])).size;
}

/** People known at the end of the window: first seen before it, or at a time nobody states. */
export function peopleTotal(people: readonly MetricPerson[], span: Span): number {
  return people.filter(({ firstSeenAt, isTeam }) => !isTeam && (firstSeenAt === null || span.to === null || firstSeenAt < span.to)).length;
}

/** People first seen inside the window. */
export function peopleNew(people: readonly MetricPerson[], span: Span): number {
  return people.filter(({ firstSeenAt, isTeam }) => !isTeam && firstSeenAt !== null && isWithin(firstSeenAt, span)).length;
}
