/** Tables whose columns no row names: they are called by the letters that spreadsheet programs call them by. */
import { columnLetter } from '../../../../shared/domain/mapping';
import type { RawRow, SourceTable } from './source';

/**
 * The table under a header of letters. It gets the number 0, for it stands nowhere in the file; rows keep theirs. A table that has this very header
 * (rows that were written out to be fixed) stays as it is.
 */
export function lettered(table: SourceTable, columns: number): SourceTable {
  const header: RawRow = { row: 0, cells: Array.from({ length: columns }, (_, at) => columnLetter(at)) };
  if (isLettered(table.head)) return table;
  return {
    name: table.name,
    head: [header, ...table.head],
    estimatedRows: table.estimatedRows,
    get strayQuotes() {
      return table.strayQuotes;
    },
    get damagedLines() {
      return table.damagedLines;
    },
    async *rows() {
      yield [header];
      yield* table.rows();
    },
    tail: () => table.tail(),
  };
}

/** Whether the first row is nothing but the letters. A lone `A` may as well be somebody. */
export function isLettered([first]: readonly RawRow[]): boolean {
  return first !== undefined && first.cells.length > 1 && first.cells.every((cell, at) => cell === columnLetter(at));
}

/** How many columns the first rows of a table have: empty cells at the end are none. */
export function widthOf(head: readonly RawRow[]): number {
  return Math.max(0, ...head.map(({ cells }) => cells.findLastIndex((cell) => cell !== '') + 1));
}
