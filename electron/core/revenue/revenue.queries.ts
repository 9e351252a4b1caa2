/** The rest of what the revenue page reads: sources of a line, undecided groups, filter choices. */
import type { Output } from '../../../shared/contract';
import type { LineKind } from '../../../shared/domain/records';
import type { Database } from '../database/database';

type Sources = Output<'revenue.line'>['sources'];

/** Every live row that states a line, newest import first, with its original cells by column name. */
export async function lineSources(db: Database, id: number): Promise<Sources> {
  const rows = await db.reader.all<Omit<Sources[number], 'cells'> & { cells: string; columns: string }>(
    `SELECT b.id AS batchId, b.file_name AS fileName, b.format, s.row, b.applied_at AS appliedAt, r.cells, b.columns
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

/** What the filters can offer, and when the first and last line were. */
export async function filterChoices(db: Database): Promise<Output<'revenue.filters'>> {
  const rows = await db.reader.all<{ soldOn: string; paidVia: string | null; currency: string; first: string; last: string }>(
    `SELECT sold_on AS soldOn, paid_via AS paidVia, currency, min(at) AS first, max(at) AS last FROM ledger_line GROUP BY sold_on, paid_via, currency`,
  );
  const distinct = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))].sort();
  return {
    platforms: distinct(rows.map((row) => row.soldOn)),
    paidVia: distinct(rows.map((row) => row.paidVia)),
    currencies: distinct(rows.map((row) => row.currency)),
    first: rows.map((row) => row.first).sort()[0] ?? null,
    last:
      rows
        .map((row) => row.last)
        .sort()
        .at(-1) ?? null,
  };
}

/** The lines, with their kinds, that a decision about a counterparty and type can concern: undecided ones, and those decided so before. */
export function decidableLines(
  db: Database,
  counterparty: string | null,
  sourceKind: string | null,
): Promise<{ id: number; kind: LineKind }[]> {
  return db.writer.all<{ id: number; kind: LineKind }>(
    `SELECT l.id, l.kind FROM ledger_line l
     WHERE coalesce(l.counterparty, '') = ?1 AND coalesce(l.source_kind, '') = ?2 AND (l.kind = 'undecided' OR EXISTS (
       SELECT 1 FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
       WHERE s.record = l.id AND s.payload ->> '$.kind' = 'undecided'))`,
    [counterparty ?? '', sourceKind ?? ''],
  );
}

/** The kinds of lines as they stand now, by id. */
export async function kindsOf(db: Database, ids: readonly number[]): Promise<Map<number, LineKind>> {
  const rows = await db.writer.all<{ id: number; kind: LineKind }>(
    'SELECT id, kind FROM ledger_line WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}
