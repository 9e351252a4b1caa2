/**
 * The times of Ko-fi transactions, added to the rows as instants: exports write `2025-06-24 22:48` or `06/24/2025 22:48`, always UTC. Where real
 * files have slashes the month comes first; a file that proves the contrary (a first part above 12, an order of rows that only fits so) is read day first,
 * and one that proves both is left for the user to look at. A file that proves nothing never has the last word over one that does.
 */
import { parseLocalTime } from '../../../../shared/domain/time';
import type { ArrangedTable, RawFile } from './format';
import { beforeMarkdown } from './frame-text';
import { type DayOrder, dayOrder, instantOf } from './paypal-times';

export const timeColumn = 'DateTime (UTC)';
/** What arranging adds: the instant, and `assumed` where nothing in the file says whether day or month comes first. */
export const instantColumn = 'Time (UTC)';
export const orderColumn = 'Day order';
/** What a file must have to be a list of Ko-fi transactions. */
export const transactionColumns = [timeColumn, 'From', 'Received', 'Given', 'TransactionType', 'TransactionId'] as const;

/** Rows looked at for the header. */
const headRows = 20;

/** The tables of Ko-fi transactions with the instant of every row; null when the file has none. */
export function arrangeTransactions(file: RawFile): ArrangedTable[] | null {
  const tables = file.tables.map(({ name, rows }) => arrangeTable(name, rows)).filter((table) => table !== null);
  return tables.length > 0 ? tables : null;
}

function arrangeTable(name: string, rows: RawFile['tables'][number]['rows']): ArrangedTable | null {
  const header = beforeMarkdown(rows.slice(0, headRows)).find(({ cells }) => isHeader(cells.map((cell) => cell.trim())));
  if (!header) return null;
  const columns = header.cells.map((cell) => cell.trim());
  const timeAt = columns.indexOf(timeColumn);
  const data = rows.filter(
    ({ row, cells }) => row > header.row && cells.some((cell) => cell !== '') && !isHeader(cells.map((cell) => cell.trim())),
  );
  const { order, isAssumed } = orderOf(data.map(({ cells }) => cells[timeAt] ?? ''));
  const doubt = (time: string) => (isAssumed && slashed.test(time.trim()) ? 'assumed' : '');
  return {
    name,
    columns: [...columns, instantColumn, orderColumn],
    rows: data.map(({ row, cells }) => ({
      row,
      cells: [...columns.map((_, at) => cells[at] ?? ''), readTime(cells[timeAt] ?? '', order) ?? '', doubt(cells[timeAt] ?? '')],
    })),
  };
}

function isHeader(cells: readonly string[]): boolean {
  return transactionColumns.every((column) => cells.includes(column));
}

const slashed = /^(\d{1,2}\/\d{1,2}\/\d{4})(?: (\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?))?$/i;

/** The order of all dates with slashes; null when some can only be read day first and others only month first. */
function orderOf(times: readonly string[]): { order: DayOrder | null; isAssumed: boolean } {
  const dates = times.map((time) => slashed.exec(time.trim())?.[1]).filter((date) => date !== undefined);
  const can = (order: DayOrder, date: string) => instantOf(date, '', 'UTC', order, false) !== null;
  const [dayOnly, monthOnly] = [
    dates.some((date) => !can('month-first', date) && can('day-first', date)),
    dates.some((date) => !can('day-first', date) && can('month-first', date)),
  ];
  if (dayOnly && monthOnly) return { order: null, isAssumed: false };
  const proven = dayOnly || monthOnly ? (dayOnly ? 'day-first' : 'month-first') : dayOrder(dates, []);
  return { order: proven ?? 'month-first', isAssumed: proven === null };
}

function readTime(text: string, order: DayOrder | null): string | null {
  const [, date, time = ''] = slashed.exec(text.trim()) ?? [];
  if (date === undefined) return parseLocalTime(text, 0);
  return order === null ? null : instantOf(date, time, 'UTC', order, false);
}
