import { describe, expect, test } from 'vitest';
import { differences } from '../../electron/core/sync/diff';
import { foldStatements, type Statement } from '../../electron/core/sync/fold';

const statement = (payload: object, rest: Partial<Statement> = {}): Statement => ({
  asOf: '',
  rank: 0,
  batch: 1,
  row: 1,
  payload: JSON.stringify(payload),
  ...rest,
});

describe('the fold', () => {
  test('a later statement wins, an older one imported later does not', () => {
    const late = statement({ city: '成都' }, { asOf: '2026-10-31T00:00:00Z', batch: 1 });
    const early = statement({ city: '西安' }, { asOf: '2026-06-01T00:00:00Z', batch: 2 });
    expect(foldStatements([late, early])).toEqual({ city: '成都' });
  });

  test('a field that a layout lacks never blanks a value; an empty cell does', () => {
    const full = statement({ city: '西安', name: '林间' });
    expect(foldStatements([full, statement({ name: '纸上' }, { batch: 2 })])).toEqual({ city: '西安', name: '纸上' });
    expect(foldStatements([full, statement({ city: null }, { batch: 2 })])).toEqual({ city: null, name: '林间' });
  });

  test('among statements of one time the more settled status wins, whatever came last', () => {
    const paid = statement({ status: 'Paid' }, { rank: 1, batch: 2 });
    const refunded = statement({ status: 'Refunded' }, { rank: 2, batch: 1 });
    expect(foldStatements([refunded, paid])).toEqual({ status: 'Refunded' });
  });

  test('first seen is the earliest, last seen the latest, whoever said so', () => {
    const a = statement({ firstSeenAt: '2026-03-01T00:00:00Z', lastSeenAt: '2026-09-01T00:00:00Z' });
    const b = statement({ firstSeenAt: '2026-05-01T00:00:00Z', lastSeenAt: '2026-06-01T00:00:00Z' }, { batch: 2 });
    const c = statement({ firstSeenAt: null }, { batch: 3 });
    expect(foldStatements([a, b, c])).toEqual({ firstSeenAt: '2026-03-01T00:00:00Z', lastSeenAt: '2026-09-01T00:00:00Z' });
  });

  test('a statement that is repeated later does not win over one made in between', () => {
    const old = { city: '西安' };
    expect(foldStatements([statement(old), statement({ city: '成都' }, { batch: 2 }), statement(old, { batch: 3 })])).toEqual({
      city: '成都',
    });
  });

  test('nothing folds to nothing', () => {
    expect(foldStatements([])).toBeNull();
  });
});

test('a map that got its keys in another order is no change', () => {
  const before = foldStatements([statement({ metrics: { views: 1, likes: 2 } })]);
  const after = foldStatements([statement({ metrics: { likes: 2, views: 1 } })]);
  expect(differences(before, after)).toEqual([]);
  expect(differences(before, { metrics: { views: 1, likes: 3 } })).toEqual([
    { field: 'metrics', before: '{"likes":2,"views":1}', after: '{"likes":3,"views":1}' },
  ]);
});
