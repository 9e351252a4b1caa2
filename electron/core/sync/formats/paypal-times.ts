/** Dates, times and time zones of a PayPal activity: they follow the account's language and settings, and only the whole file tells which. */
import { parseLocalTime } from '../../../../shared/domain/time';
import { namedOffset } from './named-zone';

export type DayOrder = 'day-first' | 'month-first' | 'year-first';

/**
 * The order of the parts of all dates of a file; null when they fit both (`03/04/2026`). A part above 12 decides, then dots (day first), then
 * whichever reading keeps the rows in order of time, then the clock: accounts that write the month first have American ones.
 */
export function dayOrder(dates: readonly string[], zones: readonly string[]): DayOrder | null {
  const all = dates.map((date) => /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(date.trim())).filter((match) => match !== null);
  const parts = all
    .filter(([, first = '']) => first.length < 4)
    .map(([, a = '', separator = '', b = '', year = '']) => ({ a: Number(a), b: Number(b), year: Number(year), separator }));
  if (parts.length === 0) return all.length > 0 ? 'year-first' : null;
  if (parts.some(({ a }) => a > 12)) return 'day-first';
  if (parts.some(({ b }) => b > 12)) return 'month-first';
  if (parts.some(({ separator }) => separator === '.') || parts.every(({ a, b }) => a === b)) return 'day-first';
  const dayFirst = inOrder(parts.map(({ a, b, year }) => (year * 100 + b) * 100 + a));
  const monthFirst = inOrder(parts.map(({ a, b, year }) => (year * 100 + a) * 100 + b));
  if (dayFirst !== monthFirst) return dayFirst ? 'day-first' : 'month-first';
  if (zones.some((zone) => american.test(zone))) return 'month-first';
  return zones.some((zone) => european.test(zone)) ? 'day-first' : null;
}

const american = /^([PME][SD]T|CDT|AK[SD]T|HST|America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix))$/;
const european = /^(GMT|BST|WES?T|CES?T|EES?T|MES?Z|Europe\/.*|A[CEW][DS]T|NZ[DS]T|Australia\/.*)$/;

/** Rows come oldest or newest first. */
function inOrder(days: readonly number[]): boolean {
  const pairs = days.slice(1).map((day, at): [number, number] => [days[at] ?? day, day]);
  return pairs.every(([a, b]) => a <= b) || pairs.every(([a, b]) => a >= b);
}

/** The instant of a row; null when date, time or zone cannot be read. */
export function instantOf(date: string, time: string, zone: string, order: DayOrder, chinaClock: boolean): string | null {
  const match = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(date.trim());
  if (!match) return null;
  const [, a = '', b = '', c = ''] = match;
  const [year, month, day] = order === 'year-first' || a.length === 4 ? [a, b, c] : order === 'day-first' ? [c, b, a] : [c, a, b];
  const wall = `${year.length === 2 ? `20${year}` : year}-${month}-${day} ${hours(time)}`;
  const utc = parseLocalTime(wall, 0);
  const offset = utc === null ? null : offsetOf(zone.trim(), utc, chinaClock);
  return offset === null ? null : parseLocalTime(wall, offset);
}

/** `1:05:09 PM` as `13:05:09`; an empty cell is midnight. */
function hours(time: string): string {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$/i.exec(time.trim());
  if (!match) return time.trim() === '' ? '00:00:00' : time;
  const [, hour = '0', minute = '00', second = '00', half] = match;
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  return `${String(clock).padStart(2, '0')}:${minute}:${second}`;
}

/** Abbreviations that PayPal prints, in minutes east of UTC. CST is China's clock when the file uses it in summer, else that of Chicago. */
const offsets = new Map<string, number>([
  ...Object.entries({ UTC: 0, GMT: 0, WET: 0, BST: 60, WEST: 60, CET: 60, MEZ: 60, CEST: 120, MESZ: 120, EET: 120, EEST: 180, MSK: 180 }),
  ...Object.entries({
    PST: -480,
    PDT: -420,
    MST: -420,
    MDT: -360,
    CST: -360,
    CDT: -300,
    EST: -300,
    EDT: -240,
    AKST: -540,
    AKDT: -480,
    HST: -600,
  }),
  ...Object.entries({ HKT: 480, SGT: 480, JST: 540, KST: 540, AWST: 480, AEST: 600, AEDT: 660, NZST: 720, NZDT: 780, BRT: -180 }),
]);

function offsetOf(zone: string, wallAsUtc: string, chinaClock: boolean): number | null {
  if (zone === 'CST' && chinaClock) return 480;
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const fixed = /^(?:GMT|UTC)\s*([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  return zone.includes('/') ? namedOffset(zone, wallAsUtc) : null;
}

/**
 * The zone that IST stands for in a file; null when nothing tells. Ireland calls only its summer so (its winter is GMT), Israel only its winter, India
 * the whole year; and rupees pass through Indian accounts alone.
 */
export function zoneOfIst(rows: readonly { month: number; zone: string; currency: string }[]): 'Asia/Kolkata' | 'Europe/Dublin' | null {
  const own = rows.filter(({ zone }) => zone === 'IST');
  const summer = own.some(({ month }) => month >= 4 && month <= 9);
  const winter = own.some(({ month }) => month >= 11 || month <= 2);
  if (summer && winter) return 'Asia/Kolkata';
  if (own.length > 0 && rows.some(({ currency }) => currency === 'INR')) return 'Asia/Kolkata';
  return summer && rows.some(({ zone }) => zone === 'GMT') ? 'Europe/Dublin' : null;
}

/** China has no summer time: a file with CST between April and October, and no CDT, is on its clock. */
export function usesChinaClock(rows: readonly { month: number; zone: string }[]): boolean {
  return rows.some(({ month, zone }) => zone === 'CST' && month >= 4 && month <= 10) && !rows.some(({ zone }) => zone === 'CDT');
}
