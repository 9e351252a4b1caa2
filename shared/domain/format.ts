/** Money, counts, dates and sizes as text, by language. Pure: no clock, no ambient time zone. */
import { addDays, type Day, type DayWindow } from './days';
import { currencyExponent } from './money';

export { currencyExponent } from './money';

/** Same values as the contract's Language; repeated here so that this file rests on nothing. */
export type Language = 'zh-CN' | 'en';

const numberLocale: Record<Language, string> = { 'zh-CN': 'zh-CN', en: 'en-US' };
/** Day before month name: never to be misread as the American order. */
const dateLocale: Record<Language, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(numberLocale[language], options);
    numberFormats.set(key, format);
  }
  return format;
}

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(dateLocale[language], options);
    dateFormats.set(key, format);
  }
  return format;
}

/** Both are written ¥ somewhere: the plain sign is kept for the yuan everywhere. */
const ownSigns: Record<string, string> = { CNY: '¥', JPY: 'JP¥' };

function withSign(format: Intl.NumberFormat, value: number, currency: string): string {
  const sign = ownSigns[currency];
  if (!sign) return format.format(value);
  return format
    .formatToParts(value)
    .map((part) => (part.type === 'currency' ? sign : part.value))
    .join('');
}

/** Integer minor units as money: `¥48,216.40`. A total of exactly zero shows without a minus. */
export function formatMoney(minor: number, currency: string, language: Language): string {
  const digits = currencyExponent(currency);
  const format = numberFormat(language, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return withSign(format, minor === 0 ? 0 : minor / 10 ** digits, currency);
}

/** Short money for axes and narrow places: `¥3.2万`, `¥32K`. */
export function formatMoneyShort(minor: number, currency: string, language: Language): string {
  const format = numberFormat(language, {
    style: 'currency',
    currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  return withSign(format, minor === 0 ? 0 : minor / 10 ** currencyExponent(currency), currency);
}

/** Reads an amount as typed (`1,234.5`, `¥68`) into minor units; null when it is none or has more places than the currency. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = currencyExponent(currency);
  const plain = text.normalize('NFKC').replace(/[\s,¥$€£]/g, '');
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const [, minus, whole = '', fraction = ''] = match;
  if (fraction.replace(/0+$/, '').length > digits) return null;
  const minor = Number(whole) * 10 ** digits + Number(fraction.slice(0, digits).padEnd(digits, '0') || '0');
  if (!Number.isSafeInteger(minor)) return null;
  return minus && minor !== 0 ? -minor : minor;
}

/** A number in full, grouped: `12,345`. */
export function formatNumber(value: number, language: Language): string {
  return numberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

/** A count for reading at a glance: in Chinese 万 from 100,000 on (`12.3万`), else in full. */
export function formatCount(value: number, language: Language): string {
  if (language === 'zh-CN' && Math.abs(value) >= 100_000) {
    return numberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  }
  return formatNumber(value, language);
}

/** Share 0..1 as a percentage with at most `digits` places. */
export function formatPercent(share: number, language: Language, digits = 1): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** A relative change with its sign: `+12.4%`; beyond tenfold as a factor (`×12`), where a percentage stops meaning anything. */
export function formatDelta(delta: number, language: Language): string {
  if (delta >= 9) return `×${numberFormat(language, { maximumFractionDigits: delta >= 99 ? 0 : 1 }).format(delta + 1)}`;
  return numberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(
    delta,
  );
}

/** A written amount or count with the sign of its change: `+¥3,300.00`, `−12`. */
export function withChangeSign(change: number, write: (size: number) => string): string {
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${write(Math.abs(change))}`;
}

/** Bytes as `1.2 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numberFormat(language, { maximumFractionDigits: step === 0 ? 0 : 1 }).format(bytes / 1000 ** step)} ${units[step]}`;
}

/** A calendar day: `2026年11月22日`, `22 Nov 2026`; without the year when `short`. */
export function formatDay(day: Day, language: Language, short = false): string {
  const month = language === 'zh-CN' ? 'long' : 'short';
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', month, day: 'numeric' };
  return dateFormat(language, short ? options : { ...options, year: 'numeric' }).format(Date.parse(`${day}T00:00:00Z`));
}

/** A half-open window as its first and last day; the year stands once when both share it. Null when open on both sides. */
export function formatWindow({ from, to }: DayWindow, language: Language): string | null {
  const last = to === null ? null : addDays(to, -1);
  if (from === null && last === null) return null;
  if (from === null || last === null)
    return `${from === null ? '' : formatDay(from, language)} – ${last === null ? '' : formatDay(last, language)}`.trim();
  if (from === last) return formatDay(from, language);
  const sameYear = from.slice(0, 4) === last.slice(0, 4);
  // The year comes first in Chinese and last in English.
  const first = formatDay(from, language, sameYear && language === 'en');
  return `${first} – ${formatDay(last, language, sameYear && language === 'zh-CN')}`;
}

/** A month `YYYY-MM`: `11月`, `Nov`; with the year when `long`. */
export function formatMonth(month: string, language: Language, long = false): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', month: 'short' };
  return dateFormat(language, long ? { ...options, year: 'numeric' } : options).format(Date.parse(`${month}-01T00:00:00Z`));
}

export type WhenStyle = 'day' | 'minute' | 'time';

/** An instant in a time zone: `2026-11-22`-like day, day with minutes, or the time alone. Numeric and of equal width, for columns. */
export function formatWhen(at: string | number, zone: string, language: Language, style: WhenStyle = 'minute'): string {
  const instant = typeof at === 'number' ? at : Date.parse(at);
  const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: language === 'zh-CN' ? '2-digit' : 'short', day: '2-digit' };
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  switch (style) {
    case 'day':
      return dateFormat(language, { timeZone: zone, ...day }).format(instant);
    case 'time':
      return dateFormat(language, { timeZone: zone, ...time }).format(instant);
    case 'minute':
      return `${formatWhen(at, zone, language, 'day')} ${formatWhen(at, zone, language, 'time')}`;
  }
}
