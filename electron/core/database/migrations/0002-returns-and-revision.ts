/**
 * Money of own spending that came back lowers expenses only where its purchase is in the ledger: it gets a column of its own, so that it can be
 * settled anew whenever the purchase comes or goes. `method` was never read.
 *
 * The revision grows with every change, so that an answer can be kept from one start to the next and is known to be still true.
 */
export const returnsAndRevision = `
ALTER TABLE ledger_line DROP COLUMN method;
ALTER TABLE ledger_line ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
UPDATE ledger_line SET returned = -expense WHERE kind = 'expense' AND expense < 0;
UPDATE ledger_line SET expense = iif(EXISTS (
  SELECT 1 FROM json_each(ledger_line.numbers) n JOIN line_number o ON o.number = n.value JOIN ledger_line e ON e.id = o.line
  WHERE e.kind = 'expense' AND e.stated > 0), -returned, 0) WHERE returned > 0;
CREATE INDEX ledger_line_returned ON ledger_line (id) WHERE returned > 0;

CREATE TABLE revision (id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER NOT NULL) STRICT;
INSERT INTO revision (id, n) VALUES (1, 0);

-- what a first page was last told; derived, and worthless after the next change
CREATE TABLE remembered_answer (
  method TEXT PRIMARY KEY,
  question TEXT NOT NULL,
  revision INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
