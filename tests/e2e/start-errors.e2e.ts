/** A workspace that cannot be opened gets a screen of its own with safe choices; never a silent new file, never a write to what is there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { backUp } from '../../electron/core/database/backup';
import { Connection } from '../../electron/core/database/driver';
import { createWorkspaceFile } from '../../electron/core/database/workspace-file';
import { expect, firstWindow, type LaunchOptions, test } from './fixtures';

const now = '2026-11-01T08:00:00Z';

/** A sound workspace, closed, with a backup beside it when asked for. */
async function workspaceFile(path: string, withBackup = false): Promise<string> {
  const { db, lock } = await createWorkspaceFile(path);
  await db.write((tx) => tx.insertInto('setting').values({ key: 'name', value: '"山中读书社"' }).execute());
  await db.close();
  await lock?.release();
  if (withBackup) await backUp(path, 'manual', now);
  return path;
}

type Launch = (options?: LaunchOptions) => Promise<ElectronApplication>;

async function startError(launch: Launch, path: string, code: string): Promise<Page> {
  const window = await firstWindow(await launch({ args: ['--workspace', path] }));
  await expect(window.getByTestId('start-error')).toBeVisible({ timeout: 20_000 });
  await expect(window.getByTestId('start-error-code')).toHaveText(code);
  await expect(window.getByTestId('start-error-path')).toContainText(path);
  return window;
}

test('a damaged file: its path, a restore, and the damaged bytes kept', async ({ launch, scratch }) => {
  const path = await workspaceFile(join(scratch, 'book.tonghao'), true);
  await writeFile(path, Buffer.alloc(20_000, 7));
  const window = await startError(launch, path, 'workspace-corrupt');
  await window.getByTestId('start-restore').click();
  await window.getByTestId('start-restore-backup').first().click();
  await window.getByTestId('start-restore-backup-confirm').first().click();
  await expect(window.getByTestId('start-error')).toBeHidden({ timeout: 20_000 });
  await expect(window.getByText('山中读书社').first()).toBeVisible();
  expect((await readdir(scratch)).some((name) => name.includes('damaged'))).toBe(true);
});

test('a file damaged in its beginning pages is not opened and not written', async ({ launch, scratch }) => {
  const path = await workspaceFile(join(scratch, 'book.tonghao'));
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(4_000, 255), 0, 4_000, 100);
  await file.close();
  const before = await readFile(path);
  await startError(launch, path, 'workspace-corrupt');
  expect(await readFile(path)).toEqual(before);
});

test('a file of a newer version is never written', async ({ launch, scratch }) => {
  const path = await workspaceFile(join(scratch, 'book.tonghao'));
  const connection = await Connection.open(path, 'read-write');
  await connection.exec('PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE);');
  await connection.close();
  const before = await readFile(path);
  await startError(launch, path, 'workspace-newer');
  expect(await readFile(path)).toEqual(before);
});

test('a file that another program has open can be read, and opened once it is free', async ({ launch, scratch }) => {
  const path = await workspaceFile(join(scratch, 'book.tonghao'));
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const s=require('sqlite3');const d=new s.Database(process.argv[1]+'-lock',()=>d.exec('PRAGMA locking_mode=EXCLUSIVE;BEGIN EXCLUSIVE',()=>console.log('held')));setInterval(()=>0,1000)`,
      path,
    ],
    { cwd: resolve(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await once(holder.stdout, 'data');
    const window = await startError(launch, path, 'workspace-locked');
    await window.getByTestId('start-read-only').click();
    await expect(window.getByTestId('start-error')).toBeHidden({ timeout: 20_000 });
    await expect(window.getByText('山中读书社').first()).toBeVisible();
  } finally {
    holder.kill('SIGKILL');
  }
});

test('a foreign database and a missing file are left alone', async ({ launch, scratch }) => {
  const foreign = join(scratch, 'theirs.tonghao');
  const connection = await Connection.open(foreign, 'create');
  await connection.exec('CREATE TABLE theirs (x)');
  await connection.close();
  const before = await readFile(foreign);
  await startError(launch, foreign, 'workspace-not-ours');
  expect(await readFile(foreign)).toEqual(before);
});

test('a missing file is not made anew', async ({ launch, scratch }) => {
  const path = join(scratch, 'gone.tonghao');
  await startError(launch, path, 'workspace-missing');
  expect((await readdir(scratch)).filter((name) => name.startsWith('gone.tonghao'))).toEqual([]);
});

test('a backup that is damaged itself is refused, and the file stays as it was', async ({ launch, scratch }) => {
  const path = await workspaceFile(join(scratch, 'book.tonghao'), true);
  const [backup = ''] = await readdir(`${path}-backups`);
  await cp(path, join(scratch, 'keep'));
  await writeFile(join(`${path}-backups`, backup), 'not a backup');
  await writeFile(path, Buffer.alloc(20_000, 7));
  const window = await startError(launch, path, 'workspace-corrupt');
  await window.getByTestId('start-restore').click();
  await window.getByTestId('start-restore-backup').first().click();
  await window.getByTestId('start-restore-backup-confirm').first().click();
  await expect(window.getByTestId('start-error')).toBeVisible();
  expect(await readFile(path)).toEqual(Buffer.alloc(20_000, 7));
});
