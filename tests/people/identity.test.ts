import { describe, expect, test } from 'vitest';
import { cluster, type ProfileKeys } from '../../electron/core/people/identity';

const profile = (id: number, platform: string, keys: Partial<ProfileKeys> = {}): ProfileKeys => ({
  id,
  platform,
  email: null,
  phone: null,
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
});
