CREATE INDEX attendance_by_activity ON attendance (platform, activity, at);

CREATE INDEX attendance_by_person ON attendance (person_record) WHERE person_record IS NOT NULL;

CREATE INDEX calendar_entry_by_start ON calendar_entry (starts);

CREATE INDEX calendar_entry_by_uid ON calendar_entry (uid);

CREATE INDEX community_member_by_community ON community_member (platform, community);

CREATE INDEX community_member_by_person ON community_member (person_record) WHERE person_record IS NOT NULL;

CREATE INDEX content_item_by_time ON content_item (published_at);

CREATE INDEX content_metric_by_content ON content_metric (content_record, from_day);

CREATE INDEX content_metric_by_day ON content_metric (from_day);

CREATE INDEX identity_decision_by_b ON identity_decision (b);

CREATE INDEX import_batch_by_hash ON import_batch (file_hash);

CREATE INDEX import_batch_by_replaced ON import_batch (replaces) WHERE replaces IS NOT NULL;

CREATE INDEX ledger_line_by_link ON ledger_line (person_link) WHERE person_link IS NOT NULL;

CREATE INDEX ledger_line_by_person ON ledger_line (person_record) WHERE person_record IS NOT NULL;

CREATE INDEX ledger_line_by_time ON ledger_line (at, id);

CREATE INDEX ledger_line_counted_by ON ledger_line (counted_by) WHERE counted_by IS NOT NULL;

CREATE INDEX ledger_line_orders ON ledger_line (id) WHERE side = 'order';

CREATE INDEX ledger_line_payouts ON ledger_line (at) WHERE kind = 'payout';

CREATE INDEX ledger_line_returned ON ledger_line (id) WHERE returned > 0;

CREATE INDEX ledger_line_undecided ON ledger_line (at) WHERE kind = 'undecided';

CREATE INDEX line_match_by_other ON line_match (other);

CREATE INDEX note_by_source ON note (source, position);

CREATE INDEX person_absorbed_by_person ON person_absorbed (person);

CREATE INDEX person_by_first_seen ON person (coalesce(first_seen_at, ''), id) WHERE removed_at IS NULL;

CREATE INDEX person_by_last_seen ON person (coalesce(last_seen_at, ''), id) WHERE removed_at IS NULL;

CREATE INDEX person_by_name ON person (name, id) WHERE removed_at IS NULL;

CREATE INDEX person_note_by_person ON person_note (person);

CREATE INDEX person_tag_by_tag ON person_tag (tag, person);

CREATE INDEX profile_by_email ON profile (email) WHERE email IS NOT NULL;

CREATE INDEX profile_by_person ON profile (person);

CREATE INDEX profile_by_phone ON profile (phone) WHERE phone IS NOT NULL;

CREATE INDEX profile_by_platform ON profile (platform, person);

CREATE INDEX profile_memory_by_person ON profile_memory (person);

CREATE INDEX replaced_edit_by_record ON replaced_edit (record);

CREATE INDEX row_to_fix_by_batch ON row_to_fix (batch);

CREATE INDEX shop_order_by_person ON shop_order (person_record) WHERE person_record IS NOT NULL;

CREATE INDEX source_record_by_batch ON source_record (batch, row);

CREATE INDEX source_record_by_record ON source_record (record);

CREATE INDEX survey_question_by_survey ON survey_question (survey, position);

CREATE INDEX survey_response_by_person ON survey_response (person_record) WHERE person_record IS NOT NULL;

CREATE INDEX survey_response_by_survey ON survey_response (survey, submitted_at);

CREATE INDEX term_by_end ON term (ends_at);

CREATE INDEX term_by_person ON term (person_record) WHERE person_record IS NOT NULL;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (platform, external_id)
) STRICT;

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  activity TEXT NOT NULL,
  person_record INTEGER,
  name TEXT,
  at TEXT,
  left_at TEXT,
  seconds REAL,
  -- 0..1
  progress REAL,
  comments INTEGER,
  status TEXT,
  attributes TEXT NOT NULL
) STRICT;

CREATE TABLE calendar_entry (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  calendar TEXT,
  uid TEXT NOT NULL,
  recurrence_id TEXT,
  title TEXT NOT NULL,
  -- a day, a time local to zone, or a UTC instant; the end is exclusive
  starts TEXT NOT NULL,
  ends TEXT,
  all_day INTEGER NOT NULL,
  zone TEXT,
  rrule TEXT,
  -- JSON arrays
  exdates TEXT,
  rdates TEXT,
  categories TEXT,
  status TEXT,
  location TEXT,
  description TEXT,
  url TEXT,
  organizer TEXT,
  sequence INTEGER
) STRICT;

CREATE TABLE community_member (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  community TEXT NOT NULL,
  person_record INTEGER,
  name TEXT NOT NULL,
  role TEXT,
  joined_at TEXT,
  left_at TEXT,
  attributes TEXT NOT NULL
) STRICT;

CREATE TABLE content_item (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  published_at TEXT,
  url TEXT,
  series TEXT,
  duration_seconds REAL,
  status TEXT,
  attributes TEXT NOT NULL
) STRICT;

CREATE TABLE content_metric (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  -- record of the item; none: the whole account
  content_record INTEGER,
  scope TEXT NOT NULL,
  -- half-open days
  from_day TEXT,
  to_day TEXT,
  dimension TEXT,
  currency TEXT,
  -- JSON object of numbers by canonical name
  metrics TEXT NOT NULL
) STRICT;

CREATE TABLE erasure_mark (
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (kind, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure_secret (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- hex; made with the first erasure
  key TEXT NOT NULL,
  -- 1 while the file still has to be written anew, so that no freed byte of an erased person stays in it
  unclean INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE figure_change (
  batch INTEGER PRIMARY KEY REFERENCES import_batch (seq),
  -- the last time that the import was written: apply, undo, redo
  turn TEXT NOT NULL,
  -- JSON list of the figures that differ: id, month (YYYY-MM, none for all times), currency, before, after
  figures TEXT NOT NULL
) STRICT;

CREATE TABLE identity_decision (
  -- two records that stand for people, a < b: one person (same = 1) or two (same = 0); where both are said, "same" holds
  a INTEGER NOT NULL REFERENCES record (id),
  b INTEGER NOT NULL REFERENCES record (id),
  same INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (a, b, same),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  format TEXT NOT NULL,
  format_version INTEGER NOT NULL,
  layout TEXT NOT NULL,
  confidence REAL NOT NULL,
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  -- when the platform made the file, '' when it does not say
  as_of TEXT NOT NULL,
  period_from TEXT,
  period_to TEXT,
  with_expenses INTEGER NOT NULL,
  applied_at TEXT NOT NULL,
  undone_at TEXT,
  duration INTEGER NOT NULL DEFAULT 0,
  columns TEXT NOT NULL,
  -- rows, ignoredBy, records and warnings as shown in the history (JSON)
  summary TEXT NOT NULL
, frame TEXT, replaces INTEGER REFERENCES import_batch (seq)) STRICT;

CREATE TABLE inbox_done (
  -- SHA-256 of the bytes, hex
  hash TEXT PRIMARY KEY,
  -- applied, ignored
  outcome TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox_look (
  path TEXT PRIMARY KEY,
  -- bytes, milliseconds since 1970
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  -- the formats and mappings that were known then
  known TEXT NOT NULL,
  -- none: not recognised, and in a folder where only what is recognised counts
  hash TEXT,
  format TEXT,
  platform TEXT,
  locked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_line (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  at TEXT NOT NULL,
  date_estimated INTEGER NOT NULL,
  kind TEXT NOT NULL,
  side TEXT NOT NULL,
  sold_on TEXT NOT NULL,
  -- how the money moved; an order learns it from the bill of the same sale
  paid_via TEXT,
  stated_via TEXT,
  currency TEXT NOT NULL,
  stated INTEGER NOT NULL,
  -- what the line counts for; a line whose sale another line counts has its gross or refund at 0 and counted_by set
  gross INTEGER NOT NULL,
  share INTEGER NOT NULL,
  refund INTEGER NOT NULL,
  commission INTEGER NOT NULL,
  channel_fee INTEGER NOT NULL,
  fee_reversal INTEGER NOT NULL,
  split INTEGER NOT NULL,
  tax_withheld INTEGER NOT NULL,
  payout INTEGER NOT NULL,
  expense INTEGER NOT NULL,
  deductions INTEGER GENERATED ALWAYS AS (commission + channel_fee - fee_reversal + split + tax_withheld) VIRTUAL,
  net INTEGER GENERATED ALWAYS AS (gross + share - refund - (commission + channel_fee - fee_reversal + split + tax_withheld)) VIRTUAL,
  counted_by INTEGER,
  original_amount INTEGER,
  original_currency TEXT,
  product TEXT,
  counterparty TEXT,
  -- record of the person the file names
  person_record INTEGER,
  -- person the user linked by hand
  person_link INTEGER,
  numbers TEXT,
  source_kind TEXT,
  status TEXT,
  note TEXT,
  edited INTEGER NOT NULL DEFAULT 0
, returned INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE line_decision (
  counterparty TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (counterparty, source_kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE line_edit (
  line INTEGER NOT NULL REFERENCES record (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (line, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE line_match (
  -- an order's sale, or a payout
  one INTEGER NOT NULL REFERENCES record (id),
  -- the line of a bill
  other INTEGER NOT NULL REFERENCES record (id),
  same INTEGER NOT NULL CHECK (same IN (0, 1)),
  -- the kind that `other` was given with it, as JSON in line_edit; null when it has kept its own
  kind TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE line_number (
  number TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (number, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE manual_line (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  payload TEXT NOT NULL
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  source TEXT NOT NULL,
  author TEXT,
  chapter TEXT,
  quote TEXT,
  thought TEXT,
  at TEXT,
  position INTEGER NOT NULL,
  attributes TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  gender TEXT,
  birth_date TEXT,
  city TEXT,
  province TEXT,
  country TEXT,
  tier TEXT,
  first_seen_at TEXT,
  last_seen_at TEXT,
  -- JSON array of platform ids
  platforms TEXT NOT NULL DEFAULT '[]',
  is_team INTEGER NOT NULL DEFAULT 0,
  is_manual INTEGER NOT NULL DEFAULT 0,
  -- the tombstone: later imports attach to the row but do not bring it back
  removed_at TEXT,
  -- lower-cased names, handles, e-mail and phone for searching
  search_text TEXT NOT NULL DEFAULT ''
, erased INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE person_absorbed (
  id INTEGER PRIMARY KEY,
  -- whom they are part of now
  person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  -- 1: the user merged them; 0: an import did
  by_hand INTEGER NOT NULL,
  removed_at TEXT,
  -- JSON arrays of record ids: what stood for them, and what stood for the other one
  records TEXT NOT NULL,
  beside TEXT NOT NULL,
  -- JSON arrays of what was theirs: [field, value, at, moved], [tag, moved], ids of notes and of lines; moved = 1 where the other had none of it
  edits TEXT NOT NULL,
  tags TEXT NOT NULL,
  notes TEXT NOT NULL,
  lines TEXT NOT NULL
) STRICT;

CREATE TABLE person_edit (
  person INTEGER NOT NULL REFERENCES person (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (person, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_note (
  id TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE person_search USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');

CREATE TABLE person_tag (
  person INTEGER NOT NULL REFERENCES person (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (person, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE profile (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  -- set at the end of an import's transaction, when it is known who is who
  person INTEGER NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  platform TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT,
  nickname TEXT,
  email TEXT,
  phone TEXT,
  gender TEXT,
  birth_date TEXT,
  city TEXT,
  province TEXT,
  country TEXT,
  first_seen_at TEXT,
  last_seen_at TEXT,
  tier TEXT,
  status TEXT,
  note TEXT,
  attributes TEXT NOT NULL DEFAULT '{}',
  as_of TEXT NOT NULL
) STRICT;

CREATE TABLE profile_memory (
  record INTEGER PRIMARY KEY REFERENCES record (id),
  person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE
, since TEXT) STRICT;

CREATE TABLE rate (
  currency TEXT NOT NULL,
  day TEXT NOT NULL,
  rate REAL NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (currency, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  platform TEXT NOT NULL,
  key TEXT NOT NULL,
  UNIQUE (key, platform, type)
) STRICT;

CREATE TABLE remembered_answer (
  method TEXT PRIMARY KEY,
  question TEXT NOT NULL,
  revision INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE replaced_edit (
  batch INTEGER NOT NULL REFERENCES import_batch (seq),
  -- the ledger line, or the profile of the edited person
  record INTEGER NOT NULL REFERENCES record (id),
  field TEXT NOT NULL,
  -- as in line_edit and person_edit
  value TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (batch, record, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER NOT NULL) STRICT;

CREATE TABLE row_to_fix (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  row INTEGER NOT NULL,
  code TEXT NOT NULL,
  column_name TEXT,
  text TEXT NOT NULL, settled_by INTEGER REFERENCES import_batch (seq),
  FOREIGN KEY (batch, row) REFERENCES source_row (batch, row)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE shop_order (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  sold_on TEXT NOT NULL,
  number TEXT NOT NULL,
  created_at TEXT NOT NULL,
  paid_at TEXT,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  refunded INTEGER NOT NULL,
  product TEXT,
  person_record INTEGER
) STRICT;

CREATE TABLE skipped_statement (
  -- type of the row's first record and fingerprint of its payload
  type TEXT NOT NULL,
  hash TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES import_batch (seq),
  PRIMARY KEY (type, hash, batch)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_record (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES import_batch (seq),
  row INTEGER NOT NULL,
  record INTEGER NOT NULL REFERENCES record (id),
  as_of TEXT NOT NULL,
  rank INTEGER NOT NULL,
  hash TEXT NOT NULL,
  payload BLOB NOT NULL
) STRICT;

CREATE TABLE "source_row" (
  batch INTEGER NOT NULL REFERENCES import_batch (seq),
  row INTEGER NOT NULL,
  -- JSON array of texts
  cells TEXT NOT NULL,
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE sqlite_stat1(tbl,idx,stat);

CREATE TABLE survey (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT,
  UNIQUE (platform, key)
) STRICT;

CREATE TABLE survey_answer (
  response INTEGER NOT NULL REFERENCES survey_response (id),
  question TEXT NOT NULL,
  position INTEGER NOT NULL,
  value TEXT,
  PRIMARY KEY (response, question, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_question (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  survey INTEGER NOT NULL REFERENCES survey (id),
  -- what survey_answer.question refers to
  question TEXT NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- JSON array
  options TEXT,
  survey_title TEXT,
  as_of TEXT NOT NULL
) STRICT;

CREATE TABLE survey_response (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  survey INTEGER NOT NULL REFERENCES survey (id),
  person_record INTEGER,
  submitted_at TEXT,
  started_at TEXT,
  seconds REAL,
  meta TEXT NOT NULL,
  survey_title TEXT,
  as_of TEXT NOT NULL
) STRICT;

CREATE TABLE term (
  id INTEGER PRIMARY KEY REFERENCES record (id),
  platform TEXT NOT NULL,
  -- record of the person the file names
  person_record INTEGER,
  plan TEXT,
  status TEXT,
  started_at TEXT,
  ends_at TEXT,
  canceled_at TEXT,
  -- of one interval, minor units
  amount INTEGER,
  currency TEXT,
  interval TEXT,
  attributes TEXT NOT NULL
) STRICT;
