import { describe, expect, test } from 'vitest';
import { googleTime, hasDayFirst, isGoogleTime, isPlainTime } from '../../electron/core/sync/formats/google-times';

describe('the order of day and month', () => {
  test.each([
    ['a day above 12 anywhere in the file', ['03/10/2026 08:00:00', '13/10/2026 08:00:00'], false, true],
    ['a day above 12 in the second place, in spite of a British header', ['03/10/2026 08:00:00', '03/13/2026 08:00:00'], true, false],
    ['the order of rows, which edits disturb', ['5/1/2026 8:00:00', '4/2/2026 8:00:00', '4/9/2026 8:00:00'], false, false],
    ['a British header', ['08/03/2026 21:42:55'], true, true],
    ['a British header over dates of another country', ['8/3/2026 21:42:55'], true, false],
    ['nothing tells', ['08/03/2026 21:42:55'], false, false],
    ['the year first', ['2026/10/31 1:04:05 PM GMT+8'], true, false],
  ])('%s', (_name, times, british, dayFirst) => {
    expect(hasDayFirst(times, british)).toBe(dayFirst);
  });
});

describe('zones', () => {
  test.each([
    ['2026/10/17 2:09:12 pm CET', '2026-10-17T12:09:12Z'],
    ['2026/12/17 2:09:12 pm CET', '2026-12-17T13:09:12Z'],
    ['2026/07/17 2:09:12 pm CEST', '2026-07-17T12:09:12Z'],
    ['2026/07/17 2:09:12 PM EST', '2026-07-17T19:09:12Z'],
    ['2026/07/17 12:09:12 am [GMT-3:30]', '2026-07-17T03:39:12Z'],
    ['2026/07/17 2:09:12 PM IST', null],
    ['10/31/2026 13:04:05', '2026-10-31T05:04:05Z'],
  ])('%s', (text, instant) => {
    expect(googleTime(text, false)).toBe(instant);
    expect(isGoogleTime(text)).toBe(true);
  });

  test.each(['2026/07/17 2:09:12 pm noon', '2026/13/17 2:09:12 pm CET', 'soon', 'Mon Sep 08 2025 13:58:23 GMT-0500'])(
    '%s is no time',
    (text) => {
      expect(googleTime(text, false)).toBeNull();
      expect(isGoogleTime(text)).toBe(false);
    },
  );

  test('a time that any program writes is told apart', () => {
    expect(isPlainTime('2026-01-01 00:10:00')).toBe(true);
    expect(isPlainTime('2026/01/01 00:10:00')).toBe(false);
  });
});
