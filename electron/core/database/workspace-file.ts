/** Creating, opening and restoring workspace files: never a silent new file, never a write to a file of a newer program. */
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import { backUp, backupFolder, verifyCopy } from './backup';
import { cleanFile } from './clean';
import { configure, Database } from './database';
import { Connection } from './driver';
import { lockWorkspace, type WorkspaceLock } from './lock';
import { applicationId, latestVersion, migrate, schemaVersion } from './migrate';

export interface OpenWorkspace {
  db: Database;
  lock: WorkspaceLock | null;
}

/** Creates a new file exclusively; throws `workspace-exists` when anything is there already, and removes what it made when it fails. */
export async function createWorkspaceFile(path: string): Promise<OpenWorkspace> {
  await createExclusively(path);
  try {
    const connection = await Connection.open(path, 'read-write');
    try {
      // Larger pages suit the bulk tables; only before the first write can they be chosen.
      await connection.exec('PRAGMA page_size = 16384');
      await configure(connection, false);
      await connection.exec(`PRAGMA application_id = ${applicationId}`);
      await migrate(connection);
    } finally {
      await connection.close();
    }
    return await openWorkspaceFile(path, false, '');
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-lock']) await rm(`${path}${suffix}`, { force: true });
    throw error;
  }
}

/**
 * Opens an existing workspace, migrating an older one after a verified backup. Errors: `workspace-missing`, `workspace-unreadable`,
 * `workspace-not-ours`, `workspace-corrupt`, `workspace-newer`, `workspace-locked`, `migration-failed`, `disk-full`. Reading only takes no lock.
 */
export async function openWorkspaceFile(path: string, readOnly: boolean, now: string): Promise<OpenWorkspace> {
  const file = await stat(path).catch(() => null);
  if (!file) throw new AppError('workspace-missing');
  if (!file.isFile()) throw new AppError('workspace-unreadable');
  const lock = readOnly ? null : await lockWorkspace(path);
  try {
    await prepare(path, readOnly, now);
    const db = await Database.open(path, readOnly);
    // Somebody was erased and the program ended before the file was written anew.
    await cleanFile(db);
    return { db, lock };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function prepare(path: string, readOnly: boolean, now: string): Promise<void> {
  const probe = await Connection.open(path, readOnly ? 'read-only' : 'read-write');
  try {
    const id = await probe.get<{ application_id: number }>('PRAGMA application_id');
    if (id?.application_id !== applicationId) throw new AppError('workspace-not-ours');
    const version = await schemaVersion(probe);
    if (version > latestVersion) throw new AppError('workspace-newer', { version, supported: latestVersion });
    // Touches the schema and the first pages, so that a damaged file is found here and not in the middle of the work.
    await probe.all('SELECT name FROM sqlite_schema');
    if (version < latestVersion && !readOnly) {
      await configure(probe, false);
      if (version > 0) await backUp(path, 'migration', now);
      await migrate(probe);
    }
    await probe.all('SELECT key FROM setting LIMIT 1');
  } finally {
    await probe.close();
  }
}

/**
 * Puts a backup in the place of the workspace file, which must not be open. What stood there is kept beside it under the backups
 * (verified when it can be read, as it is when it is damaged), so that a restore can be undone.
 */
export async function restoreWorkspaceFile(path: string, backupId: string, now: string): Promise<void> {
  const folder = backupFolder(path);
  const source = join(folder, backupId);
  if (dirname(source) !== folder || !(await stat(source).catch(() => null))) throw new AppError('backup-missing');
  await verifyCopy(source);
  const lock = await lockWorkspace(path);
  try {
    const incoming = `${path}.restoring`;
    await rm(incoming, { force: true });
    const backup = await Connection.open(source, 'read-only');
    try {
      await backup.run('VACUUM INTO ?', [incoming]);
    } finally {
      await backup.close();
    }
    await verifyCopy(incoming);
    await setAside(path, now);
    await rename(incoming, path);
  } finally {
    await lock.release();
  }
}

async function setAside(path: string, now: string): Promise<void> {
  if (!(await stat(path).catch(() => null))) return;
  try {
    await backUp(path, 'restore', now);
    for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
    return;
  } catch (error) {
    if (error instanceof AppError && error.code === 'disk-full') throw error;
  }
  // Damaged: keep the bytes as they are, write-ahead log included, out of the way.
  const stamp = now.replace(/[-:]/g, '');
  for (const suffix of ['', '-wal', '-shm']) await rename(`${path}${suffix}`, `${path}.damaged-${stamp}${suffix}`).catch(() => undefined);
}

async function createExclusively(path: string): Promise<void> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw new AppError('workspace-exists');
    if (code === 'ENOSPC') throw new AppError('disk-full');
    throw new AppError('workspace-unreadable', {}, { cause: error });
  }
}
