/** Counts of people behind the metrics. Team members and removed people are left out throughout. */
import type { Span } from '../../../shared/metrics/ledger-metrics';
import type { Reads } from '../database/database';
import { importOf, mayHavePerson, personOf } from '../revenue/attribution';
import { isInSpan, spansAs, spansIn } from './spans';

const counted = 'p.is_team = 0 AND p.removed_at IS NULL';
/** Somebody who was erased has paid all the same. */
const payer = 'p.is_team = 0 AND (p.removed_at IS NULL OR p.erased = 1)';

/** Who paid more than they got back, by window of the parameter ?1 and currency. */
const paid = `paid AS MATERIALIZED (
       SELECT s.key AS span, ${personOf('l')} AS person, l.currency AS currency FROM ${spansIn('?1')} CROSS JOIN ledger_line l ON ${isInSpan('l.at')}
       WHERE ${mayHavePerson('l')} AND (l.gross <> 0 OR l.refund <> 0)
       GROUP BY 1, 2, 3 HAVING sum(l.gross - l.refund) > 0)`;
const paying = `FROM paid CROSS JOIN person p ON p.id = paid.person AND ${payer}`;

/** Paying people of a window by currency, and (currency null) in any currency: Σ (gross − refund) > 0. Unidentified payers are nobody's. */
export async function payingPeople(db: Reads, span: Span): Promise<PayerCount[]> {
  return (await payingPeopleOf(db, [span]))[0] ?? [];
}

export interface PayerCount {
  currency: string | null;
  people: number;
}

/** The same of several windows in one go. */
export async function payingPeopleOf(db: Reads, spans: readonly Span[]): Promise<PayerCount[][]> {
  const rows = await db.reader.all<PayerCount & { span: number }>(
    `WITH ${paid}
     SELECT paid.span, paid.currency, count(*) AS people ${paying} GROUP BY paid.span, paid.currency
     UNION ALL SELECT paid.span, NULL, count(DISTINCT p.id) ${paying} GROUP BY paid.span`,
    [spansAs(spans)],
  );
  return spans.map((_, index) => rows.filter((row) => row.span === index).map(({ currency, people }) => ({ currency, people })));
}

/** People first seen before ?1, or at a time nobody states. */
const known = `${counted} AND (p.first_seen_at IS NULL OR p.first_seen_at < ?1)`;

/** People known at the end of a window: first seen before it, or at a time nobody states. */
export async function peopleTotal(db: Reads, span: Span): Promise<number> {
  const row = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM person p WHERE ${known}`, [span.to ?? '~']);
  return row?.n ?? 0;
}

/** People first seen inside the window `s`. */
const isNew = `${isInSpan("coalesce(p.first_seen_at, '')")} AND ${counted} AND p.first_seen_at IS NOT NULL`;

/** People first seen inside each of several windows. */
export async function peopleNewOf(db: Reads, spans: readonly Span[]): Promise<number[]> {
  const rows = await db.reader.all<{ span: number | null; n: number }>(
    `SELECT s.key AS span, count(*) AS n FROM ${spansIn('?1')}
     CROSS JOIN person p ON ${isNew} GROUP BY 1`,
    [spansAs(spans)],
  );
  return spans.map((_, index) => rows.find((row) => row.span === index)?.n ?? 0);
}

/** People first seen inside a window. */
export async function peopleNew(db: Reads, span: Span): Promise<number> {
  return (await peopleNewOf(db, [span]))[0] ?? 0;
}

/** People from one import; `batch` null: entered by hand. */
export interface ImportCount {
  batch: number | null;
  people: number;
}

/** The live import that was the first to state anything of a person `p`. */
const firstImport = `(SELECT min(s.batch) FROM profile f CROSS JOIN source_record s ON s.record = f.id
  JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE f.person = p.id)`;

/** People known at the end of a window, each under the import that first named them. */
export function totalByImport(db: Reads, span: Span): Promise<ImportCount[]> {
  return db.reader.all<ImportCount>(`SELECT ${firstImport} AS batch, count(*) AS people FROM person p WHERE ${known} GROUP BY 1`, [
    span.to ?? '~',
  ]);
}

/** People first seen inside a window, each under the import that first named them. */
export function newByImport(db: Reads, span: Span): Promise<ImportCount[]> {
  return db.reader.all<ImportCount>(
    `SELECT ${firstImport} AS batch, count(*) AS people FROM ${spansIn('?1')}
     CROSS JOIN person p ON ${isNew} GROUP BY 1`,
    [spansAs([span])],
  );
}

/** Paying people of a window, each under the import of their first payment in it. */
export function payersByImport(db: Reads, span: Span): Promise<ImportCount[]> {
  return db.reader.all<ImportCount>(
    `WITH ${paid},
     bought AS (
       SELECT ${personOf('l')} AS person, l.id, l.at FROM ${spansIn('?1')} CROSS JOIN ledger_line l ON ${isInSpan('l.at')}
       WHERE ${mayHavePerson('l')} AND l.gross > 0 LIMIT -1),
     first AS (SELECT person, id, min(at) FROM bought GROUP BY person)
     SELECT ${importOf('l', ['kind', 'personId'])} AS batch, count(*) AS people
     FROM (SELECT DISTINCT p.id AS person ${paying}) w CROSS JOIN first l ON l.person = w.person GROUP BY 1`,
    [spansAs([span])],
  );
}
