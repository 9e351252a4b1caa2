/** Metric values, tiles and what needs attention. Definitions: shared/metrics and its texts. */

import type { Output } from '../../../shared/contract';
import type { Attention, MetricValue, Tile } from '../../../shared/contract/overview';
import { addDays, daysBetween } from '../../../shared/domain/days';
import { currencyExponent } from '../../../shared/domain/format';
import { type MetricId, metricIds, metrics } from '../../../shared/metrics/catalogue';
import { convert, rateLookup, roundHalfUp } from '../../../shared/metrics/rates';
import type { Context } from '../api/context';
import { listBackups } from '../database/backup';
import type { Database } from '../database/database';
import { readSettings, unconvertedCurrencies } from '../workspace/settings.queries';
import { dayIn, instants, lastDayBefore, monthStarts } from '../workspace/zone';
import {
  type DaySums,
  daySums,
  type FeedingAccount,
  feedingAccounts,
  monthSums,
  payers,
  peopleNew,
  peopleTotal,
  storedRates,
  waitingCounts,
} from './overview.queries';

export interface DayWindow {
  from: string | null;
  to: string | null;
}

const moneyIds = ['revenue.gross', 'revenue.refund', 'revenue.deductions', 'revenue.net', 'revenue.payout'] as const;
const columnOf = {
  'revenue.gross': 'gross',
  'revenue.refund': 'refund',
  'revenue.deductions': 'deductions',
  'revenue.net': 'net',
  'revenue.payout': 'payout',
} as const;
const tileIds: readonly MetricId[] = ['revenue.net', 'revenue.gross', 'revenue.refund', 'revenue.payers', 'people.total', 'people.new'];
const chartMonths = 18;
const backupDays = 7;

/** Values of the asked metrics (all when none is named) in a window of days. */
export async function metricValues(db: Database, window: DayWindow, ids: readonly MetricId[]): Promise<MetricValue[]> {
  const { zone, currency } = await readSettings(db);
  const wanted = new Set(ids.length > 0 ? ids : metricIds);
  const span = instants(window, zone);
  const through = dataThrough(await feedingAccounts(db), zone);
  const values: MetricValue[] = [];
  if (moneyIds.some((id) => wanted.has(id)))
    values.push(...(await moneyValues(db, window, span, currency, through.ledger)).filter((value) => wanted.has(value.id)));
  const counts = [
    ['revenue.payers', () => payers(db, span), through.ledger],
    ['people.total', () => peopleTotal(db, span.to), through.people],
    ['people.new', () => peopleNew(db, span), through.people],
  ] as const;
  for (const [id, count, known] of counts) {
    if (!wanted.has(id)) continue;
    const value = known === null && (await isEmpty(db)) ? null : await count();
    values.push({
      id,
      value,
      unit: 'people',
      currency: null,
      scope: 'all',
      base: value ?? 0,
      unconverted: 0,
      ...window,
      dataThrough: known,
      available: value !== null,
    });
  }
  return values;
}

async function isEmpty(db: Database): Promise<boolean> {
  return (await db.reader.get('SELECT 1 FROM record UNION ALL SELECT 1 FROM person LIMIT 1')) === undefined;
}

async function moneyValues(
  db: Database,
  window: DayWindow,
  span: DayWindow,
  reporting: string,
  known: string | null,
): Promise<MetricValue[]> {
  const sums = await daySums(db, span);
  const rates = await storedRates(db);
  const currencies = [...new Set(sums.map((sum) => sum.currency))];
  return moneyIds.flatMap((id) => {
    const column = columnOf[id];
    const common = { id, unit: metrics[id].unit, ...window, dataThrough: known };
    const own = currencies.map((currency): MetricValue => {
      const of = sums.filter((sum) => sum.currency === currency);
      return {
        ...common,
        value: total(of, column),
        currency,
        scope: 'currency',
        base: total(of, 'lines'),
        unconverted: 0,
        available: true,
      };
    });
    const converted = convert(
      sums.map((sum) => ({ currency: sum.currency, day: sum.day, amount: sum[column], lines: sum.lines })),
      rates,
      reporting,
      currencyExponent,
    );
    const available = converted.lines > 0 || sums.length > 0 || known !== null;
    return [
      ...own,
      {
        ...common,
        value: available ? converted.value : null,
        currency: reporting,
        scope: 'reporting',
        base: converted.lines,
        unconverted: converted.unconverted,
        available,
      },
    ];
  });
}

function total(sums: readonly DaySums[], column: 'lines' | (typeof columnOf)[keyof typeof columnOf]): number {
  return sums.reduce((sum, row) => sum + row[column], 0);
}

/** The last day that every account of a kind covers. */
function dataThrough(accounts: readonly FeedingAccount[], zone: string): { ledger: string | null; people: string | null } {
  const earliest = (kind: FeedingAccount['kind']) =>
    accounts
      .filter((account) => account.kind === kind)
      .map((account) => lastDayBefore(account.through, zone))
      .sort()[0] ?? null;
  return { ledger: earliest('ledger'), people: earliest('snapshot') ?? earliest('ledger') };
}

/** Everything the Overview shows, in one answer. */
export async function overview(context: Context, window: DayWindow): Promise<Output<'overview.get'>> {
  const db = context.db();
  const settings = await readSettings(db);
  const accounts = await feedingAccounts(db);
  const through = dataThrough(accounts, settings.zone);
  const today = dayIn(context.now(), settings.zone);
  const ledgerAccounts = accounts.filter((account) => account.kind === 'ledger');
  const latest =
    ledgerAccounts
      .map((account) => lastDayBefore(account.through, settings.zone))
      .sort()
      .at(-1) ?? null;
  return {
    ...window,
    dataThrough: through.ledger,
    missing: missingDays(ledgerAccounts, window.to === null ? (latest ?? today) : earlier(addDays(window.to, -1), today), settings.zone),
    currency: settings.currency,
    tiles: await tiles(db, window, through),
    months: await months(db, settings, earlier(window.to === null ? (latest ?? today) : addDays(window.to, -1), latest ?? today)),
    attention: await attention(context, db, settings, accounts, today),
    accounts: new Set(accounts.map((account) => `${account.platform}/${account.name}`)).size,
    platforms: new Set(accounts.map((account) => account.platform)).size,
  };
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** Accounts that end before the last day to show, and by how many days. */
function missingDays(accounts: readonly FeedingAccount[], last: string, zone: string): Output<'overview.get'>['missing'] {
  return accounts
    .map(({ name, platform, through }) => ({ account: name, platform, days: daysBetween(lastDayBefore(through, zone), last) }))
    .filter((account) => account.days > 0)
    .sort((a, b) => b.days - a.days);
}

async function tiles(db: Database, window: DayWindow, through: { ledger: string | null; people: string | null }): Promise<Tile[]> {
  const current = await metricValues(db, window, tileIds);
  const before = previousWindow(window);
  const previous = before ? await metricValues(db, before, tileIds) : [];
  return tileIds.flatMap((id) => {
    const pick = (values: readonly MetricValue[]) => values.find((value) => value.id === id && value.scope !== 'currency');
    const metric = pick(current);
    if (!metric) return [];
    const reach = metrics[id].feeds === 'ledger' ? through.ledger : through.people;
    const comparable = reach !== null && window.to !== null && addDays(window.to, -1) <= reach;
    const past = comparable ? (pick(previous) ?? null) : null;
    return [{ metric, previous: past, delta: change(metric.value, past?.value ?? null) }];
  });
}

/** The equal window just before; none for an open one. */
function previousWindow({ from, to }: DayWindow): DayWindow | null {
  return from === null || to === null ? null : { from: addDays(from, -daysBetween(from, to)), to: from };
}

function change(value: number | null, previous: number | null): number | null {
  return value === null || previous === null || previous === 0 ? null : (value - previous) / Math.abs(previous);
}

async function months(db: Database, settings: { zone: string; currency: string }, last: string): Promise<Output<'overview.get'>['months']> {
  const starts = monthStarts(last, chartMonths, settings.zone);
  const rateOf = rateLookup(await storedRates(db), settings.currency);
  const sums = new Map<string, Output<'overview.get'>['months'][number]>();
  for (const row of await monthSums(db, starts)) {
    const rate = rateOf(row.currency, row.day);
    if (rate === null) continue;
    const factor = rate * 10 ** (currencyExponent(settings.currency) - currencyExponent(row.currency));
    const key = `${row.month} ${row.platform}`;
    const sum = sums.get(key) ?? { month: row.month, platform: row.platform, net: 0, gross: 0 };
    sum.net += roundHalfUp(row.net * factor);
    sum.gross += roundHalfUp(row.gross * factor);
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => (a.month === b.month ? (a.platform < b.platform ? -1 : 1) : a.month < b.month ? -1 : 1));
}

async function attention(
  context: Context,
  db: Database,
  settings: { zone: string; currency: string; staleDays: number },
  accounts: readonly FeedingAccount[],
  today: string,
): Promise<Attention[]> {
  const counts = await waitingCounts(db);
  const list: Attention[] = [];
  const add = (kind: Attention['kind'], count: number, params: Attention['params'] = {}) => count > 0 && list.push({ kind, count, params });
  add('quarantined', counts.quarantined);
  add('undecided', counts.undecided);
  for (const account of accounts) {
    const day = lastDayBefore(account.through, settings.zone);
    const days = daysBetween(day, today);
    if (days > settings.staleDays) add('stale-account', days, { platform: account.platform, account: account.name, day });
  }
  for (const { currency, lines } of await unconvertedCurrencies(db, settings.currency)) add('unconverted', lines, { currency });
  add('ambiguous-people', counts.ambiguous);
  const [backup] = await listBackups(db.path);
  const age = backup ? daysBetween(dayIn(backup.at, settings.zone), dayIn(context.now(), settings.zone)) : null;
  if (counts.any && (age === null || age > backupDays)) add('no-backup', age ?? 1, { days: age ?? 0 });
  return list;
}
