/** Money text to integer minor units, without floating point on the way. */
import { codeAt } from './letters';

/** Currencies whose minor unit is not a hundredth (ISO 4217); all others have two decimals. */
const exponents = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code): [string, number] => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code): [string, number] => [code, 3]),
  ...'CLF UYW'.split(' ').map((code): [string, number] => [code, 4]),
]);

let known: ReadonlySet<string> | null = null;

/** Upper-case ISO-4217 code of a currency as a file names it (`usd`, ` CNY `); null when there is no such currency. */
export function parseCurrency(text: string): string | null {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  const code = text.trim().toUpperCase();
  return known.has(code) ? code : null;
}

/** Decimals of a currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return exponents.get(currency) ?? 2;
}

const zero = 48;
const nine = 57;

/**
 * Integer minor units of `currency` stated by `text`, or null when it is no amount. Accepts a sign, a currency sign (¥ ￥ $ € £), thousands
 * separators in groups of three, and digits beyond the minor unit, which are rounded half-up on the magnitude. Blanks inside, exponents and
 * amounts beyond 2^53 − 1 minor units are no amounts: `68. 32` → null.
 */
export function parseAmount(text: string, currency: string): number | null {
  return parseDecimal(text, currencyExponent(currency));
}

/** Like `parseAmount`, with the number of decimals given. */
export function parseDecimal(text: string, decimals: number): number | null {
  const { start, end, negative } = trimSigns(text);
  let value = 0;
  let fraction = -1;
  let digits = 0;
  let comma = -1;
  let roundUp = false;
  for (let at = start; at < end; at++) {
    const code = codeAt(text, at);
    if (code >= zero && code <= nine) {
      digits++;
      if (fraction >= 0) fraction++;
      if (fraction <= decimals) value = value * 10 + (code - zero);
      else if (fraction === decimals + 1) roundUp = code - zero >= 5;
    } else if (code === 46 && fraction < 0) {
      if (comma >= 0 && digits - comma !== 3) return null;
      fraction = 0;
    } else if (code === 44 && fraction < 0) {
      if (comma >= 0 ? digits - comma !== 3 : digits === 0 || digits > 3) return null;
      comma = digits;
    } else return null;
    if (value > Number.MAX_SAFE_INTEGER) return null;
  }
  if (digits === 0 || fraction === 0 || (fraction < 0 && comma >= 0 && digits - comma !== 3)) return null;
  for (let place = Math.max(fraction, 0); place < decimals; place++) value *= 10;
  if (roundUp) value++;
  if (value > Number.MAX_SAFE_INTEGER) return null;
  return negative && value !== 0 ? -value : value;
}

/** Skips outer blanks, one sign and one currency sign, in either order. */
function trimSigns(text: string): { start: number; end: number; negative: boolean } {
  let start = 0;
  let end = text.length;
  while (end > start && isBlank(codeAt(text, end - 1))) end--;
  while (start < end && isBlank(codeAt(text, start))) start++;
  let negative = false;
  let signed = false;
  let marked = false;
  for (; start < end; start++) {
    const code = codeAt(text, start);
    if (!signed && (code === 45 || code === 43)) {
      signed = true;
      negative = code === 45;
    } else if (!marked && isCurrencySign(code)) marked = true;
    else break;
  }
  return { start, end, negative };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}

/** ¥ (U+00A5), ￥ (U+FFE5), $, ＄, € and £. */
function isCurrencySign(code: number): boolean {
  return code === 0xa5 || code === 0xffe5 || code === 36 || code === 0xff04 || code === 0x20ac || code === 0xa3;
}
