import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, listBackups } from '../../electron/core/database/backup';
import { Connection } from '../../electron/core/database/driver';
import { latestVersion, migrate, migrations } from '../../electron/core/database/migrate';
import { createWorkspaceFile, openWorkspaceFile, restoreWorkspaceFile } from '../../electron/core/database/workspace-file';
import { scratchDir } from '../support/scratch';

const now = '2026-11-01T08:00:00Z';
let dir: string;
let path: string;

beforeEach(async () => {
  dir = await scratchDir();
  path = join(dir, 'book.tonghao');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function createAndClose(): Promise<void> {
  const { db, lock } = await createWorkspaceFile(path);
  await db.write((tx) => tx.insertInto('setting').values({ key: 'name', value: '"x"' }).execute());
  await db.close();
  await lock?.release();
}

test('the schema is the committed one', async () => {
  await createAndClose();
  const connection = await Connection.open(path, 'read-only');
  const rows = await connection.all<{ sql: string | null }>(
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'person_search_%' ORDER BY type, name`,
  );
  await connection.close();
  await expect(`${rows.map((row) => `${row.sql};`).join('\n\n')}\n`).toMatchFileSnapshot('schema.sql');
});

test('creating never touches a file that is there', async () => {
  await writeFile(path, 'precious');
  await expect(createWorkspaceFile(path)).rejects.toMatchObject({ code: 'workspace-exists' });
  expect(await readFile(path, 'utf8')).toBe('precious');
});

test('a missing file is an error, not a new file', async () => {
  await expect(openWorkspaceFile(path, false, now)).rejects.toMatchObject({ code: 'workspace-missing' });
  expect(await readdir(dir)).toEqual([]);
});

test('a text file and a foreign database are told apart and left as they are', async () => {
  await writeFile(path, 'not a database at all, but long enough to look at'.repeat(40));
  await expect(openWorkspaceFile(path, false, now)).rejects.toMatchObject({ code: 'workspace-corrupt' });
  await rm(path);
  const foreign = await Connection.open(path, 'create');
  await foreign.exec('CREATE TABLE theirs (x)');
  await foreign.close();
  await expect(openWorkspaceFile(path, false, now)).rejects.toMatchObject({ code: 'workspace-not-ours' });
});

test('a file of a newer version is not written', async () => {
  await createAndClose();
  const connection = await Connection.open(path, 'read-write');
  await connection.exec(`PRAGMA user_version = ${latestVersion + 1}`);
  await connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await connection.close();
  const before = await readFile(path);
  await expect(openWorkspaceFile(path, false, now)).rejects.toMatchObject({ code: 'workspace-newer' });
  expect(await readFile(path)).toEqual(before);
});

test('a second owner gets a clear error, from this process and from another, until the first lets go', async () => {
  await createAndClose();
  const first = await openWorkspaceFile(path, false, now);
  await expect(openWorkspaceFile(path, false, now)).rejects.toMatchObject({ code: 'workspace-locked' });
  const probe = `
    const sqlite3 = require('sqlite3');
    const db = new sqlite3.Database(process.argv[1] + '-lock', () => db.exec('PRAGMA busy_timeout=0; BEGIN EXCLUSIVE', (e) => { console.log(e ? e.code : 'free'); }));`;
  const ask = async () =>
    (await promisify(execFile)(process.execPath, ['-e', probe, path], { cwd: join(import.meta.dirname, '../..') })).stdout.trim();
  expect(await ask()).toBe('SQLITE_BUSY');
  await first.db.close();
  await first.lock?.release();
  expect(await ask()).toBe('free');
});

test('reading only needs no lock and refuses to write', async () => {
  await createAndClose();
  const owner = await openWorkspaceFile(path, false, now);
  const guest = await openWorkspaceFile(path, true, now);
  await expect(guest.db.write((tx) => tx.deleteFrom('setting').execute())).rejects.toMatchObject({ code: 'workspace-read-only' });
  expect((await guest.db.read.selectFrom('setting').selectAll().execute()).length).toBe(1);
  await guest.db.close();
  await owner.db.close();
  await owner.lock?.release();
});

test('a backup holds rows that are still in the write-ahead log', async () => {
  const { db, lock } = await createWorkspaceFile(path);
  await db.write((tx) => tx.insertInto('setting').values({ key: 'late', value: '1' }).execute());
  const backup = await backUp(path, 'manual', now);
  await db.close();
  await lock?.release();
  const copy = await Connection.open(join(`${path}-backups`, backup.id), 'read-only');
  expect(await copy.all('SELECT value FROM setting')).toEqual([{ value: '1' }]);
  await copy.close();
});

test('old backups rotate out, at most ten stay', async () => {
  const { db, lock } = await createWorkspaceFile(path);
  for (let minute = 10; minute < 23; minute++) await backUp(path, 'manual', `2026-11-01T08:${minute}:00Z`);
  await db.close();
  await lock?.release();
  const backups = await listBackups(path);
  expect(backups).toHaveLength(10);
  expect(backups[0]?.at).toBe('2026-11-01T08:22:00Z');
});

test('a restore brings the backup back and keeps what was there', async () => {
  const { db, lock } = await createWorkspaceFile(path);
  await db.write((tx) => tx.insertInto('setting').values({ key: 'name', value: '"old"' }).execute());
  const backup = await backUp(path, 'manual', now);
  await db.write((tx) => tx.updateTable('setting').set({ value: '"new"' }).execute());
  await db.close();
  await lock?.release();
  await restoreWorkspaceFile(path, backup.id, '2026-11-02T08:00:00Z');
  const opened = await openWorkspaceFile(path, false, now);
  expect(await opened.db.read.selectFrom('setting').select('value').execute()).toEqual([{ value: '"old"' }]);
  await opened.db.close();
  await opened.lock?.release();
  expect((await listBackups(path)).map((entry) => entry.reason)).toEqual(['restore', 'manual']);
});

test('a damaged file is set aside, not deleted, when a backup takes its place', async () => {
  await createAndClose();
  const { db, lock } = await openWorkspaceFile(path, false, now);
  const backup = await backUp(path, 'manual', now);
  await db.close();
  await lock?.release();
  await writeFile(path, Buffer.alloc(5000, 7));
  await expect(openWorkspaceFile(path, false, now)).rejects.toMatchObject({ code: 'workspace-corrupt' });
  await restoreWorkspaceFile(path, backup.id, now);
  const opened = await openWorkspaceFile(path, false, now);
  await opened.db.close();
  await opened.lock?.release();
  expect((await readdir(dir)).some((name) => name.includes('damaged'))).toBe(true);
});

test('a path instead of a backup id is refused', async () => {
  await createAndClose();
  await expect(restoreWorkspaceFile(path, '../book.tonghao', now)).rejects.toMatchObject({ code: 'backup-missing' });
});

test('a migration that fails half-way leaves the file as it was', async () => {
  await createAndClose();
  const connection = await Connection.open(path, 'read-write');
  const broken = [
    ...migrations,
    { version: latestVersion + 1, sql: 'CREATE TABLE half (x); ALTER TABLE setting RENAME TO gone; SELECT nonsense;' },
  ];
  await expect(migrate(connection, broken)).rejects.toMatchObject({ code: 'migration-failed' });
  expect(await connection.all(`SELECT name FROM sqlite_schema WHERE name IN ('half', 'gone', 'setting')`)).toEqual([{ name: 'setting' }]);
  expect(await connection.get('PRAGMA user_version')).toEqual({ user_version: latestVersion });
  await connection.close();
});

test('a migration that leaves dangling references is rolled back', async () => {
  await createAndClose();
  const connection = await Connection.open(path, 'read-write');
  const broken = [...migrations, { version: latestVersion + 1, sql: `INSERT INTO person_tag VALUES (99, 'x');` }];
  await expect(migrate(connection, broken)).rejects.toMatchObject({ code: 'migration-failed' });
  expect(await connection.all('SELECT * FROM person_tag')).toEqual([]);
  await connection.close();
});
