/** Files that a user dropped or picked: the window holds a random handle, main alone knows the path. */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { FileHandle } from '../../../shared/contract/app';
import { AppError } from '../../../shared/contract/errors';

/** Handles kept per window; the oldest are forgotten first. */
const kept = 2000;

export class FileHandles {
  readonly #windows = new Map<number, Map<string, string>>();

  /** A new handle of that window, or null when the path does not name a regular file. */
  async register(windowId: number, path: string): Promise<FileHandle | null> {
    if (!isAbsolute(path)) return null;
    const file = await stat(path).catch(() => null);
    if (!file?.isFile()) return null;
    const handle = randomUUID();
    const paths = this.#windows.get(windowId) ?? new Map<string, string>();
    this.#windows.set(windowId, paths.set(handle, path));
    for (const oldest of paths.keys()) {
      if (paths.size <= kept) break;
      paths.delete(oldest);
    }
    return { handle, name: basename(path), size: file.size };
  }

  /** The paths behind handles of that window. Throws AppError `file-missing` for a handle that it was not given. */
  resolve(windowId: number, handles: readonly string[]): string[] {
    const paths = this.#windows.get(windowId);
    return handles.map((handle) => {
      const path = paths?.get(handle);
      if (path === undefined) throw new AppError('file-missing');
      return path;
    });
  }

  /** The window is gone, and its handles with it. */
  forget(windowId: number): void {
    this.#windows.delete(windowId);
  }
}
