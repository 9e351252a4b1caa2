import { describe, expect, test } from 'vitest';
import { plainAmount } from '../../electron/core/sync/formats/paypal-arrange';
import { dayOrder, instantOf, usesChinaClock, zoneOfIst } from '../../electron/core/sync/formats/paypal-times';

describe('the order of day and month', () => {
  test.each([
    ['a day above 12', ['03/04/2026', '13/04/2026'], ['PDT'], 'day-first'],
    ['a day above 12 in the second place', ['03/04/2026', '04/13/2026'], ['GMT'], 'month-first'],
    ['dots', ['03.04.2026'], ['PDT'], 'day-first'],
    ['the same either way', ['03/03/2026'], [], 'day-first'],
    ['only one reading is in order of time', ['05/03/2026', '02/03/2026', '12/02/2026'], ['PDT'], 'day-first'],
    ['an American clock', ['03/04/2026'], ['PST'], 'month-first'],
    ['a European clock', ['03/04/2026'], ['Europe/Paris'], 'day-first'],
    ['the year first', ['2026/04/03'], [], 'year-first'],
    ['dates with the year first among others', ['2026/04/03', '04/13/2026'], [], 'month-first'],
    ['nothing tells', ['03/04/2026'], ['GMT+08:00'], null],
    ['no dates', ['soon'], ['PDT'], null],
  ])('%s', (_name, dates, zones, order) => {
    expect(dayOrder(dates, zones)).toBe(order);
  });
});

describe('instants', () => {
  test.each([
    ['31.01.2023', '22:33:01', 'Europe/Berlin', 'day-first', '2023-01-31T21:33:01Z'],
    ['29.03.2026', '03:30:00', 'Europe/Berlin', 'day-first', '2026-03-29T01:30:00Z'],
    ['07/03/2026', '9:15:00 PM', 'PDT', 'month-first', '2026-07-04T04:15:00Z'],
    ['12/31/12', '12:00:01 AM', 'PST', 'month-first', '2012-12-31T08:00:01Z'],
    ['2026/07/03', '10:00:00', 'GMT+08:00', 'month-first', '2026-07-03T02:00:00Z'],
    ['07/03/2026', '', 'UTC', 'month-first', '2026-07-03T00:00:00Z'],
    ['07/33/2026', '10:00:00', 'PDT', 'month-first', null],
    ['07/03/2026', '25:00:00', 'PDT', 'month-first', null],
    ['07/03/2026', '10:00:00', 'Mars/Olympus', 'month-first', null],
    ['07/03/2026', '10:00:00', 'XYZ', 'month-first', null],
  ] as const)('%s %s %s', (date, time, zone, order, instant) => {
    expect(instantOf(date, time, zone, order, false)).toBe(instant);
  });

  test('CST is the clock of China in a file that uses it in summer', () => {
    expect(usesChinaClock([{ month: 7, zone: 'CST' }])).toBe(true);
    expect(usesChinaClock([{ month: 1, zone: 'CST' }])).toBe(false);
    expect(
      usesChinaClock([
        { month: 10, zone: 'CST' },
        { month: 7, zone: 'CDT' },
      ]),
    ).toBe(false);
    expect(instantOf('2026/07/03', '10:00:00', 'CST', 'year-first', true)).toBe('2026-07-03T02:00:00Z');
    expect(instantOf('2026/01/03', '10:00:00', 'CST', 'year-first', false)).toBe('2026-01-03T16:00:00Z');
  });
});

test.each([
  ['-1.234,56', '-1234.56'],
  ['1,234.56', '1234.56'],
  ['1 234,56', '1234.56'],
  ['1\u202f234,5', '1234.5'],
  ['1.250', '1250'],
  ['1,900', '1900'],
  ['−8,00', '-8.00'],
  ['...', ''],
  ['one', 'one'],
])('the amount %s reads %s', (text, plain) => {
  expect(plainAmount(text)).toBe(plain);
});

describe('the zone that IST stands for', () => {
  const row = (month: number, zone: string, currency = 'EUR') => ({ month, zone, currency });
  test.each([
    ['all year', [row(1, 'IST'), row(7, 'IST')], 'Asia/Kolkata'],
    ['rupees', [row(7, 'IST', 'USD'), row(7, 'IST', 'INR')], 'Asia/Kolkata'],
    ['a summer beside GMT', [row(1, 'GMT'), row(7, 'IST')], 'Europe/Dublin'],
    ['a summer alone', [row(7, 'IST')], null],
    ['a winter alone', [row(1, 'IST')], null],
    ['a winter beside GMT', [row(1, 'IST'), row(2, 'GMT')], null],
    ['months that may be either', [row(3, 'IST'), row(10, 'IST'), row(1, 'GMT')], null],
    ['rupees without it', [row(7, 'UTC', 'INR')], null],
  ] as const)('%s', (_name, rows, zone) => {
    expect(zoneOfIst(rows)).toBe(zone);
  });
});
