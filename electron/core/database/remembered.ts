/**
 * Answers that are kept in the file from one start to the next. Each is kept with the revision it was computed at and the exact question; after
 * any change, or for any other question, it is not used. They hold nothing that could not be computed anew.
 */
import { stat } from 'node:fs/promises';
import type { Database } from './database';
import { Connection } from './driver';

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

/**
 * The answer kept in a file that is not open yet, with its question; null when there is none, or when somebody has the file open: then its log
 * may hold what the file does not say yet. Never throws: whatever is wrong with the file is found by whoever opens it.
 */
export async function recallAtRest(path: string, method: string): Promise<{ question: string; answer: string } | null> {
  try {
    const log = await stat(`${path}-wal`).catch(() => null);
    if (log !== null && log.size > 0) return null;
    const connection = await Connection.open(path, 'at-rest');
    try {
      const kept = await connection.get<{ question: string; answer: string }>(
        'SELECT a.question, a.answer FROM remembered_answer a JOIN revision r ON r.n = a.revision WHERE a.method = ?',
        [method],
      );
      return kept ?? null;
    } finally {
      await connection.close();
    }
  } catch {
    return null;
  }
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
