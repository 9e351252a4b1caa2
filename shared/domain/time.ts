/** Time as platforms print it, to UTC instants `YYYY-MM-DDTHH:MM:SSZ`. */
import { codeAt, lengthOf } from './letters';

const minute = 60_000;
const day = 24 * 60 * minute;
/** 1899-12-30, day 0 of spreadsheet serial numbers (the 1900 date system). */
const serialZero = Date.UTC(1899, 11, 30);

/** UTC+8 in minutes: the clock of all mainland platforms. */
export const chinaOffset = 480;

/**
 * The UTC instant of a wall-clock text in a zone `offsetMinutes` east of UTC, or null when it is no time that exists. Accepts
 * `YYYY-MM-DD[ HH:MM[:SS[.ffffff]]]`, the same with `/` or `.` and single digits, ISO 8601 with its own zone (`T…Z`, `T…+08:00`), and
 * spreadsheet serial numbers of the years 1954–2119 (`45000.5`).
 */
export function parseLocalTime(text: string, offsetMinutes: number): string | null {
  if (text.length === 19 && isStamp(text, space)) return fromStamp(text, offsetMinutes);
  const trimmed = text.trim();
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[ \t]+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?[ ]?(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(
      trimmed,
    );
  if (!match) return fromSerial(trimmed, offsetMinutes);
  const [, year, , month, dayOfMonth, hours = '0', minutes = '0', seconds = '0', zone] = match;
  const parts = [Number(year), Number(month), Number(dayOfMonth), Number(hours), Number(minutes), Number(seconds)] as const;
  if (!exists(...parts)) return null;
  const wall = Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]);
  return fromMinutes(wall, zone === undefined ? offsetMinutes : zoneMinutes(zone));
}

const space = 32;
const letterT = 84;

/** `YYYY-MM-DD HH:MM:SS`, the form of nearly all rows, without a pattern and mostly without a Date. */
function fromStamp(text: string, offsetMinutes: number): string {
  const hour = pair(text, 11) - offsetMinutes / 60;
  if (!Number.isInteger(hour)) return fromMinutes(Date.parse(`${text.slice(0, 10)}T${text.slice(11)}Z`), offsetMinutes);
  const shift = Math.floor(hour / 24);
  const date = shift === 0 ? text.slice(0, 10) : shiftedDate(text.slice(0, 10), shift);
  const rest = hour - shift * 24;
  return `${date}T${rest < 10 ? '0' : ''}${rest}${text.slice(13)}Z`;
}

/** The last answer of `shiftedDate`: rows come sorted by time, so the next one is mostly the same. */
let known = { date: '', shift: 0, shifted: '' };

function shiftedDate(date: string, shift: number): string {
  if (known.date !== date || known.shift !== shift) {
    known = { date, shift, shifted: new Date(Date.parse(date) + shift * day).toISOString().slice(0, 10) };
  }
  return known.shifted;
}

/** True when the first 19 characters are a date and a time that exist, with the given character between them. */
function isStamp(text: string, separator: number): boolean {
  if (lengthOf(text) < 19) return false;
  if (codeAt(text, 4) !== 45 || codeAt(text, 7) !== 45 || codeAt(text, 10) !== separator) return false;
  if (codeAt(text, 13) !== 58 || codeAt(text, 16) !== 58) return false;
  const century = pair(text, 0);
  const year = pair(text, 2);
  if (century < 0 || year < 0) return false;
  return exists(century * 100 + year, pair(text, 5), pair(text, 8), pair(text, 11), pair(text, 14), pair(text, 17));
}

function pair(text: string, at: number): number {
  const tens = codeAt(text, at) - 48;
  const ones = codeAt(text, at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function exists(year: number, month: number, dayOfMonth: number, hours: number, minutes: number, seconds: number): boolean {
  if (year < 1900 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysIn(year, month)) return false;
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const size = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -size : size;
}

function fromSerial(text: string, offsetMinutes: number): string | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null;
  const serial = Number(text);
  if (serial < 20_000 || serial >= 80_400) return null;
  return fromMinutes(serialZero + Math.round(serial * (day / 1000)) * 1000, offsetMinutes);
}

function fromMinutes(wallMillis: number, offsetMinutes: number): string {
  return `${new Date(wallMillis - offsetMinutes * minute).toISOString().slice(0, 19)}Z`;
}

/** The wall-clock text `YYYY-MM-DD HH:MM:SS` of a spreadsheet serial number, rounded to the second; null when it is out of range. */
export function serialToText(serial: number, date1904: boolean): string | null {
  const millis = serialZero + Math.round((serial + (date1904 ? 1462 : 0)) * (day / 1000)) * 1000;
  if (!Number.isFinite(millis) || millis < Date.UTC(1900, 0, 1) || millis >= Date.UTC(10000, 0, 1)) return null;
  return new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant one second after `instant`: the open end of a period whose last second a file states. */
export function nextSecond(instant: string): string {
  return `${new Date(Date.parse(instant) + 1000).toISOString().slice(0, 19)}Z`;
}

/** The calendar day `YYYY-MM-DD` of a text that is a date (a time of day is dropped); null when it is none. */
export function parseDay(text: string): string | null {
  return parseLocalTime(text, 0)?.slice(0, 10) ?? null;
}

/** True for a UTC instant `YYYY-MM-DDTHH:MM:SSZ` that exists in the calendar. */
export function isInstant(text: string): boolean {
  return text.length === 20 && codeAt(text, 19) === 90 && isStamp(text, letterT);
}
