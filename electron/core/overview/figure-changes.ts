/**
 * What an import changed in the figures. The state before is still what `db.reader` sees while the import's transaction is open, so both states
 * are asked at its end with the metrics' own functions, for the months that the import reached: the cost follows the import, not the workspace.
 */
import type { FigureChange, MetricValue } from '../../../shared/contract/overview';
import { type MetricId, metricIds } from '../../../shared/metrics/catalogue';
import type { Database, Reads } from '../database/database';
import type { Connection } from '../database/driver';
import { beginReach, reachedDays } from '../people/profiles.fold';
import type { Reporting } from '../revenue/converted-lines';
import { recountedDays, resetNumbers } from '../revenue/money-groups';
import { readSettings } from '../workspace/settings.service';
import { dayIn } from '../workspace/zone';
import { feedingAccounts } from './coverage';
import { metricValuesOf } from './metric-values';

/** Beyond this many lines the figures over all times would cost more than a small import. */
const allTimesUpTo = 200_000;
const inMonths: readonly MetricId[] = metricIds.filter((id) => id !== 'people.total');
const overAllTimes: readonly MetricId[] = metricIds.filter((id) => id !== 'people.new');

/** The first and the last instant of a day's touched entries. */
interface Day {
  first: string;
  last: string;
}

/** What was touched as it stood before. */
export interface FigureWatch {
  /** Records from here on are new; null when any may have been there before. */
  firstNew: number | null;
  days: Day[];
}

/** To be called when `touched` is filled and nothing is folded yet. Only inside `db.write`. */
export async function watchFigures(connection: Connection, firstNew: number | null): Promise<FigureWatch> {
  await resetNumbers(connection);
  await beginReach(connection);
  const touched = `SELECT record FROM touched WHERE record < ?1`;
  return {
    firstNew,
    days: await connection.all<Day>(
      `${daysOf('l.at', `(${touched}) t CROSS JOIN ledger_line l ON l.id = t.record`)} UNION ALL
       ${daysOf('p.first_seen_at', `(${touched}) t CROSS JOIN profile p ON p.id = t.record`)}`,
      [firstNew ?? Number.MAX_SAFE_INTEGER],
    ),
  };
}

/** The figures that differ from what they were when the transaction began, by month and over all times. Only inside `db.write`, after the fold. */
export async function changedFigures(db: Database, watch: FigureWatch): Promise<FigureChange[]> {
  const reporting = await readSettings(db);
  const days = [
    ...watch.days,
    ...(await db.writer.all<Day>(daysOf('l.at', 'touched t CROSS JOIN ledger_line l ON l.id = t.record'))),
    ...(await db.writer.all<Day>(daysOf('at', `(${recountedDays})`))),
    ...(await db.writer.all<Day>(daysOf('at', `(${reachedDays})`), [watch.firstNew ?? Number.MAX_SAFE_INTEGER])),
  ];
  const frame = { months: monthsOf(days, reporting.zone), allTimes: await isSmall(db.writer), reporting };
  const [before, after] = await Promise.all([figures(db, frame), figures({ reader: db.writer }, frame)]);
  return differing(before, after);
}

function daysOf(at: string, from: string): string {
  return `SELECT min(${at}) AS first, max(${at}) AS last FROM ${from} WHERE ${at} IS NOT NULL GROUP BY substr(${at}, 1, 10)`;
}

/** Months of the calendar, oldest first; dates of which no month can be asked are left out. */
function monthsOf(days: readonly Day[], zone: string): string[] {
  const months = days.flatMap(({ first, last }) => [dayIn(first, zone).slice(0, 7), dayIn(last, zone).slice(0, 7)]);
  return [...new Set(months)].filter((month) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month < '9999').sort();
}

async function isSmall(connection: Connection): Promise<boolean> {
  const row = await connection.get<{ n: number }>('SELECT count(*) AS n FROM (SELECT 1 FROM ledger_line LIMIT ?)', [allTimesUpTo + 1]);
  return (row?.n ?? 0) <= allTimesUpTo;
}

interface Frame {
  months: readonly string[];
  allTimes: boolean;
  reporting: Reporting;
}

interface Figure {
  id: MetricId;
  month: string | null;
  currency: string | null;
  value: number | null;
  /** A currency of its own, worth telling only where some of it has no rate. */
  isApart: boolean;
}

async function figures(reads: Reads, { months, allTimes, reporting }: Frame): Promise<Map<string, Figure>> {
  const accounts = await feedingAccounts(reads, reporting.zone);
  const found: Figure[] = [];
  const ask = async (month: string | null, ids: readonly MetricId[]) => {
    const values = await metricValuesOf(reads, windowOf(month), ids, reporting, accounts);
    found.push(...values.filter((value) => isTold(value, reporting)).map((value) => figureOf(value, month, values)));
  };
  await ask(null, allTimes ? overAllTimes : ['people.total']);
  for (const month of months) await ask(month, inMonths);
  return new Map(found.map((figure) => [`${figure.month ?? ''} ${figure.id} ${figure.currency}`, figure]));
}

function windowOf(month: string | null): { from: string | null; to: string | null } {
  if (month === null) return { from: null, to: null };
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
