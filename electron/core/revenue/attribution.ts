/**
 * Whose a ledger line is: the person the user linked, else the one the file names, else — for the bill's side of a sale that an order states
 * too (its refund, or the line that the order counts for) — the person of that order. Bills alone never make people.
 */
import type { AmountName } from '../../../shared/contract/revenue';

const named = (line: string) => `coalesce(${line}.person_link, (SELECT f.person FROM profile f WHERE f.id = ${line}.person_record))`;

/** SQL for `person.id` of the ledger line under the alias `line`; NULL for an unidentified payer. */
export function personOf(line: string): string {
  return `coalesce(${named(line)}, CASE WHEN ${line}.side = 'bill' AND (${line}.kind = 'refund' OR ${line}.counted_by IS NOT NULL) THEN (
    SELECT ${named('o')} FROM json_each(${line}.numbers) n CROSS JOIN line_number b ON b.number = n.value CROSS JOIN ledger_line o ON o.id = b.line
    WHERE o.side = 'order' AND ${named('o')} IS NOT NULL ORDER BY o.id LIMIT 1) END)`;
}

/** SQL that is false for lines which cannot have a person, cheaply: most lines of a personal bill. */
export function mayHavePerson(line: string): string {
  return `(${line}.person_record IS NOT NULL OR ${line}.person_link IS NOT NULL OR (${line}.side = 'bill' AND (${line}.kind = 'refund' OR ${line}.counted_by IS NOT NULL)))`;
}

/**
 * SQL of a query with the columns (line, person) for every line of the people that the query `people` names (column `id`). Reaches the lines
 * through their indexes, so that a few people are found among millions of lines (CROSS JOIN keeps the order in which tables are
 * joined, and LIMIT keeps the person from being worked out twice).
 */
export function linesOf(people: string): string {
  return `
    WITH who AS MATERIALIZED (${people}),
    own AS MATERIALIZED (
      SELECT l.id, l.side, l.numbers FROM who CROSS JOIN ledger_line l ON l.person_link = who.id
      UNION ALL
      SELECT l.id, l.side, l.numbers FROM who CROSS JOIN profile f ON f.person = who.id CROSS JOIN ledger_line l ON l.person_record = f.id
      WHERE l.person_link IS NULL),
    reached AS (
      SELECT id FROM own
      UNION
      SELECT b.line FROM own CROSS JOIN json_each(own.numbers) n CROSS JOIN line_number b ON b.number = n.value WHERE own.side = 'order')
    SELECT line, person FROM (
      SELECT l.id AS line, ${personOf('l')} AS person FROM reached CROSS JOIN ledger_line l ON l.id = reached.id LIMIT -1)
    WHERE person IN (SELECT id FROM who)`;
}

/** The order in which the fold lets statements (alias `s`) win, the winning one first. */
export const winningFirst = 's.as_of DESC, s.rank DESC, s.batch DESC, s.row DESC';

/**
 * SQL for the import (`seq`) whose statement a ledger line under the alias `line` rests on; NULL where the user wrote it: lines added by hand, and
 * lines with an edit of one of `fields`, without which they might not count.
 */
export function importOf(line: string, fields: readonly ('kind' | 'personId')[]): string {
  const edited = fields.map((field) => `'${field}'`).join(', ');
  return `CASE WHEN NOT EXISTS (SELECT 1 FROM line_edit e WHERE e.line = ${line}.id AND e.field IN (${edited})) THEN (
    SELECT s.batch FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
    WHERE s.record = ${line}.id ORDER BY ${winningFirst} LIMIT 1) END`;
}

/** SQL that is true for the lines that have a part in an amount; a net of zero still rests on its lines. */
export const feeds: Readonly<Record<AmountName, string>> = {
  gross: 'gross <> 0',
  refund: 'refund <> 0',
  deductions: 'deductions <> 0',
  net: '(gross <> 0 OR share <> 0 OR refund <> 0 OR deductions <> 0)',
  payout: 'payout <> 0',
};
