import { describe, expect, test } from 'vitest';
import { isMasked, normaliseEmail, normalisePhone } from '../../shared/domain/contact';

describe('e-mail', () => {
  test.each([
    ['Reader@Example.COM', 'reader@example.com'],
    [' a.b+c@mail.example.org\t', 'a.b+c@mail.example.org'],
    ['读者@example.com', '读者@example.com'],
  ])('%j', (text, expected) => {
    expect(normaliseEmail(text)).toBe(expected);
  });
  test.each([
    '',
    'nobody',
    'zhi***@example.com',
    'a@b',
    'a b@example.com',
    'a@@example.com',
    'Name <a@example.com>',
    `${'x'.repeat(250)}@example.com`,
  ])('%j is none', (text) => {
    expect(normaliseEmail(text)).toBeNull();
  });
});

describe('phones', () => {
  test.each([
    ['19900001234', '+8619900001234'],
    ['+86 199-0000-1234', '+8619900001234'],
    ['8619900001234', '+8619900001234'],
    ['0086 19900001234', '+8619900001234'],
    ['=19900001234', '+8619900001234'],
    ['="19900001234"', '+8619900001234'],
    ['029-88880000', '+862988880000'],
    ['+1 (555) 010-0000', '+15550100000'],
  ])('%j in China', (text, expected) => {
    expect(normalisePhone(text, 'CN')).toBe(expected);
  });
  test.each(['', '138****6605', '1.38E+10', '12345', '10086', '电话', '+0123456789', '1990000123456'])('%j is none', (text) => {
    expect(normalisePhone(text, 'CN')).toBeNull();
  });
  test('without a home country only international forms count', () => {
    expect(normalisePhone('5550100000', null)).toBeNull();
    expect(normalisePhone('19900001234', null)).toBeNull();
    expect(normalisePhone('+44 20 7946 0000', null)).toBe('+442079460000');
  });
  test('masked values are seen', () => {
    expect(isMasked('186******05')).toBe(true);
    expect(isMasked('18600000005')).toBe(false);
  });
});
