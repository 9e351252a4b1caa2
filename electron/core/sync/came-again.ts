/**
 * Recognises rows to fix when a later file has them again. A row is the same when every cell but the one that was not understood says what it said;
 * where the trouble was in no one cell, another one may differ as well.
 */

/** A row that waits to be fixed. */
export interface OpenRow {
  id: number;
  format: string;
  /** Names of the columns, as its file writes them. */
  columns: readonly string[];
  cells: readonly string[];
  /** The column that was not understood. */
  column: string | null;
}

interface Expected {
  id: number;
  cells: readonly { at: number; text: string }[];
  /** How many of the cells may differ. */
  mayDiffer: number;
}

export class CameAgain {
  /** By column and text of the cell that a row is looked up by: its longest, mostly an id. */
  readonly #byPivot = new Map<number, Map<string, Expected[]>>();
  readonly #found = new Set<number>();

  /** `open` are of the file's format; `columns` are those of the file. */
  constructor(open: readonly OpenRow[], columns: readonly string[]) {
    for (const row of open) this.#expect(row, columns);
  }

  /** Ids of the rows that came again. */
  get found(): number[] {
    return [...this.#found];
  }

  /** Looks at one row of the file. */
  see(cells: readonly string[]): void {
    for (const [at, byText] of this.#byPivot) {
      const candidates = byText.get(cells[at] ?? '');
      if (!candidates) continue;
      for (const { id, cells: expected, mayDiffer } of candidates) {
        let differ = 0;
        for (const cell of expected) if ((cells[cell.at] ?? '') !== cell.text) differ++;
        if (differ <= mayDiffer) this.#found.add(id);
      }
    }
  }

  #expect({ id, columns: own, cells, column }: OpenRow, columns: readonly string[]): void {
    const isTrouble = (name: string) => column !== null && plain(name) === plain(column);
    // What was not understood may stand in several cells, and is corrected in all of them.
    const trouble = cells[own.findIndex(isTrouble)] ?? '';
    const expected = own.flatMap((name, index) => {
      const [at, text] = [columns.indexOf(name), cells[index] ?? ''];
      return at < 0 || name === '' || isTrouble(name) || (text !== '' && text === trouble) ? [] : [{ at, text }];
    });
    const pivot = expected.reduce((longest, cell) => (cell.text.length > longest.text.length ? cell : longest), { at: -1, text: '' });
    // Too little in common says nothing.
    if (pivot.at < 0 || expected.filter(({ text }) => text !== '').length < 2) return;
    const byText = this.#byPivot.get(pivot.at) ?? new Map<string, Expected[]>();
    this.#byPivot.set(pivot.at, byText);
    const entry = { id, cells: expected, mayDiffer: column === null ? 1 : 0 };
    const known = byText.get(pivot.text);
    if (known) known.push(entry);
    else byText.set(pivot.text, [entry]);
  }
}

/** Formats name columns with half-width brackets, files as they like. */
function plain(name: string): string {
  return name.normalize('NFKC').trim();
}
