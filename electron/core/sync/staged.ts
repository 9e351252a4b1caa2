/** A file that waits: what the window sees, what Apply needs, and what stands there before the file is read. */
import type { AppError } from '../../../shared/contract/errors';
import type { StagedFile } from '../../../shared/contract/sync';
import type { Mark } from './erasure';
import type { PeriodSource } from './periods';
import type { Stated, StatedPeriod } from './reading/messages';
import type { SharedParcel } from './staged-archives';

export interface StageOptions {
  format?: string | undefined;
  account?: string | undefined;
  withExpenses: boolean;
  /** Calendar day of a snapshot that does not carry its date. */
  snapshotDay?: string | undefined;
  /** The period of a file that states none, as others of its archive tell it. */
  period?: StatedPeriod | undefined;
}

/** What the files that one workbook is read as have in common. */
export interface Book {
  /** The sheets that waited and wait no more: they were applied or are not wanted. */
  readonly gone: Set<string>;
}

/** A staged file as core keeps it: what the window sees, and what Apply needs. */
export interface Staged {
  key: number;
  path: string;
  /** The file that the user named: the archive it came in, else `path`. */
  origin: string;
  /** The file's name, behind that of the archive it came in. */
  name: string;
  /** The archive it came in, until it waits no more. */
  parcel: SharedParcel | null;
  /** The same for all files that one workbook is read as. */
  book: Book;
  /** The sheets of its workbook that it is, once they are told apart; null = all there is. */
  sheets: readonly string[] | null;
  /** All that the workbook has. */
  allSheets: readonly string[];
  options: StageOptions;
  file: StagedFile;
  columns: string[];
  hash: string;
  asOf: string;
  /** How the period of the file is known. */
  period: PeriodSource;
  kind: 'ledger' | 'snapshot';
  formatVersion: number;
  stated: Stated;
  /** Number of the import that this reading takes the place of. */
  replaces: number | null;
  /** The import whose stored rows are read, in the place of a file. */
  stored: string | null;
  /** What stands around the rows, as JSON, to be kept with the import. */
  frame: string | null;
  /** What the file taught about erased people: known from here on once it is applied. */
  marks: readonly Mark[];
  /** Ids of the rows to fix that the file has again. */
  cameAgain: readonly number[];
  /** Counts changes of the workspace; when it has moved on, Apply compares again first. */
  comparedAt: number;
}

/** A file that was read, and does not wait yet. */
export type ReadFile = Omit<Staged, 'comparedAt'>;

/** What is known before a file is read. */
export type ToStage = Pick<Staged, 'key' | 'path' | 'origin' | 'name' | 'parcel' | 'options' | 'stored' | 'book' | 'sheets'> & {
  id: string;
};

export const noPeriod: PeriodSource = { by: 'rows', last: null };
/** Of a file without rows. */
export const nothingStated: Stated = {
  types: [],
  lineFields: [],
  mentions: { person: false, content: false },
  undecided: false,
  lineDays: [],
  metricDays: null,
};

/** A file before it is read; `file` stands beside it. */
export function unread({ id: _id, ...known }: ToStage): Omit<ReadFile, 'file'> {
  return {
    ...known,
    allSheets: [],
    replaces: null,
    frame: null,
    columns: [],
    hash: '',
    asOf: '',
    period: noPeriod,
    kind: 'ledger',
    formatVersion: 0,
    stated: nothingStated,
    marks: [],
    cameAgain: [],
  };
}

/** A file that could not be had: an archive that is locked or damaged, or what was inside one. */
export function stagedProblem(staged: ToStage, { code, params }: AppError): ReadFile {
  const locked = code === 'password-needed' || code === 'password-wrong';
  return { ...unread(staged), file: { ...emptyStaged(staged), status: locked ? 'needs-password' : 'failed', error: { code, params } } };
}

export function emptyStaged({ id, name, options }: ToStage): StagedFile {
  return {
    id,
    fileName: name,
    size: 0,
    status: 'failed',
    error: null,
    format: null,
    layout: null,
    alternatives: [],
    comparison: 0,
    formatChosen: options.format !== undefined,
    confidence: null,
    encoding: null,
    platform: null,
    account: options.account ?? null,
    periodFrom: null,
    periodTo: null,
    snapshotAt: null,
    days: null,
    withExpenses: options.withExpenses,
    spendingRows: 0,
    incomeRows: 0,
    rows: { total: 0, new: 0, updated: 0, unchanged: 0, quarantined: 0, ignored: 0 },
    ignoredBy: {},
    records: {},
    money: [],
    warnings: [],
    undecidedLines: 0,
    editConflicts: 0,
    conflictRows: 0,
    replaces: null,
    unreadSheets: [],
    passedOver: 0,
    template: null,
  };
}
