/** Reading the text around a table: preambles, footers and file names. */
import { chinaOffset, nextSecond, parseDay, parseLocalTime } from '../../../../shared/domain/time';

/** The rows of a preamble or footer as lines of text; commas that had split them come back, trailing ones go. */
export function frameText(...parts: readonly (readonly (readonly string[])[])[]): string {
  return parts
    .flat()
    .map((cells) => cells.join(',').replace(/[,\s]+$/, ''))
    .join('\n');
}

/**
 * What stands after `label:` on its line: inside brackets when it has them, else up to the end of the line. Names in brackets may hold brackets
 * themselves; the closing one is followed by the end of the line or by another label.
 */
export function labelled(text: string, label: string): string | null {
  const start = text.indexOf(label);
  if (start < 0) return null;
  const line = text.slice(start + label.length).split('\n', 1)[0] ?? '';
  const match = /^\s*[:：]\s*(?:\[(.*?)\](?=\s*$|\s+[^\s:：]+[:：])|(.*))/.exec(line);
  const value = (match?.[1] ?? match?.[2] ?? '').trim();
  return value === '' ? null : value;
}

/** A labelled Beijing time as an instant. */
export function labelledTime(text: string, label: string): string | null {
  const value = labelled(text, label);
  return value === null ? null : parseLocalTime(value, chinaOffset);
}

/** A labelled end of a period as an open end: `23:59:59` becomes the second after it. */
export function labelledEnd(text: string, label: string): string | null {
  const end = labelledTime(text, label);
  return end?.endsWith(':59Z') ? nextSecond(end) : end;
}

/** The number of records that `共43笔记录` claims. */
export function claimedRows(text: string): { rows: number } | undefined {
  const match = /共\s*(\d{1,9})\s*笔记录/.exec(text);
  return match ? { rows: Number(match[1]) } : undefined;
}

/** Calendar days in a file name, in order: `20261031`, `2026-10-31`, `2026年10月31日`, also with a time behind them. */
function namedDays(fileName: string): string[] {
  const days = fileName.split(archiveSeparator).map(daysIn);
  // The file's own name before that of the archive it came in.
  return days.findLast((found) => found.length > 0) ?? [];
}

/** Stands between the name of an archive and that of a file inside. */
const archiveSeparator = ' › ';

function daysIn(name: string): string[] {
  const dates = name.matchAll(/(?<!\d)(20\d{2})(?:([-_.年])(\d{1,2})[-_.月](\d{1,2})日?|(\d{2})(\d{2}))(?=\D|\d{4}(?:\d{2})?(?!\d)|$)/g);
  const days: string[] = [];
  for (const [, year, , month, day, month2, day2] of dates) {
    const text = `${year}-${(month ?? month2 ?? '').padStart(2, '0')}-${(day ?? day2 ?? '').padStart(2, '0')}`;
    if (parseDay(text) !== null) days.push(text);
  }
  return days;
}

/**
 * The end of the last calendar day in a file name (`用户列表导出_20261031.csv`, `members-2026-10-31.csv`), as an instant in the zone
 * `offsetMinutes` east of UTC; null when the name has none.
 */
export function endOfNamedDay(fileName: string, offsetMinutes: number): string | null {
  const day = namedDays(fileName).at(-1);
  return day === undefined ? null : parseLocalTime(`${day} 23:59:59`, offsetMinutes);
}

/** The period of a file named after its first and last day (`…2026-10-01_2026-10-31.csv`), Beijing time, half-open; null for other names. */
export function namedPeriod(fileName: string): { from: string; to: string } | null {
  const [first, last, ...more] = namedDays(fileName);
  if (first === undefined || last === undefined || more.length > 0 || last < first) return null;
  const from = parseLocalTime(first, chinaOffset);
  const end = parseLocalTime(`${last} 23:59:59`, chinaOffset);
  return from === null || end === null ? null : { from, to: nextSecond(end) };
}

/**
 * True for a line that only a text in Markdown has: a heading, or the fence around an example. The rows of such a text never happened; no platform
 * writes one above its tables.
 */
export function isMarkdown(cells: readonly string[]): boolean {
  const line = cells[0]?.trim() ?? '';
  return /^(?:`{3,}[\w-]*|~{3,}[\w-]*|#{1,6} .+|={3,})$/.test(line) && cells.slice(1).every((cell) => cell === '');
}

/** True for the line below the names of a table in Markdown. */
export function isMarkdownRule(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 1 && filled.every((cell) => /^:?-{2,}:?$/.test(cell));
}

/** The rows above the first line of Markdown, in which a header may stand. */
export function beforeMarkdown<Row extends { cells: readonly string[] }>(rows: readonly Row[]): readonly Row[] {
  const at = rows.findIndex(({ cells }) => isMarkdown(cells));
  return at < 0 ? rows : rows.slice(0, at);
}
