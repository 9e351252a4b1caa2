/** A workspace that cannot be opened gets its own start screen with the path and safe choices; nothing is created, changed or deleted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import sqlite3 from 'sqlite3';
import { callOk, type Electron, expect, firstWindow, runToEnd, screenshot, stubDialogs, test } from './fixtures';

const root = resolve(import.meta.dirname, '../..');

/** Makes a workspace with the built command line, as a user would. */
async function makeWorkspace(path: string): Promise<string> {
  await runNode(['out/main/cli.js', 'init', '--workspace', path, '--zone', 'Asia/Shanghai', '--currency', 'CNY']);
  return path;
}

function runNode(args: string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`${args.join(' ')} ended with ${code}`))));
  });
}

function execute(path: string, sql: string): Promise<void> {
  return new Promise((done, failed) => {
    const db = new sqlite3.Database(path, (error) => error && failed(error));
    db.exec(sql, (error) => db.close(() => (error ? failed(error) : done())));
  });
}

async function overwrite(path: string, position: number, bytes: Buffer): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, position);
  await file.close();
}

async function hash(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Starts with that file and checks what every start-error screen has to show. */
async function expectStartError(page: Page, path: string, code: string): Promise<void> {
  await expect(page.getByTestId('start-error')).toBeVisible();
  await expect(page.getByTestId('start-error-code')).toHaveText(code);
  await expect(page.getByTestId('start-error-path')).toHaveText(path);
  for (const choice of ['start-show-folder', 'start-open-other']) await expect(page.getByTestId(choice)).toBeEnabled();
  expect(await callOk(page, 'workspace.status', {})).toMatchObject({ state: 'failed', path, name: basename(path), error: { code } });
}

test.describe('a file that cannot be opened', () => {
  test('damaged in its header: stays as it is, byte for byte', async ({ launch, scratch }) => {
    const path = await makeWorkspace(join(scratch, 'book.tonghao'));
    await overwrite(path, 0, Buffer.alloc(4096, 'garbage '));
    const before = await hash(path);
    const page = await firstWindow(await launch({ args: ['--workspace', path] }));
    await expectStartError(page, path, 'workspace-corrupt');
    await expect(page.getByTestId('start-restore')).toBeEnabled();
    await expect(page.getByTestId('start-read-only')).toBeEnabled();
    await page.getByTestId('start-read-only').click();
    await expectStartError(page, path, 'workspace-corrupt');
    await screenshot(page, 'start-error-corrupt');
    expect(await hash(path)).toBe(before);
  });

  test('damaged in the middle: a backup puts it right, and the damaged file is kept', async ({ launch, scratch }) => {
    const path = await makeWorkspace(join(scratch, 'book.tonghao'));
    await runNode(['out/main/cli.js', 'backup', '--workspace', path]);
    const { size } = await stat(path);
    expect(size).toBeGreaterThan(100_000);
    await overwrite(path, 1024, Buffer.alloc(size - 2048, 'garbage '));
    const damaged = await hash(path);
    const page = await firstWindow(await launch({ args: ['--workspace', path] }));
    await expectStartError(page, path, 'workspace-corrupt');
    expect(await hash(path)).toBe(damaged);

    await page.getByTestId('start-restore').click();
    const [backup] = await callOk(page, 'app.failedBackups', {});
    expect(backup).toMatchObject({ reason: 'manual' });
    expect(await callOk(page, 'app.restoreBackup', { backupId: backup?.id ?? '' })).toMatchObject({ state: 'open', path });
    await expect(page.getByTestId('shell')).toBeVisible();
    const kept = (await readdir(scratch)).filter((name) => name.startsWith('book.tonghao.damaged-'));
    expect(await Promise.all(kept.map((name) => hash(join(scratch, name))))).toContain(damaged);
  });

  test('of a newer version: is never written, whatever is clicked', async ({ launch, scratch }) => {
    const path = await makeWorkspace(join(scratch, 'book.tonghao'));
    await execute(path, 'PRAGMA journal_mode = DELETE; PRAGMA user_version = 9999;');
    const before = await hash(path);
    const page = await firstWindow(await launch({ args: ['--workspace', path] }));
    await expectStartError(page, path, 'workspace-newer');
    await screenshot(page, 'start-error-newer');
    await expect(page.getByTestId('start-read-only')).toHaveCount(0);
    await page.getByTestId('start-retry').click();
    await callOk(page, 'workspace.status', {});
    expect(await hash(path)).toBe(before);
  });

  test('no workspace at all: is left alone', async ({ launch, scratch }) => {
    const letter = join(scratch, 'letter.tonghao');
    await writeFile(letter, '亲爱的读者：'.repeat(2000));
    const before = await hash(letter);
    const app = await launch({ args: ['--workspace', letter] });
    const page = await firstWindow(app);
    await expect(page.getByTestId('start-error-code')).toHaveText(/^workspace-(not-ours|corrupt)$/);
    expect(await hash(letter)).toBe(before);

    const other = join(scratch, 'other.sqlite');
    await execute(other, 'CREATE TABLE recipe (name TEXT)');
    const otherBefore = await hash(other);
    await stubDialogs(app, { open: [other] });
    await page.getByTestId('start-open-other').click();
    await expectStartError(page, other, 'workspace-not-ours');
    expect(await hash(other)).toBe(otherBefore);
  });

  test('a folder in its place: is said to be unreadable', async ({ launch, scratch }) => {
    const path = join(scratch, 'folder.tonghao');
    await mkdir(path);
    const page = await firstWindow(await launch({ args: ['--workspace', path] }));
    await expectStartError(page, path, 'workspace-unreadable');
    expect(await readdir(path)).toEqual([]);
  });

  test('missing: is not made anew, and another one can be opened', async ({ launch, scratch }) => {
    const path = join(scratch, 'absent.tonghao');
    const other = await makeWorkspace(join(scratch, 'other.tonghao'));
    const app = await launch({ args: ['--workspace', path] });
    const page = await firstWindow(app);
    await expectStartError(page, path, 'workspace-missing');
    await screenshot(page, 'start-error-missing');
    expect(await readdir(scratch)).not.toContain('absent.tonghao');

    await app.evaluate(({ shell }: Electron) => {
      const shown: string[] = [];
      Object.assign(globalThis, { shown });
      shell.showItemInFolder = (file) => void shown.push(file);
      shell.openPath = async (folder) => {
        shown.push(folder);
        return '';
      };
    });
    await page.getByTestId('start-show-folder').click();
    await expect.poll(() => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual([dirname(path)]);

    await stubDialogs(app, { open: [other] });
    await page.getByTestId('start-open-other').click();
    await expect(page.getByTestId('shell')).toBeVisible();
  });

  test('missing since the last start: the same, and it opens as soon as it is back', async ({ launch, scratch }) => {
    const path = await makeWorkspace(join(scratch, 'book.tonghao'));
    const first = await launch({ args: ['--workspace', path] });
    await expect((await firstWindow(first)).getByTestId('shell')).toBeVisible();
    await first.close();
    await copyFile(path, join(scratch, 'elsewhere'));
    await rm(path);

    const page = await firstWindow(await launch());
    await expectStartError(page, path, 'workspace-missing');
    await copyFile(join(scratch, 'elsewhere'), path);
    await page.getByTestId('start-retry').click();
    await expect(page.getByTestId('shell')).toBeVisible();
  });
});

test.describe('a file that another program has open', () => {
  let holder: ChildProcess | undefined;
  test.afterEach(() => {
    holder?.kill('SIGKILL');
    holder = undefined;
  });

  /** Opens the workspace the way core does, in a process of its own, and holds it. */
  async function hold(path: string): Promise<void> {
    const code = `
      const sqlite3 = require('sqlite3');
      const lock = new sqlite3.Database(process.argv[1] + '-lock');
      lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;', (error) => process.stdout.write(error ? 'failed' : 'held'));
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['-e', code, path], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    holder = child;
    const said = await new Promise<string>((done) => child.stdout.once('data', (data: Buffer) => done(data.toString())));
    expect(said).toBe('held');
  }

  test('is named as locked, can be read, and opens once the other is gone', async ({ launch, scratch }) => {
    const path = await makeWorkspace(join(scratch, 'book.tonghao'));
    await hold(path);
    const page = await firstWindow(await launch({ args: ['--workspace', path] }));
    await expectStartError(page, path, 'workspace-locked');
    await screenshot(page, 'start-error-locked');

    await page.getByTestId('start-read-only').click();
    await expect(page.getByTestId('shell')).toBeVisible();
    expect(await callOk(page, 'workspace.status', {})).toMatchObject({ state: 'open', readOnly: true });

    holder?.kill('SIGKILL');
    await expect.poll(async () => (await callOk(page, 'app.reopen', { readOnly: false })).state).toBe('open');
    expect(await callOk(page, 'workspace.status', {})).toMatchObject({ readOnly: false });
  });

  test('and the window locks out the command line in turn', async ({ launch, scratch }) => {
    const path = await makeWorkspace(join(scratch, 'book.tonghao'));
    const page = await firstWindow(await launch({ args: ['--workspace', path] }));
    await expect(page.getByTestId('shell')).toBeVisible();
    const args = [`--user-data-dir=${join(scratch, 'cli')}`, '--cli', 'backup', '--workspace', path, '--json'];
    const refused = await runToEnd(args, 'en');
    expect([refused.code, JSON.parse(refused.stdout)]).toEqual([1, { error: { code: 'workspace-locked', params: {} } }]);
  });
});

test('the app’s own command line works without a display', async ({ scratch }) => {
  const path = join(scratch, 'made.tonghao');
  const made = await runToEnd([`--user-data-dir=${join(scratch, 'cli')}`, '--cli', 'init', '--workspace', path, '--json'], 'en', 30_000, {
    DISPLAY: '',
  });
  expect([made.code, (JSON.parse(made.stdout) as { state: string }).state]).toEqual([0, 'open']);
  const unknown = await runToEnd([`--user-data-dir=${join(scratch, 'cli')}`, '--cli', 'fly'], 'en', 30_000, { DISPLAY: '' });
  expect(unknown.code).toBe(1);
});

test('a second start opens no window of its own: the first one takes its file', async ({ launch, scratch, userData }) => {
  const [first, second] = [await makeWorkspace(join(scratch, 'first.tonghao')), await makeWorkspace(join(scratch, 'second.tonghao'))];
  const app = await launch({ args: ['--workspace', first] });
  const page = await firstWindow(app);
  await expect(page.getByTestId('shell')).toBeVisible();
  const ended = await runToEnd([`--user-data-dir=${userData}`, second], 'zh-CN');
  expect(ended.code).toBe(0);
  await expect.poll(async () => (await callOk(page, 'workspace.status', {})).path).toBe(second);
  expect(await app.evaluate(({ BrowserWindow }: Electron) => BrowserWindow.getAllWindows().length)).toBe(1);
});
