import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileHandles } from '../../electron/main/ipc/file-handles';
import { AppError } from '../../shared/contract/errors';
import { scratchDir } from '../support/scratch';

let dir: string;
let file: string;
beforeAll(async () => {
  dir = await scratchDir();
  file = join(dir, '账单.csv');
  await writeFile(file, 'abc');
});
afterAll(() => rm(dir, { recursive: true }));

it('gives the window a name, a size and a random handle, but no path', async () => {
  const handles = new FileHandles();
  const [first, second] = [await handles.register(1, file), await handles.register(1, file)];
  expect(first).toEqual({ handle: expect.stringMatching(/^[0-9a-f-]{36}$/), name: '账单.csv', size: 3 });
  expect(second?.handle).not.toBe(first?.handle);
  expect(handles.resolve(1, [second?.handle ?? '', first?.handle ?? ''])).toEqual([file, file]);
});

it('takes regular files only', async () => {
  const handles = new FileHandles();
  await mkdir(join(dir, 'folder'));
  await symlink(join(dir, 'folder'), join(dir, 'link'));
  for (const path of [dir, join(dir, 'link'), join(dir, 'absent'), '/dev/null', '账单.csv', ''])
    expect(await handles.register(1, path)).toBeNull();
});

it('knows no handle that it did not give to this very window', async () => {
  const handles = new FileHandles();
  const given = (await handles.register(1, file))?.handle ?? '';
  for (const [window, handle] of [
    [1, file],
    [1, ''],
    [1, '__proto__'],
    [2, given],
  ] as const) {
    expect(() => handles.resolve(window, [handle])).toThrow(new AppError('file-missing'));
  }
  handles.forget(1);
  expect(() => handles.resolve(1, [given])).toThrow(AppError);
});

it('forgets the oldest of very many', async () => {
  const handles = new FileHandles();
  const first = (await handles.register(1, file))?.handle ?? '';
  for (let n = 0; n < 2000; n++) await handles.register(1, file);
  expect(() => handles.resolve(1, [first])).toThrow(AppError);
});
