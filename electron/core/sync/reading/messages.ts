/** What passes between core and the thread that reads files. Plain data only: it is copied from thread to thread. */
import type { MappingTemplate } from '../../../../shared/contract/mapping';
import type { StagedFile } from '../../../../shared/contract/sync';
import type { RecordType } from '../../../../shared/domain/records';
import type { OpenRow } from '../came-again';
import type { Known, Mark } from '../erasure';
import type { Warning } from '../file-totals';
import type { KnownSurvey } from '../formats/survey-editions';
import type { SourceFile } from '../read/source';

/** UTC instants, half-open. */
export interface StatedPeriod {
  from: string;
  to: string;
}

export interface ReadRequest {
  path: string;
  /** The file's name, behind that of the archive it came in; a day or a period may stand there only. */
  name: string;
  /** Look at this format only. */
  format: string | undefined;
  withExpenses: boolean;
  /** Calendar day of a snapshot that does not carry its date. */
  snapshotDay: string | undefined;
  /** The period of a file that states none, as others of its archive tell it. */
  period?: StatedPeriod | undefined;
  /** The user's own mappings, asked where no platform's export is recognised. */
  templates: readonly MappingTemplate[];
  /** The workspace's zone and currency. */
  zone: string;
  currency: string;
  /** Rows that wait to be fixed: the file may have them again. */
  toFix: readonly OpenRow[];
  /** Erased people; null while nobody was erased. */
  erased: Known | null;
  /** Surveys that the file may be a later download of. */
  surveys: readonly KnownSurvey[];
  /** Read these sheets of the workbook only; null = all. */
  sheets: readonly string[] | null;
  /** Ends with the head: what a file is, by its beginning. The head then has a hash only when the file is short. */
  onlyHead?: boolean;
}

/** What is known before the rows are read. */
export interface ReadHead {
  type: 'head';
  source: Pick<SourceFile, 'size' | 'encoding' | 'hash'> & {
    /** Names of the workbook's sheets that hold anything; none for other files. */
    sheets: string[];
  };
  /** Null when no format claims the file: nothing follows. */
  claim: Claim | null;
}

export interface Claim {
  format: string;
  formatVersion: number;
  kind: 'ledger' | 'snapshot';
  platform: string;
  layout: string;
  /** 0..1. */
  confidence: number;
  columns: string[];
  /** Names of the sheets that the format reads. */
  sheets: string[];
  /** Other templates of the user's that fit, too. */
  alternatives: string[];
  account: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  /** When the statements were made, UTC; '' when the file does not say. */
  asOf: string;
  estimatedRows: number | null;
  /** What stands around the rows, as JSON, to be kept with the import; null when it is too large. */
  frame: string | null;
}

/** Rows in file order, as SQLite takes them: JSON in UTF-8. */
export interface EncodedBatch {
  type: 'batch';
  /** How many rows. */
  rows: number;
  /** Number of the first row. */
  firstRow: number;
  /** Number of the first record. */
  firstSeq: number;
  /** Array: the cells of this row and those that follow it by number; null for a number that is no data row. */
  cells: Uint8Array<ArrayBuffer>;
  /** Array of [row, 'ignored' | 'quarantined', reason as JSON text]. */
  outcomes: Uint8Array<ArrayBuffer>;
  /** Array of [seq, row, part, type, key, as_of, rank, payload, hash]. */
  records: Uint8Array<ArrayBuffer>;
}

export type MoneyTotal = StagedFile['money'][number];

export interface TallyResult {
  /** Rows of own spending, imported or not. */
  spending: number;
  income: number;
  /** Ledger lines. */
  lines: number;
  /** Earliest and latest instant of a line or an order. */
  first: string | null;
  last: string | null;
  /** What rows of a day (or of a month) cover: the first day, the first day of the latest, and the open end; null when there are none. */
  days: { first: string; last: string; end: string } | null;
  money: MoneyTotal[];
  stated: Stated;
}

/** What kinds of things a file states at all: what is not there need not be looked for, row by row. */
export interface Stated {
  types: RecordType[];
  /** Fields that some ledger line has. */
  lineFields: string[];
  /** Whether a record names a person, or content, that its row does not describe. */
  mentions: { person: boolean; content: boolean };
  /** Lines that the user has to decide about. */
  undecided: boolean;
  /** The days (UTC) of the ledger lines, in no order. */
  lineDays: DaySpan[];
  /** The first day that has a row of figures, also an empty one, and the day after the last; null where there are none. */
  metricDays: [string, string] | null;
}

/** The first and the last instant of what stands on one day. */
export interface DaySpan {
  first: string;
  last: string;
}

export interface ReadEnd {
  type: 'end';
  warnings: Warning[];
  tally: TallyResult;
  /** Whether some record may be stated twice in the file. */
  repeats: boolean;
  /** Ids of the rows to fix that the file has again. */
  cameAgain: number[];
  /** What the file taught about erased people. */
  marks: readonly Mark[];
}

export type ReadMessage = ReadHead | EncodedBatch | ReadEnd;

export type ToWorker = { type: 'read'; request: ReadRequest } | { type: 'more' };
export type Told = ReadMessage | { type: 'failed'; code: string; params: Record<string, string | number> };
export interface FromWorker {
  told: Told;
  /** Bytes that the thread holds. */
  holds: number;
}
