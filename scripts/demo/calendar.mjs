/**
 * Time in the demo: instants are milliseconds of a *wall clock in UTC+8* (as if it were UTC), because all Chinese
 * exports print that clock. `utcStamp` converts for the platforms that print UTC.
 */

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Wall-clock instant; month is 1-based. */
export function wall(year, month, day, hour = 0, minute = 0, second = 0) {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The demo's period, half-open: 2025-05-01 through 2026-10-31, UTC+8. */
export const periodStart = wall(2025, 5, 1);
export const periodEnd = wall(2026, 11, 1);

/** `YYYY-MM-DD HH:MM:SS` */
export function stamp(at) {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** `YYYY-MM-DD` */
export function dayOf(at) {
  return stamp(at).slice(0, 10);
}

/** `YYYYMMDDHHMMSS` */
export function compact(at) {
  return stamp(at).replace(/\D/g, '');
}

/** The same instant printed in UTC, `YYYY-MM-DD HH:MM:SS`. */
export function utcStamp(at) {
  return stamp(at - 8 * HOUR);
}

/** Days since 1899-12-30 with the time as fraction, as Excel stores dates. */
export function excelSerial(at) {
  return at / DAY + 25569;
}

/** The 18 months of the demo with their first instant and the first instant after them. */
export const months = Array.from({ length: 18 }, (_, i) => {
  const year = 2025 + Math.floor((i + 4) / 12);
  const month = ((i + 4) % 12) + 1;
  return { index: i, year, month, start: wall(year, month, 1), end: wall(year, month + 1, 1) };
});

/** Days that sell more or less than others: shopping festivals, World Book Day, the quiet week of 春节 2026 (new year on 17 February). */
const dayWeights = new Map([
  ['2025-06-18', 5],
  ['2025-10-01', 0.5],
  ['2025-11-01', 3],
  ['2025-11-10', 4],
  ['2025-11-11', 12],
  ['2025-12-12', 4],
  ['2026-01-01', 3],
  ...['15', '16', '17', '18', '19', '20', '21', '22'].map((day) => [`2026-02-${day}`, 0.25]),
  ['2026-04-23', 7],
  ['2026-06-18', 5],
  ['2026-10-24', 3],
]);

/** Weight of each hour of the day: readers buy in the evening and at noon. */
const hourWeights = [2, 1, 0.5, 0.2, 0.2, 0.4, 1, 3, 4, 5, 5, 6, 8, 7, 5, 5, 5, 5, 6, 8, 11, 13, 10, 5].map((weight, hour) => [
  hour,
  weight,
]);

/** A plausible instant inside a month (one of `months`): weekends, festivals and evenings weigh more. */
export function instantIn(random, month) {
  const days = [];
  for (let at = month.start; at < month.end; at += DAY) {
    const weekday = new Date(at).getUTCDay();
    days.push([at, (dayWeights.get(dayOf(at)) ?? 1) * (weekday === 0 || weekday === 6 ? 1.35 : 1)]);
  }
  return random.weighted(days) + random.weighted(hourWeights) * HOUR + random.int(0, 3599) * 1000;
}
