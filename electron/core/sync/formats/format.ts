/**
 * What a format file declares. A format knows one export layout of one platform: how to recognise it, what its frame
 * (preamble, footer) says about the whole file, and what each row becomes. It sees text cells only — never the disk, never the database.
 */

import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { KnownSurvey } from './survey-editions';

/** Why a row was understood but makes nothing. */
export const ignoreReasons = [
  'own-spending',
  'refund-of-spending',
  'not-settled',
  'closed',
  'interest',
  'footer',
  'empty',
  'duplicate-in-file',
  'total-row',
  'private-bill',
  'own-transfer',
  'no-amount',
  'no-date',
  'erased',
] as const;
export type IgnoreReason = (typeof ignoreReasons)[number];

/** Why a row could not be used; `text` quotes what was not understood. */
export const problemCodes = [
  'unknown-combination',
  'bad-amount',
  'bad-date',
  'bad-currency',
  'missing-id',
  'damaged-id',
  'missing-column',
  'too-few-cells',
  'invalid-record',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface RowProblem {
  code: ProblemCode;
  column?: string;
  text: string;
}

export type RowOutcome =
  | { outcome: 'records'; records: CanonicalRecord[] }
  /** `day`: a day of the file's period all the same, `YYYY-MM-DD`. */
  | { outcome: 'ignored'; reason: IgnoreReason; day?: string }
  | { outcome: 'quarantined'; problem: RowProblem };

/** One data row: its 1-based number in the file (or sheet) and its cells matched to the header by name. */
export interface SourceRow {
  readonly number: number;
  readonly cells: readonly string[];
  /** Column names as the file writes them, in its order. */
  readonly columns: readonly string[];
  /**
   * Trimmed text of a column; `null` when the cell is empty by the format's rules, `undefined` when the layout lacks the column.
   * Names are given with half-width brackets; full-width ones in the file match them.
   */
  get(column: string): string | null | undefined;
}

/** The parts of a file around its data. */
export interface FileFrame {
  preamble: readonly (readonly string[])[];
  /** Rows from the first one that `frame` stops at. */
  footer: readonly (readonly string[])[];
  columns: readonly string[];
  /** Rows right below the header that `frame` skips: second header rows, totals. */
  subheader: readonly (readonly string[])[];
  fileName: string;
  /** Name of the sheet or table; '' for text files. */
  tableName: string;
  /** The first data row, for facts that stand in a column; null when there is none. */
  first: SourceRow | null;
}

/** Amounts of one row as the file's own totals count them, in minor units. */
export interface RowTotals {
  gross?: number;
  refund?: number;
  fee?: number;
}

/** What the frame of a file says about the whole of it. */
export interface FileFacts {
  /** The platform's own account (e-mail, nickname, merchant number) as the file names it; null when it does not. */
  account: string | null;
  /** UTC instants, half-open [from, to); null when the file does not state its period. */
  periodFrom: string | null;
  periodTo: string | null;
  /** When the platform made the file (UTC instant); null when not stated. Snapshots need one. */
  exportedAt: string | null;
  /** Footer or preamble claims that are checked against the rows; a difference is a warning, never a rejection. Minor units. */
  claims?: { rows?: number; gross?: number; refund?: number; fee?: number };
}

export interface MapContext {
  facts: FileFacts;
  frame: FileFrame;
  /** The user asked for private spending to be imported as expenses. */
  withExpenses: boolean;
  /** The day that the user says the file describes, `YYYY-MM-DD`; where the file states one itself, that one counts. */
  snapshotDay?: string | undefined;
}

/** A file as it was read, for formats that arrange it themselves. */
export interface RawFile {
  name: string;
  tables: readonly { name: string; rows: readonly { row: number; cells: readonly string[] }[] }[];
}

/** A table that a format made of a file; row numbers are those of the original. Its columns must satisfy one of the format's header rules. */
export interface ArrangedTable {
  name: string;
  columns: string[];
  rows: { row: number; cells: string[] }[];
}

export interface Format {
  id: string;
  /** Raised when the meaning of rows changes, so that old imports can be read again. */
  version: number;
  /** Namespace of natural keys; the layouts of one bill share it. */
  platform: string;
  /**
   * How well the layout is known: `exact` from real files or official documents, `probable` from one source; `assumed`: no file was seen, only the
   * names that people and programs commonly use.
   */
  evidence: 'exact' | 'probable' | 'assumed';
  /** `snapshot` files state how things are on one date; `ledger` files list what happened. */
  kind: 'ledger' | 'snapshot';
  /** Files of this format beside it in an archive tell by their days the period that it does not state. */
  periodFrom?: string;
  /** ISO-4217 code of amounts where the file has no currency column. */
  currency: string | null;
  /** Column names that must all be in one row for that row to be the header. Several sets = several layouts, first match wins. */
  headers: readonly HeaderRule[];
  /** Further cells to treat as empty, besides blanks. */
  emptyCells: readonly string[];
  /** Cells carry a leading backtick that is not part of the value. */
  backticks?: boolean;
  /** True for rows after the header that are not data (footers, totals, notes); `stop` ends reading. */
  frame?(cells: readonly string[], columns: readonly string[]): 'data' | 'skip' | 'stop';
  /** Reads preamble rows, footer rows and the file name. */
  facts(frame: FileFrame): FileFacts;
  /** Columns with the transaction id, first stated one wins; rows that share an id are counted and named in a warning. */
  idColumns?: readonly string[];
  /** What a row adds to the totals that the file claims; summed over all data rows and compared with `FileFacts.claims`. */
  totals?(row: SourceRow): RowTotals;
  /** Records that the file's head states (questions of a survey, the show of a podcast); they are stored with its first data row that makes any. */
  once?(frame: FileFrame, facts: FileFacts): CanonicalRecord[];
  /** A person known by a name alone (a key that begins with `~`) is one person on all rows; otherwise such rows are told apart by their order. */
  onePersonPerName?: true;
  /** The tables of a workbook have heads that differ: `once` and `map` are given the frame of the table that the rows stand in. */
  headPerTable?: true;
  /** Each sheet of a workbook is about what its name says: two that read alike are no copies. */
  sheetsAreNamed?: true;
  /**
   * Makes tables of what is none: side-by-side blocks, numbered lines, calendar components. Asked only when no header of this format stands in
   * the file as it is; null when it is not this format's. `rows` holds whole tables, of small files only.
   */
  arrange?(file: RawFile): ArrangedTable[] | null;
  /**
   * Looks at all data rows of a table before anything of it is stated, for what one row cannot tell; what is learnt is kept by the frame or by the
   * columns of the table. `surveys` are those of the platform that are known already. Null where there is nothing to learn, so that the file is read
   * once.
   */
  look?(frame: FileFrame, columns: readonly string[], surveys: readonly KnownSurvey[]): ((cells: readonly string[]) => void) | null;
  /** What one row becomes. Must not throw on any input. */
  map(row: SourceRow, context: MapContext): RowOutcome;
}

export interface HeaderRule {
  /** Short name of the layout, e.g. `app-2023`. */
  layout: string;
  required: readonly string[];
  /** Further sets of names of which so many at least must stand there, in whatever combination. */
  among?: readonly { of: ReadonlySet<string>; least: number }[];
  /** Columns that prove it is another format. */
  forbidden?: readonly string[];
  /** No other column may stand beside the required ones; or only known ones (with or without a unit in brackets) and so many others. */
  alone?: true | { known: ReadonlySet<string>; others: number };
  /** What the filled cells of a column look like in the first rows, of which there is one at least: for names that any statistics may use. */
  cells?: Readonly<Record<string, RegExp>>;
  /** Text that, found in a preamble row, raises the confidence to full. */
  preamble?: RegExp;
  /** 0..1 when only the header matches. */
  confidence: number;
}
