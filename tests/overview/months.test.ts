import { describe, expect, test } from 'vitest';
import { isPartial, monthTable, otherPlatforms } from '../../renderer/src/overview/months';

const amount = (month: string, platform: string, net: number) => ({ month, platform, net, gross: net });

describe('months of the chart', () => {
  test('have a row for every month between the first and the last, over a year end', () => {
    const { rows } = monthTable([amount('2025-11', 'youzan', 100), amount('2026-02', 'youzan', 300)]);
    expect(rows.map(({ month, total }) => [month, total])).toEqual([
      ['2025-11', 100],
      ['2025-12', 0],
      ['2026-01', 0],
      ['2026-02', 300],
    ]);
  });

  test('order platforms by what they brought and keep the sum', () => {
    const { series, rows } = monthTable([
      amount('2026-01', 'patreon', 50),
      amount('2026-01', 'youzan', 500),
      amount('2026-02', 'own', -600),
    ]);
    expect(series).toEqual(['own', 'youzan', 'patreon']);
    expect(rows.map(({ total }) => total)).toEqual([550, -600]);
  });

  test('add up what is beyond six platforms', () => {
    const months = Array.from({ length: 9 }, (_, index) => amount('2026-01', `p${index}`, 1000 - index));
    const { series, rows } = monthTable(months);
    expect(series).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', otherPlatforms]);
    expect(rows[0]?.net[otherPlatforms]).toBe(994 + 993 + 992);
    expect(rows[0]?.total).toBe(months.reduce((sum, { net }) => sum + net, 0));
  });

  test('nothing is an empty table', () => {
    expect(monthTable([])).toEqual({ series: [], rows: [] });
  });

  test('are partial from where the data stop', () => {
    expect(isPartial('2026-10', '2026-10-31')).toBe(false);
    expect(isPartial('2026-10', '2026-10-30')).toBe(true);
    expect(isPartial('2026-11', '2026-10-31')).toBe(true);
    expect(isPartial('2026-09', '2026-10-02')).toBe(false);
    expect(isPartial('2024-02', '2024-02-28')).toBe(true);
    expect(isPartial('2026-02', '2026-02-28')).toBe(false);
    expect(isPartial('2026-02', null)).toBe(false);
  });
});
