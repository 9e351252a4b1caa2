/** What is kept of a file besides its rows, so that an import can be read again; and which import took the place of which. */
export const reread = `
-- JSON of the rows around the data (sync/reread/kept-frame.ts); null for imports of before, and where it is too large to keep
ALTER TABLE import_batch ADD COLUMN frame TEXT;
-- the import that this one took the place of; it is live again once this one is undone
ALTER TABLE import_batch ADD COLUMN replaces INTEGER REFERENCES import_batch (seq);
CREATE INDEX import_batch_by_replaced ON import_batch (replaces) WHERE replaces IS NOT NULL;
`;
