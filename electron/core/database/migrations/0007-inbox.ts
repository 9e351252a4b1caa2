/** What was met in watched folders: remembered by content, so that a file that was dealt with does not come back under another name. */
export const inbox = `
-- contents that need nothing more of the user; those that were imported as they are stand in import_batch as well
CREATE TABLE inbox_done (
  -- SHA-256 of the bytes, hex
  hash TEXT PRIMARY KEY,
  -- applied, ignored
  outcome TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- what each file was found to be, so that it is opened once only; worthless once its size or time differ
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
`;
