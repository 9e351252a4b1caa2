/**
 * What lets an erased person stay erased. A mark is a keyed hash, never a value: of a person's key, e-mail or phone, of a record's key, of a
 * text that named them, of a row that could not be read. `detail` says what to do where it is met again.
 *
 * An erased person who paid stays as a row without anything personal, so that the number of buyers is what it was: `erased` is 1, or 2 for
 * somebody who was counted nowhere before either.
 */
export const erasure = `
CREATE TABLE erasure_secret (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- hex; made with the first erasure
  key TEXT NOT NULL,
  -- 1 while the file still has to be written anew, so that no freed byte of an erased person stays in it
  unclean INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE erasure_mark (
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (kind, hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE person ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
`;
