/** What lies in a folder: names, sizes and times, without opening a file. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isCandidate, type WatchedKind } from './candidates';

export interface Listed {
  name: string;
  path: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970, whole. */
  modified: number;
  /** The last change of any kind; a copied file keeps its `modified`, but not this. */
  touched: number;
}

/** Files asked about at the same time. */
const atOnce = 32;

/**
 * The candidates in a folder, newest first. Folders inside, links and empty files (a download that has just begun) are left out. Throws what the
 * file system throws when the folder itself cannot be read.
 */
export async function listFolder(folder: string, kind: WatchedKind): Promise<Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.isSymbolicLink() && isCandidate(entry.name, kind));
  const found: Listed[] = [];
  for (let start = 0; start < names.length; start += atOnce) {
    const part = await Promise.all(names.slice(start, start + atOnce).map(({ name }) => look(folder, name)));
    found.push(...part.filter((file) => file !== null));
  }
  return found.sort((a, b) => b.modified - a.modified || (a.name < b.name ? -1 : 1));
}

async function look(folder: string, name: string): Promise<Listed | null> {
  const path = join(folder, name);
  // Gone since it was listed: it will not be missed.
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isFile() || stats.size === 0) return null;
  const modified = Math.floor(stats.mtimeMs);
  return { name, path, size: stats.size, modified, touched: Math.floor(Math.max(stats.mtimeMs, stats.ctimeMs)) };
}
