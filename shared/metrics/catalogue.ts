/**
 * The metric catalogue: one entry per metric, read by tiles, charts, command line, reports and tests alike.
 * Texts (label, definition in words, base, when not available) stand in shared/locales/<language>/metrics.json under the same id.
 */
export const metricIds = [
  'revenue.gross',
  'revenue.refund',
  'revenue.deductions',
  'revenue.net',
  'revenue.payout',
  'revenue.payers',
  'people.total',
  'people.new',
] as const;
export type MetricId = (typeof metricIds)[number];

export interface Metric {
  id: MetricId;
  unit: 'money' | 'people';
  /** Which way is good; `none` where more is neither. */
  good: 'up' | 'down' | 'none';
  /** Fed by accounts that carry money, or people. Decides "data through". */
  feeds: 'ledger' | 'people';
}

export const metrics: Record<MetricId, Metric> = {
  'revenue.gross': { id: 'revenue.gross', unit: 'money', good: 'up', feeds: 'ledger' },
  'revenue.refund': { id: 'revenue.refund', unit: 'money', good: 'down', feeds: 'ledger' },
  'revenue.deductions': { id: 'revenue.deductions', unit: 'money', good: 'down', feeds: 'ledger' },
  'revenue.net': { id: 'revenue.net', unit: 'money', good: 'up', feeds: 'ledger' },
  'revenue.payout': { id: 'revenue.payout', unit: 'money', good: 'none', feeds: 'ledger' },
  'revenue.payers': { id: 'revenue.payers', unit: 'people', good: 'up', feeds: 'ledger' },
  'people.total': { id: 'people.total', unit: 'people', good: 'up', feeds: 'people' },
  'people.new': { id: 'people.new', unit: 'people', good: 'up', feeds: 'people' },
};
