/**
 * What an import changed in the figures. The state before is still what `db.reader` sees while the import's transaction is open, so both states
 * are asked at its end with the metrics' own functions, for the months that the import reached: the cost follows the import, not the workspace.
 */
import type { FigureChange, MetricValue } from '../../../shared/contract/overview';
import type { DayWindow } from '../../../shared/domain/days';
import { type MetricId, metricIds, metrics } from '../../../shared/metrics/catalogue';
import type { Database, Reads } from '../database/database';
import type { Connection } from '../database/driver';
import { beginReach, firstSeenDays, regivenDays } from '../people/profiles.fold';
import type { Reporting } from '../revenue/converted-lines';
import { recountedDays, resetNumbers } from '../revenue/money-groups';
import type { DaySpan } from '../sync/reading/messages';
import { readSettings } from '../workspace/settings.service';
import { dayIn } from '../workspace/zone';
import { feedingAccounts } from './coverage';
import { metricValuesOf, metricValuesOfEach } from './metric-values';

const ofLines: readonly MetricId[] = metricIds.filter((id) => metrics[id].feeds === 'ledger');

/** Days with lines, and days on which people were first seen. */
interface Days {
  lines: readonly DaySpan[];
  people: readonly DaySpan[];
}

/** What was touched as it stood before, and the days of newborn lines. */
export interface FigureWatch extends Days {
  /** Records from here on are new; null when any may have been there before. */
  firstNew: number | null;
}

/**
 * To be called when `touched` is filled and nothing is folded yet. `newbornDays`: where the lines stand that are projected without being touched.
 * Only inside `db.write`.
 */
export async function watchFigures(
  connection: Connection,
  firstNew: number | null,
  newbornDays: readonly DaySpan[] = [],
): Promise<FigureWatch> {
  await resetNumbers(connection);
  await beginReach(connection);
  const touched = `SELECT record FROM touched WHERE record < ?1`;
  const old = [firstNew ?? Number.MAX_SAFE_INTEGER];
  return {
    firstNew,
    lines: [
      ...newbornDays,
      ...(await connection.all<DaySpan>(daysOf('l.at', `(${touched}) t CROSS JOIN ledger_line l ON l.id = t.record`), old)),
    ],
    people: await connection.all<DaySpan>(daysOf('p.first_seen_at', `(${touched}) t CROSS JOIN profile p ON p.id = t.record`), old),
  };
}

/** The figures that differ from what they were when the transaction began, by month; people also in all. Only inside `db.write`, after the fold. */
export async function changedFigures(db: Database, watch: FigureWatch): Promise<FigureChange[]> {
  const reporting = await readSettings(db);
  const now = await daysNow(db.writer, watch.firstNew);
  const months: Months = {
    lines: monthsOf([...watch.lines, ...now.lines], reporting.zone),
    people: monthsOf([...watch.people, ...now.people], reporting.zone),
  };
  const [before, after] = await Promise.all([figures(db, months, reporting), figures({ reader: db.writer }, months, reporting)]);
  return differing(before, after);
}

async function daysNow(connection: Connection, firstNew: number | null): Promise<Days> {
  const old = [firstNew ?? Number.MAX_SAFE_INTEGER];
  return {
    lines: [
      ...(await connection.all<DaySpan>(daysOf('l.at', 'touched t CROSS JOIN ledger_line l ON l.id = t.record'))),
      ...(await connection.all<DaySpan>(daysOf('at', `(${recountedDays})`))),
      ...(await connection.all<DaySpan>(daysOf('at', `(${regivenDays})`), old)),
    ],
    people: await connection.all<DaySpan>(daysOf('at', `(${firstSeenDays})`)),
  };
}

function daysOf(at: string, from: string): string {
  return `SELECT min(${at}) AS first, max(${at}) AS last FROM ${from} WHERE ${at} IS NOT NULL GROUP BY substr(${at}, 1, 10)`;
}

/** Months of the calendar, oldest first; dates of which no month can be asked are left out. */
function monthsOf(days: readonly DaySpan[], zone: string): string[] {
  const months = days.flatMap(({ first, last }) => [dayIn(first, zone).slice(0, 7), dayIn(last, zone).slice(0, 7)]);
  return [...new Set(months)].filter((month) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month < '9999').sort();
}

interface Months {
  lines: readonly string[];
  people: readonly string[];
}

interface Figure {
  id: MetricId;
  month: string | null;
  currency: string | null;
  value: number | null;
  /** A currency of its own, worth telling only where some of it has no rate. */
  isApart: boolean;
}

async function figures(reads: Reads, months: Months, reporting: Reporting): Promise<Map<string, Figure>> {
  const accounts = await feedingAccounts(reads, reporting.zone);
  const found = told(await metricValuesOf(reads, { from: null, to: null }, ['people.total'], reporting, accounts), null, reporting);
  const ask = async (asked: readonly string[], ids: readonly MetricId[]) => {
    if (asked.length === 0) return;
    const values = await metricValuesOfEach(reads, asked.map(windowOf), ids, reporting, accounts);
    found.push(...asked.flatMap((month, index) => told(values[index] ?? [], month, reporting)));
  };
  await ask(months.lines, ofLines);
  await ask(months.people, ['people.new']);
  return new Map(found.map((figure) => [`${figure.month ?? ''} ${figure.id} ${figure.currency}`, figure]));
}

function told(values: readonly MetricValue[], month: string | null, reporting: Reporting): Figure[] {
  return values.filter((value) => isTold(value, reporting)).map((value) => figureOf(value, month, values));
}

function windowOf(month: string): DayWindow {
  const [year, number] = month.split('-').map(Number);
  const next = number === 12 ? `${(year ?? 0) + 1}-01` : `${String(year).padStart(4, '0')}-${String((number ?? 0) + 1).padStart(2, '0')}`;
  return { from: `${month}-01`, to: `${next}-01` };
}

/** The headline is the reporting currency; people who paid count once over all currencies. */
function isTold({ id, scope, currency }: MetricValue, reporting: Reporting): boolean {
  return scope !== 'currency' || (currency !== reporting.currency && id !== 'revenue.payers');
}

function figureOf({ id, value, currency, scope }: MetricValue, month: string | null, all: readonly MetricValue[]): Figure {
  const isApart = scope === 'currency' && !all.some((other) => other.id === id && other.scope === 'reporting' && other.unconverted > 0);
  return { id, month, currency, value, isApart };
}

/** Unknown and 0 are told apart everywhere else; here "no data → 0" would be a change of nothing. */
function differing(before: ReadonlyMap<string, Figure>, after: ReadonlyMap<string, Figure>): FigureChange[] {
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const either = is ?? was;
    const isApart = (was?.isApart ?? true) && (is?.isApart ?? true);
    if (!either || isApart || (was?.value ?? 0) === (is?.value ?? 0)) return [];
    return [{ id: either.id, month: either.month, currency: either.currency, before: was?.value ?? null, after: is?.value ?? null }];
  });
}
