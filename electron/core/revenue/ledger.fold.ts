/**
 * The ledger as a fold: lines are computed from what live files state, what the user added by hand, the user's edits and decisions.
 * Nothing here is ever edited in place, so undo, redo and doctor all rest on the same few statements.
 */
import { grossKinds, shareKinds } from '../../../shared/domain/ledger';
import type { LineKind } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { clearTouched, foldTouched, hasNewborn, touchRecords } from '../sync/folded';
import { collectNumbers, regroupTouched, resetNumbers, touchedLines } from './money-groups';

/** Computes the given lines anew, and the other lines of their sales. Only inside `db.write`. */
export async function refoldLines(db: Database, lineIds: readonly number[]): Promise<void> {
  await clearTouched(db.writer);
  await touchRecords(db.writer, lineIds);
  await foldTouched(db.writer);
  await projectLines(db.writer);
}

/**
 * Replaces the touched ledger lines by their folds, adds those of an import's newborn, and settles which line of each sale counts. The newborn
 * have no other than these `fields`: the rest is not looked for, which is a third of the work of a large bill.
 */
export async function projectLines(connection: Connection, fields: readonly string[] = []): Promise<void> {
  await resetNumbers(connection);
  await collectNumbers(connection);
  await connection.run(`
    DELETE FROM line_number WHERE (number, line) IN (
      SELECT n.value, l.id FROM touched t CROSS JOIN ledger_line l ON l.id = t.record CROSS JOIN json_each(l.numbers) n)`);
  await connection.run('DELETE FROM ledger_line WHERE id IN (SELECT record FROM touched)');
  const anyEdit = await connection.get('SELECT 1 FROM line_edit e JOIN touched t ON t.record = e.line LIMIT 1');
  const anyMatch = await connection.get('SELECT 1 FROM line_match WHERE same = 1 LIMIT 1');
  await connection.run(insertLines(foldedLines, anyEdit ? withEdits : withoutEdits, null, anyMatch !== undefined));
  if (await hasNewborn(connection, 'ledgerLine')) await connection.run(insertLines(newbornLines, withoutEdits, fields, false));
  await connection.run(`
    INSERT OR IGNORE INTO line_number
    SELECT n.value, l.id FROM (${touchedLines}) l CROSS JOIN json_each(l.numbers) n`);
  await connection.run(`UPDATE ledger_line SET expense = ${returnedExpense} WHERE returned > 0 AND expense <> ${returnedExpense}`);
  await collectNumbers(connection);
  await regroupTouched(connection);
}

/**
 * What a line of returned spending does to expenses: nothing, until the purchase it names is in the ledger as an expense. Bills of own spending
 * are imported only on demand, and a purchase that was closed at once was never one.
 */
export const returnedExpense = `iif(EXISTS (
  SELECT 1 FROM json_each(ledger_line.numbers) n JOIN line_number o ON o.number = n.value JOIN ledger_line e ON e.id = o.line
  WHERE e.kind = 'expense' AND e.stated > 0), -ledger_line.returned, 0)`;

const list = (kinds: readonly LineKind[]) => kinds.map((kind) => `'${kind}'`).join(', ');
const revenue = list([...grossKinds, ...shareKinds, 'refund']);

/** How a field reads with the user's edits, and without looking for any where there are none (imports are mostly new lines). */
interface Edits {
  value(field: string): string;
  over(field: string, stated: string): string;
  any: string;
}

const edit = (field: string) => `(SELECT e.value FROM line_edit e WHERE e.line = f.record AND e.field = '${field}')`;
const withEdits: Edits = {
  value: (field) => `${edit(field)} ->> '$'`,
  // An edited field may have been blanked: JSON null is a value.
  over: (field, stated) => `CASE WHEN ${edit(field)} IS NULL THEN ${stated} ELSE ${edit(field)} ->> '$' END`,
  any: 'EXISTS (SELECT 1 FROM line_edit e WHERE e.line = f.record)',
};
const withoutEdits: Edits = { value: () => 'NULL', over: (_field, stated) => stated, any: '0' };

const foldedLines = `SELECT fold.record, fold.p, record.platform FROM fold JOIN record ON record.id = fold.record WHERE fold.type = 'ledgerLine'`;
const newbornLines = `SELECT record, p, platform FROM newborn_fold WHERE type = 'ledgerLine'`;

/**
 * Mirrors `countedAmounts` of shared/domain/ledger.ts in SQL, for speed; a test holds the two against each other for every kind.
 * The kind is the user's edit, else the decision for an undecided line, else what the file states. The LIMITs keep SQLite from merging the
 * levels, which would read the payload and work out the kind anew for every column.
 */
function insertLines(source: string, edits: Edits, fields: readonly string[] | null, anyMatch: boolean): string {
  const has = (name: string) => fields === null || fields.includes(name);
  const stated = (name: string) => (has(name) ? `f.p ->> '$.${name}'` : 'NULL');
  const part = (name: string) => (has(name) ? `coalesce(p ->> '$.${name}', 0)` : '0');
  const original = (name: string) => (has(name) ? `p ->> '$.${name}'` : 'NULL');
  const numbers = has('numbers') ? "p -> '$.numbers'" : 'NULL';
  return `
INSERT INTO ledger_line (
  id, at, date_estimated, kind, side, sold_on, paid_via, stated_via, currency, stated, gross, share, refund, commission, channel_fee, fee_reversal, split,
  tax_withheld, payout, expense, returned, original_amount, original_currency, product, counterparty, person_record, person_link, numbers, source_kind,
  status, note, edited)
SELECT id, at, date_estimated, kind, side, sold_on, paid_via, paid_via, currency, amount,
  CASE WHEN kind IN (${list(grossKinds)}) THEN amount ELSE 0 END,
  CASE WHEN kind IN (${list(shareKinds)}) THEN amount ELSE 0 END,
  CASE kind WHEN 'refund' THEN amount ELSE 0 END,
  CASE WHEN kind IN (${revenue}) THEN ${part('commission')} ELSE 0 END,
  CASE WHEN kind IN (${revenue}) THEN ${part('channelFee')} WHEN kind = 'fee' THEN amount ELSE 0 END,
  CASE WHEN kind IN (${revenue}) THEN ${part('feeReversal')} WHEN kind = 'fee_reversal' THEN amount ELSE 0 END,
  CASE WHEN kind IN (${revenue}) THEN ${part('split')} WHEN kind = 'split' THEN amount ELSE 0 END,
  CASE WHEN kind IN (${revenue}) THEN ${part('taxWithheld')} WHEN kind = 'tax_withheld' THEN amount ELSE 0 END,
  CASE kind WHEN 'payout' THEN amount - ${part('payoutFee')} WHEN 'payout_fee' THEN -amount ELSE 0 END,
  CASE kind WHEN 'expense' THEN amount ELSE 0 END,
  CASE WHEN kind = 'expense' AND amount = 0 THEN ${part('returned')} ELSE 0 END,
  ${original('originalAmount')}, ${original('originalCurrency')}, product, counterparty, person_record, person_link, ${anyMatch ? withMatches(numbers) : numbers},
  ${original('sourceKind')}, ${original('status')}, note, edited
FROM (
  SELECT f.record AS id, f.p AS p, f.p ->> '$.at' AS at, coalesce(${stated('dateEstimated')}, 0) AS date_estimated,
    coalesce(
      ${edits.value('kind')},
      CASE f.p ->> '$.kind' WHEN 'undecided' THEN (
        SELECT d.kind FROM line_decision d
        WHERE d.counterparty = coalesce(f.p ->> '$.counterparty', '') AND d.source_kind = coalesce(f.p ->> '$.sourceKind', '')) END,
      f.p ->> '$.kind') AS kind,
    f.p ->> '$.side' AS side, f.p ->> '$.soldOn' AS sold_on, f.p ->> '$.paidVia' AS paid_via,
    f.p ->> '$.currency' AS currency, f.p ->> '$.amount' AS amount,
    ${edits.over('product', stated('product'))} AS product, ${stated('counterparty')} AS counterparty,
    ${has('personKey') ? personRecord : 'NULL'} AS person_record,
    ${edits.value('personId')} AS person_link,
    ${edits.over('note', stated('note'))} AS note,
    ${edits.any} AS edited
  FROM (${source} LIMIT -1) f
  WHERE f.p IS NOT NULL
  LIMIT -1)
WHERE kind IS NOT NULL`;
}

/** Lines that the user called the same sale share a number as if their files stated one. */
const withMatches = (
  numbers: string,
) => `CASE WHEN NOT EXISTS (SELECT 1 FROM line_match m WHERE m.same = 1 AND id IN (m.one, m.other)) THEN ${numbers} ELSE (
    SELECT json_group_array(value) FROM (
      SELECT value FROM json_each(coalesce(${numbers}, '[]'))
      UNION SELECT 'match:' || m.one FROM line_match m WHERE m.same = 1 AND id IN (m.one, m.other))) END`;

const personRecord = `CASE WHEN f.p ->> '$.personKey' IS NULL THEN NULL ELSE (
      SELECT o.id FROM record o WHERE o.key = f.p ->> '$.personKey' AND o.platform = f.platform AND o.type = 'person') END`;
