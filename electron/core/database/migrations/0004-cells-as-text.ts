/**
 * The original cells of a row are kept to be shown and to be read anew, never to be searched by SQL: as text they are written in a third of the
 * time, and a million rows come at once.
 */
export const cellsAsText = `
CREATE TABLE source_row_as_text (
  batch INTEGER NOT NULL REFERENCES import_batch (seq),
  row INTEGER NOT NULL,
  -- JSON array of texts
  cells TEXT NOT NULL,
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;
INSERT INTO source_row_as_text (batch, row, cells) SELECT batch, row, json(cells) FROM source_row ORDER BY batch, row;
DROP TABLE source_row;
ALTER TABLE source_row_as_text RENAME TO source_row;
`;
