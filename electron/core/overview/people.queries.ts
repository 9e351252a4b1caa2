/** Counts of people behind the metrics. Team members and removed people are left out throughout. */
import type { Span } from '../../../shared/metrics/ledger-metrics';
import type { Reads } from '../database/database';
import { mayHavePerson, personOf } from '../revenue/attribution';

const counted = 'p.is_team = 0 AND p.removed_at IS NULL';
/** Somebody who was erased has paid all the same. */
const payer = 'p.is_team = 0 AND (p.removed_at IS NULL OR p.erased = 1)';

/** Paying people of a window by currency, and (currency null) in any currency: Σ (gross − refund) > 0. Unidentified payers are nobody's. */
export function payingPeople(db: Reads, span: Span): Promise<{ currency: string | null; people: number }[]> {
  return db.reader.all<{ currency: string | null; people: number }>(
    `WITH paid AS MATERIALIZED (
       SELECT ${personOf('l')} AS person, l.currency AS currency FROM ledger_line l
       WHERE l.at >= ?1 AND l.at < ?2 AND ${mayHavePerson('l')} AND (l.gross <> 0 OR l.refund <> 0)
       GROUP BY 1, 2 HAVING sum(l.gross - l.refund) > 0)
     SELECT paid.currency, count(*) AS people FROM paid CROSS JOIN person p ON p.id = paid.person AND ${payer} GROUP BY paid.currency
     UNION ALL SELECT NULL, count(DISTINCT p.id) FROM paid CROSS JOIN person p ON p.id = paid.person AND ${payer}`,
    [span.from ?? '', span.to ?? '~'],
  );
}

/** People known at the end of a window: first seen before it, or at a time nobody states. */
export async function peopleTotal(db: Reads, span: Span): Promise<number> {
  const row = await db.reader.get<{ n: number }>(
    `SELECT count(*) AS n FROM person p WHERE ${counted} AND (p.first_seen_at IS NULL OR p.first_seen_at < ?)`,
    [span.to ?? '~'],
  );
  return row?.n ?? 0;
}

/** People first seen inside a window. */
export async function peopleNew(db: Reads, span: Span): Promise<number> {
  const row = await db.reader.get<{ n: number }>(
    `SELECT count(*) AS n FROM person p WHERE ${counted} AND p.first_seen_at >= ? AND p.first_seen_at < ?`,
    [span.from ?? '', span.to ?? '~'],
  );
  return row?.n ?? 0;
}
