/** What Eventbrite's exports of all generations have in common: names, money with or without a currency, times with or without a zone. */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { SourceRow } from './format';
import { namedOffset } from './named-zone';
import { firstOf, mapped, mentioned } from './person-columns';
import type { Read } from './signed-money';

export interface Price {
  amount: number;
  currency: string;
}

/** What Eventbrite's numbers of orders look like, also where a spreadsheet has spoilt them: other ticket offices use the same words for their columns. */
export const orderNumber = /^(?:\d{9,14}|\d(?:\.\d+)?E\+\d+)$/;

/** Currency signs that mean one currency. */
const signs: readonly [RegExp, string][] = [
  [/^(US)?\$/, 'USD'],
  [/^£/, 'GBP'],
  [/^€|€$/, 'EUR'],
  [/^(CA|C)\$/, 'CAD'],
  [/^(AU|A)\$/, 'AUD'],
  [/^NZ\$/, 'NZD'],
  [/^HK\$/, 'HKD'],
  [/^S\$/, 'SGD'],
];

/**
 * The money of a column; null when it is nothing or free. Only the newest files have a currency column: before, the cell itself has to say it
 * (`$25.00`, `25.00 EUR`), and an amount without a currency is a problem for the user, who can add a column Currency.
 */
export function priceIn(row: SourceRow, column: string): Read<Price | null> {
  const text = row.get(column);
  if (!text || /^(free|0+([.,]0+)?)$/i.test(text)) return { ok: true, value: null };
  const currency = currencyOf(row, text);
  if (currency === null) {
    const code = row.get('Currency') === undefined ? 'missing-column' : 'bad-currency';
    return { ok: false, problem: { code, column: 'Currency', text: row.get('Currency') || text } };
  }
  const amount = parseAmount(bare(text), currency);
  if (amount === null || amount < 0) return { ok: false, problem: { code: 'bad-amount', column, text } };
  return { ok: true, value: amount === 0 ? null : { amount, currency } };
}

/** An amount without what says its currency. */
function bare(text: string): string {
  return text.replace(/^[A-Z]{1,3}(?=\$)|^[A-Z]{3}|[A-Z]{3}$|€$/g, '').trim();
}

/** A fee beside a price, in the price's currency; 0 when there is none, null when it cannot be read. */
export function feeIn(row: SourceRow, column: string, currency: string): number | null {
  const text = row.get(column);
  const amount = text ? parseAmount(bare(text), currency) : 0;
  return amount === null ? null : Math.abs(amount);
}

function currencyOf(row: SourceRow, text: string): string | null {
  if (row.get('Currency')) return parseCurrency(row.get('Currency') ?? '');
  const code = /^([A-Z]{3})[\s\d]|\d\s*([A-Z]{3})$/.exec(text);
  if (code) return parseCurrency(code[1] ?? code[2] ?? '');
  return signs.find(([sign]) => sign.test(text))?.[1] ?? null;
}

/**
 * The instant of a wall-clock text in the event's zone, UTC where the file names none; null when it is no time. Only files with American column names
 * may write the month first (`11/29/26 22:28`); in all others such a day is unclear.
 */
export function eventTime(row: SourceRow, text: string): string | null {
  const wall = isoOf(row.get('Order #') === undefined ? text : yearFirst(text));
  const utc = parseLocalTime(wall, 0);
  if (utc === null) return null;
  const zone = firstOf(row, 'Event timezone', 'Event Timezone');
  const offset = zone ? (namedOffset(zone, utc) ?? 0) : 0;
  return parseLocalTime(wall, offset);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Apr 28, 2026 at 7:05 PM` as `2026-4-28 19:05`; other texts as they are, but for a clock of twelve hours. */
function isoOf(text: string): string {
  const named = /^([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (\d{4})(?:,? (?:at )?(.+))?$/.exec(text.trim());
  const month = named ? months.indexOf((named[1] ?? '').toLowerCase()) + 1 : 0;
  const day = named && month > 0 ? `${named[3]}-${month}-${named[2]} ${named[4] ?? ''}` : text;
  return day.trim().replace(/(\d{1,2})(:\d{2}(?::\d{2})?)\s*([AP])M$/i, (_all, hour: string, rest: string, half: string) => {
    return `${(Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)}${rest}`;
  });
}

/** `11/29/26 22:28` as `2026-11-29 22:28`. */
function yearFirst(text: string): string {
  return text.trim().replace(/^(\d{1,2})\/(\d{1,2})\/(?:20)?(\d{2})(?!\d)/, '20$3-$1-$2');
}

/** A full name of a column or two. */
export function nameIn(row: SourceRow, whole: string, first: string, last: string): string | null {
  const name = row.get(whole) || [row.get(first), row.get(last)].filter(Boolean).join(' ');
  return name === '' ? null : name;
}

/** Somebody whom a row names, by e-mail; null without one. */
export function someone(
  email: string | null | undefined,
  about: { name: string | null; phone?: string | null | undefined; city?: string | null | undefined; at: string },
): (CanonicalRecord & { type: 'person' }) | null {
  const address = mapped(email, normaliseEmail);
  if (!address) return null;
  const payload = mentioned({
    name: about.name,
    email: address,
    phone: mapped(about.phone, (text) => normalisePhone(text, null)),
    city: about.city,
    firstSeenAt: about.at,
    lastSeenAt: about.at,
  });
  return { type: 'person', key: `email:${address}`, asOf: about.at, payload };
}
