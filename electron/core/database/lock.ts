/**
 * One owner per workspace, over both doors (window and command line). Electron's single-instance lock does not cover the command line, and
 * Node has no file locks; an exclusive SQLite transaction on a sidecar file is an operating-system lock that ends with the process.
 */
import { AppError } from '../../../shared/contract/errors';
import { Connection } from './driver';

export interface WorkspaceLock {
  release(): Promise<void>;
}

/** Takes `<path>-lock`, or throws AppError `workspace-locked` at once when another process (or this one) holds it. */
export async function lockWorkspace(path: string): Promise<WorkspaceLock> {
  const connection = await Connection.open(`${path}-lock`, 'create');
  try {
    await connection.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new AppError('workspace-locked', {}, { cause: error });
  }
  return { release: () => connection.close() };
}
