import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chinaOffset, isInstant, nextSecond, parseDay, parseLocalTime, serialToText } from '../../shared/domain/time';

describe('local time', () => {
  test.each([
    ['2019-09-26 12:45:27', chinaOffset, '2019-09-26T04:45:27Z'],
    ['2020-01-01 03:00:00', chinaOffset, '2019-12-31T19:00:00Z'],
    ['2024-02-29 08:00:00', chinaOffset, '2024-02-29T00:00:00Z'],
    ['2021/1/2 3:04', chinaOffset, '2021-01-01T19:04:00Z'],
    ['2021/1/2 13:04:59', chinaOffset, '2021-01-02T05:04:59Z'],
    ['2023-04-08 17:45:28.731953', 0, '2023-04-08T17:45:28Z'],
    ['2024-06-07 02:38', 0, '2024-06-07T02:38:00Z'],
    ['2023-04-08', 0, '2023-04-08T00:00:00Z'],
    ['2023-04-08T17:45:28Z', chinaOffset, '2023-04-08T17:45:28Z'],
    ['2023-04-08T17:45:28.5+08:00', 0, '2023-04-08T09:45:28Z'],
    ['2023-04-08 17:45:28 UTC', chinaOffset, '2023-04-08T17:45:28Z'],
    ['2023-04-08 17:45:28-0530', 0, '2023-04-08T23:15:28Z'],
    [' 2019-09-30 13:11:25 ', chinaOffset, '2019-09-30T05:11:25Z'],
    ['45000.5', 0, '2023-03-15T12:00:00Z'],
    ['43734.531562500006', chinaOffset, '2019-09-26T04:45:27Z'],
  ])('%s at %i is %s', (text, offset, instant) => {
    expect(parseLocalTime(text, offset)).toBe(instant);
  });

  test.each([
    '',
    '2023-02-29 10:00:00',
    '2023-04-31 10:00:00',
    '2023-13-01 10:00:00',
    '2023-00-10 10:00:00',
    '2023-01-00 10:00:00',
    '2023-01-01 24:00:00',
    '2023-01-01 10:60:00',
    '2023-01-01 10:00:60',
    '2023-1-1 1:1:1',
    '2023-01/01',
    '0000-01-01 00:00:00',
    '20230101',
    '12345',
    '1e5',
    '昨天',
    'x023-01-01 10:00:00',
    '2023-01-01 1x:00:00',
  ])('%j is no time', (text) => {
    expect(parseLocalTime(text, 0)).toBeNull();
  });

  test('agrees with the calendar on every second of every zone', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        fc.integer({ min: -720, max: 840 }),
        (date, offset) => {
          const instant = `${date.toISOString().slice(0, 19)}Z`;
          const wall = new Date(Date.parse(instant) + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
          expect(parseLocalTime(wall, offset)).toBe(instant);
          expect(parseLocalTime(wall.replaceAll('-', '/').replace(/\/0/g, '/'), offset)).toBe(instant);
          expect(isInstant(instant)).toBe(true);
        },
      ),
    );
  });

  test('spreadsheet serials read back to the second in both date systems', () => {
    expect(serialToText(45000.5, false)).toBe('2023-03-15 12:00:00');
    expect(serialToText(45000.5 - 1462, true)).toBe('2023-03-15 12:00:00');
    expect(serialToText(1e12, false)).toBeNull();
    expect(serialToText(Number.NaN, false)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_500_000_000 }), (seconds) => {
        const serial = 30_000 + seconds / 86_400;
        expect(serialToText(serial, false)).toBe(
          new Date(Date.UTC(1899, 11, 30) + 30_000 * 86_400_000 + seconds * 1000).toISOString().slice(0, 19).replace('T', ' '),
        );
      }),
    );
  });

  test('instants, days and seconds', () => {
    expect(isInstant('2023-02-30T00:00:00Z')).toBe(false);
    expect(isInstant('2023-02-28 00:00:00Z')).toBe(false);
    expect(isInstant('2023-02-28T00:00:00')).toBe(false);
    expect(nextSecond('2026-12-31T15:59:59Z')).toBe('2026-12-31T16:00:00Z');
    expect(parseDay('1990/3/7')).toBe('1990-03-07');
    expect(parseDay('03-07')).toBeNull();
  });
});
