/** `tonghao people erase`: nothing without --yes, and an answer that names what was cleared and who still holds it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ErasureResult, PersonRow } from '../../shared/contract/people';
import { json, tonghao } from '../support/command-line';
import { xiaoeUsers } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const user = (id: string, nickname: string) => ({
  id,
  nickname,
  phone: '',
  city: '西安',
  spent: '0.00',
  registeredAt: '2026-01-05 08:00:00',
});

test('asks for --yes, erases several, names the backups, and says who is missing', async () => {
  const at = ['--workspace', join(dir, 'w.tonghao'), '--lang', 'en'];
  await tonghao('init', ...at);
  const file = await xiaoeUsers(join(dir, '用户列表导出_20261031.csv'), [
    user('u_one0001', '林间一棵松'),
    user('u_two0002', '纸上的雪声'),
    user('u_thr0003', '秋分之后'),
  ]);
  await tonghao('import', file, ...at);
  await tonghao('backup', ...at);
  const people = await json<PersonRow[]>(0, 'people', 'list', ...at);
  const ids = people.filter(({ name }) => name !== '秋分之后').map(({ id }) => id);
  const asked = await tonghao('people', 'erase', ...ids, ...at);
  expect(asked).toMatchObject({ code: 1, out: expect.stringMatching(/林间一棵松[\s\S]*1 backup or copy still holds them:[\s\S]*--yes/) });
  expect(await json(0, 'people', 'list', ...at)).toHaveLength(3);
  expect(await tonghao('people', 'erase', ...ids, 'nobody', '--yes', ...at)).toMatchObject({ code: 1 });
  expect(await json(0, 'people', 'list', ...at)).toHaveLength(3);
  const done = await json<ErasureResult>(0, 'people', 'erase', ...ids, '--yes', ...at);
  expect(done).toMatchObject({
    erased: true,
    people: 2,
    rows: 2,
    statements: 2,
    linesKept: 0,
    cleaned: true,
    copies: [{ place: 'backup' }],
  });
  expect(await json(0, 'people', 'list', ...at)).toMatchObject([{ name: '秋分之后' }]);
  const again = await json<{ ignoredBy: object }[]>(0, 'import', file, ...at);
  expect(JSON.stringify(again)).toContain('"ignoredBy":{"erased":2}');
});
