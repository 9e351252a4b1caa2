/** `tonghao import --skip-rows | --skip | --on-conflict | --list`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Output } from '../../shared/contract';
import type { ImportResult, StagedRow } from '../../shared/contract/sync';
import { json, tonghao } from '../support/command-line';
import { xiaoeUser, xiaoeUsers, youzanOrder, youzanOrders } from '../support/files';
import { scratchDir } from '../support/scratch';
import { testWorkspace } from '../support/workspace';

let dir: string;
let at: string[];
beforeEach(async () => {
  dir = await scratchDir();
  at = ['--workspace', join(dir, 'w.tonghao'), '--lang', 'en'];
  await tonghao('init', ...at);
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

interface Files {
  files: (ImportResult & { list?: StagedRow[] })[];
}
const three = [1, 2, 3].map((n) => youzanOrder(`E${n}`, '林间', '19900001001'));

test('rows are listed, left out, and held back the next time', async () => {
  const path = await youzanOrders(join(dir, 'orders.csv'), three);
  const looked = await json<Files>(0, 'import', path, '--dry-run', '--list', 'new', ...at);
  const numbers = looked.files[0]?.list?.map(({ row }) => row) ?? [];
  expect([looked.files[0]?.status, numbers.length]).toEqual(['preview', 3]);
  expect((await tonghao('import', path, '--dry-run', '--list', 'all', ...at)).out).toMatch(/New +sale +林间 +¥199\.00/);
  const applied = await json<Files>(0, 'import', path, '--skip-rows', `${numbers[0]}-${numbers[1]}`, ...at);
  expect(applied.files[0]).toMatchObject({ status: 'applied', rows: { new: 1, ignored: 2 }, ignoredBy: { skipped: 2 } });
  const again = await json<Files>(0, 'import', path, ...at);
  expect(again.files[0]).toMatchObject({ status: 'unchanged', ignoredBy: { 'skipped-before': 2 } });
});

test('a group is left out by what it becomes', async () => {
  const path = await youzanOrders(join(dir, 'orders.csv'), three);
  const none = await json<Files>(0, 'import', path, '--skip', 'new:tip', '--dry-run', ...at);
  expect(none.files[0]?.rows.new).toBe(3);
  const all = await json<Files>(0, 'import', path, '--skip', 'new:sale', '--dry-run', '--list', 'skipped', ...at);
  expect([all.files[0]?.rows.new, all.files[0]?.list?.length]).toEqual([0, 3]);
});

test('the file wins over an edit only when told so', async () => {
  const users = (city: string, day: string) =>
    xiaoeUsers(join(dir, `用户列表导出_${day}.csv`), [xiaoeUser('u_1', '林间', '19900001001', city)]);
  await tonghao('import', await users('西安', '20261031'), ...at);
  const [person] = await json<Output<'people.list'>['people']>(0, 'people', 'list', ...at);
  const id = person?.id ?? '';
  const workspace = await testWorkspace(join(dir, 'w.tonghao'));
  await workspace.call('people.update', { id, fields: { city: '成都' } });
  await workspace.close();
  const city = async () => (await json<Output<'people.get'>>(0, 'people', 'show', id, ...at)).city;
  expect(await city()).toBe('成都');
  const later = await users('昆明', '20261130');
  expect((await tonghao('import', later, '--dry-run', '--list', 'conflict', ...at)).out).toContain('city ≠ 成都');
  await tonghao('import', later, '--on-conflict', 'file', ...at);
  expect(await city()).toBe('昆明');
});

test('what cannot be meant is refused before anything is read', async () => {
  const path = await youzanOrders(join(dir, 'orders.csv'), three);
  for (const [option, value] of [
    ['--skip-rows', 'x'],
    ['--skip-rows', '9-3'],
    ['--skip', 'ignored'],
    ['--skip', 'new:'],
    ['--on-conflict', 'yours'],
    ['--list', 'some'],
  ] as const)
    expect(await tonghao('import', path, option, value, '--dry-run', ...at)).toMatchObject({
      code: 1,
      err: expect.stringContaining(option),
    });
});
