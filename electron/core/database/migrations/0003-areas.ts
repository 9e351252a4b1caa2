/**
 * What calendars, lessons, groups, publications, surveys and notes state. Ids are record ids, as for lines and orders; everything here is a fold
 * and can be computed anew. Days are `YYYY-MM-DD`, instants UTC; what a file leaves open about either stands as it was stated.
 */
export const areas = `
-- a paid period of one person
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
CREATE INDEX term_by_person ON term (person_record) WHERE person_record IS NOT NULL;
CREATE INDEX term_by_end ON term (ends_at);

-- that somebody took part once
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
CREATE INDEX attendance_by_activity ON attendance (platform, activity, at);
CREATE INDEX attendance_by_person ON attendance (person_record) WHERE person_record IS NOT NULL;

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
CREATE INDEX community_member_by_community ON community_member (platform, community);
CREATE INDEX community_member_by_person ON community_member (person_record) WHERE person_record IS NOT NULL;

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
CREATE INDEX content_item_by_time ON content_item (published_at);

-- figures of one item, or of the whole account
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
CREATE INDEX content_metric_by_content ON content_metric (content_record, from_day);
CREATE INDEX content_metric_by_day ON content_metric (from_day);

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
CREATE INDEX calendar_entry_by_start ON calendar_entry (starts);
CREATE INDEX calendar_entry_by_uid ON calendar_entry (uid);

-- there while a live question or response names it
CREATE TABLE survey (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT,
  UNIQUE (platform, key)
) STRICT;

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
CREATE INDEX survey_question_by_survey ON survey_question (survey, position);

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
CREATE INDEX survey_response_by_survey ON survey_response (survey, submitted_at);
CREATE INDEX survey_response_by_person ON survey_response (person_record) WHERE person_record IS NOT NULL;

-- one row per choice; an answer that was asked for and left empty is a row without value
CREATE TABLE survey_answer (
  response INTEGER NOT NULL REFERENCES survey_response (id),
  question TEXT NOT NULL,
  position INTEGER NOT NULL,
  value TEXT,
  PRIMARY KEY (response, question, position)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX note_by_source ON note (source, position);
`;
