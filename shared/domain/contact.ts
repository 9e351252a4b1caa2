/** E-mail addresses and phone numbers in one form, so that the same person is found again on another platform. */

/** Lower-cased address, or null when the text is none or is masked (`zhi***@example.com`). */
export function normaliseEmail(text: string): string | null {
  const address = text.trim().toLowerCase();
  if (address.length > 254 || isMasked(address)) return null;
  return /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@.<>(),;:"]{2,}$/.test(address) ? address : null;
}

/**
 * `+` and digits with the country code, or null when the text is no phone, is masked (`138****6605`), was cut by a spreadsheet
 * (`1.38E+10`), or lacks a country code that `home` could give. `home` is the country of the platform: numbers of its own form get its code.
 * Formula texts such as `=13800000000` and `="13800000000"` are read too.
 */
export function normalisePhone(text: string, home: 'CN' | null): string | null {
  const bare = text
    .trim()
    .replace(/^="?|"$/g, '')
    .replace(/^'/, '');
  if (bare === '' || isMasked(bare) || !/^[+\d\s().\-－]+$/.test(bare)) return null;
  const digits = bare.replace(/\D/g, '');
  const international = bare.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  if (international !== null) return /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : null;
  return home === 'CN' ? mainlandPhone(digits) : null;
}

/** Mobile numbers (11 digits from 13 to 19, with or without 86) and land lines with their area code. */
function mainlandPhone(digits: string): string | null {
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`;
  if (/^861[3-9]\d{9}$/.test(digits)) return `+${digits}`;
  return /^0[1-9]\d{8,10}$/.test(digits) ? `+86${digits.slice(1)}` : null;
}

/** True when a platform has hidden part of a value; such values are never keys. */
export function isMasked(text: string): boolean {
  return /[*＊•●]/.test(text);
}
