/** Times of Google Forms: the sheet's are in its own order of day and month, without a zone; those of a downloaded zip name theirs. */
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { namedOffset } from './named-zone';

const shape =
  /^(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})[ ,]+(上午|下午)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?(AM|PM|上午|下午))?(?:\s\[?(?:(?:GMT|UTC|格林尼治标准时间)([+-]\d{1,2})?(?::?(\d{2}))?|([A-Z]{2,5}))\]?)?$/i;

/**
 * Abbreviations by their zone or their minutes east of UTC. Those of Europe name a region: files have `CET` in October, on its summer clock.
 * Elsewhere summer time has a name of its own.
 */
const zones = new Map<string, string | number>([
  ...Object.entries({ CET: 'Europe/Paris', CEST: 'Europe/Paris', EET: 'Europe/Athens', EEST: 'Europe/Athens' }),
  ...Object.entries({ WET: 'Europe/Lisbon', WEST: 'Europe/Lisbon', BST: 'Europe/London' }),
  ...Object.entries({ AKST: -540, AKDT: -480, PST: -480, PDT: -420, MST: -420, MDT: -360, CST: -360, CDT: -300, EST: -300, EDT: -240 }),
  ...Object.entries({ HST: -600, HKT: 480, SGT: 480, AWST: 480, JST: 540, KST: 540 }),
  ...Object.entries({ ACST: 570, ACDT: 630, AEST: 600, AEDT: 660, NZST: 720, NZDT: 780 }),
]);

interface Parts {
  /** First, second and third number of the date. */
  date: [string, string, string];
  clock: string;
  /** Minutes east of UTC, an abbreviation, or null where none is stated. */
  zone: number | string | null;
}

function partsOf(text: string): Parts | null {
  const match = shape.exec(text);
  if (!match) return null;
  const [, a = '', b = '', c = '', before, hours, minutes, seconds = '00', after, sign, more = '00', name] = match;
  // Unlike words that may follow a time, abbreviations are capitals.
  if (name !== undefined && name !== name.toUpperCase()) return null;
  const half = (before ?? after ?? '').toUpperCase();
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half === 'PM' || half === '下午' ? 12 : 0);
  const offset = /GMT|UTC|格林/i.test(text) ? Number(sign ?? 0) * 60 + Math.sign(Number(sign ?? 0)) * Number(more) : null;
  return { date: [a, b, c], clock: `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`, zone: name ?? offset };
}

function wallOf({ date: [a, b, c], clock }: Parts, dayFirst: boolean): string {
  // A number that is no month decides for its own cell, whatever the others are.
  const swapped = dayFirst ? Number(b) <= 12 : Number(a) > 12;
  const [year, month, day] = a.length === 4 ? [a, b, c] : swapped ? [c, b, a] : [c, a, b];
  return `${year}-${month}-${day} ${clock}`;
}

function offsetOf(zone: Parts['zone'], wallAsUtc: string): number | null {
  if (zone === null) return chinaOffset;
  const known = typeof zone === 'number' ? zone : zones.get(zone);
  return typeof known === 'string' ? namedOffset(known, wallAsUtc) : (known ?? null);
}

/**
 * The instant of `10/31/2026 13:04:05`, `2026/10/31 1:04:05 PM GMT+8`, `2026/10/31 下午1:04:05 [GMT+8]`, `2026/10/31 1:04:05 pm CET`; null for other
 * texts and for abbreviations that are not known or stand for several zones.
 */
export function googleTime(text: string, dayFirst: boolean): string | null {
  const parts = partsOf(text);
  const wall = parts === null ? '' : wallOf(parts, dayFirst);
  const asUtc = parseLocalTime(wall, 0);
  const offset = asUtc === null ? null : offsetOf(parts?.zone ?? null, asUtc);
  return offset === null ? null : parseLocalTime(wall, offset);
}

/** A time that Google would write, whether or not its zone is known. */
export function isGoogleTime(text: string): boolean {
  const parts = partsOf(text);
  return parts !== null && parseLocalTime(wallOf(parts, false), 0) !== null;
}

/** `2026-10-31 13:04:05`, as every other program writes times, too. */
export function isPlainTime(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2} [\d:]+$/.test(text) && parseLocalTime(text, 0) !== null;
}

/**
 * Whether days come before months in the times of a file: a number that is no month tells. Else `british` does, a sign of British English, whose
 * days and months have two digits each. The order of rows tells nothing: an edited response stands where it was and has the time of its edit.
 */
export function hasDayFirst(times: readonly string[], british: boolean): boolean {
  const dates = times.map((text) => partsOf(text)?.date).filter((date) => date !== undefined && date[0].length < 4);
  const says = (at: 0 | 1) => dates.some((date) => Number(date?.[at]) > 12);
  if (says(0) || says(1)) return says(0) && !says(1);
  return british && dates.length > 0 && dates.every((date) => date?.[0].length === 2 && date[1].length === 2);
}
