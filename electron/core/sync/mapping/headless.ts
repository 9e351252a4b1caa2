/** Tables without a header: how they are known, in the wizard and when the next one comes. */
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { letterIndex } from '../../../../shared/domain/mapping';
import { headerName } from '../detect';
import { isLettered, widthOf } from '../read/lettered';
import type { RawRow, SourceTable } from '../read/source';
import { areNames, figureOf, isBareDigits, isDate } from './cells';
import { holds, isColumnName } from './synonyms';

type CellKind = 'email' | 'phone' | 'date' | 'number' | 'text';

function kindOf(cell: string): CellKind {
  if (normaliseEmail(cell) !== null) return 'email';
  if (normalisePhone(cell, 'CN') !== null) return 'phone';
  // Short numbers could be days of a spreadsheet's count.
  if (isBareDigits(cell) && cell.length < 8) return 'number';
  if (isDate(cell)) return 'date';
  return figureOf(cell) !== null || /^[¥￥$€]\s*[\d,.]+$/.test(cell) ? 'number' : 'text';
}

/** How many columns a table has whose first row looks like the rows below it; null where that row may well be a header. */
export function headlessWidth(head: readonly RawRow[]): number | null {
  const [first, ...below] = head.map(({ cells }) => cells.map(headerName)).filter((cells) => cells.some((cell) => cell !== ''));
  if (!first) return null;
  const width = widthOf(head);
  const filled = first.filter((cell) => cell !== '');
  // A title has few cells. Where any cell is a column's name, the row or one near it is the header.
  if (filled.length * 2 <= width && width > 1) return null;
  if ([first, ...below.slice(0, 9)].some((cells) => cells.some(isColumnName))) return null;
  const alike = first.some(
    (cell, at) =>
      cell !== '' &&
      isLikeBelow(
        kindOf(cell),
        below.map((cells) => cells[at] ?? ''),
      ),
  );
  return alike && !isCounting(filled) ? width : null;
}

function isLikeBelow(kind: CellKind, below: readonly string[]): boolean {
  const cells = below.filter((cell) => cell !== '');
  if (kind === 'text') return false;
  if (cells.length === 0) return kind === 'email' || kind === 'phone';
  return cells.filter((cell) => kindOf(cell) === kind).length >= cells.length * 0.8;
}

/** Columns are numbered, or called by years: 1, 2, 3 over a grid of days. */
function isCounting(cells: readonly string[]): boolean {
  const numbers = cells.filter(isBareDigits).map(Number);
  const areYears = numbers.length > 0 && numbers.every((number) => number >= 1990 && number <= 2099);
  return areYears || (numbers.length > 2 && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1));
}

/** Whether a table without a header is like the one that the template was made for. Any table has letters, so the cells must speak. */
export function fitsHeadless({ head }: SourceTable, { columns, reading }: MappingTemplate): boolean {
  if (reading?.headless === undefined) return true;
  const rows = (isLettered(head) ? head.slice(1) : head.filter(({ row }) => row > 0)).map(({ cells }) => cells.map(headerName));
  const [first] = rows.filter((cells) => cells.some((cell) => cell !== ''));
  const width = widthOf(head);
  const mapped = columns.map(({ column, field }) => ({ at: letterIndex(column), field }));
  if (!first || width > reading.headless || mapped.some(({ at }) => at >= width)) return false;
  if (first.filter((cell) => cell !== '').every(isColumnName)) return false;
  return mapped.every(({ at, field }) => {
    const cells = rows.flatMap((row) => row[at] || []);
    return (holds(field, cells) ?? 1) >= 0.5 && (field !== 'name' && field !== 'nickname' ? true : areNames(cells));
  });
}
