/** Ledger lines with their way into the reporting currency. shared/metrics/rates.ts says the same in plain functions. */
import type { Span } from '../../../shared/metrics/ledger-metrics';
import { halfUp, minorScale } from '../../../shared/metrics/rates';
import type { Reads } from '../database/database';
import type { SqlValue } from '../database/driver';
import { localDay } from '../database/local-day';

export const lineParts = ['gross', 'share', 'refund', 'deductions', 'payout'] as const;
export type LineParts = Record<(typeof lineParts)[number], number>;

/** The zone in which rates have their days, and the currency they lead to. */
export interface Reporting {
  zone: string;
  currency: string;
}

/** A query and its parameters ?1 to ?4; further ones begin with ?5. */
export interface Source {
  sql: string;
  params: SqlValue[];
}

/**
 * SQL for the lines of a window (alias `l` inside `more`, which can add columns) with `factor`: what minor units are multiplied with to become
 * minor units of the reporting currency, by the rate of the line's day, else the last known before, else NULL. LIMIT keeps SQLite from merging
 * the levels, which would look the rate up once per sum.
 */
export async function convertedLines(
  db: Reads,
  span: Span,
  reporting: Reporting,
  more: { columns?: readonly string[]; where?: string } = {},
): Promise<Source> {
  const extent = await db.reader.get<{ first: string | null; last: string | null }>(
    'SELECT (SELECT min(at) FROM ledger_line) AS first, (SELECT max(at) FROM ledger_line) AS last',
  );
  const rated = await db.reader.all<{ currency: string }>('SELECT DISTINCT currency FROM rate');
  const scales = Object.fromEntries(rated.map(({ currency }) => [currency, minorScale(currency, reporting.currency)]));
  const day = localDay('l.at', reporting.zone, extent?.first ?? '2000-01-01T00:00:00Z', extent?.last ?? '2000-01-01T00:00:00Z');
  const columns = ['l.currency', ...lineParts.map((part) => `l.${part}`), ...(more.columns ?? [])];
  return {
    sql: `SELECT ${columns.join(', ')},
        CASE WHEN l.currency = ?3 THEN 1.0 ELSE (
          SELECT r.rate FROM rate r WHERE r.currency = l.currency AND r.day <= ${day} ORDER BY r.day DESC LIMIT 1) * (?4 ->> l.currency) END AS factor
      FROM ledger_line l WHERE l.at >= ?1 AND l.at < ?2 ${more.where === undefined ? '' : `AND ${more.where}`} LIMIT -1`,
    params: [span.from ?? '', span.to ?? '~', reporting.currency, JSON.stringify(scales)],
  };
}

/** SQL for one part of such a line in the reporting currency, rounded half-up; NULL without a rate. */
export function converted(part: keyof LineParts): string {
  return `CAST(${part} * factor + iif(${part} < 0, ${-halfUp}, ${halfUp}) AS INTEGER)`;
}
