/** Everything the Overview shows, in one answer. */
import { basename } from 'node:path';
import type { Output } from '../../../shared/contract';
import type { Tile } from '../../../shared/contract/overview';
import type { Settings } from '../../../shared/contract/workspace';
import { addDays, type DayWindow, daysBetween } from '../../../shared/domain/days';
import { type MetricId, metrics } from '../../../shared/metrics/catalogue';
import { previousWindow, relativeChange } from '../../../shared/metrics/windows';
import type { Context } from '../api/context';
import type { Database } from '../database/database';
import { recall, remembered } from '../database/remembered';
import type { Reporting } from '../revenue/converted-lines';
import { readSettings } from '../workspace/settings.service';
import { dayIn, monthStarts } from '../workspace/zone';
import { attention, missingBackup } from './attention';
import { type FeedingAccount, feedingAccounts, isCovered, type Reach, reachOf } from './coverage';
import { metricValuesOf } from './metric-values';
import { monthSums } from './money.queries';

type Overview = Output<'overview.get'>;

/** At most six, in this order. */
const tileIds: readonly MetricId[] = ['revenue.net', 'revenue.gross', 'revenue.refund', 'revenue.payers', 'people.total', 'people.new'];
const chartMonths = 18;

/** Whatever is built otherwise may compute otherwise: the name of the built file stands for its content. */
const edition = basename(import.meta.url);

/** Figures with their change, how far the data reach, months, and what needs the user. */
export async function overview(context: Context, { from, to }: DayWindow): Promise<Overview> {
  const db = context.db();
  const settings = await readSettings(db);
  const today = dayIn(context.now(), settings.zone);
  const question = JSON.stringify([edition, from, to, today] satisfies Question);
  const kept = await recall<Figures>(db, 'overview.get', question);
  const { since, noticed, ...answer } =
    kept ?? (await remembered(db, 'overview.get', question, () => compute(db, { from, to }, settings, today)));
  // A backup changes nothing in the file that answers are kept for.
  const backups = kept === null ? noticed : await missingBackup(db, settings.zone, since, today);
  return { ...answer, attention: [...answer.attention, ...backups] };
}

/** What a kept answer was asked: the edition of this program, the window, and the day it was. */
export type Question = [edition: string, from: string | null, to: string | null, today: string];

/** All of the answer that the workspace file itself decides; `noticed` is what was to be said about backups at that time. */
export type Figures = Overview & { since: string | null; noticed: Overview['attention'] };

async function compute(db: Database, window: DayWindow, settings: Settings, today: string): Promise<Figures> {
  const accounts = await feedingAccounts(db, settings.zone);
  const ledger = reachOf(accounts, 'ledger');
  const waiting = await attention(db, settings, accounts, today);
  return {
    ...window,
    dataThrough: ledger.through ?? reachOf(accounts, 'people').through,
    missing: missingDays(accounts, lastDayToShow(window, ledger, today)),
    currency: settings.currency,
    tiles: await tiles(db, window, settings, accounts),
    months: await months(db, window, settings, today),
    attention: waiting.entries,
    since: waiting.since,
    noticed: await missingBackup(db, settings.zone, waiting.since, today),
    accounts: accounts.length,
    platforms: new Set(accounts.map(({ platform }) => platform)).size,
  };
}

/** Up to here every account should speak: the window's last day, but not the future; without an end, the day that the furthest account reaches. */
function lastDayToShow({ to }: DayWindow, { last }: Reach, today: string): string {
  const day = to === null ? (last ?? today) : addDays(to, -1);
  return day < today ? day : today;
}

/** Accounts with money that end before `last`, and by how many days; the furthest behind first. */
function missingDays(accounts: readonly FeedingAccount[], last: string): Overview['missing'] {
  return accounts
    .flatMap(({ name, platform, through, feeds }) =>
      through !== null && feeds.has('ledger') ? [{ account: name, platform, days: daysBetween(through, last) }] : [],
    )
    .filter(({ days }) => days > 0)
    .sort((a, b) => b.days - a.days);
}

async function tiles(db: Database, window: DayWindow, reporting: Reporting, accounts: readonly FeedingAccount[]): Promise<Tile[]> {
  const before = previousWindow(window);
  const current = await metricValuesOf(db, window, tileIds, reporting, accounts);
  const previous = before === null ? [] : await metricValuesOf(db, before, tileIds, reporting, accounts);
  return tileIds.flatMap((id) => {
    const overall = (values: typeof current) => values.find((value) => value.id === id && value.scope !== 'currency');
    const metric = overall(current);
    if (!metric) return [];
    const reach = reachOf(accounts, metrics[id].feeds);
    const comparable = before !== null && isCovered(window, reach) && beginsInside(before, id, reach);
    const past = comparable ? (overall(previous) ?? null) : null;
    return [{ metric, previous: past, delta: relativeChange(metric.value, past?.value ?? null) }];
  });
}

/** A window that begins before the first bill would show the start of the records as growth. People bring their past with them. */
function beginsInside({ from }: DayWindow, id: MetricId, { first }: Reach): boolean {
  return metrics[id].feeds === 'people' || (first !== null && from !== null && from >= first);
}

/** The 18 months up to the window's end, or up to the last line. */
async function months(db: Database, { to }: DayWindow, reporting: Reporting, today: string): Promise<Overview['months']> {
  const latest = await db.reader.get<{ at: string | null }>('SELECT max(at) AS at FROM ledger_line');
  if (!latest?.at) return [];
  const lastLine = dayIn(latest.at, reporting.zone);
  const end = to === null ? (lastLine < today ? lastLine : today) : addDays(to, -1);
  return monthSums(db, monthStarts(end, chartMonths, reporting.zone), reporting);
}
