/** Backups and copies beside the workspace that still hold somebody. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ErasureCopy } from '../../../shared/contract/people';
import { backupFolder, listBackups } from '../database/backup';
import type { Database } from '../database/database';
import { Connection } from '../database/driver';

/** Other workspaces in one folder are few; more than this is somebody's archive. */
const lookedAtMost = 100;

/** Newest first. A copy that cannot be read is named: it may hold them. People are found by what a copy of this workspace calls them. */
export async function copiesWith(db: Database, uids: readonly string[]): Promise<ErasureCopy[]> {
  const backups = (await listBackups(db.path)).map(({ fileName, at }) => ({
    fileName,
    at,
    place: 'backup' as const,
    path: join(backupFolder(db.path), fileName),
  }));
  const found: ErasureCopy[] = [];
  for (const { path, ...copy } of [...backups, ...(await siblings(db.path))]) if (await holds(path, uids)) found.push(copy);
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

async function siblings(path: string) {
  const own = basename(path);
  const folder = dirname(path);
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name !== own && (name.endsWith('.tonghao') || name.startsWith(`${own}.damaged-`)) && !/-(wal|shm|lock)$/.test(name))
    .slice(0, lookedAtMost);
  const files = await Promise.all(names.map(async (name) => ({ name, info: await stat(join(folder, name)).catch(() => null) })));
  return files.flatMap(({ name, info }) =>
    info?.isFile()
      ? [
          {
            fileName: name,
            at: info.mtime.toISOString().replace(/\.\d+Z$/, 'Z'),
            place: 'copy' as const,
            path: join(folder, name),
          },
        ]
      : [],
  );
}

async function holds(path: string, uids: readonly string[]): Promise<boolean> {
  const connection = await Connection.open(path, 'read-only').catch(() => null);
  if (!connection) return true;
  try {
    const names = await connection.all<{ name: string }>("SELECT name FROM pragma_table_info('person')");
    const erased = names.some(({ name }) => name === 'erased') ? 'AND erased = 0' : '';
    return (
      (await connection.get(`SELECT 1 FROM person WHERE uid IN (SELECT value FROM json_each(?)) ${erased}`, [JSON.stringify(uids)])) !==
      undefined
    );
  } catch {
    return true;
  } finally {
    await connection.close().catch(() => undefined);
  }
}
