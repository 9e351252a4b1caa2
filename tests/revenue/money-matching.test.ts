/** Which lines may be the same money: a pure function of amounts, times and channels. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, pairUp } from '../../electron/core/revenue/money-matching';

const start = Date.parse('2026-03-01T08:00:00Z');
const line = (id: number, seconds: number, over: Partial<Candidate> = {}): Candidate => ({
  id,
  at: new Date(start + seconds * 1000).toISOString().replace('.000Z', 'Z'),
  currency: 'CNY',
  amount: 9_900,
  platform: 'youzan',
  via: null,
  product: '共读会',
  counterparty: null,
  ...over,
});
const bill = (id: number, seconds: number, over: Partial<Candidate> = {}) => line(id, seconds, { platform: 'wechatpay', ...over });
const hour = 3_600;

describe('an order and a bill', () => {
  test('of one amount, the only ones that day', () => {
    expect(pairUp([line(1, 0)], [], [bill(2, 5 * hour)])).toEqual([{ kind: 'sale', one: 1, other: 2, seconds: 5 * hour }]);
    expect(pairUp([line(1, 0)], [], [bill(2, -hour)])).toHaveLength(1);
  });

  test('not of another amount, currency, channel, platform or day', () => {
    for (const over of [{ amount: 9_901 }, { currency: 'USD' }, { platform: 'youzan' }])
      expect(pairUp([line(1, 0)], [], [bill(2, 60, over)])).toEqual([]);
    expect(pairUp([line(1, 0, { via: 'alipay' })], [], [bill(2, 60, { via: 'wechatpay' })])).toEqual([]);
    expect(pairUp([line(1, 0, { via: 'wechatpay' })], [], [bill(2, 60)])).toHaveLength(1);
    expect(pairUp([line(1, 0)], [], [bill(2, 25 * hour)])).toEqual([]);
  });

  test('that are not at once, only with the buyer or the product in common, or soon and without a product', () => {
    const later = (over: Partial<Candidate>) => pairUp([line(1, 0, { counterparty: '林间' })], [], [bill(2, hour, over)]);
    expect(later({ product: '布面笔记本', counterparty: '秋分' })).toEqual([]);
    expect(later({ product: null })).toEqual([]);
    expect(later({ product: '布面笔记本', counterparty: '林间 ' })).toHaveLength(1);
    expect(later({ product: '商品-共读会（1件）', counterparty: '秋分' })).toHaveLength(1);
    expect(pairUp([line(1, 0)], [], [bill(2, 1_700, { product: '' })])).toHaveLength(1);
    expect(pairUp([line(1, 0)], [], [bill(2, 1_700, { product: '布面笔记本' })])).toEqual([]);
    expect(pairUp([line(1, 0)], [], [bill(2, 110, { product: '布面笔记本' })])).toHaveLength(1);
  });

  test('of an amount that is sold all day, only within two minutes of each other', () => {
    const orders = [line(1, 0), line(2, 3 * hour), line(3, 6 * hour)];
    const bills = [bill(11, 4), bill(12, 3 * hour + 30), bill(13, 7 * hour)];
    expect(pairUp(orders, [], bills).map(({ one, other }) => [one, other])).toEqual([
      [2, 12],
      [1, 11],
    ]);
  });

  test('not again when the user called them different; another one may fit then', () => {
    expect(pairUp([line(1, 0)], [], [bill(2, 60)], new Set(['1 2']))).toEqual([]);
    expect(pairUp([line(1, 0)], [], [bill(2, 60), bill(3, 90)], new Set(['1 2']))).toMatchObject([{ one: 1, other: 3 }]);
  });
});

describe('a payout and its arrival', () => {
  test('within ten days, and only where there is no other', () => {
    const payout = line(1, 0, { platform: 'gumroad', via: 'paypal' });
    expect(pairUp([], [payout], [bill(2, 3 * 24 * hour)])).toEqual([{ kind: 'payout', one: 1, other: 2, seconds: 3 * 24 * hour }]);
    expect(pairUp([], [payout], [bill(2, 3 * 24 * hour), bill(3, 5 * 24 * hour)])).toEqual([]);
    expect(pairUp([], [payout], [bill(2, 11 * 24 * hour)])).toEqual([]);
    expect(pairUp([], [payout], [bill(2, -2 * 24 * hour)])).toEqual([]);
  });

  test('an order comes first', () => {
    expect(pairUp([line(1, 0)], [line(2, 0, { platform: 'gumroad' })], [bill(3, 10)])).toMatchObject([{ kind: 'sale', one: 1, other: 3 }]);
  });
});

test('whatever lines there are, nobody is in two pairs, and the order of the lines does not matter', () => {
  const candidates = (from: number, platform: string) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 * 24 }), fc.constantFrom(100, 200)), { maxLength: 30 })
      .map((all) => all.map(([hours, amount], at) => line(from + at, hours * 600, { amount, platform })));
  fc.assert(
    fc.property(candidates(0, 'youzan'), candidates(100, 'gumroad'), candidates(200, 'wechatpay'), (orders, payouts, bills) => {
      const pairs = pairUp(orders, payouts, bills);
      const used = pairs.flatMap(({ one, other }) => [one, other]);
      expect(new Set(used).size).toBe(used.length);
      const reversed = pairUp(orders.toReversed(), payouts.toReversed(), bills.toReversed());
      expect(new Set(reversed.map((pair) => JSON.stringify(pair)))).toEqual(new Set(pairs.map((pair) => JSON.stringify(pair))));
    }),
    { numRuns: 300 },
  );
});

test('very many sales of one price are paired one by one', () => {
  const orders = Array.from({ length: 20_000 }, (_, n) => line(n, n * 40));
  const bills = orders.map(({ id }) => bill(100_000 + id, id * 40 + 3));
  expect(pairUp(orders, [], bills)).toHaveLength(20_000);
});
