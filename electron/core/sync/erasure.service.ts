/** The marks of erased people, as the workspace keeps them. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { Eraser, type Known, type Mark } from './erasure';

/** What an `Eraser` is made from; null while nobody was erased. */
export async function erasureMarks(db: Database): Promise<Known | null> {
  return db.gate.exclusive(() => readMarks(db.writer));
}

async function readMarks(connection: Connection): Promise<Known | null> {
  // A file of an older version that is only read may have no place for them.
  if (!(await connection.get("SELECT 1 FROM sqlite_schema WHERE name = 'erasure_secret'"))) return null;
  const secret = await connection.get<{ key: string }>('SELECT key FROM erasure_secret');
  return secret ? { secret: secret.key, marks: await connection.all<Mark>('SELECT kind, hash, detail FROM erasure_mark') } : null;
}

/** What knows the erased people of a workspace in which somebody is to be erased: makes the secret when there is none. Only inside `db.write`. */
export async function requireEraser(connection: Connection): Promise<Eraser> {
  await connection.run('INSERT OR IGNORE INTO erasure_secret (id, key) VALUES (1, ?)', [randomBytes(32).toString('hex')]);
  const known = await readMarks(connection);
  if (!known) throw new Error('no secret');
  return new Eraser(known);
}

/** Only inside `db.write`. */
export async function storeMarks(connection: Connection, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await connection.run(
    `INSERT OR REPLACE INTO erasure_mark (kind, hash, detail) SELECT value ->> 'kind', value ->> 'hash', value ->> 'detail' FROM json_each(?)`,
    [JSON.stringify(marks)],
  );
}
