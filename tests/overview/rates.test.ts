/** Rates, rounding, windows and days: the small rules that every converted figure rests on. */
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { Connection } from '../../electron/core/database/driver';
import { localDay, offsets } from '../../electron/core/database/local-day';
import { convertMinor, minorScale, rateLookup } from '../../shared/metrics/rates';
import { previousWindow, relativeChange } from '../../shared/metrics/windows';

describe('rates', () => {
  const rates = [
    { currency: 'USD', day: '2026-05-10', rate: 7.2 },
    { currency: 'USD', day: '2026-05-01', rate: 7.1 },
    { currency: 'JPY', day: '2026-01-01', rate: 0.05 },
  ];

  test.each([
    ['USD', '2026-05-01', 7.1],
    ['USD', '2026-05-09', 7.1],
    ['USD', '2026-05-10', 7.2],
    ['USD', '2027-01-01', 7.2],
    ['USD', '2026-04-30', null],
    ['GBP', '2026-05-10', null],
    ['CNY', '1999-01-01', 1],
  ])('%s on %s', (currency, day, rate) => {
    expect(rateLookup(rates, 'CNY')(currency, day)).toBe(rate);
  });

  test.each([
    // 10.05 × 7.1 = 71.355; 1.005 × 100 is 100.49999… in binary; halves go away from zero on both sides.
    [1_005, 7.1, 7_136],
    [1, 0.5, 1],
    [-1, 0.5, -1],
    [1_005, 0.1, 101],
    [-1_005, 0.1, -101],
    [1_004, 0.1, 100],
    [0, 7.1, 0],
    [999_999_999_999, 1, 999_999_999_999],
  ])('%i at %f is %i', (amount, factor, expected) => {
    expect(convertMinor(amount, factor)).toBe(expected);
  });

  test('minor units of currencies without and with three decimals', () => {
    expect(convertMinor(10_000, 0.05 * minorScale('JPY', 'CNY'))).toBe(50_000);
    expect(convertMinor(1_000, 23 * minorScale('KWD', 'CNY'))).toBe(2_300);
    expect(minorScale('USD', 'CNY')).toBe(1);
  });
});

describe('windows', () => {
  test('the equal window just before, over month ends and leap days', () => {
    expect(previousWindow({ from: '2026-10-01', to: '2026-11-01' })).toEqual({ from: '2026-08-31', to: '2026-10-01' });
    expect(previousWindow({ from: '2028-03-01', to: '2028-03-02' })).toEqual({ from: '2028-02-29', to: '2028-03-01' });
    expect(previousWindow({ from: null, to: '2026-11-01' })).toBeNull();
    expect(previousWindow({ from: '2026-11-01', to: null })).toBeNull();
  });

  test.each([
    [150, 100, 0.5],
    [50, 100, -0.5],
    [-50, -100, 0.5],
    [100, 0, null],
    [null, 100, null],
    [100, null, null],
  ])('from %s before %s', (value, previous, change) => {
    expect(relativeChange(value, previous)).toBe(change);
  });
});

describe('days of a zone inside SQL', () => {
  test('the offsets of a year with daylight saving', () => {
    expect(offsets('America/New_York', '2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([
      { since: '', minutes: -300 },
      { since: '2026-03-08T07:00:00Z', minutes: -240 },
      { since: '2026-11-01T06:00:00Z', minutes: -300 },
    ]);
    expect(offsets('Asia/Shanghai', '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toEqual([{ since: '', minutes: 480 }]);
  });

  test.each(['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Asia/Shanghai', 'Pacific/Apia', 'UTC'])(
    '%s, hour by hour over three years',
    async (zone) => {
      const start = Date.UTC(2025, 0, 1);
      const instants = Array.from({ length: 3 * 365 * 8 }, (_, n) =>
        new Date(start + n * 3 * 3_600_000).toISOString().replace('.000Z', 'Z'),
      );
      const memory = await Connection.open(':memory:', 'create');
      const rows = await memory.all<{ at: string; day: string }>(
        `SELECT value AS at, ${localDay('value', zone, instants[0] ?? '', instants.at(-1) ?? '')} AS day FROM json_each(?)`,
        [JSON.stringify(instants)],
      );
      await memory.close();
      const wrong = rows.filter(({ at, day }) => day !== DateTime.fromISO(at, { zone }).toISODate());
      expect(wrong).toEqual([]);
      expect(rows).toHaveLength(instants.length);
    },
  );
});
