/** Sums over the ledger, in each currency and in the reporting currency. shared/metrics/ledger-metrics.ts says the same in plain functions. */
import { type MoneyMetricId, moneyMetricIds, type Span } from '../../../shared/metrics/ledger-metrics';
import type { Reads } from '../database/database';
import { feeds as feedsOf, importOf } from '../revenue/attribution';
import { converted, convertedLines, type LineParts, lineParts, type Reporting } from '../revenue/converted-lines';
import { around, isInSpan, spansAs, spansIn } from './spans';

/** Which lines feed a metric. */
const feeds: Record<MoneyMetricId, string> = {
  'revenue.gross': feedsOf.gross,
  'revenue.refund': feedsOf.refund,
  'revenue.deductions': feedsOf.deductions,
  'revenue.net': feedsOf.net,
  'revenue.payout': feedsOf.payout,
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

type Numbers = Record<string, number> & { currency: string };

function pick<K extends string>(row: Numbers | undefined, keys: readonly K[], prefix: string): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, row?.[`${prefix}${key}`] ?? 0])) as Record<K, number>;
}

/** The named amounts of a window by currency, the currency with most lines first. */
export async function moneySums(db: Reads, span: Span, reporting: Reporting): Promise<CurrencySums[]> {
  return (await moneySumsOf(db, [span], reporting))[0] ?? [];
}

/** The same of several windows in one go. */
export async function moneySumsOf(db: Reads, spans: readonly Span[], reporting: Reporting): Promise<CurrencySums[][]> {
  const rows = await ownSums(db, spans);
  const foreign = rows.some((row) => row.currency !== reporting.currency) ? await foreignSums(db, spans, reporting) : [];
  return spans.map((_, index) => rows.filter((row) => row.span === index).map((row) => toSums(row, foreign, reporting)));
}

function toSums(row: Numbers, foreign: readonly Numbers[], reporting: Reporting): CurrencySums {
  const own = pick(row, lineParts, 'own_');
  const isOwn = row.currency === reporting.currency;
  const away = isOwn ? undefined : foreign.find((other) => other.span === row.span && other.currency === row.currency);
  return {
    currency: row.currency,
    lines: row.lines ?? 0,
    shareLines: row.shareLines ?? 0,
    own,
    converted: isOwn ? own : pick(away, lineParts, 'in_'),
    base: pick(row, moneyMetricIds, 'base '),
    unconverted: pick(away, moneyMetricIds, 'left '),
  };
}

function ownSums(db: Reads, spans: readonly Span[]): Promise<Numbers[]> {
  const columns = [
    ...lineParts.map((part) => `sum(${part}) AS own_${part}`),
    ...moneyMetricIds.map((id) => `sum(${feeds[id]}) AS "base ${id}"`),
  ];
  return db.reader.all<Numbers>(
    `SELECT s.key AS span, currency, count(*) AS lines, sum(share <> 0) AS shareLines, ${columns.join(', ')}
     FROM ${spansIn('?')} CROSS JOIN ledger_line l ON ${isInSpan('l.at')} GROUP BY 1, currency ORDER BY lines DESC, currency`,
    [spansAs(spans)],
  );
}

/** Apart from the rest: most ledgers are in one currency, and looking rates up costs more than adding. */
async function foreignSums(db: Reads, spans: readonly Span[], reporting: Reporting): Promise<Numbers[]> {
  const { sql, params } = await convertedLines(db, around(spans), reporting, { columns: ['l.at'], where: 'l.currency <> ?3' });
  const columns = [
    ...lineParts.map((part) => `coalesce(sum(${converted(part)}), 0) AS in_${part}`),
    ...moneyMetricIds.map((id) => `sum(factor IS NULL AND ${feeds[id]}) AS "left ${id}"`),
  ];
  return db.reader.all<Numbers>(
    `SELECT s.key AS span, currency, ${columns.join(', ')} FROM (${sql}) l CROSS JOIN ${spansIn('?5')} ON ${isInSpan('l.at')} GROUP BY 1, currency`,
    [...params, spansAs(spans)],
  );
}

/** What lines from one import come to in the reporting currency; `batch` null: entered by hand. */
export interface ImportSum {
  batch: number | null;
  parts: LineParts;
  base: number;
  unconverted: number;
}

/** A metric's lines of a window by the import that each rests on. */
export async function moneyByImport(db: Reads, span: Span, reporting: Reporting, id: MoneyMetricId): Promise<ImportSum[]> {
  const { sql, params } = await convertedLines(db, span, reporting, { columns: ['l.id'], where: feeds[id] });
  const columns = lineParts.map((part) => `coalesce(sum(${converted(part)}), 0) AS in_${part}`);
  const rows = await db.reader.all<Numbers & { batch: number | null }>(
    `SELECT batch, count(factor) AS base, sum(factor IS NULL) AS unconverted, ${columns.join(', ')}
     FROM (SELECT l.*, ${importOf('l', ['kind'])} AS batch FROM (${sql}) l LIMIT -1) GROUP BY batch`,
    params,
  );
  return rows.map((row) => ({
    batch: row.batch,
    parts: pick(row, lineParts, 'in_'),
    base: row.base ?? 0,
    unconverted: row.unconverted ?? 0,
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
  db: Reads,
  months: readonly { month: string; from: string; to: string }[],
  reporting: Reporting,
): Promise<MonthSum[]> {
  const span = { from: months[0]?.from ?? null, to: months.at(-1)?.to ?? null };
  // Month and bounds come from our own calendar, never from outside.
  const month = `CASE ${months.map(({ month: name, to }) => `WHEN at < '${to}' THEN '${name}'`).join(' ')} END`;
  const own = await db.reader.all<MonthSum>(
    `SELECT ${month} AS month, sold_on AS platform, sum(gross) AS gross, sum(net) AS net FROM ledger_line
     WHERE at >= ?1 AND at < ?2 AND currency = ?3 AND ${feeds['revenue.net']} GROUP BY 1, 2`,
    [span.from, span.to, reporting.currency],
  );
  const foreign = await convertedLines(db, span, reporting, { columns: ['l.at', 'l.sold_on'], where: 'l.currency <> ?3' });
  const net = `${converted('gross')} + ${converted('share')} - ${converted('refund')} - ${converted('deductions')}`;
  const away = await db.reader.all<MonthSum>(
    `SELECT ${month} AS month, sold_on AS platform, sum(${converted('gross')}) AS gross, sum(${net}) AS net FROM (${foreign.sql})
     WHERE factor IS NOT NULL AND ${feeds['revenue.net']} GROUP BY 1, 2`,
    foreign.params,
  );
  return added([...own, ...away]);
}

/** Sums of the same month and platform as one, in order. */
function added(sums: readonly MonthSum[]): MonthSum[] {
  const byKey = new Map<string, MonthSum>();
  for (const sum of sums) {
    const key = `${sum.month} ${sum.platform}`;
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, gross: known.gross + sum.gross, net: known.net + sum.net } : sum);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
