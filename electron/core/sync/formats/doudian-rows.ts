/**
 * What the four exports of a 抖店 shop have in common. A sale is one 子订单: order list, settlement bill, fund bill and after-sales list all name
 * it (子订单编号, 子订单号, 商品单号), and that number ties their lines together, so that `revenue/money-groups.ts` counts a sale, and what was given back
 * of it, once.
 */
import { parseAmount } from '../../../../shared/domain/money';
import type { RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined } from './outcomes';

export const doudian = { platform: 'doudian', currency: 'CNY', emptyCells: ['-', '--', '/'] } as const;

/** What 抖店's numbers look like, also where a spreadsheet has spoilt them: other shops use the same words for their columns. */
export const platformNumber = /^['’]?(?:\d{14,20}|\d(?:\.\d+)?E\+\d+)\s*$/;

/** An id of a column, without the apostrophe that some files put before it; null when empty or not there. */
export function idIn(row: SourceRow, column: string): string | null {
  return (
    row
      .get(column)
      ?.replace(/^['’]+/, '')
      .trim() || null
  );
}

/** The first stated id of the columns, or the problem of the first one. */
export function requiredId(row: SourceRow, ...columns: readonly string[]): string | RowOutcome {
  for (const column of columns) {
    const id = idIn(row, column);
    if (id) return isDamagedId(id) ? quarantined('damaged-id', id, column) : id;
  }
  return quarantined('missing-id', '', columns[0]);
}

/** Sum of the stated columns in fen, with their signs; a problem when one cannot be read. */
export function sumOf(row: SourceRow, columns: readonly string[]): number | RowOutcome {
  let sum = 0;
  for (const column of columns) {
    const text = row.get(column);
    const amount = text ? parseAmount(text, doudian.currency) : 0;
    if (amount === null) return quarantined('bad-amount', text ?? '', column);
    sum += amount;
  }
  return sum;
}

/** A column that must state an amount, in fen. */
export function requiredAmount(row: SourceRow, column: string): number | RowOutcome {
  return row.get(column) ? sumOf(row, [column]) : quarantined('bad-amount', '', column);
}

/** Deposits of a pre-sale are settled apart from the balance of the same 子订单. */
export function settledPart(row: SourceRow): 'deposit' | 'sale' {
  return row.get('订单类型')?.startsWith('定金') ? 'deposit' : 'sale';
}
