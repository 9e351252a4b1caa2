import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  currencyExponent,
  formatBytes,
  formatCount,
  formatDay,
  formatDelta,
  formatMoney,
  formatMoneyShort,
  formatMonth,
  formatNumber,
  formatPercent,
  formatWhen,
  formatWindow,
  parseMoney,
} from '../../shared/domain/format';

describe('money', () => {
  test('stands in its currency with the places that ISO 4217 gives it', () => {
    expect(formatMoney(4_821_640, 'CNY', 'zh-CN')).toBe('¥48,216.40');
    expect(formatMoney(4_821_640, 'CNY', 'en')).toBe('¥48,216.40');
    expect(formatMoney(12_000, 'USD', 'en')).toBe('$120.00');
    expect(formatMoney(12_000, 'USD', 'zh-CN')).toBe('US$120.00');
    expect(formatMoney(1234, 'KWD', 'en')).toMatch(/1\.234$/);
    expect(formatMoney(-6832, 'CNY', 'zh-CN')).toBe('-¥68.32');
  });

  test('yuan and yen never share a sign', () => {
    expect(formatMoney(500, 'JPY', 'en')).toBe('JP¥500');
    expect(formatMoney(500, 'JPY', 'zh-CN')).toBe('JP¥500');
    expect(formatMoney(500, 'CNY', 'en')).toBe('¥5.00');
  });

  test('zero has no minus', () => {
    expect(formatMoney(-0, 'CNY', 'en')).toBe('¥0.00');
    expect(formatMoneyShort(-0, 'CNY', 'zh-CN')).toBe('¥0');
  });

  test('is short on axes: 万 in Chinese, K in English', () => {
    expect(formatMoneyShort(3_200_000, 'CNY', 'zh-CN')).toBe('¥3.2万');
    expect(formatMoneyShort(3_200_000, 'CNY', 'en')).toBe('¥32K');
    expect(formatMoneyShort(50_000, 'CNY', 'zh-CN')).toBe('¥500');
    expect(formatMoneyShort(-3_200_000, 'USD', 'en')).toBe('-$32K');
  });

  test('knows currencies without minor units and with thousandths', () => {
    expect(['CNY', 'JPY', 'KWD', 'ISK', 'XYZ'].map(currencyExponent)).toEqual([2, 0, 3, 0, 2]);
  });

  test('is read as typed, full-width characters included', () => {
    expect(parseMoney('1,234.5', 'CNY')).toBe(123_450);
    expect(parseMoney('￥６８．３２', 'CNY')).toBe(6832);
    expect(parseMoney('-12', 'USD')).toBe(-1200);
    expect(parseMoney('500', 'JPY')).toBe(500);
    expect(parseMoney('12.50', 'JPY')).toBeNull();
    expect(parseMoney('12.00', 'JPY')).toBe(12);
    for (const text of ['', '.', '1.2.3', 'abc', '1e5', '99999999999999999']) expect(parseMoney(text, 'CNY')).toBeNull();
  });

  test('what is shown reads back to the same amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
        fc.constantFrom('CNY', 'USD', 'EUR', 'KWD'),
        fc.constantFrom('zh-CN' as const, 'en' as const),
        (minor, currency, language) => {
          const shown = formatMoney(minor, currency, language).replace(/[A-Z\u00a0]/g, '');
          expect(parseMoney(shown, currency)).toBe(minor);
        },
      ),
    );
  });
});

describe('numbers', () => {
  test('counts switch to 万 only where the eye gains by it', () => {
    expect(formatCount(99_999, 'zh-CN')).toBe('99,999');
    expect(formatCount(123_456, 'zh-CN')).toBe('12.3万');
    expect(formatCount(123_456, 'en')).toBe('123,456');
    expect(formatNumber(1234.567, 'en')).toBe('1,234.57');
  });

  test('changes carry their sign, and become a factor where a percentage stops meaning anything', () => {
    expect(formatDelta(0.124, 'en')).toBe('+12.4%');
    expect(formatDelta(-0.026, 'zh-CN')).toBe('-2.6%');
    expect(formatDelta(0, 'en')).toBe('0.0%');
    expect(formatDelta(11, 'en')).toBe('×12');
    expect(formatPercent(0.3825, 'en')).toBe('38.3%');
  });

  test('bytes are decimal', () => {
    expect(formatBytes(0, 'en')).toBe('0 B');
    expect(formatBytes(999, 'en')).toBe('999 B');
    expect(formatBytes(22_600_000, 'zh-CN')).toBe('22.6 MB');
    expect(formatBytes(3e15, 'en')).toBe('3,000 TB');
  });
});

describe('dates', () => {
  test('days and months are named as the language does', () => {
    expect(formatDay('2026-11-22', 'zh-CN')).toBe('2026年11月22日');
    expect(formatDay('2026-11-22', 'en')).toBe('22 Nov 2026');
    expect(formatDay('2026-11-22', 'en', true)).toBe('22 Nov');
    expect(formatMonth('2026-01', 'zh-CN')).toBe('1月');
    expect(formatMonth('2026-01', 'zh-CN', true)).toBe('2026年1月');
    expect(formatMonth('2026-11', 'en', true)).toBe('Nov 2026');
  });

  test('a half-open window is shown by its first and last day, the year once', () => {
    expect(formatWindow({ from: '2026-10-24', to: '2026-11-23' }, 'zh-CN')).toBe('2026年10月24日 – 11月22日');
    expect(formatWindow({ from: '2026-10-24', to: '2026-11-23' }, 'en')).toBe('24 Oct – 22 Nov 2026');
    expect(formatWindow({ from: '2025-12-24', to: '2026-01-02' }, 'en')).toBe('24 Dec 2025 – 1 Jan 2026');
    expect(formatWindow({ from: '2026-11-22', to: '2026-11-23' }, 'en')).toBe('22 Nov 2026');
    expect(formatWindow({ from: '2026-11-22', to: null }, 'en')).toBe('22 Nov 2026 –');
    expect(formatWindow({ from: null, to: '2026-11-23' }, 'en')).toBe('– 22 Nov 2026');
    expect(formatWindow({ from: null, to: null }, 'en')).toBeNull();
  });

  test('an instant stands in the zone it is asked for, whatever the machine runs in', () => {
    expect(formatWhen('2026-11-22T17:05:00Z', 'Asia/Shanghai', 'zh-CN')).toBe('2026/11/23 01:05');
    expect(formatWhen('2026-11-22T17:05:00Z', 'America/New_York', 'en')).toBe('22 Nov 2026 12:05');
    expect(formatWhen('2026-11-22T16:00:00Z', 'Asia/Shanghai', 'en', 'time')).toBe('00:00');
  });
});
