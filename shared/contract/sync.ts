import { z } from 'zod';
import { maxPastedText } from '../domain/limits';
import { mappingKinds } from '../domain/mapping';
import { currency, cursor, day, done, instant, jobStarted, limit, minor, none } from './common';
import { account, coverageKind, covered, reminder } from './coverage';
import { method } from './define';
import { errorCodes } from './errors';
import { figureChange } from './overview';

/** Days [from, to), in the zone of the file. */

export const rowCounts = z.object({
  total: z.number().int(),
  new: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  quarantined: z.number().int(),
  ignored: z.number().int(),
});
export type RowCounts = z.infer<typeof rowCounts>;

const recordCounts = z.object({ new: z.number().int(), updated: z.number().int(), unchanged: z.number().int() });
/** By record type (`ledgerLine`, `person`, `content`, …); types that do not occur are absent. */
export const recordsByType = z.record(z.string(), recordCounts);
export const warning = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

/** A file that was read and compared, and waits for Apply. Nothing of it is in the workspace yet. */
export const stagedFile = z.object({
  id: z.string(),
  fileName: z.string(),
  size: z.number(),
  /** `ready` can be applied; `unchanged` brings nothing new; `needs-mapping` is not recognised; `needs-date` is a snapshot without a date; `needs-password` an archive. */
  status: z.enum(['ready', 'unchanged', 'needs-mapping', 'needs-date', 'needs-password', 'failed']),
  error: z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  format: z.string().nullable(),
  layout: z.string().nullable(),
  /** Format ids of other templates of the user's that fit the columns as well: the user chooses. */
  alternatives: z.array(z.string()),
  /** Sheets of the same workbook that nothing reads; told with the first file of it that waits. */
  unreadSheets: z.array(z.string()),
  /** Files of the same archive that are no data by their kind, such as pages of posts and documents; told with the first file of it that waits. */
  passedOver: z.number().int(),
  /** The file is no data but a mapping that was exported: what it would read. */
  template: z.object({ name: z.string(), platform: z.string(), kind: z.enum(mappingKinds), columns: z.number().int() }).nullable(),
  /** Another number each time that its rows were compared; what the user decides about them changes nothing of it. */
  comparison: z.number().int(),
  /** The user has said which format it is. */
  formatChosen: z.boolean(),
  /** 0..1. */
  confidence: z.number().nullable(),
  encoding: z.string().nullable(),
  platform: z.string().nullable(),
  account: z.string().nullable(),
  periodFrom: instant.nullable(),
  periodTo: instant.nullable(),
  snapshotAt: instant.nullable(),
  /** The days that it covers, the last one perhaps in part; for a list its day. */
  days: covered.nullable(),
  withExpenses: z.boolean(),
  /** Rows of private spending in the file, and rows of income; shown whatever `withExpenses` says. */
  spendingRows: z.number().int(),
  incomeRows: z.number().int(),
  rows: rowCounts,
  ignoredBy: z.record(z.string(), z.number().int()),
  records: recordsByType,
  /** Counted money by currency, as the apply would add or change it. */
  money: z.array(z.object({ currency, gross: minor, refund: minor, deductions: minor, payout: minor, undecided: minor })),
  warnings: z.array(warning),
  /** Lines whose meaning the user has to decide and has not decided yet. */
  undecidedLines: z.number().int(),
  /** Records whose change concerns a field that the user has edited, and of which nobody has said whose value holds. */
  editConflicts: z.number().int(),
  /** Rows with such a change, settled or not. */
  conflictRows: z.number().int(),
  /** The import that this reading of the same file takes the place of; `gone`: records that it alone states and this one does not. */
  replaces: z.object({ batchId: z.string(), fileName: z.string(), appliedAt: instant, gone: z.number().int() }).nullable(),
});
export type StagedFile = z.infer<typeof stagedFile>;

export const rowOutcomeName = z.enum(['new', 'updated', 'unchanged', 'quarantined', 'ignored']);
/** What rows of a preview can be narrowed to: an outcome, a conflict with what the user edited, or what the user left out. */
export const rowFilterName = z.enum([...rowOutcomeName.options, 'conflict', 'skipped']);
export const stagedRow = z.object({
  row: z.number().int(),
  outcome: rowOutcomeName,
  /** What it becomes: `sale`, `tip`, … or `person`; null for ignored and quarantined rows. */
  becomes: z.string().nullable(),
  at: instant.nullable(),
  who: z.string().nullable(),
  what: z.string().nullable(),
  currency: currency.nullable(),
  amount: minor.nullable(),
  /** Field, before, after; for updated rows. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** Fields that the user has edited and the file changes: both values as text, and whose holds; null while the user has not said (then theirs). */
  conflicts: z.array(
    z.object({ field: z.string(), mine: z.string().nullable(), file: z.string().nullable(), holds: z.enum(['mine', 'file']).nullable() }),
  ),
  /** Why, for ignored and quarantined rows: an ignore reason or a problem code with what was not understood. */
  reason: z.object({ code: z.string(), column: z.string().optional(), text: z.string() }).nullable(),
  /** The original cells. */
  cells: z.array(z.string()),
});
export type StagedRow = z.infer<typeof stagedRow>;

export const batch = z.object({
  id: z.string(),
  fileName: z.string(),
  fileHash: z.string(),
  format: z.string(),
  platform: z.string(),
  account: z.string().nullable(),
  appliedAt: instant,
  undoneAt: instant.nullable(),
  /** `replaced`: the file was read again, and that reading counts. */
  status: z.enum(['live', 'undone', 'replaced']),
  withExpenses: z.boolean(),
  periodFrom: instant.nullable(),
  periodTo: instant.nullable(),
  /** As for a staged file. */
  days: covered.nullable(),
  /** Milliseconds from Apply to done. */
  duration: z.number().int(),
  rows: rowCounts,
  /** Rows that wait to be fixed still. */
  toFix: z.number().int(),
  ignoredBy: z.record(z.string(), z.number().int()),
  records: recordsByType,
  warnings: z.array(warning),
});
export type Batch = z.infer<typeof batch>;

/** An import with what it changed in the figures when it was last applied, undone or redone; null for imports of older versions of the program. */
const batchDetail = batch.extend({
  figures: z.object({ turn: z.enum(['apply', 'undo', 'redo']), changes: z.array(figureChange) }).nullable(),
});
export type BatchDetail = z.infer<typeof batchDetail>;

export const importResult = z.object({
  file: z.string(),
  format: z.string().nullable(),
  confidence: z.number().nullable(),
  account: z.string().nullable(),
  batchId: z.string().nullable(),
  status: z.enum(['applied', 'preview', 'unchanged', 'needs-mapping', 'failed']),
  error: z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  rows: rowCounts,
  ignoredBy: z.record(z.string(), z.number().int()),
  records: recordsByType,
  warnings: z.array(warning),
  /** What the import changed in the figures; null where nothing was imported, or where nobody took note at the time. */
  figures: z.array(figureChange).nullable(),
});
export type ImportResult = z.infer<typeof importResult>;

/** What undo or redo did, by record type; `kept` names what the user had edited and therefore stays (people) or waits for a redo (lines). */
export const undoResult = z.object({
  batchId: z.string(),
  removed: z.record(z.string(), z.number().int()),
  changed: z.record(z.string(), z.number().int()),
  /** What a redo brought back. */
  restored: z.record(z.string(), z.number().int()),
  kept: z.array(z.object({ type: z.enum(['person', 'ledgerLine']), id: z.string(), name: z.string() })),
  figures: z.array(figureChange),
});
export type UndoResult = z.infer<typeof undoResult>;

export const quarantinedRow = z.object({
  id: z.number().int(),
  batchId: z.string(),
  fileName: z.string(),
  format: z.string(),
  row: z.number().int(),
  code: z.string(),
  column: z.string().nullable(),
  text: z.string(),
  cells: z.array(z.string()),
  /** Names of the cells' columns, as the file writes them. */
  columns: z.array(z.string()),
});
export type QuarantinedRow = z.infer<typeof quarantinedRow>;

export const formatInfo = z.object({
  id: z.string(),
  platform: z.string(),
  version: z.number().int(),
  kind: z.enum(['ledger', 'snapshot']),
  /** How well the layout is known: from real files or official documents, or from one source. */
  evidence: z.enum(['exact', 'probable', 'assumed']),
  layouts: z.array(z.string()),
});

/** Used once to open an archive; never stored and never logged. */
const password = z.string().min(1).max(256);

const stageInput = z.object({
  paths: z.array(z.string().min(1)).min(1).max(500),
  format: z.string().optional(),
  account: z.string().max(200).optional(),
  withExpenses: z.boolean().default(false),
  snapshotDay: day.optional(),
  /** Tried on the archives among the files. */
  password: password.optional(),
});

const stageTextInput = z.object({
  /** What the text is called in the list, with the ending of a text file. Never a path. */
  name: z
    .string()
    .min(1)
    .max(120)
    .regex(/^(?!\.)[^/\\:*?"<>|\p{Cc}]+\.(?:txt|csv|tsv)$/u),
  text: z.string().min(1).max(maxPastedText),
  format: z.string().optional(),
  account: z.string().max(200).optional(),
  withExpenses: z.boolean().default(false),
  snapshotDay: day.optional(),
});

export const syncMethods = {
  'sync.formats': method('core', none, z.array(formatInfo)),
  /** Job; `sync.staged` has the outcome. */
  'sync.stage': method('internal', stageInput, jobStarted),
  /** Stages pasted text as if it were a file. Job. */
  'sync.stageText': method('core', stageTextInput, jobStarted),
  'sync.staged': method('core', none, z.array(stagedFile)),
  'sync.stagedRows': method(
    'core',
    z.object({ fileId: z.string(), outcome: rowFilterName.nullable().default(null), cursor, limit }),
    z.object({ columns: z.array(z.string()), rows: z.array(stagedRow), next: z.string().nullable() }),
  ),
  /** Changes the reading of a staged file and compares it again. Job. */
  'sync.restage': method(
    'core',
    z.object({
      fileId: z.string(),
      /** One of the file's `alternatives`. */
      format: z.string().max(200).optional(),
      withExpenses: z.boolean().optional(),
      account: z.string().max(200).optional(),
      snapshotDay: day.optional(),
    }),
    jobStarted,
  ),
  /** Opens a staged archive with its password: the files inside take its place. A wrong password leaves it waiting. Job. */
  'sync.unlock': method('core', z.object({ fileId: z.string(), password }), jobStarted),
  'sync.discard': method('core', z.object({ fileIds: z.array(z.string()) }), done),
  /** Job; each file is one transaction, its results come from `sync.applied`. */
  'sync.apply': method('core', z.object({ fileIds: z.array(z.string()).min(1) }), jobStarted),
  'sync.applied': method('core', z.object({ jobId: z.string() }), z.array(importResult)),
  'sync.history': method('core', z.object({ cursor, limit }), z.object({ batches: z.array(batch), next: z.string().nullable() })),
  'sync.batch': method('core', z.object({ id: z.string() }), batchDetail),
  'sync.undo': method('core', z.object({ id: z.string() }), jobStarted),
  'sync.redo': method('core', z.object({ id: z.string() }), jobStarted),
  'sync.undone': method('core', z.object({ jobId: z.string() }), undoResult),
  'sync.quarantine': method(
    'core',
    z.object({ batchId: z.string().nullable().default(null), cursor, limit }),
    z.object({ rows: z.array(quarantinedRow), total: z.number().int(), next: z.string().nullable() }),
  ),
  /** The user is done with rows that could not be used (or wants them back): all that wait of an import, or some. */
  'sync.dismissRows': method(
    'core',
    z.object({
      batchId: z.string().nullable().default(null),
      ids: z.array(z.number().int()).max(10_000).nullable(),
      dismissed: z.boolean(),
    }),
    z.object({ ids: z.array(z.number().int()) }),
  ),
  /** Writes a batch's quarantined rows in their original columns, header included, as CSV. */
  'sync.exportRows': method('internal', z.object({ batchId: z.string(), path: z.string().min(1) }), z.object({ rows: z.number().int() })),
  'sync.accounts': method('core', none, z.array(account)),
  /** Throws `account-missing`. */
  'sync.setReminder': method('core', reminder.extend({ accountId: z.number().int() }), done),
  'sync.coverage': method('core', z.object({ accountId: z.number().int() }), z.object({ kinds: z.array(coverageKind) })),
  'sync.renameAccount': method('core', z.object({ id: z.number().int(), name: z.string().min(1).max(100) }), done),
};
