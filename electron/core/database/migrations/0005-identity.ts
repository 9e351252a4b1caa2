/**
 * What the user says about who is who stands between records, whose ids outlive undo and redo. Somebody added by hand gets a record of their own
 * (platform ''), so that they can be spoken of in the same way. Who became part of somebody else is remembered with what was theirs.
 */
export const identity = `
CREATE TABLE identity_decision (
  -- two records that stand for people, a < b: one person (same = 1) or two (same = 0); where both are said, "same" holds
  a INTEGER NOT NULL REFERENCES record (id),
  b INTEGER NOT NULL REFERENCES record (id),
  same INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (a, b, same),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_decision_by_b ON identity_decision (b);

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
CREATE INDEX person_absorbed_by_person ON person_absorbed (person);

-- since: when somebody was added by hand; such a record never has a profile
ALTER TABLE profile_memory ADD COLUMN since TEXT;
CREATE INDEX profile_memory_by_person ON profile_memory (person);
INSERT INTO record (type, platform, key) SELECT 'person', '', uid FROM person WHERE is_manual = 1;
INSERT INTO profile_memory (record, person, since)
  SELECT r.id, p.id, coalesce(p.first_seen_at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
  FROM person p JOIN record r ON r.key = p.uid AND r.platform = '' AND r.type = 'person' WHERE p.is_manual = 1;
`;
