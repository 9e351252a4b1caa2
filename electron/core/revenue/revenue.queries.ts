/** The rest of what the revenue page reads: sources of a line, undecided groups, filter choices. */
import type { Output } from '../../../shared/contract';
import type { Database } from '../database/database';

type Sources = Output<'revenue.line'>['sources'];

/** Every live row that states a line, newest import first, with its original cells by column name. */
export async function lineSources(db: Database, id: number): Promise<Sources> {
  const rows = await db.reader.all<Omit<Sources[number], 'cells'> & { cells: string; columns: string }>(
    `SELECT b.id AS batchId, b.file_name AS fileName, b.format, s.row, b.applied_at AS appliedAt, json(r.cells) AS cells, b.columns
     FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
     JOIN source_row r ON r.batch = s.batch AND r.row = s.row
     WHERE s.record = ? ORDER BY b.seq DESC, s.row LIMIT 50`,
    [id],
  );
  return rows.map(({ cells, columns, ...source }) => {
    const names = JSON.parse(columns) as string[];
    const texts = JSON.parse(cells) as string[];
    return {
      ...source,
      cells: texts.map((text, index) => ({ column: names[index] ?? '', text })).filter((cell) => cell.column !== '' || cell.text !== ''),
    };
  });
}

/** Undecided lines by counterparty and type; the largest groups first. */
export function undecidedGroups(db: Database): Promise<Output<'revenue.undecided'>> {
  return db.reader.all<Output<'revenue.undecided'>[number]>(
    `SELECT counterparty, source_kind AS sourceKind, paid_via AS paidVia, currency, count(*) AS lines, sum(stated) AS amount, max(at) AS lastAt
     FROM ledger_line WHERE kind = 'undecided' GROUP BY counterparty, source_kind, paid_via, currency ORDER BY amount DESC, counterparty LIMIT 500`,
  );
}

/** What the filters can offer. */
export async function filterChoices(db: Database): Promise<Output<'revenue.filters'>> {
  const distinct = async (column: 'sold_on' | 'paid_via' | 'currency') =>
    (await db.read.selectFrom('ledger_line').select(column).distinct().where(column, 'is not', null).orderBy(column).execute()).map(
      (row) => row[column] ?? '',
    );
  const span = await db.reader.get<{ first: string | null; last: string | null }>(
    'SELECT min(at) AS first, max(at) AS last FROM ledger_line',
  );
  return {
    platforms: await distinct('sold_on'),
    paidVia: await distinct('paid_via'),
    currencies: await distinct('currency'),
    first: span?.first ?? null,
    last: span?.last ?? null,
  };
}

/** Ids of lines that a decision about a counterparty and type concerns: undecided ones, and those decided so before. */
export async function decidableLines(db: Database, counterparty: string | null, sourceKind: string | null): Promise<number[]> {
  const rows = await db.writer.all<{ id: number }>(
    `SELECT l.id FROM ledger_line l
     WHERE coalesce(l.counterparty, '') = ?1 AND coalesce(l.source_kind, '') = ?2 AND (l.kind = 'undecided' OR EXISTS (
       SELECT 1 FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
       WHERE s.record = l.id AND s.payload ->> '$.kind' = 'undecided'))`,
    [counterparty ?? '', sourceKind ?? ''],
  );
  return rows.map((row) => row.id);
}
