import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyExponent, parseAmount, parseCurrency, parseDecimal } from '../../shared/domain/money';

describe('amounts', () => {
  test.each([
    ['28.16', 'CNY', 2816],
    ['¥28.16', 'CNY', 2816],
    ['￥0.35', 'CNY', 35],
    ['¥2000.00', 'CNY', 200_000],
    ['50.0', 'CNY', 5_000],
    ['82', 'CNY', 8_200],
    ['1,015.00', 'USD', 101_500],
    ['$1,234,567.89', 'USD', 123_456_789],
    ['-0.60000', 'CNY', -60],
    ['-¥5.00', 'CNY', -500],
    ['¥-5.00', 'CNY', -500],
    ['+3.20', 'CNY', 320],
    ['  49.74               ', 'CNY', 4_974],
    ['9900', 'JPY', 9_900],
    ['9900.4', 'JPY', 9_900],
    ['1.2345', 'KWD', 1_235],
    ['0.00', 'CNY', 0],
    ['-0.00', 'CNY', 0],
    ['.5', 'CNY', 50],
    ['0.59400', 'CNY', 59],
    ['0.59500', 'CNY', 60],
    ['-0.59500', 'CNY', -60],
    ['0.594999999', 'CNY', 59],
    ['28.160000000000004', 'CNY', 2_816],
    ['68.319999999999993', 'CNY', 6_832],
    ['90071992547409.91', 'CNY', Number.MAX_SAFE_INTEGER],
  ])('%s %s is %i', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each([
    '',
    ' ',
    '68. 32',
    '6 8',
    '1.2.3',
    '12,34',
    '1,2345',
    '1234,567',
    ',123',
    '1,234,56.00',
    '5.',
    '4.2E+3',
    '1e3',
    '-',
    '¥',
    '--5',
    'NaN',
    'Infinity',
    '免费',
    '1/2',
    '28.16元',
    '90071992547409.92',
    '15,00',
  ])('%j is no amount', (text) => {
    expect(parseAmount(text, 'CNY')).toBeNull();
  });

  test('every amount printed in any of the accepted ways is read back exactly', () => {
    const grouped = (text: string) => text.replace(/\B(?=(\d{3})+\.)/g, ',');
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.boolean(), fc.constantFrom('', '¥', '￥', '$'), (minor, negative, sign) => {
        const digits = String(minor).padStart(3, '0');
        const text = `${negative ? '-' : ''}${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const expected = negative && minor !== 0 ? -minor : minor;
        expect(parseAmount(text, 'CNY')).toBe(expected);
        expect(parseAmount(grouped(text), 'CNY')).toBe(expected);
      }),
    );
  });

  test('rounds half-up on the magnitude, digit by digit', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), (value5) => {
        const digits = String(value5).padStart(6, '0');
        expect(parseDecimal(`${digits.slice(0, -5)}.${digits.slice(-5)}`, 2)).toBe(Math.floor((value5 + 500) / 1000));
      }),
    );
  });
});

describe('currencies', () => {
  test('are read in any case and checked', () => {
    expect(parseCurrency('usd')).toBe('USD');
    expect(parseCurrency(' CNY ')).toBe('CNY');
    expect(parseCurrency('CNYX')).toBeNull();
    expect(parseCurrency('')).toBeNull();
    expect(parseCurrency('元')).toBeNull();
  });

  test('have the decimals of ISO 4217', () => {
    expect(['CNY', 'USD', 'JPY', 'KRW', 'KWD', 'BHD', 'IDR', 'HUF'].map(currencyExponent)).toEqual([2, 2, 0, 0, 3, 3, 2, 2]);
  });
});
