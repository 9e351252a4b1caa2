/** What exports cover and leave out, in calendar days of their files. */
import type { CoverageGap } from '../../../shared/contract/coverage';
import { type Hole, holesBetween, shortestHole } from '../../../shared/domain/coverage';
import { addDays, type Day } from '../../../shared/domain/days';
import { dayIn, lastDayBefore, startOfDay } from '../workspace/zone';
import { type Cover, type CoverRow, coverOf, type FilePeriod, snapshotDay, timeIn } from './periods';
import type { Claim } from './reading/messages';

export interface CoveredDays {
  from: Day;
  /** Open end: the last day is covered whole or in part. */
  to: Day;
  /** `HH:MM` up to which the last day is covered; null = to its end. */
  until: string | null;
}

export function coveredDays({ from, to, isStated, zone }: Cover): CoveredDays {
  const last = lastDayBefore(to, zone);
  const isWhole = !isStated || !isBefore(to, startOfDay(addDays(last, 1), zone));
  return { from: dayIn(from, zone), to: addDays(last, 1), until: isWhole ? null : timeIn(to, zone) };
}

/** The days of one import, the last one perhaps in part; for a list its day. Null where nobody knows. */
export function daysOfImport(row: CoverRow, zone: string): { from: Day; to: Day } | null {
  if (row.kind === 'snapshot') {
    const day = row.as_of === '' ? null : snapshotDay(row.as_of, zone);
    return day === null ? null : { from: day, to: addDays(day, 1) };
  }
  const cover = coverOf(row, zone);
  if (cover === null) return null;
  const { from, to } = coveredDays(cover);
  return { from, to };
}

/** The same of a file that is read. */
export function stagedDays({ platform, kind, asOf }: Claim, { periodFrom, periodTo, source }: FilePeriod, zone: string) {
  const period = { period_from: periodFrom, period_to: periodTo, period: JSON.stringify(source) };
  return daysOfImport({ platform, kind, as_of: asOf, first_applied: '', ...period }, zone);
}

export interface Between {
  gaps: CoverageGap[];
  unknown: { from: Day; to: Day }[];
}

/** What lies between them. */
export function betweenExports(covers: readonly Cover[]): Between {
  const holes = holesBetween(covers);
  return {
    gaps: holes.filter(({ isMissing }) => isMissing).flatMap(missingDays),
    unknown: holes.filter(({ isMissing }) => !isMissing).flatMap(unknownDays),
  };
}

/** Parts of days apart from whole ones. */
function missingDays({ from, to, after: { zone } }: Hole<Cover>): CoverageGap[] {
  const gaps: CoverageGap[] = [];
  let at = from;
  while (isBefore(at, to)) {
    const day = dayIn(at, zone);
    const [start, end] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
    const isFromStart = !isBefore(start, at);
    const firstLeft = dayIn(to, zone);
    if (isFromStart && firstLeft > day) {
      gaps.push({ from: day, to: firstLeft, part: null });
      at = startOfDay(firstLeft, zone);
      continue;
    }
    const stops = to < end ? to : end;
    const part = { from: timeIn(at, zone), to: stops === end ? '24:00' : timeIn(stops, zone) };
    gaps.push({ from: day, to: addDays(day, 1), part });
    at = stops;
  }
  return gaps;
}

/** A day on which one file has its last row or the next its first is not counted: rows tell nothing of hours. */
function unknownDays({ from, to, after: { zone } }: Hole<Cover>): { from: Day; to: Day }[] {
  const days = { from: addDays(lastDayBefore(from, zone), 1), to: dayIn(to, zone) };
  return days.from < days.to ? [days] : [];
}

/** By more than the minute that files leave out at the end of a day. */
function isBefore(at: string, than: string): boolean {
  return Date.parse(than) - Date.parse(at) > shortestHole;
}
