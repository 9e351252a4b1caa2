/** Several windows in one query: each table is searched window by window, through its index. */
import type { Span } from '../../../shared/metrics/ledger-metrics';

/** Windows as one parameter for `spansIn`. */
export function spansAs(spans: readonly Span[]): string {
  return JSON.stringify(spans.map(({ from, to }) => [from ?? '', to ?? '~']));
}

/** SQL for the windows of a parameter: a table `s` whose `key` is the number of the window. LIMIT has them read out of the JSON once. */
export const spansIn = (parameter: string): string =>
  `(SELECT key, value ->> 0 AS starts, value ->> 1 AS ends FROM json_each(${parameter}) LIMIT -1) s`;

/** SQL that holds for instants in `column` within the window `s`. */
export const isInSpan = (column: string): string => `${column} >= s.starts AND ${column} < s.ends`;

/** From the earliest beginning to the latest end. */
export function around(spans: readonly Span[]): Span {
  const from = spans.map((span) => span.from ?? '').sort()[0] ?? '';
  const to =
    spans
      .map((span) => span.to ?? '~')
      .sort()
      .at(-1) ?? '~';
  return { from: from === '' ? null : from, to: to === '~' ? null : to };
}
