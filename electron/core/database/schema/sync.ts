/** Row types of what files state, and what is remembered of reading them. */
import type { Generated } from 'kysely';
import type { RecordType } from '../../../../shared/domain/records';

interface SettingTable {
  key: string;
  value: string;
}

interface RateTable {
  currency: string;
  day: string;
  rate: number;
  source: Generated<string>;
}

interface AccountTable {
  id: Generated<number>;
  platform: string;
  external_id: string;
  name: string;
}

interface ImportBatchTable {
  seq: Generated<number>;
  id: string;
  file_name: string;
  file_hash: string;
  file_size: number;
  format: string;
  format_version: number;
  layout: string;
  confidence: number;
  platform: string;
  kind: 'ledger' | 'snapshot';
  account: number;
  as_of: string;
  period_from: string | null;
  period_to: string | null;
  with_expenses: number;
  applied_at: string;
  undone_at: string | null;
  duration: Generated<number>;
  columns: string;
  summary: string;
  frame: string | null;
  replaces: number | null;
}

interface SourceRowTable {
  batch: number;
  row: number;
  cells: string;
}

interface RowToFixTable {
  id: Generated<number>;
  batch: number;
  row: number;
  code: string;
  column_name: string | null;
  text: string;
  settled_by: number | null;
}

interface RecordTable {
  id: Generated<number>;
  type: RecordType;
  platform: string;
  key: string;
}

interface SourceRecordTable {
  id: Generated<number>;
  batch: number;
  row: number;
  record: number;
  as_of: string;
  rank: number;
  hash: string;
  payload: Uint8Array;
}

interface SkippedStatementTable {
  type: string;
  hash: string;
  batch: number;
}

interface ReplacedEditTable {
  batch: number;
  record: number;
  field: string;
  value: string;
  at: string;
}

interface FigureChangeTable {
  batch: number;
  turn: 'apply' | 'undo' | 'redo';
  figures: string;
}

interface InboxDoneTable {
  hash: string;
  outcome: 'applied' | 'ignored';
  at: string;
}

interface InboxLookTable {
  path: string;
  size: number;
  modified: number;
  known: string;
  hash: string | null;
  format: string | null;
  platform: string | null;
  locked: number;
}

export interface SyncTables {
  setting: SettingTable;
  rate: RateTable;
  account: AccountTable;
  import_batch: ImportBatchTable;
  source_row: SourceRowTable;
  row_to_fix: RowToFixTable;
  record: RecordTable;
  source_record: SourceRecordTable;
  skipped_statement: SkippedStatementTable;
  replaced_edit: ReplacedEditTable;
  figure_change: FigureChangeTable;
  inbox_done: InboxDoneTable;
  inbox_look: InboxLookTable;
}
