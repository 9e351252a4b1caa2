import { describe, expect, test } from 'vitest';
import { mutedLines } from '../../electron/core/revenue/money-groups';

const line = (id: number, side: 'order' | 'bill', kind: 'sale' | 'refund' | 'split', stated: number, currency = 'CNY') => ({
  id,
  side,
  kind,
  stated,
  currency,
});

describe('one sale, one count', () => {
  test('the order counts, the bill of the same sale does not', () => {
    expect([...mutedLines([line(1, 'order', 'sale', 9900), line(2, 'bill', 'sale', 9900)])]).toEqual([[2, 1]]);
  });

  test('bills without an order all count, also when they share a number', () => {
    expect(mutedLines([line(1, 'bill', 'sale', 9900), line(2, 'bill', 'sale', 100)]).size).toBe(0);
  });

  test('a refund counts once: at the order when both know it, at the bill when the bill knows more', () => {
    const sale = [line(1, 'order', 'sale', 9900), line(2, 'bill', 'sale', 9900)];
    expect(mutedLines([...sale, line(3, 'order', 'refund', 5000), line(4, 'bill', 'refund', 5000)]).get(4)).toBe(3);
    expect(
      mutedLines([...sale, line(3, 'order', 'refund', 5000), line(4, 'bill', 'refund', 5000), line(5, 'bill', 'refund', 1000)]).get(3),
    ).toBe(4);
    expect(mutedLines([...sale, line(4, 'bill', 'refund', 5000)]).has(4)).toBe(false);
  });

  test('refunds stated in all and one by one count once: one by one, unless the total knows of more', () => {
    const total = { ...line(1, 'bill', 'refund', 1500), total: 1 as const };
    expect([...mutedLines([total, line(2, 'bill', 'refund', 1000), line(3, 'bill', 'refund', 500)])]).toEqual([[1, 2]]);
    expect([...mutedLines([total, line(2, 'bill', 'refund', 1000)])]).toEqual([[2, 1]]);
    const sale = line(4, 'order', 'sale', 9900);
    expect([...mutedLines([sale, total, line(2, 'bill', 'refund', 1500), line(5, 'order', 'refund', 1500)])]).toEqual([
      [1, 2],
      [2, 5],
    ]);
  });

  test('amounts of another currency are another sale', () => {
    expect(mutedLines([line(1, 'order', 'sale', 9900), line(2, 'bill', 'sale', 9900, 'USD')]).size).toBe(0);
  });
});
