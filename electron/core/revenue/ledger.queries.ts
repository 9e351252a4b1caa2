/** Pages and totals of the ledger. Both use the same conditions, so that totals are the sum of the shown lines. */
import type { Output, Parsed } from '../../../shared/contract';
import type { LedgerFilter, LedgerLine, LedgerTotals } from '../../../shared/contract/revenue';
import { shareKinds } from '../../../shared/domain/ledger';
import type { LineKind, LineSide } from '../../../shared/domain/records';
import { decodeCursor, encodeCursor, likePattern } from '../api/cursor';
import type { Database } from '../database/database';
import type { SqlValue } from '../database/driver';
import { instants } from '../workspace/zone';
import { importOf, linesOf, personOf, winningFirst } from './attribution';

interface Condition {
  sql: string;
  params: SqlValue[];
}

/** An import that was undone states nothing. */
const statedBy =
  'l.id IN (SELECT s.record FROM import_batch b JOIN source_record s ON s.batch = b.seq WHERE b.id = ? AND b.undone_at IS NULL)';

/** What a total has of an import: not what another import says better, and not what counts only because the user said so. */
const restsOn = `${importOf('l', ['kind'])} = (SELECT seq FROM import_batch WHERE id = ?)`;

/** Kysely's builder would hide that one list of conditions serves four statements; values are always bound. */
export function conditions(filter: LedgerFilter, zone: string): Condition {
  const { from, to } = instants(filter, zone);
  const parts: [sql: string, ...params: SqlValue[]][] = [];
  if (from !== null) parts.push(['l.at >= ?', from]);
  if (to !== null) parts.push(['l.at < ?', to]);
  if (filter.platform !== null) parts.push(['l.sold_on = ?', filter.platform]);
  if (filter.paidVia !== null) parts.push(['l.paid_via = ?', filter.paidVia]);
  if (filter.currency !== null) parts.push(['l.currency = ?', filter.currency]);
  if (filter.kinds.length > 0) parts.push(['l.kind IN (SELECT value FROM json_each(?))', JSON.stringify(filter.kinds)]);
  if (filter.personId !== null) {
    parts.push([`l.id IN (SELECT line FROM (${linesOf('SELECT id FROM person WHERE uid = ?')}))`, filter.personId]);
  }
  if (filter.importId !== null) parts.push([statedBy, filter.importId]);
  if (filter.importId !== null && filter.status === 'counted') parts.push([restsOn, filter.importId]);
  const status = statusCondition(filter.status);
  if (status !== null) parts.push([status]);
  for (const word of filter.search.split(/\s+/).filter(Boolean)) {
    const pattern = likePattern(word);
    parts.push([
      `(l.product LIKE ? ESCAPE '\\' OR l.counterparty LIKE ? ESCAPE '\\' OR l.note LIKE ? ESCAPE '\\' OR l.numbers LIKE ? ESCAPE '\\')`,
      pattern,
      pattern,
      pattern,
      pattern,
    ]);
  }
  return { sql: parts.length === 0 ? '1' : parts.map(([sql]) => sql).join(' AND '), params: parts.flatMap(([, ...params]) => params) };
}

/**
 * `counted` lines feed one of the five amounts; a bill line whose sale the order counts still feeds the channel fee. Kinds stand as literals: a
 * bound value would keep SQLite from using the index of undecided lines.
 */
function statusCondition(status: LedgerFilter['status']): string | null {
  switch (status) {
    case 'all':
      return null;
    case 'counted':
      return '(l.gross <> 0 OR l.share <> 0 OR l.refund <> 0 OR l.deductions <> 0 OR l.payout <> 0)';
    case 'muted':
      return 'l.counted_by IS NOT NULL';
    case 'undecided':
      return `l.kind = 'undecided'`;
    case 'edited':
      return 'l.edited = 1';
    case 'manual':
      return `l.side = 'manual'`;
  }
}

interface AmountColumns {
  gross: number;
  refund: number;
  deductions: number;
  net: number;
  payout: number;
  commission: number;
  channel_fee: number;
  fee_reversal: number;
  split: number;
  tax_withheld: number;
}

interface LineRow extends AmountColumns {
  id: number;
  at: string;
  date_estimated: number;
  kind: LineKind;
  side: LineSide;
  sold_on: string;
  paid_via: string | null;
  currency: string;
  stated: number;
  original_amount: number | null;
  original_currency: string | null;
  counted_by: number | null;
  product: string | null;
  counterparty: string | null;
  source_kind: string | null;
  status: string | null;
  note: string | null;
  edited: number;
  person_uid: string | null;
  person_name: string | null;
  source: string | null;
}

/** The winning live statement decides which file and row a line names. */
const lineColumns = `
  l.id, l.at, l.date_estimated, l.kind, l.side, l.sold_on, l.paid_via, l.currency, l.stated, l.gross, l.refund, l.deductions, l.net, l.payout, l.commission,
  l.channel_fee, l.fee_reversal, l.split, l.tax_withheld, l.original_amount, l.original_currency, l.counted_by, l.product, l.counterparty, l.source_kind,
  l.status, l.note, l.edited, p.uid AS person_uid, p.name AS person_name,
  (SELECT json_object('batchId', b.id, 'fileName', b.file_name, 'format', b.format, 'row', s.row, 'appliedAt', b.applied_at)
   FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = l.id ORDER BY ${winningFirst} LIMIT 1) AS source`;
const lineTables = `
  ledger_line l
  LEFT JOIN person p ON p.removed_at IS NULL AND p.id = ${personOf('l')}`;

function amountsOf(row: AmountColumns): Pick<LedgerLine, 'amounts' | 'parts'> {
  return {
    amounts: { gross: row.gross, refund: row.refund, deductions: row.deductions, net: row.net, payout: row.payout },
    parts: {
      commission: row.commission,
      channelFee: row.channel_fee,
      feeReversal: row.fee_reversal,
      split: row.split,
      taxWithheld: row.tax_withheld,
    },
  };
}

function toLine(row: LineRow): LedgerLine {
  return {
    id: row.id,
    at: row.at,
    dateEstimated: row.date_estimated === 1,
    kind: row.kind,
    soldOn: row.sold_on,
    paidVia: row.paid_via,
    side: row.side,
    currency: row.currency,
    stated: row.stated,
    originalAmount: row.original_amount,
    originalCurrency: row.original_currency,
    ...amountsOf(row),
    grossKnown: !shareKinds.includes(row.kind),
    countedBy: row.counted_by,
    product: row.product,
    counterparty: row.counterparty,
    person: row.person_uid === null ? null : { id: row.person_uid, name: row.person_name ?? '' },
    sourceKind: row.source_kind,
    status: row.status,
    note: row.note,
    edited: row.edited === 1,
    source: row.source === null ? null : (JSON.parse(row.source) as LedgerLine['source']),
  };
}

/** The statement of one page, with one line more than asked to see whether there is a next. */
export function pageQuery(input: Parsed<'revenue.lines'>, zone: string): Condition {
  const where = conditions(input, zone);
  const cursor = decodeCursor(input.cursor);
  const [compare, order] = input.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  return {
    sql: `SELECT ${lineColumns} FROM ${lineTables} WHERE ${where.sql} ${cursor ? `AND (l.at, l.id) ${compare} (?, ?)` : ''} ORDER BY l.at ${order}, l.id ${order} LIMIT ?`,
    params: [...where.params, ...(cursor ?? []), input.limit + 1],
  };
}

/** One page by (time, id), newest first unless asked otherwise, and how many lines the filter finds in all. */
export async function linePage(db: Database, input: Parsed<'revenue.lines'>, zone: string): Promise<Output<'revenue.lines'>> {
  const page = pageQuery(input, zone);
  const rows = await db.reader.all<LineRow>(page.sql, page.params);
  const where = conditions(input, zone);
  const count = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM ledger_line l WHERE ${where.sql}`, where.params);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { lines: shown.map(toLine), next: last ? encodeCursor([last.at, last.id]) : null, total: count?.n ?? 0 };
}

export async function lineById(db: Database, id: number): Promise<LedgerLine | null> {
  const row = await db.reader.get<LineRow>(`SELECT ${lineColumns} FROM ${lineTables} WHERE l.id = ?`, [id]);
  return row ? toLine(row) : null;
}

export async function linesById(db: Database, ids: readonly number[]): Promise<Map<number, LedgerLine>> {
  const rows = await db.reader.all<LineRow>(`SELECT ${lineColumns} FROM ${lineTables} WHERE l.id IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(ids),
  ]);
  return new Map(rows.map((row) => [row.id, toLine(row)]));
}

/** The other lines of the same sale: those that exact numbers lead to from a line, in as many steps as it takes. */
export async function linesOfSale(db: Database, id: number): Promise<LedgerLine[]> {
  const rows = await db.reader.all<LineRow>(
    `WITH RECURSIVE sale (line) AS (
       SELECT ?1
       UNION
       SELECT o.line FROM sale CROSS JOIN ledger_line me ON me.id = sale.line CROSS JOIN json_each(me.numbers) n CROSS JOIN line_number o ON o.number = n.value
       LIMIT 200)
     SELECT ${lineColumns} FROM ${lineTables} WHERE l.id <> ?1 AND l.id IN (SELECT line FROM sale) ORDER BY l.at, l.id`,
    [id],
  );
  return rows.map(toLine);
}

interface TotalsRow extends AmountColumns {
  currency: string;
  lines: number;
  without_gross: number;
}

export async function lineTotals(db: Database, filter: LedgerFilter, zone: string): Promise<LedgerTotals[]> {
  const where = conditions(filter, zone);
  const rows = await db.reader.all<TotalsRow>(
    `SELECT l.currency, count(*) AS lines, sum(l.gross) AS gross, sum(l.refund) AS refund, sum(l.deductions) AS deductions, sum(l.net) AS net, sum(l.payout) AS payout,
       sum(l.commission) AS commission, sum(l.channel_fee) AS channel_fee, sum(l.fee_reversal) AS fee_reversal, sum(l.split) AS split, sum(l.tax_withheld) AS tax_withheld,
       sum(l.kind IN (${shareKinds.map((kind) => `'${kind}'`).join(', ')})) AS without_gross
     FROM ledger_line l WHERE ${where.sql} GROUP BY l.currency ORDER BY lines DESC, l.currency`,
    where.params,
  );
  return rows.map((row) => ({
    currency: row.currency,
    lines: row.lines,
    ...amountsOf(row),
    withoutGross: row.without_gross,
  }));
}
