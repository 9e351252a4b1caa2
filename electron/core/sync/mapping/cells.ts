/** Cells of hand-made tables: dates in any order, amounts with words around them. */
import { DateTime } from 'luxon';
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import { currencyExponent, parseCurrency, parseDecimal } from '../../../../shared/domain/money';
import { parseLocalTime } from '../../../../shared/domain/time';

type DateOrder = MappingTemplate['dateOrder'];

/** A date or time as written, as the wall clock `YYYY-MM-DDTHH:MM:SS`; null when it is none in this order of day and month. */
export function wallClock(text: string, order: DateOrder): string | null {
  const instant = parseLocalTime(ordered(text.trim(), order), 0);
  return instant?.slice(0, 19) ?? null;
}

/** The instant of a wall clock in a zone; times that carry their own zone keep it. */
export function instantIn(text: string, order: DateOrder, zone: string): string | null {
  if (/T.*(Z|[+-]\d{2}:?\d{2})$/.test(text.trim())) return parseLocalTime(text, 0);
  const wall = wallClock(text, order);
  if (wall === null) return null;
  const at = DateTime.fromISO(wall, { zone }).toUTC();
  return at.isValid ? at.toISO({ suppressMilliseconds: true }) : null;
}

/** Year first, with plain separators, on the clock of 24 hours. */
function ordered(text: string, order: DateOrder): string {
  const plain = text
    .replace(/(\d{4})年(\d{1,2})月(\d{1,2})日?\s*/, '$1-$2-$3 ')
    .replace(/(\d{1,2})[时点](\d{1,2})分?(?:(\d{1,2})秒)?/, (_all, hour: string, minute: string, second?: string) =>
      [hour, minute, second ?? '0'].map((part) => part.padStart(2, '0')).join(':'),
    )
    .replace(/^[周星期]+[一二三四五六日天]\s*/, '')
    .trim();
  const compact = ofDigits(plain);
  if (compact !== null) return compact;
  const clock = twentyFour(plain);
  if (order === 'ymd') return clock;
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(\b.*)$/.exec(clock);
  if (!match) return clock;
  const [, first = '', second = '', year = '', rest = ''] = match;
  const [month, day] = order === 'mdy' ? [first, second] : [second, first];
  return `${year.length === 2 ? `20${year}` : year}-${month}-${day}${rest}`;
}

/** Years that files are about: digits with another one in front are a number of something else. */
const [firstYear, lastYear] = [1900, 2099];

/** `20260501`, `20260501093000`, `20260501 09:30`: the year always comes first. Null for what is written otherwise. */
function ofDigits(text: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:[ T]*(\d{2}):?(\d{2})(?::?(\d{2}))?)?$/.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day = '', hour, minute, second = '00'] = match;
  if (Number(year) < firstYear || Number(year) > lastYear) return null;
  return hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** Whether a cell is nothing but as many digits as a date or time has: an id or an amount may look like that, too. */
export function isBareDigits(text: string): boolean {
  return /^\d+$/.test(text.trim());
}

function twentyFour(text: string): string {
  const match = /^(.*?)(?:(上午|下午|早上|晚上)\s*)?(\d{1,2}):(\d{2})(:\d{2})?\s*(am|pm)?$/i.exec(text);
  if (!match) return text;
  const [, date = '', chinese, hours = '', minutes = '', seconds = '', english] = match;
  const half = chinese === '下午' || chinese === '晚上' ? 'pm' : chinese ? 'am' : english?.toLowerCase();
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0);
  return `${date.trim()}${date.trim() === '' ? '' : ' '}${String(hour).padStart(2, '0')}:${minutes}${seconds || ':00'}`;
}

/** In which order day and month stand, judged by all cells of the date columns. */
export function guessDateOrder(cells: readonly string[]): DateOrder {
  const parts = cells.flatMap((cell) => {
    const match = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b/.exec(cell.trim());
    return match ? [[Number(match[1]), Number(match[2])] as const] : [];
  });
  if (parts.length === 0) return 'ymd';
  if (parts.some(([first]) => first > 12)) return 'dmy';
  return 'mdy';
}

/** Whether amounts are written `1.234,56`. */
export function guessDecimal(cells: readonly string[]): MappingTemplate['decimal'] {
  const comma = cells.filter((cell) => /\d,\d{1,2}(?!\d)/.test(cell)).length;
  const point = cells.filter((cell) => /\d\.\d{1,2}(?!\d)/.test(cell)).length;
  return comma > point ? ',' : '.';
}

const words: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  元: 'CNY',
  美元: 'USD',
  港币: 'HKD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  台币: 'TWD',
};

/** ISO code of a currency cell; null when it is none. */
export function currencyOf(text: string): string | null {
  const word = text.trim();
  return Object.hasOwn(words, word) ? (words[word] ?? null) : parseCurrency(text);
}

/** Signed minor units of `1,234.56`, `¥99`, `99元`, `1.2万`; null for anything else. */
export function amountOf(text: string, currency: string, decimal: MappingTemplate['decimal']): number | null {
  const bracketed = /^\((.*)\)$/.exec(text.trim());
  const bare = (bracketed?.[1] ?? text).replace(/[A-Za-z]{3}$|^[A-Za-z]{3}\s|元整?$|块钱?$|RMB|[€$£¥￥]$/g, '').trim();
  const ten = /^(.*?)\s*[万w]$/i.exec(bare);
  const local = (ten?.[1] ?? bare).replace(/[\s\u00a0]/g, '');
  const plain = decimal === ',' ? local.replaceAll('.', '').replace(',', '.') : local;
  const exponent = currencyExponent(currency);
  const value = parseDecimal(plain, ten ? exponent + 4 : exponent);
  if (value === null) return null;
  const signed = bracketed ? -Math.abs(value) : value;
  return signed === 0 ? 0 : signed;
}

/** A plain number, also `12.3%` (as 0.123) and `1.2万`; null for anything else. */
export function figureOf(text: string): number | null {
  const match = /^([+-]?[\d,]*\.?\d+)\s*(%|％|万|w|亿|k)?$/i.exec(text.trim());
  if (!match?.[1]) return null;
  const value = Number(match[1].replaceAll(',', ''));
  if (!Number.isFinite(value)) return null;
  switch (match[2]?.toLowerCase()) {
    case '%':
    case '％':
      return value / 100;
    case '万':
    case 'w':
      return Math.round(value * 10_000);
    case 'k':
      return Math.round(value * 1_000);
    case '亿':
      return Math.round(value * 100_000_000);
    default:
      return value;
  }
}

/** As a cell states one, whatever the order of day and month. */
export function isDate(text: string): boolean {
  return (['ymd', 'mdy', 'dmy'] as const).some((order) => wallClock(text, order) !== null);
}

/** Names are short, no sentences and no numbers. */
export function areNames(cells: readonly string[]): boolean {
  const like = cells.filter((cell) => /\p{L}/u.test(cell) && !/[。！？!?，,；;：:@]|\d{3}/.test(cell) && isShort(cell));
  return cells.length > 0 && like.length >= cells.length * 0.8;
}

function isShort(text: string): boolean {
  return text.length <= 30 && text.split(/\s+/).length <= 4 && (!/\p{Script=Han}/u.test(text) || text.length <= 16);
}
