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

  test('amounts of another currency are another sale', () => {
    expect(mutedLines([line(1, 'order', 'sale', 9900), line(2, 'bill', 'sale', 9900, 'USD')]).size).toBe(0);
  });
});
