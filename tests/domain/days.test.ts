import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, isDay, monthStart, resolvePreset, windowPresets } from '../../shared/domain/days';

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  test('adding and counting are inverse, over leap days and year ends', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(isDay(addDays(day, count))).toBe(true);
      }),
    );
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  test('the day of an instant depends on the zone', () => {
    expect(dayOf('2026-11-22T16:30:00Z', 'Asia/Shanghai')).toBe('2026-11-23');
    expect(dayOf('2026-11-22T16:30:00Z', 'UTC')).toBe('2026-11-22');
    expect(dayOf(Date.parse('2026-11-22T03:00:00Z'), 'America/New_York')).toBe('2026-11-21');
  });

  test('only real calendar days are days', () => {
    expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'today'].some(isDay)).toBe(false);
  });
});

describe('presets', () => {
  test('end with the last day and hold as many days as they say', () => {
    expect(resolvePreset('7d', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-23' });
    expect(resolvePreset('30d', '2026-11-22')).toEqual({ from: '2026-10-24', to: '2026-11-23' });
    expect(resolvePreset('12m', '2026-11-22')).toEqual({ from: '2025-12-01', to: '2026-11-23' });
    expect(resolvePreset('year', '2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-11-23' });
    expect(resolvePreset('all', '2026-11-22')).toEqual({ from: null, to: null });
    expect(monthStart('2026-03-31', 1)).toBe('2026-02-01');
    expect(monthStart('2026-01-15', 1)).toBe('2025-12-01');
  });

  test('every preset includes its last day and begins no later', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...windowPresets), (last, preset) => {
        const { from, to } = resolvePreset(preset, last);
        if (to !== null) expect(addDays(to, -1)).toBe(last);
        if (from !== null) expect(from <= last).toBe(true);
      }),
    );
  });
});
