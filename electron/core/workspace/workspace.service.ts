/** The life of the workspace file in core: which one is open, why one could not be opened, its backups. */
import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DateTime, IANAZone } from 'luxon';
import { AppError, toAnswerError } from '../../../shared/contract/errors';
import type { Backup, Settings, WorkspaceStatus } from '../../../shared/contract/workspace';
import type { Context } from '../api/context';
import { backUp, copyInto, listBackups } from '../database/backup';
import type { Database } from '../database/database';
import type { WorkspaceLock } from '../database/lock';
import { createWorkspaceFile, openWorkspaceFile, restoreWorkspaceFile } from '../database/workspace-file';
import { isDemo, readSettings, writeSettings } from './settings.service';

interface Held {
  lock: WorkspaceLock | null;
}

interface Failure {
  path: string;
  error: WorkspaceStatus['error'];
}

const held = new WeakMap<Database, Held>();
const failures = new WeakMap<Context, Failure>();

export interface CreateOptions {
  path: string;
  name?: string | undefined;
  zone?: string | undefined;
  currency?: string | undefined;
  demo: boolean;
}

/** Creates and opens a workspace. Throws `workspace-exists` rather than touch a file that is there. */
export async function create(context: Context, options: CreateOptions): Promise<WorkspaceStatus> {
  const zone = options.zone ?? DateTime.local().zoneName;
  requireZone(zone);
  await context.use(null);
  const opened = await createWorkspaceFile(options.path);
  await adopt(context, opened.db, opened.lock);
  await writeSettings(opened.db, {
    name: options.name ?? basename(options.path).replace(/\.tonghao$/i, ''),
    zone,
    currency: options.currency ?? 'CNY',
    isDemo: options.demo,
    createdAt: context.now(),
  });
  return announce(context);
}

/** Opens a workspace in the place of the one that is open. On failure none is open and the status says why. */
export async function open(context: Context, path: string, readOnly: boolean): Promise<WorkspaceStatus> {
  await context.use(null);
  try {
    const opened = await openWorkspaceFile(path, readOnly, context.now());
    await adopt(context, opened.db, opened.lock);
  } catch (error) {
    await fail(context, path, error);
    throw error;
  }
  return announce(context);
}

/** Closes the open workspace because it cannot be used any more, and remembers why. */
export async function fail(context: Context, path: string, error: unknown): Promise<void> {
  await context.use(null).catch(() => undefined);
  failures.set(context, { path, error: toAnswerError(error) });
  await announce(context);
}

async function adopt(context: Context, db: Database, lock: WorkspaceLock | null): Promise<void> {
  held.set(db, { lock });
  failures.delete(context);
  await context.use(db);
}

/** Gives the lock back; called when a workspace is closed. */
export async function releaseLock(db: Database): Promise<void> {
  await held.get(db)?.lock?.release();
  held.delete(db);
}

async function announce(context: Context): Promise<WorkspaceStatus> {
  const current = await status(context);
  context.emit({ kind: 'workspace', status: current });
  context.changed('workspace', 'settings', 'backups', 'sync', 'people', 'ledger');
  return current;
}

export async function status(context: Context): Promise<WorkspaceStatus> {
  const db = openOrNull(context);
  const failure = failures.get(context);
  if (!db) {
    return {
      state: failure ? 'failed' : 'none',
      path: failure?.path ?? null,
      name: failure ? basename(failure.path) : null,
      readOnly: false,
      isDemo: false,
      zone: null,
      currency: null,
      lastBackupAt: null,
      error: failure?.error ?? null,
    };
  }
  const [settings, demo, backups] = await Promise.all([readSettings(db), isDemo(db), listBackups(db.path)]);
  return {
    state: 'open',
    path: db.path,
    name: settings.name,
    readOnly: db.readOnly,
    isDemo: demo,
    zone: settings.zone,
    currency: settings.currency,
    lastBackupAt: backups[0]?.at ?? null,
    error: null,
  };
}

function openOrNull(context: Context): Database | null {
  try {
    return context.db();
  } catch {
    return null;
  }
}

export async function close(context: Context): Promise<void> {
  failures.delete(context);
  await context.use(null);
  await announce(context);
}

export async function updateSettings(context: Context, values: Partial<Settings>): Promise<Settings> {
  const db = context.db();
  if (values.zone !== undefined) requireZone(values.zone);
  await writeSettings(db, values);
  await announce(context);
  return readSettings(db);
}

function requireZone(zone: string): void {
  if (!IANAZone.isValidZone(zone)) throw new AppError('invalid-input', { field: 'zone' });
}

/** Backs the open workspace up beside itself. */
export async function backup(context: Context, reason: Backup['reason']): Promise<Backup> {
  const db = context.db();
  const made = await backUp(db.path, reason, context.now());
  context.changed('backups', 'workspace');
  return made;
}

/** Writes a verified copy to a path of the user's choice. Throws `workspace-exists` for the workspace's own file. */
export async function backupTo(context: Context, path: string): Promise<Backup> {
  const db = context.db();
  // A backup that replaces what it was made of would leave neither.
  if (await isSameFile(db.path, path)) throw new AppError('workspace-exists');
  await copyInto(db.path, path);
  const { size } = await stat(path);
  return { id: basename(path), fileName: basename(path), at: context.now(), size, reason: 'manual' };
}

/** Links and letter case can make one file look like two: what the file system says counts. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([realpath(a).catch(() => a), realpath(b).catch(() => b)]);
  return first === second;
}

/** Puts a backup in the place of a workspace and opens it; works for the open workspace and for one that could not be opened. */
export async function restore(context: Context, path: string, backupId: string): Promise<WorkspaceStatus> {
  await context.use(null);
  try {
    await restoreWorkspaceFile(path, backupId, context.now());
  } catch (error) {
    // What was there is untouched: open it again if it can be.
    await open(context, path, false).catch(() => undefined);
    throw error;
  }
  return open(context, path, false);
}
