/** What the user decided in the preview of an import: rows that were left out, and edits of theirs that gave way to the file. */
export const importDecisions = `
-- rows that were left out: a later file that says the same again is held back, one that says something else is not
CREATE TABLE skipped_statement (
  -- type of the row's first record and fingerprint of its payload
  type TEXT NOT NULL,
  hash TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES import_batch (seq),
  PRIMARY KEY (type, hash, batch)
) STRICT, WITHOUT ROWID;

-- edits that gave way to a file: they come back when its import is undone
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
CREATE INDEX replaced_edit_by_record ON replaced_edit (record);
`;
