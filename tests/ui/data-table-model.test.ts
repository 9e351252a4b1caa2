import { describe, expect, test } from 'vitest';
import { gridTemplate, nextIndex, toggled } from '../../renderer/src/ui/data-table-model';

describe('keyboard in a table', () => {
  test('moves by row, by page and to the ends, and never outside', () => {
    expect(nextIndex('ArrowDown', 3, 10, 4)).toBe(4);
    expect(nextIndex('ArrowUp', 0, 10, 4)).toBe(0);
    expect(nextIndex('PageDown', 8, 10, 4)).toBe(9);
    expect(nextIndex('PageUp', 8, 10, 4)).toBe(4);
    expect(nextIndex('Home', 8, 10, 4)).toBe(0);
    expect(nextIndex('End', 2, 10, 4)).toBe(9);
    expect(nextIndex('End', 0, 0, 4)).toBe(0);
    expect(nextIndex('a', 2, 10, 4)).toBeNull();
  });
});

describe('columns', () => {
  test('share one template of tracks between header and rows', () => {
    const columns = [
      { id: 'a', header: 'A', width: 120, render: () => '' },
      { id: 'b', header: 'B', width: 'minmax(160px, 1fr)', render: () => '' },
    ];
    expect(gridTemplate(columns, false)).toBe('120px minmax(160px, 1fr)');
    expect(gridTemplate(columns, true)).toBe('40px 120px minmax(160px, 1fr)');
  });
});

describe('ticks', () => {
  test('put in and take out without touching the former set', () => {
    const before = new Set(['a']);
    expect([...toggled(before, 'b')]).toEqual(['a', 'b']);
    expect([...toggled(before, 'a')]).toEqual([]);
    expect([...before]).toEqual(['a']);
  });
});
