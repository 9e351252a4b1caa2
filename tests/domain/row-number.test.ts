import { expect, test } from 'vitest';
import { sheetAndRow, sheetStep } from '../../shared/domain/row-number';

test('rows of further sheets are numbered by their sheet', () => {
  expect([2, sheetStep - 1, 2 * sheetStep + 5, 3 * sheetStep + 120].map(sheetAndRow)).toEqual([
    { sheet: null, row: 2 },
    { sheet: null, row: sheetStep - 1 },
    { sheet: 2, row: 5 },
    { sheet: 3, row: 120 },
  ]);
});
