/** What the user said about two lines of the ledger that may be the same money. */
export const lineMatches = `
CREATE TABLE line_match (
  -- an order's sale, or a payout
  one INTEGER NOT NULL REFERENCES record (id),
  -- the line of a bill
  other INTEGER NOT NULL REFERENCES record (id),
  same INTEGER NOT NULL CHECK (same IN (0, 1)),
  -- the kind that \`other\` was given with it, as JSON in line_edit; null when it has kept its own
  kind TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_match_by_other ON line_match (other);
-- payouts are few among very many lines
CREATE INDEX ledger_line_payouts ON ledger_line (at) WHERE kind = 'payout';
`;
