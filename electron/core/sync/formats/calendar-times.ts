/** Dates, times and durations of iCalendar (RFC 5545, 3.3.4 to 3.3.6) in the words of CalendarEntryPayload. */
import { isInstant } from '../../../../shared/domain/time';
import { type DefinedZone, zoneOf } from './calendar-zones';

/** The zones that a calendar knows. */
export interface Zones {
  defined: Readonly<Record<string, DefinedZone>>;
  /** Zone of times that state none; null: they float. */
  own: string | null;
}

/** A day, a time local to `zone` (null: floating), or a UTC instant with the zone `UTC`. */
export interface Moment {
  text: string;
  allDay: boolean;
  zone: string | null;
}

/** Reads `20260105`, `TZID=Asia/Shanghai:20260105T090000` or `20260105T010000Z`; null for what is no date. */
export function parseMoment(cell: string, zones: Zones): Moment | null {
  const colon = cell.lastIndexOf(':');
  return momentOf(cell.slice(colon + 1), colon < 0 ? '' : cell.slice(0, colon), zones);
}

/** The dates of EXDATE and RDATE: several lines, several values each. Of a period only its start counts. What is no date is left out. */
export function parseMoments(cell: string | null | undefined, zones: Zones): Moment[] {
  return (cell ?? '').split('\n').flatMap((line) => {
    const colon = line.lastIndexOf(':');
    const params = colon < 0 ? '' : line.slice(0, colon);
    return line
      .slice(colon + 1)
      .split(',')
      .flatMap((value) => momentOf(value.split('/')[0] ?? '', params, zones) ?? []);
  });
}

function momentOf(value: string, params: string, zones: Zones): Moment | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?$/i.exec(value.trim().replace(/"$/, ''));
  if (!found) return null;
  const [, year, month, day, hour, minute, second, utc] = found;
  const date = `${year}-${month}-${day}`;
  if (!isInstant(`${date}T00:00:00Z`)) return null;
  if (hour === undefined || /(^|;)VALUE=DATE(;|$)/i.test(params)) return { text: date, allDay: true, zone: null };
  const text = `${date}T${hour}:${minute}:${second === '60' ? '59' : (second ?? '00')}`;
  if (!isInstant(`${text}Z`)) return null;
  const id = /(?:^|;)TZID="?([^";]+)/i.exec(params)?.[1];
  const zone = utc ? 'UTC' : id === undefined ? zones.own : zoneOf(id, Object.hasOwn(zones.defined, id) ? zones.defined[id] : undefined);
  return { text: zone === 'UTC' ? `${text}Z` : text, allDay: false, zone };
}

/** The moment as it stands in another zone: an entry has one zone for its start and its end. */
export function inZone({ text, allDay, zone }: Moment, wanted: Moment): string {
  if (wanted.allDay || allDay)
    return wanted.allDay ? text.slice(0, 10) : `${text.slice(0, 10)}T00:00:00${wanted.zone === 'UTC' ? 'Z' : ''}`;
  if (zone === wanted.zone || zone === null || wanted.zone === null)
    return wanted.zone === 'UTC' ? `${text.slice(0, 19)}Z` : text.slice(0, 19);
  const instant = zone === 'UTC' ? Date.parse(text) : toInstant(text, zone);
  const local = wanted.zone === 'UTC' ? instant : instant + offsetAt(instant, wanted.zone);
  return `${new Date(local).toISOString().slice(0, 19)}${wanted.zone === 'UTC' ? 'Z' : ''}`;
}

/** The occurrence of a series on the day of a moment that states no time. */
export function onDay(moment: Moment, series: Moment): string {
  return moment.allDay && !series.allDay ? `${moment.text}${series.text.slice(10)}` : inZone(moment, series);
}

/** Local time to milliseconds; of two that share a local time the first, and none in a gap is one hour later. */
function toInstant(text: string, zone: string): number {
  const local = Date.parse(`${text}Z`);
  const first = local - offsetAt(local, zone);
  return local - offsetAt(first, zone);
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(instant / 1000) * 1000;
}

/** The end of an entry that states how long it is: `PT1H30M`, `P1D`, `P2W`; null for what is no duration. */
export function plusDuration(start: Moment, duration: string): string | null {
  const found = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/i.exec(duration.trim());
  if (!found || duration.trim().length < 3) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const length = ((weeks * 7 + days) * 86_400 + hours * 3_600 + minutes * 60 + seconds) * 1_000;
  const from = Date.parse(start.allDay ? `${start.text}T00:00:00Z` : `${start.text.slice(0, 19)}Z`);
  const to = new Date(from + length);
  if (to.getUTCFullYear() > 9_999) return null;
  const text = to.toISOString().slice(0, 19);
  if (start.allDay) return text.slice(0, 10);
  return start.zone === 'UTC' ? `${text}Z` : text;
}
