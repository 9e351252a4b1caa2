/** Calendar days `YYYY-MM-DD` and half-open windows of days, free of any clock: "today" is always given. */

export type Day = string;
/** Half-open [from, to); null = open on that side. */
export interface DayWindow {
  from: Day | null;
  to: Day | null;
}

const msPerDay = 86_400_000;

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(utc(day) + count * msPerDay).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / msPerDay);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant (UTC ISO text or milliseconds) in a time zone. */
export function dayOf(at: string | number, zone: string): Day {
  let format = dayFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(zone, format);
  }
  return format.format(typeof at === 'number' ? at : Date.parse(at));
}

export const windowPresets = ['7d', '30d', '90d', '12m', 'year', 'all'] as const;
export type WindowPreset = (typeof windowPresets)[number];

/** First day of the month `months` before the month of `day`. */
export function monthStart(day: Day, months = 0): Day {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}

/**
 * The days a preset means when `last` is the last day to show (today, or the last day with data): 7, 30 and 90 days ending with it, twelve
 * calendar months up to its own, the calendar year so far, or everything.
 */
export function resolvePreset(preset: WindowPreset, last: Day): DayWindow {
  const to = addDays(last, 1);
  switch (preset) {
    case '7d':
      return { from: addDays(to, -7), to };
    case '30d':
      return { from: addDays(to, -30), to };
    case '90d':
      return { from: addDays(to, -90), to };
    case '12m':
      return { from: monthStart(last, 11), to };
    case 'year':
      return { from: `${last.slice(0, 4)}-01-01`, to };
    case 'all':
      return { from: null, to: null };
  }
}

/** Whether a text is a real calendar day. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && new Date(utc(text)).toISOString().startsWith(text);
}
