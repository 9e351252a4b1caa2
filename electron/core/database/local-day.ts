/** Calendar days inside SQL: SQLite knows no time zones, so the offsets of the workspace's zone are written into the statement. */
import { DateTime } from 'luxon';

/** From `since` on (UTC instant; '' = always) local time is UTC plus `minutes`. */
interface Offset {
  since: string;
  minutes: number;
}

/**
 * SQL for the calendar day (`YYYY-MM-DD`) of the UTC instants in `column` in `zone`. Right between `first` and `last` (instants), beyond
 * which the nearest offset is used.
 */
export function localDay(column: string, zone: string, first: string, last: string): string {
  const [earliest, ...later] = offsets(zone, first, last);
  const cases = later.toReversed().map(({ since, minutes }) => `WHEN ${column} >= '${since}' THEN '${minutes} minutes'`);
  const base = `'${earliest?.minutes ?? 0} minutes'`;
  return `date(${column}, ${cases.length === 0 ? base : `CASE ${cases.join(' ')} ELSE ${base} END`})`;
}

/** The offsets of a zone between two instants, oldest first. No zone has changed twice within four weeks in the years of computers. */
export function offsets(zone: string, first: string, last: string): Offset[] {
  const step = 28 * 24 * 3600;
  const end = seconds(last);
  const found: Offset[] = [{ since: '', minutes: offsetAt(zone, seconds(first)) }];
  for (let at = seconds(first); at < end; at += step) {
    const until = Math.min(at + step, end);
    const minutes = offsetAt(zone, until);
    if (minutes === found.at(-1)?.minutes) continue;
    found.push({ since: instant(changeBetween(zone, at, until)), minutes });
  }
  return found;
}

function changeBetween(zone: string, from: number, to: number): number {
  let [low, high] = [from, to];
  const after = offsetAt(zone, to);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === after) high = middle;
    else low = middle;
  }
  return high;
}

function offsetAt(zone: string, at: number): number {
  return DateTime.fromSeconds(at, { zone }).offset;
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}

function instant(at: number): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}
