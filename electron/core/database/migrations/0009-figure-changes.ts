/** What an import changed in the figures: computed before and after its transaction, and kept, because the state before is gone afterwards. */
export const figureChanges = `
CREATE TABLE figure_change (
  batch INTEGER PRIMARY KEY REFERENCES import_batch (seq),
  -- the last time that the import was written: apply, undo, redo
  turn TEXT NOT NULL,
  -- JSON list of the figures that differ: id, month (YYYY-MM, none for all times), currency, before, after
  figures TEXT NOT NULL
) STRICT;
`;
