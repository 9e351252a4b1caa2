/**
 * Answers that are kept in the file from one start to the next. Each is kept with the revision it was computed at and the exact question; after
 * any change, or for any other question, it is not used. They hold nothing that could not be computed anew.
 */
import type { Database } from './database';

/** The kept answer to this very question, or null when it is not known to be true any more. */
export async function recall<T>(db: Database, method: string, question: string): Promise<T | null> {
  // A file of an older version that is only read may have no place for answers.
  if (db.readOnly) return null;
  const row = await db.reader.get<{ answer: string }>(
    'SELECT a.answer FROM remembered_answer a JOIN revision r ON r.n = a.revision WHERE a.method = ? AND a.question = ?',
    [method, question],
  );
  return row ? (JSON.parse(row.answer) as T) : null;
}

/** Computes an answer and keeps it when the file is closed, unless something has changed in between. Read-only files keep nothing. */
export async function remembered<T>(db: Database, method: string, question: string, compute: () => Promise<T>): Promise<T> {
  if (db.readOnly) return compute();
  const revision = await currentRevision(db);
  const answer = await compute();
  db.beforeClose(method, () => keep(db, method, question, revision, JSON.stringify(answer)));
  return answer;
}

async function currentRevision(db: Database): Promise<number> {
  return (await db.reader.get<{ n: number }>('SELECT n FROM revision'))?.n ?? -1;
}

async function keep(db: Database, method: string, question: string, revision: number, answer: string): Promise<void> {
  if (revision !== (await currentRevision(db))) return;
  // Not through `write`: keeping an answer changes nothing that an answer is about.
  await db.gate.transaction(() =>
    db.writer.run('INSERT OR REPLACE INTO remembered_answer (method, question, revision, answer) VALUES (?, ?, ?, ?)', [
      method,
      question,
      revision,
      answer,
    ]),
  );
}
