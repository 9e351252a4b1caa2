/** The parts of a file around its data, as they are kept with its import: with them and the stored rows it can be read again. */
import { z } from 'zod';
import { sheetStep } from '../../../../shared/domain/row-number';
import type { FileFrame } from '../formats/format';
import type { Container, RawRow, SourceFile, SourceTable } from '../read/source';
import { headRows } from '../read/text-table';

const rows = z.array(z.array(z.string()));

export const keptFrame = z.object({
  container: z.enum(['csv', 'xlsx', 'xls', 'html', 'ics']),
  tableName: z.string(),
  preamble: rows,
  subheader: rows,
  footer: rows,
});
export type KeptFrame = z.infer<typeof keptFrame>;

/** Characters of JSON beyond which a frame is not kept: no platform writes so much around its rows. */
const maxLength = 200_000;

/** The frame as JSON, or null when it is too large. */
export function frameText({ preamble, subheader, footer, tableName }: FileFrame, container: Container): string | null {
  const kept = { container, tableName, preamble, subheader, footer } satisfies { [K in keyof KeptFrame]: unknown };
  const text = JSON.stringify(kept);
  return text.length > maxLength ? null : text;
}

/** An import as it is stored. */
export interface StoredImport {
  fileName: string;
  hash: string;
  size: number;
  columns: string[];
  frame: KeptFrame;
  /** Number of the first stored row, and of the last. */
  first: number;
  last: number;
  /** The first of the stored rows. */
  begin: RawRow[];
  /** All stored rows, in order, in pages. */
  rows(): AsyncIterable<RawRow[]>;
}

/** Rows of further sheets have columns of their own, which are not kept. */
export function isWhole(last: number): boolean {
  return last < sheetStep;
}

/**
 * The import as a file, with its rows under their numbers. What stood around them is numbered so that it stays around them; rows that were left
 * out when it was imported are not there.
 */
export function storedSource(stored: StoredImport): SourceFile {
  const { preamble, subheader, footer, tableName, container } = stored.frame;
  const above = [...preamble, stored.columns, ...subheader];
  // Whatever stood between them, the head ends right above the first row.
  const start = stored.first - above.length;
  const head: RawRow[] = above.map((cells, at) => ({ row: start + at, cells }));
  const foot: RawRow[] = footer.map((cells, at) => ({ row: stored.last + 1 + at, cells }));
  const table: SourceTable = {
    name: tableName,
    head: [...head, ...stored.begin].slice(0, headRows),
    estimatedRows: stored.last - stored.first + 1,
    strayQuotes: 0,
    damagedLines: 0,
    async *rows() {
      yield head;
      yield* stored.rows();
      if (foot.length > 0) yield foot;
    },
    tail: async () => foot,
  };
  return {
    path: '',
    name: stored.fileName,
    size: stored.size,
    hash: stored.hash,
    container,
    encoding: 'utf-8',
    delimiter: '',
    tables: [table],
  };
}
