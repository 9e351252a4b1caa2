/** Answers that cost much and hold until anything changes: worked out once for every state of an open workspace. */
import type { Database } from './database';

/** `compute`, remembered by the revision of the file. A failure is not kept. */
export function perRevision<T>(compute: (db: Database) => Promise<T>): (db: Database) => Promise<T> {
  const remembered = new WeakMap<Database, { revision: number; answer: Promise<T> }>();
  return async (db) => {
    const revision = (await db.reader.get<{ n: number }>('SELECT n FROM revision'))?.n ?? 0;
    const known = remembered.get(db);
    if (known?.revision === revision) return known.answer;
    const answer = compute(db);
    remembered.set(db, { revision, answer });
    answer.catch(() => remembered.delete(db));
    return answer;
  };
}
