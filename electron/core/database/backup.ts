/** Backups: `VACUUM INTO` beside the target, checked, then renamed. Never a file copy: that loses what is still in the write-ahead log. */
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/contract/errors';
import type { Backup } from '../../../shared/contract/workspace';
import { Connection } from './driver';
import { applicationId } from './migrate';

type Reason = Backup['reason'];
const keep = 10;
const namePattern = /^(\d{8}T\d{6}Z)-(manual|migration|restore|daily)(?:-\d+)?\.tonghao$/;

/** `book.tonghao` keeps its backups in `book.tonghao-backups/`. */
export function backupFolder(workspacePath: string): string {
  return `${workspacePath}-backups`;
}

/** Newest first. Files that are not ours are left alone and not listed. */
export async function listBackups(workspacePath: string): Promise<Backup[]> {
  const folder = backupFolder(workspacePath);
  const names = await readdir(folder).catch(() => []);
  const backups: Backup[] = [];
  for (const name of names) {
    const match = namePattern.exec(name);
    if (!match?.[1] || !match[2]) continue;
    const { size } = await stat(join(folder, name));
    backups.push({ id: name, fileName: name, at: instantOf(match[1]), size, reason: match[2] as Reason });
  }
  return backups.sort((a, b) => (a.id < b.id ? 1 : -1));
}

/**
 * Writes a verified backup of a workspace, open or not, and rotates old ones out.
 * Throws `disk-full` before writing when the disk has no room, `backup-damaged` when the copy does not check out.
 */
export async function backUp(workspacePath: string, reason: Reason, now: string): Promise<Backup> {
  const folder = backupFolder(workspacePath);
  await mkdir(folder, { recursive: true });
  const stem = `${now.replace(/[-:]/g, '').replace(/\.\d+/, '')}-${reason}`;
  const target = await freeName(folder, stem);
  await copyInto(workspacePath, target);
  await rotate(workspacePath);
  const { size } = await stat(target);
  return { id: basename(target), fileName: basename(target), at: now, size, reason };
}

/** Writes a verified copy to any path; an existing file there is replaced only once the copy is good. */
export async function copyInto(workspacePath: string, target: string): Promise<void> {
  await requireSpace(workspacePath, dirname(target));
  // A connection of its own: VACUUM INTO is refused on a query_only one, and would hold up the writer.
  const connection = await Connection.open(workspacePath, 'read-only');
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  try {
    await connection.run('VACUUM INTO ?', [partial]);
    await verifyCopy(partial);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await connection.close();
  }
}

/** Opens a copy read-only and checks it. Throws `backup-damaged`. */
export async function verifyCopy(path: string): Promise<void> {
  const copy = await Connection.open(path, 'read-only').catch(() => null);
  if (!copy) throw new AppError('backup-damaged', { file: basename(path) });
  try {
    const check = await copy.get<{ quick_check: string }>('PRAGMA quick_check');
    const id = await copy.get<{ application_id: number }>('PRAGMA application_id');
    if (check?.quick_check !== 'ok' || id?.application_id !== applicationId) throw new AppError('backup-damaged', { file: basename(path) });
  } catch (error) {
    throw error instanceof AppError && error.code === 'backup-damaged'
      ? error
      : new AppError('backup-damaged', { file: basename(path) }, { cause: error });
  } finally {
    await copy.close();
  }
}

/** Throws `disk-full` unless `folder` has room for a copy of the workspace and a margin. */
export async function requireSpace(workspacePath: string, folder: string, factor = 1.1): Promise<void> {
  const { size } = await stat(workspacePath);
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  if (free < size * factor + 1_000_000) throw new AppError('disk-full', { needed: Math.ceil(size * factor), free });
}

async function freeName(folder: string, stem: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.tonghao` : `${stem}-${n}.tonghao`);
    if (!(await stat(path).catch(() => null))) return path;
  }
}

async function rotate(workspacePath: string): Promise<void> {
  const backups = await listBackups(workspacePath);
  for (const old of backups.slice(keep)) await rm(join(backupFolder(workspacePath), old.id), { force: true });
}

function instantOf(stamp: string): string {
  return stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z');
}
