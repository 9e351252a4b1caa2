/** `tonghao people suggestions | merge | unmerge | separate | different | dismissed`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Output } from '../../shared/contract';
import { json, tonghao } from '../support/command-line';
import { type XiaoeRow, xiaoeUsers } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const user = (id: string, nickname: string): XiaoeRow => ({
  id,
  nickname,
  phone: '19900001001',
  city: '西安',
  spent: '0.00',
  registeredAt: '2026-01-05 08:00:00',
});

test('a pair is suggested, merged, taken apart, called different and asked about again', async () => {
  const at = ['--workspace', join(dir, 'w.tonghao'), '--lang', 'en'];
  await tonghao('init', ...at);
  await tonghao('import', await xiaoeUsers(join(dir, '用户列表导出_20261031.csv'), [user('u_1', '林间'), user('u_2', '秋分')]), ...at);
  const suggestions = () => json<Output<'people.suggestions'>['suggestions']>(0, 'people', 'suggestions', ...at);
  const [pair] = await suggestions();
  expect(pair).toMatchObject({
    strength: 'strong',
    reasons: [
      { code: 'phone', value: '+8619900001001' },
      { code: 'city', value: '西安' },
    ],
  });
  expect((await tonghao('people', 'suggestions', '--limit', '5', ...at)).out).toMatch(
    /林间 \(Xiaoe-tech\).*秋分.*same phone \+8619900001001 · both in 西安/,
  );
  const [keep, other] = [pair?.a.id ?? '', pair?.b.id ?? ''];

  const { mergeId } = await json<{ mergeId: number }>(0, 'people', 'merge', keep, other, ...at);
  const shown = (await tonghao('people', 'show', keep, ...at)).out;
  expect(shown).toContain(`people unmerge ${mergeId}`);
  expect(await suggestions()).toEqual([]);
  expect(await json(0, 'people', 'unmerge', `${mergeId}`, ...at)).toEqual({ id: keep, other });
  expect(await tonghao('people', 'unmerge', `${mergeId}`, ...at)).toMatchObject({ code: 1 });
  expect(await tonghao('people', 'unmerge', 'soon', ...at)).toMatchObject({ code: 1, err: expect.stringContaining('MERGE') });
  expect(await tonghao('people', 'merge', keep, ...at)).toMatchObject({ code: 1, err: expect.stringContaining('OTHER') });

  await json(0, 'people', 'merge', keep, other, ...at);
  const person = await json<Output<'people.get'>>(0, 'people', 'show', keep, ...at);
  const record = person.identities.find(({ externalId }) => externalId === 'u_2')?.record;
  expect(await json(0, 'people', 'separate', keep, `${record}`, ...at)).toEqual({ id: keep, other });

  expect(await json(0, 'people', 'different', keep, other, ...at)).toEqual({ done: true });
  expect(await suggestions()).toEqual([]);
  expect((await tonghao('people', 'dismissed', ...at)).out).toMatch(/林间.*秋分/);
  await tonghao('people', 'different', keep, other, '--revert', ...at);
  expect(await suggestions()).toHaveLength(1);

  const since = await json<unknown[]>(0, 'people', 'list', '--since', '2026-01-05', '--until', '2026-01-06', ...at);
  expect(since).toHaveLength(2);
  expect(await json<unknown[]>(0, 'people', 'list', '--until', '2026-01-05', ...at)).toEqual([]);
});
