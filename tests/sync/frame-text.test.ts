import { describe, expect, test } from 'vitest';
import {
  claimedRows,
  endOfNamedDay,
  frameText,
  labelled,
  labelledEnd,
  labelledTime,
  namedPeriod,
} from '../../electron/core/sync/formats/frame-text';

describe('the text around a table', () => {
  const text = frameText(
    [
      ['微信昵称：[半坡[分店]', ' 测试]', '', ''],
      ['起始时间：[2026-01-01 00:00:00] 终止时间：[2026-03-31 23:59:59]', ''],
      ['支付宝账户：a@example.com', ''],
    ],
    [['共43笔记录']],
  );

  test('labels give what stands behind them', () => {
    expect(labelled(text, '微信昵称')).toBe('半坡[分店], 测试');
    expect(labelled(text, '支付宝账户')).toBe('a@example.com');
    expect(labelled(text, '姓名')).toBeNull();
    expect(labelled('账号:[]', '账号')).toBeNull();
  });

  test('periods are half-open', () => {
    expect(labelledTime(text, '起始时间')).toBe('2025-12-31T16:00:00Z');
    expect(labelledEnd(text, '终止时间')).toBe('2026-03-31T16:00:00Z');
    expect(labelledEnd('终止日期:[2019-10-01 00:00:00]', '终止日期')).toBe('2019-09-30T16:00:00Z');
    expect(labelledTime('导出时间：[昨天]', '导出时间')).toBeNull();
  });

  test('claimed rows are read', () => {
    expect(claimedRows(text)).toEqual({ rows: 43 });
    expect(claimedRows('共x笔记录')).toBeUndefined();
  });
});

describe('file names', () => {
  test.each([
    ['用户列表导出_20261031.csv.csv', '2026-10-31T15:59:59Z'],
    ['订单报表_20261101090030.csv', '2026-11-01T15:59:59Z'],
    ['members-2026-10-31.csv', '2026-10-31T15:59:59Z'],
    ['用户2026年6月1日.xlsx', '2026-06-01T15:59:59Z'],
    ['20260101-20260331.csv', '2026-03-31T15:59:59Z'],
    ['users_20260230.csv', null],
    ['1900000001.csv', null],
    ['1202610312.csv', null],
    ['members.csv', null],
  ])('%s ends on %s', (name, end) => {
    expect(endOfNamedDay(name, 480)).toBe(end);
  });

  test('two days are a period', () => {
    expect(namedPeriod('1900000001All2026-03-01_2026-03-31.csv')).toEqual({ from: '2026-02-28T16:00:00Z', to: '2026-03-31T16:00:00Z' });
    expect(namedPeriod('1900000001All2026-03-01.csv')).toBeNull();
    expect(namedPeriod('2026-03-31_2026-03-01.csv')).toBeNull();
    const march = { from: '2026-02-28T16:00:00Z', to: '2026-03-31T16:00:00Z' };
    expect(namedPeriod('Content 2026-03-01_2026-03-31 Channel.zip › Table data.csv')).toEqual(march);
    expect(namedPeriod('2026-04-02.zip › bill 20260301-20260331.csv')).toEqual(march);
  });
});
