/** What exports cover: missing days, days stated twice, and their rhythm. */
import { describe, expect, it } from 'vitest';
import {
  daysOverdue,
  expectedBy,
  holesBetween,
  overdueAfter,
  overlapsOf,
  type Reminder,
  rhythmOf,
  usualReminder,
} from '../../shared/domain/coverage';
import { coverageEntries } from '../../shared/domain/coverage-entries';

const span = (from: string, to: string) => ({ from, to });

describe('holes', () => {
  const period = (from: string, to: string, isStated = true) => ({ from: `${from}Z`, to: `${to}Z`, isStated });
  const holes = (...exports: ReturnType<typeof period>[]) => holesBetween(exports).map(({ from, to, isMissing }) => [from, to, isMissing]);

  it('are the time between exports that none covers, whatever their order', () => {
    expect(
      holes(
        period('2026-03-20T00:00:00', '2026-04-01T00:00:00'),
        period('2026-01-01T00:00:00', '2026-02-01T00:00:00'),
        period('2026-02-01T00:00:00', '2026-03-05T09:00:00'),
      ),
    ).toEqual([['2026-03-05T09:00:00Z', '2026-03-20T00:00:00Z', true]]);
    expect(holes()).toEqual([]);
  });
  it('are closed by an export that spans them, and are more than the minute that a file leaves out at the end of a day', () => {
    expect(
      holes(
        period('2026-01-01T00:00:00', '2026-04-30T23:59:00'),
        period('2026-02-01T00:00:00', '2026-02-02T00:00:00'),
        period('2026-05-01T00:00:00', '2026-06-01T00:00:00'),
      ),
    ).toEqual([]);
  });
  it('are not known to be missing where one of the two states no period', () => {
    expect(
      holes(
        period('2026-01-01T00:00:00', '2026-02-01T00:00:00'),
        period('2026-03-01T08:00:00', '2026-03-05T09:00:00', false),
        period('2026-04-01T00:00:00', '2026-05-01T00:00:00'),
      ).map(([, , isMissing]) => isMissing),
    ).toEqual([false, false]);
  });
});

describe('what exports cover, in words', () => {
  const one = (from: string, to: string, rest: { isStated?: boolean; until?: string | null } = {}) => ({
    from,
    to,
    batchId: from,
    fileName: `${from}.csv`,
    isStated: true,
    until: null,
    ...rest,
  });
  const told = (kind: Partial<Parameters<typeof coverageEntries>[0]>) =>
    coverageEntries({ isSnapshot: false, exports: [], gaps: [], unknown: [], overlaps: [], ...kind }).map(({ from, code, params }) => [
      from,
      code,
      params,
    ]);

  it('tells whole days from a part of one, in the order of time', () => {
    expect(
      told({
        exports: [
          one('2026-03-01', '2026-04-01'),
          one('2026-01-01', '2026-01-16', { until: '09:00' }),
          one('2026-05-01', '2026-05-02', { until: '08:30' }),
        ],
        gaps: [
          { from: '2026-01-15', to: '2026-01-16', part: { from: '09:00', to: '24:00' } },
          { from: '2026-01-16', to: '2026-03-01', part: null },
        ],
      }),
    ).toEqual([
      ['2026-01-01', 'exportUntil', { count: 14, time: '09:00' }],
      ['2026-01-15', 'gapPart', { from: '09:00', to: '24:00' }],
      ['2026-01-16', 'gap', { count: 44 }],
      ['2026-03-01', 'export', { count: 31 }],
      ['2026-05-01', 'exportPart', { time: '08:30' }],
    ]);
  });
  it('tells what only rows say from what a file says, and lists from both', () => {
    expect(
      told({ exports: [one('2026-01-03', '2026-01-21', { isStated: false })], unknown: [{ from: '2026-01-21', to: '2026-02-09' }] }),
    ).toEqual([
      ['2026-01-03', 'rows', { count: 18 }],
      ['2026-01-21', 'unknown', { count: 19 }],
    ]);
    expect(told({ isSnapshot: true, exports: [one('2026-01-03', '2026-01-04')] })[0]?.[1]).toBe('list');
  });
});

describe('overlaps', () => {
  it('are the days that two exports state, more than the one on which they meet', () => {
    const meeting = [span('2026-01-01', '2026-02-01'), span('2026-01-31', '2026-03-01')];
    expect(overlapsOf(meeting)).toEqual([]);
    const [a, b] = [span('2026-01-01', '2026-02-01'), span('2026-01-25', '2026-03-01')];
    expect(overlapsOf([b, a])).toEqual([{ ...span('2026-01-25', '2026-02-01'), exports: [a, b] }]);
  });
  it('name the export that reaches furthest', () => {
    const [year, month, next] = [span('2026-01-01', '2027-01-01'), span('2026-02-01', '2026-03-01'), span('2026-06-01', '2026-07-01')];
    expect(overlapsOf([month, next, year]).map(({ exports }) => exports)).toEqual([
      [year, month],
      [year, next],
    ]);
  });
});

describe('the rhythm', () => {
  it('is the median distance of the ends', () => {
    expect(rhythmOf(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])).toBe(30);
    expect(rhythmOf(['2026-03-31', '2026-01-31', '2026-02-28', '2026-02-28', '2026-12-31'])).toBe(31);
  });
  it('is unknown while there are fewer than three', () => {
    expect(rhythmOf(['2026-01-31', '2026-02-28', '2026-02-28'])).toBeNull();
  });
  it('says when the next one is expected, and when it is overdue', () => {
    expect(expectedBy('2026-04-30', 30)).toBe('2026-05-30');
    expect([overdueAfter(1), overdueAfter(7), overdueAfter(31), overdueAfter(92)]).toEqual([14, 14, 39, 115]);
  });
});

describe('an export is overdue', () => {
  const overdue = (reminder: Partial<Reminder>, rhythm: number | null, usual: number | null = null, today = '2026-03-31') =>
    daysOverdue('2026-03-01', today, { ...usualReminder, ...reminder }, rhythm, usual);
  it('by the rhythm of those before it, or by what is usual where there is none', () => {
    expect([overdue({}, 7), overdue({}, 31), overdue({}, null), overdue({}, null, 20)]).toEqual([16, 0, 0, 10]);
  });
  it('by what the user says, whatever the rhythm is', () => {
    expect([overdue({ every: 7 }, 31), overdue({ every: 92 }, 7), overdue({ every: 0 }, 1, 1)]).toEqual([23, 0, 0]);
  });
  it('but not before the day until which it was put off', () => {
    expect([overdue({ later: '2026-04-01' }, 7), overdue({ later: '2026-03-31' }, 7)]).toEqual([0, 16]);
  });
});
