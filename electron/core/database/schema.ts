/** Row types of the schema, for Kysely. Meanings and units stand beside the columns in migrations/; change both together. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { LineKind, LineSide, RecordType } from '../../../shared/domain/records';

export interface SettingTable {
  key: string;
  value: string;
}

export interface RateTable {
  currency: string;
  day: string;
  rate: number;
  source: Generated<string>;
}

export interface AccountTable {
  id: Generated<number>;
  platform: string;
  external_id: string;
  name: string;
}

export interface ImportBatchTable {
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

export interface SourceRowTable {
  batch: number;
  row: number;
  cells: string;
}

export interface RowToFixTable {
  id: Generated<number>;
  batch: number;
  row: number;
  code: string;
  column_name: string | null;
  text: string;
  settled_by: number | null;
}

export interface RecordTable {
  id: Generated<number>;
  type: RecordType;
  platform: string;
  key: string;
}

export interface SourceRecordTable {
  id: Generated<number>;
  batch: number;
  row: number;
  record: number;
  as_of: string;
  rank: number;
  hash: string;
  payload: Uint8Array;
}

export interface LedgerLineTable {
  id: Generated<number>;
  at: string;
  date_estimated: number;
  kind: LineKind;
  side: LineSide;
  sold_on: string;
  paid_via: string | null;
  stated_via: string | null;
  currency: string;
  stated: number;
  gross: number;
  share: number;
  refund: number;
  commission: number;
  channel_fee: number;
  fee_reversal: number;
  split: number;
  tax_withheld: number;
  payout: number;
  expense: number;
  returned: Generated<number>;
  deductions: GeneratedAlways<number>;
  net: GeneratedAlways<number>;
  counted_by: number | null;
  original_amount: number | null;
  original_currency: string | null;
  product: string | null;
  counterparty: string | null;
  person_record: number | null;
  person_link: number | null;
  numbers: string | null;
  source_kind: string | null;
  status: string | null;
  note: string | null;
  edited: Generated<number>;
}

export interface LineNumberTable {
  number: string;
  line: number;
}

export interface ShopOrderTable {
  id: Generated<number>;
  sold_on: string;
  number: string;
  created_at: string;
  paid_at: string | null;
  status: string;
  currency: string;
  amount: number;
  refunded: number;
  product: string | null;
  person_record: number | null;
}

export interface PersonTable {
  id: Generated<number>;
  uid: string;
  name: string;
  email: string | null;
  phone: string | null;
  gender: string | null;
  birth_date: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  tier: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  platforms: Generated<string>;
  is_team: Generated<number>;
  is_manual: Generated<number>;
  removed_at: string | null;
  search_text: Generated<string>;
  erased: Generated<number>;
}

export interface ErasureSecretTable {
  id: number;
  key: string;
  unclean: Generated<number>;
}

export interface ErasureMarkTable {
  kind: string;
  hash: string;
  detail: string;
}

export interface ProfileTable {
  id: Generated<number>;
  person: number;
  platform: string;
  key: string;
  name: string | null;
  nickname: string | null;
  email: string | null;
  phone: string | null;
  gender: string | null;
  birth_date: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  tier: string | null;
  status: string | null;
  note: string | null;
  attributes: Generated<string>;
  as_of: string;
}

export interface ProfileMemoryTable {
  record: number;
  person: number;
  since: string | null;
}

export interface IdentityDecisionTable {
  a: number;
  b: number;
  same: number;
  at: string;
}

export interface PersonAbsorbedTable {
  id: Generated<number>;
  person: number;
  uid: string;
  name: string;
  at: string;
  by_hand: number;
  removed_at: string | null;
  records: string;
  beside: string;
  edits: string;
  tags: string;
  notes: string;
  lines: string;
}

export interface LineMatchTable {
  one: number;
  other: number;
  same: number;
  kind: string | null;
  at: string;
}

export interface LineEditTable {
  line: number;
  field: string;
  value: string;
  at: string;
}

export interface PersonEditTable {
  person: number;
  field: string;
  value: string;
  at: string;
}

export interface PersonTagTable {
  person: number;
  tag: string;
}

export interface PersonNoteTable {
  id: string;
  person: number;
  at: string;
  text: string;
}

export interface ManualLineTable {
  id: Generated<number>;
  payload: string;
}

export interface LineDecisionTable {
  counterparty: string;
  source_kind: string;
  kind: LineKind;
  at: string;
}

export interface TermTable {
  id: Generated<number>;
  platform: string;
  person_record: number | null;
  plan: string | null;
  status: string | null;
  started_at: string | null;
  ends_at: string | null;
  canceled_at: string | null;
  amount: number | null;
  currency: string | null;
  interval: string | null;
  attributes: string;
}

export interface AttendanceTable {
  id: Generated<number>;
  platform: string;
  kind: string;
  activity: string;
  person_record: number | null;
  name: string | null;
  at: string | null;
  left_at: string | null;
  seconds: number | null;
  progress: number | null;
  comments: number | null;
  status: string | null;
  attributes: string;
}

export interface CommunityMemberTable {
  id: Generated<number>;
  platform: string;
  community: string;
  person_record: number | null;
  name: string;
  role: string | null;
  joined_at: string | null;
  left_at: string | null;
  attributes: string;
}

export interface ContentItemTable {
  id: Generated<number>;
  platform: string;
  kind: string;
  title: string;
  published_at: string | null;
  url: string | null;
  series: string | null;
  duration_seconds: number | null;
  status: string | null;
  attributes: string;
}

export interface ContentMetricTable {
  id: Generated<number>;
  platform: string;
  content_record: number | null;
  scope: string;
  from_day: string | null;
  to_day: string | null;
  dimension: string | null;
  currency: string | null;
  metrics: string;
}

export interface CalendarEntryTable {
  id: Generated<number>;
  platform: string;
  calendar: string | null;
  uid: string;
  recurrence_id: string | null;
  title: string;
  starts: string;
  ends: string | null;
  all_day: number;
  zone: string | null;
  rrule: string | null;
  exdates: string | null;
  rdates: string | null;
  categories: string | null;
  status: string | null;
  location: string | null;
  description: string | null;
  url: string | null;
  organizer: string | null;
  sequence: number | null;
}

export interface SurveyTable {
  id: Generated<number>;
  platform: string;
  key: string;
  title: string | null;
}

export interface SurveyQuestionTable {
  id: Generated<number>;
  survey: number;
  question: string;
  position: number;
  title: string;
  kind: string;
  options: string | null;
  survey_title: string | null;
  as_of: string;
}

export interface SurveyResponseTable {
  id: Generated<number>;
  survey: number;
  person_record: number | null;
  submitted_at: string | null;
  started_at: string | null;
  seconds: number | null;
  meta: string;
  survey_title: string | null;
  as_of: string;
}

export interface SurveyAnswerTable {
  response: number;
  question: string;
  position: number;
  value: string | null;
}

export interface NoteTable {
  id: Generated<number>;
  platform: string;
  source: string;
  author: string | null;
  chapter: string | null;
  quote: string | null;
  thought: string | null;
  at: string | null;
  position: number;
  attributes: string;
}

export interface InboxDoneTable {
  hash: string;
  outcome: 'applied' | 'ignored';
  at: string;
}

export interface InboxLookTable {
  path: string;
  size: number;
  modified: number;
  known: string;
  hash: string | null;
  format: string | null;
  platform: string | null;
  locked: number;
}

export interface FigureChangeTable {
  batch: number;
  turn: 'apply' | 'undo' | 'redo';
  figures: string;
}

export interface SkippedStatementTable {
  type: string;
  hash: string;
  batch: number;
}

export interface ReplacedEditTable {
  batch: number;
  record: number;
  field: string;
  value: string;
  at: string;
}

/** Contentless full-text index over `person.search_text`; the rowid is the person's id. */
export interface PersonSearchTable {
  rowid: number;
  text: string;
}

export interface Schema {
  setting: SettingTable;
  rate: RateTable;
  account: AccountTable;
  import_batch: ImportBatchTable;
  source_row: SourceRowTable;
  row_to_fix: RowToFixTable;
  record: RecordTable;
  source_record: SourceRecordTable;
  ledger_line: LedgerLineTable;
  line_number: LineNumberTable;
  shop_order: ShopOrderTable;
  person: PersonTable;
  erasure_secret: ErasureSecretTable;
  erasure_mark: ErasureMarkTable;
  profile: ProfileTable;
  profile_memory: ProfileMemoryTable;
  identity_decision: IdentityDecisionTable;
  person_absorbed: PersonAbsorbedTable;
  line_edit: LineEditTable;
  line_match: LineMatchTable;
  person_edit: PersonEditTable;
  person_tag: PersonTagTable;
  person_note: PersonNoteTable;
  manual_line: ManualLineTable;
  line_decision: LineDecisionTable;
  term: TermTable;
  attendance: AttendanceTable;
  community_member: CommunityMemberTable;
  content_item: ContentItemTable;
  content_metric: ContentMetricTable;
  calendar_entry: CalendarEntryTable;
  survey: SurveyTable;
  survey_question: SurveyQuestionTable;
  survey_response: SurveyResponseTable;
  survey_answer: SurveyAnswerTable;
  note: NoteTable;
  inbox_done: InboxDoneTable;
  inbox_look: InboxLookTable;
  skipped_statement: SkippedStatementTable;
  replaced_edit: ReplacedEditTable;
  figure_change: FigureChangeTable;
  person_search: PersonSearchTable;
}
