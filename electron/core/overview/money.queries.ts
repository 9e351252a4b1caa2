/** Sums over the ledger, in each currency and in the reporting currency. shared/metrics/ledger-metrics.ts says the same in plain functions. */
import { type MoneyMetricId, moneyMetricIds, type Span } from '../../../shared/metrics/ledger-metrics';
import type { Database } from '../database/database';
import { converted, convertedLines, type LineParts, lineParts, type Reporting } from '../revenue/converted-lines';

/** Which lines feed a metric. */
const feeds: Record<MoneyMetricId, string> = {
  'revenue.gross': 'gross <> 0',
  'revenue.refund': 'refund <> 0',
  'revenue.deductions': 'deductions <> 0',
  'revenue.net': '(gross <> 0 OR share <> 0 OR refund <> 0 OR deductions <> 0)',
  'revenue.payout': 'payout <> 0',
};

/** What the lines of one currency come to. Minor units. */
export interface CurrencySums {
  currency: string;
  lines: number;
  /** Lines whose gross nobody states. */
  shareLines: number;
  own: LineParts;
  /** In the reporting currency, of the lines that have a rate. */
  converted: LineParts;
  base: Record<MoneyMetricId, number>;
  unconverted: Record<MoneyMetricId, number>;
}

/** The named amounts of a window by currency, largest currency first. */
export async function moneySums(db: Database, span: Span, reporting: Reporting): Promise<CurrencySums[]> {
  const { sql, params } = await convertedLines(db, span, reporting);
  const columns = [
    ...lineParts.flatMap((part) => [`sum(${part}) AS own_${part}`, `coalesce(sum(${converted(part)}), 0) AS in_${part}`]),
    ...moneyMetricIds.flatMap((id) => [`sum(${feeds[id]}) AS "base ${id}"`, `sum(factor IS NULL AND ${feeds[id]}) AS "left ${id}"`]),
  ];
  const rows = await db.reader.all<Record<string, number> & { currency: string }>(
    `SELECT currency, count(*) AS lines, sum(share <> 0) AS shareLines, ${columns.join(', ')} FROM (${sql})
     GROUP BY currency ORDER BY lines DESC, currency`,
    params,
  );
  const pick = <K extends string>(row: Record<string, number>, keys: readonly K[], prefix: string) =>
    Object.fromEntries(keys.map((key) => [key, row[`${prefix}${key}`] ?? 0])) as Record<K, number>;
  return rows.map((row) => ({
    currency: row.currency,
    lines: row.lines ?? 0,
    shareLines: row.shareLines ?? 0,
    own: pick(row, lineParts, 'own_'),
    converted: pick(row, lineParts, 'in_'),
    base: pick(row, moneyMetricIds, 'base '),
    unconverted: pick(row, moneyMetricIds, 'left '),
  }));
}

/** Gross + share − refund − deductions. */
export function netOf({ gross, share, refund, deductions }: LineParts): number {
  return gross + share - refund - deductions;
}

export interface MonthSum {
  month: string;
  platform: string;
  gross: number;
  net: number;
}

/** Gross and net in the reporting currency by month (`from` and `to` as instants, in order and without gaps) and by where it was sold. */
export async function monthSums(
  db: Database,
  months: readonly { month: string; from: string; to: string }[],
  reporting: Reporting,
): Promise<MonthSum[]> {
  const span = { from: months[0]?.from ?? null, to: months.at(-1)?.to ?? null };
  const { sql, params } = await convertedLines(db, span, reporting, { columns: ['l.at', 'l.sold_on'] });
  const month = `(SELECT m.value ->> 'month' FROM json_each(?5) m WHERE at >= m.value ->> 'from' AND at < m.value ->> 'to')`;
  const net = `${converted('gross')} + ${converted('share')} - ${converted('refund')} - ${converted('deductions')}`;
  return db.reader.all<MonthSum>(
    `SELECT ${month} AS month, sold_on AS platform, sum(${converted('gross')}) AS gross, sum(${net}) AS net FROM (${sql})
     WHERE factor IS NOT NULL AND ${feeds['revenue.net']} GROUP BY 1, 2 ORDER BY 1, 2`,
    [...params, JSON.stringify(months)],
  );
}
