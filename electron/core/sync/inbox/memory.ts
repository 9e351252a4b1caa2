/** What is remembered of files in watched folders. None of it changes a figure, so the workspace's revision stays what it is. */
import type { Database } from '../../database/database';
import type { Listed } from './listing';
import type { Recognised } from './recognise';

/** What a file was found to be. */
export interface Look extends Recognised {
  /** SHA-256 of its content; null where that was not worth reading all of it. */
  hash: string | null;
}

/** The former look at a file that has not changed since, while `known` (formats and mappings) is the same; else null. */
export async function recallLook(db: Database, { path, size, modified }: Listed, known: string): Promise<Look | null> {
  const row = await db.read
    .selectFrom('inbox_look')
    .select(['hash', 'format', 'platform', 'locked'])
    .where('path', '=', path)
    .where('size', '=', size)
    .where('modified', '=', modified)
    .where('known', '=', known)
    .executeTakeFirst();
  return row ? { ...row, locked: row.locked === 1 } : null;
}

export async function keepLook(db: Database, { path, size, modified }: Listed, known: string, look: Look): Promise<void> {
  if (db.readOnly) return;
  await db.gate.transaction(() =>
    db.writer.run(
      'INSERT OR REPLACE INTO inbox_look (path, size, modified, known, hash, format, platform, locked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [path, size, modified, known, look.hash, look.format, look.platform, look.locked ? 1 : 0],
    ),
  );
}

/** Forgets looks at files that are not in this folder any more. `prefix`: the folder's path with a separator at its end. */
export async function forgetOthers(db: Database, prefix: string, files: readonly Listed[]): Promise<void> {
  if (db.readOnly) return;
  await db.gate.transaction(() =>
    db.writer.run(
      `DELETE FROM inbox_look WHERE substr(path, 1, length(?1)) = ?1
       AND path NOT IN (SELECT value FROM json_each(?2))`,
      [prefix, JSON.stringify(files.map(({ path }) => path))],
    ),
  );
}

/** Those of the hashes that were imported (undone imports included) or ignored. */
export async function doneAmong(db: Database, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db.reader.all<{ hash: string }>(
    `SELECT value AS hash FROM json_each(?)
     WHERE value IN (SELECT hash FROM inbox_done) OR value IN (SELECT file_hash FROM import_batch)`,
    [JSON.stringify(hashes)],
  );
  return new Set(rows.map(({ hash }) => hash));
}

export async function markDone(db: Database, hashes: readonly string[], outcome: 'applied' | 'ignored', now: string): Promise<void> {
  await db.gate.transaction(() =>
    db.writer.run('INSERT OR REPLACE INTO inbox_done (hash, outcome, at) SELECT value, ?, ? FROM json_each(?)', [
      outcome,
      now,
      JSON.stringify(hashes),
    ]),
  );
}

/** Takes `ignored` back. */
export async function unmark(db: Database, hashes: readonly string[]): Promise<void> {
  await db.gate.transaction(() =>
    db.writer.run(`DELETE FROM inbox_done WHERE outcome = 'ignored' AND hash IN (SELECT value FROM json_each(?))`, [
      JSON.stringify(hashes),
    ]),
  );
}
