/** What the readers hand to the rest of the pipeline: tables of text cells, whatever the container was. */

import type { TextDelimiter, TextEncoding } from '../../../../shared/domain/mapping';

export type Container = 'csv' | 'xlsx' | 'xls' | 'html' | 'ics';

/** One physical row; `row` is 1-based in its file or sheet, so that a user finds it again in the original. */
export interface RawRow {
  row: number;
  /** Without the blanks, TABs and byte order marks that exports pad cells with. */
  cells: string[];
}

export interface SourceTable {
  /** Sheet name, or '' for text files. */
  name: string;
  /** The first rows (up to 60), enough to find a header. */
  head: RawRow[];
  /** All rows from the first one, in batches; may be called once per import stage (each call reads anew). */
  rows(): AsyncIterable<RawRow[]>;
  /** The last rows, for footers; found without reading the whole table, so `row` is not the number in the file. */
  tail(): Promise<RawRow[]>;
  /** Rows in the table: counted for sheets, estimated from the first ones for text. */
  readonly estimatedRows: number;
  /** Lines whose stray quote would have swallowed their neighbours and that were read without quoting; grows while `rows()` runs. */
  readonly strayQuotes: number;
  /** Lines with bytes that are no text, which read as `\uFFFD`; grows while `rows()` runs. */
  readonly damagedLines: number;
}

export interface SourceFile {
  path: string;
  name: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  container: Container;
  encoding: TextEncoding | 'binary';
  /** Some bytes are no text of the encoding. */
  isDamaged?: boolean;
  delimiter: TextDelimiter | '';
  tables: SourceTable[];
}
