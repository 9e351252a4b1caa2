/** Reading signed amounts, currencies and times of a row, each with the problem to report when it cannot be read. */
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { RowProblem, SourceRow } from './format';

export type Read<T> = { ok: true; value: T } | { ok: false; problem: RowProblem };

/** The currency of a column, or of `otherwise` when the cell is empty or the layout lacks it. */
export function currencyIn(row: SourceRow, column: string, otherwise: string | null = null): Read<string> {
  const text = row.get(column) || otherwise;
  const value = parseCurrency(text ?? '');
  return value === null ? { ok: false, problem: { code: 'bad-currency', column, text: text ?? '' } } : { ok: true, value };
}

/** Signed minor units of a column; an empty cell is `otherwise`, which is an error when not given. */
export function amountIn(row: SourceRow, column: string, currency: string, otherwise: number | null = null): Read<number> {
  const text = row.get(column);
  const value = text ? parseAmount(text, currency) : otherwise;
  return value === null ? { ok: false, problem: { code: 'bad-amount', column, text: text ?? '' } } : { ok: true, value };
}

/** An instant that must be stated, in the first of the columns that has one. */
export function timeIn(row: SourceRow, columns: readonly string[], offsetMinutes: number): Read<string> {
  const column = columns.find((name) => row.get(name)) ?? columns.find((name) => row.get(name) !== undefined) ?? columns[0] ?? '';
  const text = row.get(column) ?? '';
  const value = parseLocalTime(text, offsetMinutes);
  return value === null ? { ok: false, problem: { code: 'bad-date', column, text } } : { ok: true, value };
}
