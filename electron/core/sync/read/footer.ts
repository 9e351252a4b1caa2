/** Tables whose last rows somebody has said to be no rows. */
import type { RawRow, SourceTable } from './source';

/** The table without its last `count` rows that hold anything (0 to 50); rows are held back until as many have come after them. */
export function withoutFooter(table: SourceTable, count: number): SourceTable {
  const isShort = table.estimatedRows <= table.head.length;
  return {
    name: table.name,
    // The head of a short table ends where the table ends.
    head: isShort ? withoutLast(table.head, count) : table.head,
    estimatedRows: Math.max(0, table.estimatedRows - count),
    get strayQuotes() {
      return table.strayQuotes;
    },
    get damagedLines() {
      return table.damagedLines;
    },
    rows: () => heldBack(table.rows(), count),
    tail: async () => withoutLast(await table.tail(), count),
  };
}

async function* heldBack(batches: AsyncIterable<RawRow[]>, count: number): AsyncGenerator<RawRow[]> {
  let held: RawRow[] = [];
  for await (const batch of batches) {
    const rows = held.concat(batch);
    const footer = footerStart(rows, count);
    if (footer > 0) yield rows.slice(0, footer);
    held = rows.slice(footer);
  }
}

function withoutLast(rows: readonly RawRow[], count: number): RawRow[] {
  return rows.slice(0, footerStart(rows, count));
}

/** Where the last `count` rows that hold anything begin. */
function footerStart(rows: readonly RawRow[], count: number): number {
  let left = count;
  let at = rows.length;
  while (at > 0 && left > 0) {
    at--;
    if (rows[at]?.cells.some((cell) => cell !== '')) left--;
  }
  return at;
}
