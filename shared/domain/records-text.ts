/** Times and figures of plain records in the user's language. */
import { addDays, dayOf, isDay } from './days';
import { formatDay, formatMoney, formatNumber, formatPercent, formatWhen, type Language, type WhenStyle } from './format';
import type { ListedType } from './listed-types';

/** A stated time: an instant in the workspace's zone, a day as a day, a local time as it stands; '' for none. */
function momentText(at: string | null, zone: string, language: Language, style: WhenStyle = 'minute'): string {
  if (at === null) return '';
  if (at.length === 10) return formatDay(at, language);
  return at.endsWith('Z') ? formatWhen(at, zone, language, style) : formatWhen(`${at}Z`, 'UTC', language, style);
}

/** What `spanTexts` reads of a record. */
interface Timed {
  at: string | null;
  until: string | null;
}

/** Types whose end, where it is a day, is the day after the last. */
const openEnds: readonly ListedType[] = ['calendarEntry', 'contentMetric'];

/** When a record begins and when it ends, for reading; the end is '' where it says no more than the beginning. */
export function spanTexts({ at, until }: Timed, type: ListedType, zone: string, language: Language): { start: string; end: string } {
  const start = momentText(at, zone, language);
  if (at === null || until === null) return { start, end: '' };
  const isOpen = isDay(until) && openEnds.includes(type);
  const end = isOpen ? addDays(until, -1) : until;
  if (end <= at) return { start, end: '' };
  return { start, end: momentText(end, zone, language, isSameDay(at, end, zone) ? 'time' : 'minute') };
}

/** Both are times, and of one day. */
function isSameDay(at: string, end: string, zone: string): boolean {
  if (isDay(at) || isDay(end)) return false;
  const day = (time: string) => (time.endsWith('Z') ? dayOf(time, zone) : time.slice(0, 10));
  return day(at) === day(end);
}

/** A figure by its unit; money in minor units of `currency`. */
export function figureText(
  { value, unit }: { value: number; unit: 'number' | 'rate' | 'seconds' | 'money' },
  currency: string | null,
  language: Language,
): string {
  switch (unit) {
    case 'money':
      return currency === null ? formatNumber(value, language) : formatMoney(value, currency, language);
    case 'rate':
      return formatPercent(value, language);
    case 'seconds':
      return durationText(value);
    case 'number':
      return formatNumber(value, language);
  }
}

/** `1:05:09`, `4:07`; alike in both languages. */
function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
