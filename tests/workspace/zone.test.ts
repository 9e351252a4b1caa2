import { expect, test } from 'vitest';
import { endOfDay, lastDayBefore, startOfDay } from '../../electron/core/workspace/zone';

test('a day begins and ends in the zone of the workspace, also where clocks change', () => {
  expect(startOfDay('2026-10-31', 'Asia/Shanghai')).toBe('2026-10-30T16:00:00Z');
  expect(endOfDay('2026-10-31', 'Asia/Shanghai')).toBe('2026-10-31T15:59:59Z');
  expect([startOfDay('2026-03-08', 'America/New_York'), endOfDay('2026-03-08', 'America/New_York')]).toEqual([
    '2026-03-08T05:00:00Z',
    '2026-03-09T03:59:59Z',
  ]);
});

test('the day that a half-open end still covers', () => {
  expect(lastDayBefore('2026-10-31T16:00:00Z', 'Asia/Shanghai')).toBe('2026-10-31');
  expect(lastDayBefore('2026-10-31T16:00:01Z', 'Asia/Shanghai')).toBe('2026-11-01');
});
