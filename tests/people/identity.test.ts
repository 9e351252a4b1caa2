import { describe, expect, test } from 'vitest';
import { cluster, type Node } from '../../electron/core/people/identity';

const profile = (id: number, platform: string | null, keys: Partial<Node> = {}): Node => ({
  id,
  platform,
  email: null,
  phone: null,
  standing: 'new',
  ...keys,
});

describe('who is the same person', () => {
  test('an e-mail or phone that one profile of each platform has joins them, also in a chain', () => {
    const { people, ambiguous } = cluster([
      profile(1, 'youzan', { phone: '+8619900000001' }),
      profile(2, 'xiaoe', { phone: '+8619900000001', email: 'a@example.com' }),
      profile(3, 'patreon', { email: 'a@example.com' }),
      profile(4, 'stripe'),
    ]);
    expect(people).toEqual([[1, 2, 3], [4]]);
    expect(ambiguous).toEqual([]);
  });

  test('a phone that two profiles of one platform share joins nobody and is named', () => {
    const { people, ambiguous } = cluster([
      profile(1, 'youzan', { phone: '+8619900000001' }),
      profile(2, 'xiaoe', { phone: '+8619900000001' }),
      profile(3, 'xiaoe', { phone: '+8619900000001' }),
    ]);
    expect(people).toEqual([[1], [2], [3]]);
    expect(ambiguous).toEqual([[1, 2, 3]]);
  });

  test('two profiles of one platform never meet through a third', () => {
    const { people } = cluster([
      profile(1, 'xiaoe', { phone: '+8619900000001' }),
      profile(2, 'stripe', { phone: '+8619900000001', email: 'b@example.com' }),
      profile(3, 'xiaoe', { email: 'b@example.com' }),
    ]);
    expect(people).toEqual([[1], [2], [3]]);
  });

  test('what the user joined is one person, also on one platform and through a record that stands for nobody now', () => {
    const nodes = [profile(1, 'xiaoe'), profile(2, 'xiaoe'), profile(4, null)];
    expect(
      cluster(nodes, {
        same: [
          [1, 3],
          [2, 3],
          [2, 4],
        ],
        different: [],
      }).people,
    ).toEqual([[1, 2, 3, 4]]);
  });

  test('a key joins others to what the user joined, unless that would bring a second account of a platform', () => {
    const nodes = [
      profile(1, 'xiaoe'),
      profile(2, 'xiaoe', { phone: '+8619900000001' }),
      profile(3, 'youzan', { phone: '+8619900000001' }),
    ];
    expect(cluster(nodes, { same: [[1, 2]], different: [] }).people).toEqual([[1, 2, 3]]);
    const again = [profile(1, 'youzan'), ...nodes.slice(1)];
    expect(cluster(again, { same: [[1, 2]], different: [] }).people).toEqual([[1, 2], [3]]);
  });

  test('"different" stops a merge by e-mail or phone, directly and through a third, and gives way to "same"', () => {
    const [e, p] = [{ email: 'a@example.com' }, { phone: '+8619900000001' }];
    const two = [profile(1, 'xiaoe', e), profile(2, 'youzan', e)];
    expect(cluster(two, { same: [], different: [[1, 2]] })).toEqual({ people: [[1], [2]], ambiguous: [[1, 2]] });
    const three = [profile(1, 'xiaoe', e), profile(2, 'stripe', { ...e, ...p }), profile(3, 'youzan', p)];
    expect(cluster(three, { same: [], different: [[1, 3]] }).people).toEqual([[1], [2], [3]]);
    expect(cluster(three, { same: [[1, 2]], different: [[1, 3]] }).people).toEqual([[1, 2], [3]]);
    expect(cluster(two, { same: [[1, 2]], different: [[1, 2]] }).people).toEqual([[1, 2]]);
  });

  test('somebody removed never merges by themselves with somebody who is there', () => {
    const e = { email: 'a@example.com' };
    const nodes = (third: Node['standing']) => [
      profile(1, 'xiaoe', { ...e, standing: 'removed' }),
      profile(2, 'youzan', { ...e, standing: third }),
    ];
    expect(cluster(nodes('present')).people).toEqual([[1], [2]]);
    expect(cluster(nodes('new')).people).toEqual([[1, 2]]);
  });
});
