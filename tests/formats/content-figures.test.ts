/** Figures, days and keys of content statistics, apart from any one platform. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as columns from '../../electron/core/sync/formats/content-metrics';
import {
  dayFigures,
  type Figures,
  figuresOf,
  firstLine,
  nextDay,
  plainTime,
  seconds,
  statedDay,
  titleKey,
} from '../../electron/core/sync/formats/content-rows';
import type { SourceRow } from '../../electron/core/sync/formats/format';
import { groupMetrics } from '../../electron/core/sync/formats/group-metrics';
import { youtubeMetrics } from '../../electron/core/sync/formats/youtube-metrics';
import { recordsOfLines } from '../support/mapped';
import { scratchDir } from '../support/scratch';

function rowOf(cells: Record<string, string>): SourceRow {
  const names = Object.keys(cells);
  return { number: 2, columns: names, cells: Object.values(cells), get: (column) => (column in cells ? cells[column] || null : undefined) };
}

function read(cells: Record<string, string>, currency: string | null = null): Figures {
  return figuresOf(rowOf(cells), youtubeMetrics, new Set(['Date']), currency);
}

test.each([
  ['0:05:12', null, 312],
  ['1:02:03', null, 3723],
  ['2:05', null, 125],
  ['13.77秒', null, 13.77],
  ['1分20秒', null, 80],
  ['2小时3分钟5秒', null, 7385],
  ['1h 2m', null, 3720],
  ['86400', null, 86_400],
  ['0.5', 'hours', 1800],
  ['1,183,689.3666', 'hours', 4_261_281_719.76],
  ['3', '分钟', 180],
  ['', null, null],
  ['秒', null, null],
  ['lang', null, null],
])('%s (%s) is %s seconds', (text, unit, expected) => {
  expect(seconds(text, unit)).toBe(expected);
});

describe('figures', () => {
  test('counts keep their size, however they are written', () => {
    expect(read({ Views: '3,593', Likes: '1.2万', Shares: '0', Dislikes: '-4' }).metrics).toEqual({
      views: 3593,
      likes: 12_000,
      shares: 0,
      dislikes: -4,
    });
  });

  test('rates are 0..1, whether the column or the cell says percent', () => {
    const { metrics } = read({
      'Average percentage viewed (%)': '4.48',
      'Impressions click-through rate': '12.22%',
      'Stayed to watch': '0.7',
    });
    expect(metrics).toEqual({ averageViewedRate: 0.0448, impressionClickRate: 0.1222, viewedInFeedRate: 0.7 });
  });

  test('a share of a count is not the count', () => {
    expect(read({ 'Views (%)': '12.5', Views: '80', 'Likes (%)': '5' }).metrics).toEqual({
      viewShare: 0.125,
      views: 80,
      'Likes (%)': 5,
    });
  });

  test('money is in minor units of the currency in the header, whichever that is', () => {
    expect(read({ 'Estimated revenue (JPY)': '1204' })).toMatchObject({ metrics: { estimatedRevenue: 1204 }, currency: 'JPY' });
    expect(read({ 'Your estimated revenue (EUR)': '25.563' })).toMatchObject({ metrics: { estimatedRevenue: 2556 }, currency: 'EUR' });
    expect(read({ 'Estimated revenue': '1.5' }, 'CNY')).toMatchObject({ metrics: { estimatedRevenue: 150 }, currency: 'CNY' });
    expect(read({ 'Estimated revenue': '1.5' }).unread).toEqual({ column: 'Estimated revenue', text: '1.5' });
  });

  test('unknown columns are kept: figures under their own name and as they are written, words as words', () => {
    const figures = read({
      'Card clicks': '3',
      'Card rate (%)': '9.0',
      'Card bonus (USD)': '1,234.25',
      'Time on card (hours)': '2.5',
      Topic: 'Reading',
      Empty: '',
    });
    expect(figures.metrics).toEqual({ 'Card clicks': 3, 'Card rate (%)': 9, 'Card bonus (USD)': 1234.25, 'Time on card (hours)': 2.5 });
    expect(figures).toMatchObject({ texts: { Topic: 'Reading' }, currency: undefined, unread: null });
  });

  test('a unit that stands in the cell of an unknown column alone stands in its name', () => {
    expect(read({ 'Card rate': '7%', 'Time on card': '0:01:30', 'Share (%)': '7.5 %' }).metrics).toEqual({
      'Card rate (%)': 7,
      'Time on card (s)': 90,
      'Share (%)': 7.5,
    });
  });

  test('of two columns for one figure, the second keeps its own name', () => {
    const { metrics } = read({ 'Estimated revenue (USD)': '1.5', 'Your estimated revenue (USD)': '1.2', Views: '3' });
    expect(metrics).toEqual({ estimatedRevenue: 150, 'Your estimated revenue (USD)': 1.2, views: 3 });
    expect(read({ Impressions: '3', 'Thumbnail impressions': 'many' }).unread).toEqual({ column: 'Thumbnail impressions', text: 'many' });
  });

  test('figures are the same in all languages, whatever brackets and units they are written with', () => {
    const stated = { watchSeconds: 5400, views: 1500, impressionClickRate: 0.052 };
    expect(read({ '総再生時間（単位: 時間）': '1.5', 視聴回数: '1,500', 'サムネイルのクリック率 (%)': '5.2' }).metrics).toEqual(stated);
    expect(read({ 'Wiedergabezeit (Stunden)': '1.5', Aufrufe: '1500', 'Klickrate der Impressionen (%)': '5.2' }).metrics).toEqual(stated);
    expect(read({ '观看时长（小时）': '1.5', 观看次数: '1500', '展示点击率 (%)': '5.2' }).metrics).toEqual(stated);
    expect(read({ '觀看時間 (小時)': '1.5', 觀看次數: '1500', '曝光點閱率 (%)': '5.2' }).metrics).toEqual(stated);
    expect(read({ '預估收益 (TWD)': '17339.388' })).toMatchObject({ metrics: { estimatedRevenue: 1733939 }, currency: 'TWD' });
  });

  test('a known figure that cannot be read is named', () => {
    expect(read({ Views: 'many', Likes: '3' })).toMatchObject({ unread: { column: 'Views', text: 'many' }, metrics: { likes: 3 } });
  });

  test('names of columns never reach into the language', () => {
    expect(read({ constructor: '3', toString: '4' }).metrics).toEqual({ constructor: 3, toString: 4 });
  });
});

test('every column of every platform states a figure with a unit', () => {
  const { metricUnits, ...platforms } = columns;
  const named = [...Object.values(platforms), youtubeMetrics, groupMetrics].flatMap((platform) => Object.values(platform));
  expect(named.length).toBeGreaterThan(100);
  for (const name of named) expect(metricUnits).toHaveProperty(name);
  for (const name of Object.keys(metricUnits)) expect(named).toContain(name);
});

test.each([
  ['2026年07月26日14时05分22秒', '2026-07-26'],
  ['2026年7月6日', '2026-07-06'],
  ['20260830', '2026-08-30'],
  ['2026/8/3', '2026-08-03'],
  ['20261332', null],
  ['很久以前', null],
])('%s is the day %s', (text, expected) => {
  expect(statedDay(text)).toBe(expected);
});

test('times in words keep their clock', () => {
  expect(plainTime('2026年07月26日14时05分22秒')).toBe('2026-07-26 14:05:22');
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
});

test('files with other figures of the same day state the same record', () => {
  const [one] = dayFigures('2026-10-01', read({ Views: '3' }), { dimension: { country: 'JP', age: '18' } });
  const [other] = dayFigures('2026-10-01', read({ Likes: '1' }), { dimension: { age: '18', country: 'JP' } });
  expect(one?.key).toBe(other?.key);
  expect(dayFigures('2026-10-02', read({ Views: '3' }))[0]?.key).not.toBe(one?.key);
  expect(dayFigures('2026-10-02', read({ Views: '' }))).toEqual([]);
});

test('keys and titles are never cut inside a character', () => {
  const long = '读'.repeat(70) + '📚'.repeat(80);
  expect(titleKey('2026-10-01T00:00:00Z', long)).not.toMatch(/\p{Cs}/u);
  expect(titleKey('2026-10-01T00:00:00Z', 'two\n lines')).toBe('2026-10-01T00:00:00Z|two lines');
  expect(firstLine(`\n ${long}\nsecond`)).toBe(`${Array.from(long).slice(0, 120).join('')}…`);
});

test('a figure has one name in all rows, whichever of them state its unit', async () => {
  const dir = await scratchDir();
  const rows = await recordsOfLines(join(dir, 'Trends.csv'), [
    'Date,Show ID,Total Time Listened,Plays,Card rate,Time on card,Card teasers,Mixed',
    '20261001,1500000001,60,80,12%,0:01:30,3,5%',
    '20261002,1500000001,60,90,0,45,0,0:10',
    '20261003,1500000001,60,70,7.5 %,0:00:10,1,2',
  ]);
  await rm(dir, { recursive: true, force: true });
  const metrics = rows.flat().flatMap(({ type, payload }) => (type === 'contentMetric' ? [payload.metrics] : []));
  expect(metrics).toEqual([
    { watchSeconds: 60, views: 80, 'Card rate (%)': 12, 'Time on card (s)': 90, 'Card teasers': 3, 'Mixed (%)': 5 },
    { watchSeconds: 60, views: 90, 'Card rate (%)': 0, 'Time on card (s)': 45, 'Card teasers': 0, 'Mixed (s)': 10 },
    { watchSeconds: 60, views: 70, 'Card rate (%)': 7.5, 'Time on card (s)': 10, 'Card teasers': 1, Mixed: 2 },
  ]);
});
