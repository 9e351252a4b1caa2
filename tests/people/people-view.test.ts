/** The plain functions behind the People page: address, window of first sight, initials, bounds of fields. */
import { describe, expect, test } from 'vitest';
import { hueOf, initials } from '../../renderer/src/people/initials';
import { isNarrowed, listInput, readPeopleView } from '../../renderer/src/people/people-view';
import { fieldProblem } from '../../renderer/src/people/person-field-rules';

const read = (query: string) => readPeopleView(new URLSearchParams(query));

describe('the address', () => {
  test('nothing asked for: everybody, last seen first', () => {
    const view = read('');
    expect(isNarrowed(view)).toBe(false);
    expect(listInput(view)).toEqual({
      search: '',
      platform: null,
      tag: null,
      since: null,
      until: null,
      sort: 'lastSeen',
      descending: true,
      limit: 100,
    });
  });

  test('search, filters, order and the open person', () => {
    const view = read('q=%20秋分%20&platform=youzan&tag=共读&sort=paid&order=up&person=abc');
    expect(listInput(view)).toEqual({
      search: '秋分',
      platform: 'youzan',
      tag: '共读',
      since: null,
      until: null,
      sort: 'paid',
      descending: false,
      limit: 100,
    });
    expect(view.person).toBe('abc');
    expect(isNarrowed(view)).toBe(true);
  });

  test('what is not understood counts as not given', () => {
    expect(read('sort=age&since=2026-02-30&until=soon')).toEqual(read(''));
  });

  test('a window of first sight: newest first unless another order is asked for', () => {
    expect(listInput(read('since=2026-10-01'))).toMatchObject({ since: '2026-10-01', until: null, sort: 'firstSeen', descending: true });
    expect(read('until=2026-11-01&sort=name&order=up')).toMatchObject({ until: '2026-11-01', sort: 'name', descending: false });
  });
});

test.each([
  ['林间读者', '林间'],
  ['秋', '秋'],
  ['Aster Wren', 'AW'],
  ['aster', 'A'],
  ['user_8821', 'U8'],
  ['“引号”', '引'],
  ['***', '*'],
  ['', '?'],
])('initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test('a colour stays with an id', () => {
  expect(hueOf('a')).toBe(hueOf('a'));
  expect(new Set(Array.from({ length: 200 }, (_, index) => hueOf(`person ${index}`))).size).toBeGreaterThan(5);
});

test.each([
  ['name', ' ', 'nameMissing'],
  ['name', '一'.repeat(201), 'tooLong'],
  ['name', '阿洛', null],
  ['email', '', null],
  ['email', 'reader@example', 'emailForm'],
  ['email', 'zhi***@example.com', 'emailForm'],
  ['email', 'Reader@Example.org', null],
  ['phone', '138****6605', 'phoneForm'],
  ['phone', '138 0000 0000', null],
  ['phone', '+44 20 7946 0000', null],
  ['birthDate', '1990', null],
  ['birthDate', '1990-02-30', 'birthDateForm'],
  ['birthDate', '1990-05-20', null],
  ['city', 'x'.repeat(101), 'tooLong'],
] as const)('%s "%s": %s', (field, typed, problem) => {
  expect(fieldProblem(field, typed)).toBe(problem);
});
