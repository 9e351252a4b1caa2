/** Metric values of a window. What each means: shared/metrics. */
import type { MetricValue } from '../../../shared/contract/overview';
import type { DayWindow } from '../../../shared/domain/days';
import { type MetricId, metricIds, metrics } from '../../../shared/metrics/catalogue';
import { type MoneyMetricId, moneyMetricIds, type Span } from '../../../shared/metrics/ledger-metrics';
import type { Database, Reads } from '../database/database';
import type { Reporting } from '../revenue/converted-lines';
import { readSettings } from '../workspace/settings.service';
import { instants } from '../workspace/zone';
import { type FeedingAccount, feedingAccounts, overlaps, type Reach, reachOf } from './coverage';
import { type CurrencySums, moneySumsOf, netOf } from './money.queries';
import { type PayerCount, payingPeopleOf, peopleNewOf, peopleTotal } from './people.queries';

/** What all metrics of one answer have in common. */
interface Frame {
  db: Reads;
  window: DayWindow;
  span: Span;
  reporting: Reporting;
  ledger: Reach;
  people: Reach;
}

/**
 * Values of the asked metrics (all when none is named): money per currency and in the reporting currency, paying people per currency and over
 * all, people once. Unknown stays unknown: a window that no data speak of has the value null, not 0. Throws `invalid-input` for a day that does
 * not exist.
 */
export async function metricValues(db: Database, window: DayWindow, ids: readonly MetricId[]): Promise<MetricValue[]> {
  const settings = await readSettings(db);
  const accounts = await feedingAccounts(db, settings.zone);
  return metricValuesOf(db, window, ids, settings, accounts);
}

/** The same for callers that have the settings and accounts at hand. */
export async function metricValuesOf(
  db: Reads,
  window: DayWindow,
  ids: readonly MetricId[],
  reporting: Reporting,
  accounts: readonly FeedingAccount[],
): Promise<MetricValue[]> {
  return (await metricValuesOfEach(db, [window], ids, reporting, accounts))[0] ?? [];
}

/** The same of several windows: each query asks for all of them. */
export async function metricValuesOfEach(
  db: Reads,
  windows: readonly DayWindow[],
  ids: readonly MetricId[],
  reporting: Reporting,
  accounts: readonly FeedingAccount[],
): Promise<MetricValue[][]> {
  const reach = { ledger: reachOf(accounts, 'ledger'), people: reachOf(accounts, 'people') };
  const frames = windows.map(({ from, to }) => ({
    db,
    window: { from, to },
    span: instants({ from, to }, reporting.zone),
    reporting,
    ...reach,
  }));
  const wanted = new Set(ids.length > 0 ? ids : metricIds);
  const values: MetricValue[][] = windows.map(() => []);
  const add = (found: readonly MetricValue[][]) => {
    for (const [index, some] of found.entries()) values[index]?.push(...some);
  };
  if (metricIds.some((id) => wanted.has(id) && metrics[id].feeds === 'ledger')) add(await ledgerValues(db, frames, reporting));
  if (wanted.has('people.total')) add(await Promise.all(frames.map(async (frame) => [await totalValue(frame)])));
  if (wanted.has('people.new')) add(await newValues(db, frames));
  return values.map((some) => some.filter((value) => wanted.has(value.id)));
}

async function ledgerValues(db: Reads, frames: readonly Frame[], reporting: Reporting): Promise<MetricValue[][]> {
  const spans = frames.map(({ span }) => span);
  const all = await moneySumsOf(db, spans, reporting);
  const payers = await payingPeopleOf(db, spans);
  return Promise.all(
    frames.map(async (frame, index) => {
      const sums = withReporting(all[index] ?? [], frame.reporting.currency);
      const lines = sums.reduce((count, sum) => count + sum.lines, 0);
      const known = lines > 0 || overlaps(frame.window, frame.ledger) || (frame.ledger.accounts === 0 && (await anyLine(frame.db)));
      return [
        ...moneyMetricIds.flatMap((id) => moneyValues(frame, id, sums, known)),
        ...payerValues(frame, sums, payers[index] ?? [], known),
      ];
    }),
  );
}

/** The reporting currency has its entry even where nothing moved in it. */
function withReporting(sums: readonly CurrencySums[], currency: string): CurrencySums[] {
  if (sums.some((sum) => sum.currency === currency)) return [...sums];
  const none = { gross: 0, share: 0, refund: 0, deductions: 0, payout: 0 };
  const zero = Object.fromEntries(moneyMetricIds.map((id) => [id, 0])) as Record<MoneyMetricId, number>;
  return [...sums, { currency, lines: 0, shareLines: 0, own: none, converted: none, base: zero, unconverted: zero }];
}

async function anyLine(db: Reads): Promise<boolean> {
  return (await db.reader.get('SELECT 1 FROM ledger_line LIMIT 1')) !== undefined;
}

function moneyValues(frame: Frame, id: MoneyMetricId, sums: readonly CurrencySums[], known: boolean): MetricValue[] {
  const total = (pick: (sum: CurrencySums) => number) => sums.reduce((all, sum) => all + pick(sum), 0);
  const own = sums.map((sum) =>
    value(frame, id, 'currency', sum.currency, {
      amount: amountOf(id, sum.own),
      base: sum.base[id],
      unconverted: 0,
      // Where only the creator's share is known, gross is not 0 but unknown.
      available: known && !(id === 'revenue.gross' && sum.base[id] === 0 && sum.shareLines > 0),
    }),
  );
  const base = total((sum) => sum.base[id] - sum.unconverted[id]);
  const unconverted = total((sum) => sum.unconverted[id]);
  const reporting = value(frame, id, 'reporting', frame.reporting.currency, {
    amount: total((sum) => amountOf(id, sum.converted)),
    base,
    unconverted,
    available: known && (base > 0 || (unconverted === 0 && !(id === 'revenue.gross' && total((sum) => sum.shareLines) > 0))),
  });
  return [...own, reporting];
}

/** A money metric out of the named amounts. */
export function amountOf(id: MoneyMetricId, parts: CurrencySums['own']): number {
  switch (id) {
    case 'revenue.gross':
      return parts.gross;
    case 'revenue.refund':
      return parts.refund;
    case 'revenue.deductions':
      return parts.deductions;
    case 'revenue.net':
      return netOf(parts);
    case 'revenue.payout':
      return parts.payout;
  }
}

function payerValues(frame: Frame, sums: readonly CurrencySums[], payers: readonly PayerCount[], known: boolean): MetricValue[] {
  const counts = new Map(payers.map(({ currency, people }) => [currency, people]));
  const entry = (scope: 'currency' | 'all', currency: string | null) => {
    const people = counts.get(currency) ?? 0;
    return value(frame, 'revenue.payers', scope, currency, { amount: people, base: people, unconverted: 0, available: known });
  };
  return [...sums.map((sum) => entry('currency', sum.currency)), entry('all', null)];
}

async function totalValue(frame: Frame): Promise<MetricValue> {
  const people = await peopleTotal(frame.db, frame.span);
  return value(frame, 'people.total', 'all', null, { amount: people, base: people, unconverted: 0, available: await anyPeople(frame) });
}

async function newValues(db: Reads, frames: readonly Frame[]): Promise<MetricValue[][]> {
  const counts = await peopleNewOf(
    db,
    frames.map(({ span }) => span),
  );
  return Promise.all(frames.map(async (frame, index) => [await newValue(frame, counts[index] ?? 0)]));
}

/** Whoever is imported brings the day they were first seen: earlier times are known as well, later ones are not. */
async function newValue(frame: Frame, people: number): Promise<MetricValue> {
  const { from } = frame.window;
  const reached = from === null || frame.people.last === null || from <= frame.people.last;
  const available = people > 0 || (reached && (await anyPeople(frame)));
  return value(frame, 'people.new', 'all', null, { amount: people, base: people, unconverted: 0, available });
}

async function anyPeople(frame: Frame): Promise<boolean> {
  return frame.people.accounts > 0 || (await frame.db.reader.get('SELECT 1 FROM person LIMIT 1')) !== undefined;
}

interface Found {
  amount: number;
  base: number;
  unconverted: number;
  available: boolean;
}

function value(frame: Frame, id: MetricId, scope: MetricValue['scope'], currency: string | null, found: Found): MetricValue {
  return {
    id,
    value: found.available ? found.amount : null,
    unit: metrics[id].unit,
    currency,
    scope,
    base: found.base,
    unconverted: found.unconverted,
    ...frame.window,
    dataThrough: frame[metrics[id].feeds].through,
    available: found.available,
  };
}
