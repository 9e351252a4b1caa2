/** Calendar days of the workspace's time zone as UTC instants. */
import { DateTime } from 'luxon';
import { AppError } from '../../../shared/contract/errors';

/** The instant at which `day` begins in `zone` (`YYYY-MM-DDTHH:MM:SSZ`). Throws `invalid-input` for a day that does not exist. */
export function startOfDay(day: string, zone: string): string {
  const key = `${day} ${zone}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const start = DateTime.fromISO(day, { zone }).startOf('day').toUTC();
  if (!start.isValid) throw new AppError('invalid-input', { field: 'day' });
  const instant = start.toISO({ suppressMilliseconds: true });
  if (starts.size >= rememberedStarts) starts.clear();
  starts.set(key, instant);
  return instant;
}

/** The same beginnings of months are asked for again and again, and each costs as much as a small query. */
const starts = new Map<string, string>();
const rememberedStarts = 2_000;

/** The last second of `day` in `zone`. */
export function endOfDay(day: string, zone: string): string {
  const end = DateTime.fromISO(day, { zone }).plus({ days: 1 }).startOf('day').minus({ seconds: 1 }).toUTC();
  if (!end.isValid) throw new AppError('invalid-input', { field: 'day' });
  return end.toISO({ suppressMilliseconds: true });
}

/** Half-open [from, to) of days as instants; null stays open. */
export function instants(window: { from: string | null; to: string | null }, zone: string): { from: string | null; to: string | null } {
  return {
    from: window.from === null ? null : startOfDay(window.from, zone),
    to: window.to === null ? null : startOfDay(window.to, zone),
  };
}

/** The last calendar day that a half-open end instant still covers whole or in part. */
export function lastDayBefore(end: string, zone: string): string {
  return DateTime.fromISO(end, { zone: 'utc' }).minus({ seconds: 1 }).setZone(zone).toISODate() ?? end.slice(0, 10);
}

/** Calendar day of an instant in `zone`. */
export function dayIn(at: string, zone: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at.slice(0, 10) : calendar(zone).format(time);
}

/** By zone: making one costs more than a thousand uses. Swedish days are written as ISO 8601 has them. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendar(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(zone, made);
  return made;
}

/** Starts of the `count` months up to and including the month of `last` (a day), oldest first, and the end of the last. */
export function monthStarts(last: string, count: number, zone: string): { month: string; from: string; to: string }[] {
  const end = DateTime.fromISO(last, { zone }).startOf('month');
  return Array.from({ length: count }, (_, index) => {
    const start = end.minus({ months: count - 1 - index });
    const iso = (at: DateTime) => at.toUTC().toISO({ suppressMilliseconds: true }) ?? '';
    return { month: start.toFormat('yyyy-MM'), from: iso(start), to: iso(start.plus({ months: 1 })) };
  });
}
