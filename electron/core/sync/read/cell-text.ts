/** A cell of a workbook as text: dates, times of day and numbers as its number format means them. */
import { type CellObject, SSF } from '@e965/xlsx';
import { serialToText } from '../../../../shared/domain/time';
import { headRows } from './text-table';

export function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (cell?.v === undefined || cell.v === null) return '';
  switch (cell.t) {
    case 'n':
      return typeof cell.v === 'number' ? numberText(cell.v, cell.z, date1904) : String(cell.v);
    case 'b':
      return cell.v ? 'TRUE' : 'FALSE';
    case 'd':
      return cell.v instanceof Date ? cell.v.toISOString().slice(0, 19).replace('T', ' ') : String(cell.v);
    case 's':
      return String(cell.v);
    case 'e':
    case 'z':
      return '';
  }
}

/** Dates as `YYYY-MM-DD`, with `HH:MM:SS` where there is a time; other numbers as plain decimals: an id that became a number shows all its digits. */
function numberText(value: number, format: CellObject['z'], date1904: boolean): string {
  if (!Number.isFinite(value)) return '';
  if (format !== undefined && SSF.is_date(String(format))) {
    const text = timeText(value, meaningOf(String(format)), date1904);
    if (text !== null) return text;
  }
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return keptDigits(value);
  const plain = String(value);
  return plain.includes('e') ? value.toFixed(20).replace(/0+$/, '') : plain;
}

/** What a number format shows: `elapsed` times go on beyond a day. */
type TimeMeaning = 'date' | 'clock' | 'elapsed' | 'both';

const meanings = new Map<string, TimeMeaning>();
/** A workbook has a handful of formats; a hostile one has more. */
const mostMeanings = 1_000;

function meaningOf(format: string): TimeMeaning {
  const known = meanings.get(format);
  if (known !== undefined) return known;
  const isElapsed = /\[(?:h+|m+|s+)\]/i.test(format);
  // Text in quotes, escaped letters and what stands in brackets (colour, language) shows nothing of the value.
  const parts = format.replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, '').toLowerCase();
  const hasTime = isElapsed || /[hs]/.test(parts);
  const meaning = isElapsed ? 'elapsed' : !hasTime ? 'date' : /[yde]/.test(parts) ? 'both' : 'clock';
  if (meanings.size < mostMeanings) meanings.set(format, meaning);
  return meaning;
}

/** What the format does not show is kept all the same where there is some: the time of a date, the date of a time. */
function timeText(value: number, meaning: TimeMeaning, date1904: boolean): string | null {
  const isClock = value >= 0 && (value < 1 || meaning === 'elapsed');
  if (isClock && (meaning === 'clock' || meaning === 'elapsed')) return clockText(value);
  const text = serialToText(value, date1904);
  return text !== null && meaning === 'date' && Number.isInteger(value) ? text.slice(0, 10) : text;
}

/** A part of a day as `HH:MM:SS`. */
function clockText(value: number): string {
  const all = value < 1 ? Math.min(Math.round(value * 86_400), 86_399) : Math.round(value * 86_400);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(all / 3600))}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
}

/** The 15 digits that a spreadsheet keeps of a long number, and zeros for the rest. */
function keptDigits(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
  const digits = mantissa.replace('.', '').replace('-', '');
  return `${value < 0 ? '-' : ''}${digits.padEnd(Math.min(Number(exponent), 400) + 1, '0')}`;
}

/** How a column of times of day is called, beside one of dates. */
const clockNames = new Set([
  'time',
  'heure',
  'uhrzeit',
  'hora',
  'ora',
  'orario',
  'tijd',
  'horário',
  'czas',
  'klockslag',
  '时间',
  '時間',
  '时刻',
  '時刻',
  '시간',
]);

/**
 * Times of day that lost their number format: a column called so, whose numbers are all parts of a day. The name stands in the first rows; a column of
 * other numbers has one that is no such part.
 */
export class ClockColumns {
  /** Column, and the row of its name. */
  readonly #named = new Map<number, number>();

  constructor(data: readonly (readonly (CellObject | undefined)[] | undefined)[]) {
    for (const [row, cells] of data.slice(0, headRows).entries())
      for (const [at, cell] of (cells ?? []).entries())
        if (typeof cell?.v === 'string' && clockNames.has(cell.v.trim().toLowerCase()) && !this.#named.has(at)) this.#named.set(at, row);
    for (const [at, row] of this.#named) {
      const numbers = data.slice(row + 1).flatMap((cells) => (isBareNumber(cells?.[at]) ? [Number(cells?.[at]?.v)] : []));
      if (!numbers.every((value) => value >= 0 && value < 1) || numbers.every(Number.isInteger)) this.#named.delete(at);
    }
  }

  /** The time of a cell that is one of these; null for others. */
  text(cell: CellObject | undefined, at: number, row: number): string | null {
    const head = this.#named.get(at);
    return head !== undefined && row > head && isBareNumber(cell) ? clockText(Number(cell?.v)) : null;
  }
}

function isBareNumber(cell: CellObject | undefined): boolean {
  return cell?.t === 'n' && typeof cell.v === 'number' && !(cell.z !== undefined && SSF.is_date(String(cell.z)));
}
