import { lookupName } from './detect';
import type { SourceRow } from './formats/format';

/** Cells of one row after another, found by column name. One object serves all rows of a table: formats read it and keep nothing. */
export class RowCursor implements SourceRow {
  number = 0;
  cells: readonly string[] = [];
  readonly #index = new Map<string, number>();

  constructor(
    readonly columns: readonly string[],
    private readonly emptyCells: readonly string[],
    private readonly backticks: boolean,
  ) {
    // A name that occurs twice means its first column.
    columns.forEach((column, at) => {
      for (const name of [column, lookupName(column)]) if (name !== '' && !this.#index.has(name)) this.#index.set(name, at);
    });
  }

  set(number: number, cells: readonly string[]): void {
    this.number = number;
    this.cells = cells;
  }

  indexOf(column: string): number {
    return this.#index.get(column) ?? -1;
  }

  get(column: string): string | null | undefined {
    const at = this.#index.get(column);
    if (at === undefined) return undefined;
    const cell = this.cells[at] ?? '';
    const text = this.backticks && cell.charCodeAt(0) === 96 ? cell.slice(1).trim() : cell;
    return text === '' || this.emptyCells.includes(text) ? null : text;
  }
}
