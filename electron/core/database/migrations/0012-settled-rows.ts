/** Rows to fix do not wait for ever: a later import brought them, or the user is done with them. */
export const settledRows = `
-- the import that had the row again, corrected or not; the row's own import when the user is done with it. A row waits while that import is not live
ALTER TABLE row_to_fix ADD COLUMN settled_by INTEGER REFERENCES import_batch (seq);
`;
