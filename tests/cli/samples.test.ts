/** `tonghao check-samples`: every file of an archive is told of. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { archive } from '../support/archives';
import { json } from '../support/command-line';
import { xiaoeUsers } from '../support/files';
import { scratchDir } from '../support/scratch';

let dir: string;
beforeEach(async () => {
  dir = await scratchDir();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('an archive of two files is two results', async () => {
  const user = (n: number) => ({
    id: `u_sample0${n}_AbCd`,
    nickname: `读者${n}`,
    phone: '',
    city: '',
    spent: '0.00',
    registeredAt: '2026-01-05 08:00:00',
  });
  const names = ['用户列表导出_20261030.csv', '用户列表导出_20261031.csv'];
  const entries = await Promise.all(
    names.map(async (name, n) => ({ name, data: await readFile(await xiaoeUsers(join(dir, name), [user(n)])), flags: 0x800 })),
  );
  const samples = join(dir, 'samples');
  await mkdir(samples);
  await writeFile(join(samples, 'both.zip'), archive(entries));
  const { files } = await json<{ files: { path: string; status: string }[] }>(0, 'check-samples', samples, '--lang', 'en');
  expect(files).toHaveLength(2);
  expect(files.every(({ status }) => status === 'applied')).toBe(true);
  expect(files.map(({ path }) => names.filter((name) => path.startsWith('both.zip') && path.endsWith(name)))).toEqual(
    names.map((name) => [name]),
  );
});
