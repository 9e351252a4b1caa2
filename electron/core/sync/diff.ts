/** Compares a staged file with the workspace: which records are new, which change something, which say what is known. Set-based, except for the few that differ. */
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { foldStatements, type Statement } from './fold';
import { groupByRecord } from './folded';

/** Records compared in JavaScript per round trip. */
const pageSize = 1_000;

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/**
 * Settles repeats inside the file. The same content under the same key is one statement; other content under an id that must be unique is
 * another record, told apart by an ordinal, so that no row is lost. Answers how many rows carried a repeated id.
 */
export async function settleRepeats(db: Database, file: number): Promise<{ repeatedIds: number }> {
  return db.gate.exclusive(async () => {
    const connection = db.writer;
    await connection.exec('DROP TABLE IF EXISTS temp.repeated');
    await connection.run(
      `CREATE TEMP TABLE repeated AS
       SELECT seq, row, type, n, variant FROM (
         SELECT seq, row, type, row_number() OVER same AS n, dense_rank() OVER (PARTITION BY type, key ORDER BY first) - 1 AS variant, total FROM (
           SELECT s.seq, s.row, s.type, s.key, s.hash, min(s.seq) OVER (PARTITION BY s.type, s.key, s.hash) AS first, count(*) OVER (PARTITION BY s.type, s.key) AS total
           FROM staged_record s WHERE s.file = ?1 AND (s.type, s.key) IN (
             SELECT type, key FROM staged_record WHERE file = ?1 GROUP BY type, key HAVING count(*) > 1))
         WINDOW same AS (PARTITION BY type, key, hash ORDER BY seq))`,
      [file],
    );
    await connection.run(
      `UPDATE staged_record SET key = key || '#' || r.variant FROM repeated r
       WHERE staged_record.file = ?1 AND staged_record.seq = r.seq AND r.type <> 'person' AND r.variant > 0`,
      [file],
    );
    await connection.run('DELETE FROM staged_record WHERE file = ?1 AND seq IN (SELECT seq FROM repeated WHERE n > 1)', [file]);
    await connection.run(
      `UPDATE staged_row SET outcome = 'ignored', reason = '{"code":"duplicate-in-file","text":""}'
       WHERE file = ?1 AND outcome = 'new' AND row IN (SELECT row FROM repeated WHERE n > 1)
         AND NOT EXISTS (SELECT 1 FROM staged_record s WHERE s.file = ?1 AND s.row = staged_row.row)`,
      [file],
    );
    const repeated = await connection.get<{ rows: number }>(`SELECT count(*) AS rows FROM repeated WHERE type <> 'person' AND variant > 0 AND n = 1`);
    return { repeatedIds: repeated?.rows ?? 0 };
  });
}

/** Sets `record`, `outcome` and `changes` of every staged record, and the outcome of every staged row. May be run again at any time. */
export async function compareStaged(db: Database, file: number, platform: string): Promise<void> {
  await db.gate.exclusive(async () => {
    const connection = db.writer;
    await connection.run(
      `UPDATE staged_record SET changes = NULL, outcome = 'new',
         record = (SELECT r.id FROM record r WHERE r.key = staged_record.key AND r.platform = ?2 AND r.type = staged_record.type)
       WHERE file = ?1`,
      [file, platform],
    );
    // One statement alike among live ones and none that differs: nothing to learn. Otherwise the folds decide.
    await connection.run(
      `UPDATE staged_record SET outcome = live.outcome FROM (
         SELECT s.seq AS seq, CASE WHEN min(o.hash = s.hash) = 1 THEN 'unchanged' ELSE 'compare' END AS outcome
         FROM staged_record s
         JOIN source_record o ON o.record = s.record
         JOIN import_batch b ON b.seq = o.batch AND b.undone_at IS NULL
         WHERE s.file = ?1 AND s.record IS NOT NULL
         GROUP BY s.seq) live
       WHERE staged_record.file = ?1 AND staged_record.seq = live.seq`,
      [file],
    );
    await compareFolds(connection, file);
    await connection.run(
      `UPDATE staged_row SET outcome = r.outcome FROM (
         SELECT row, CASE WHEN max(part = 0 AND outcome = 'new') THEN 'new' WHEN max(outcome <> 'unchanged') THEN 'updated' ELSE 'unchanged' END AS outcome
         FROM staged_record WHERE file = ?1 GROUP BY row) r
       WHERE staged_row.file = ?1 AND staged_row.row = r.row AND staged_row.outcome NOT IN ('ignored', 'quarantined')`,
      [file],
    );
  });
}

interface Candidate extends Statement {
  seq: number;
  record: number;
}

async function compareFolds(connection: Connection, file: number): Promise<void> {
  for (;;) {
    const candidates = await connection.all<Candidate>(
      `SELECT seq, record, as_of AS asOf, rank, 9007199254740991 AS batch, row, payload FROM staged_record
       WHERE file = ? AND outcome = 'compare' ORDER BY record LIMIT ?`,
      [file, pageSize],
    );
    if (candidates.length === 0) return;
    const known = await connection.all<Statement & { record: number }>(
      `SELECT o.record, o.as_of AS asOf, o.rank, o.batch, o.row, o.payload FROM source_record o
       JOIN import_batch b ON b.seq = o.batch AND b.undone_at IS NULL
       WHERE o.record IN (SELECT value FROM json_each(?))`,
      [JSON.stringify([...new Set(candidates.map((candidate) => candidate.record))])],
    );
    const byRecord = groupByRecord(known);
    const settled = candidates.map((candidate) => {
      const statements = byRecord.get(candidate.record) ?? [];
      const changes = differences(foldStatements(statements), foldStatements([...statements, candidate]));
      return [candidate.seq, changes.length > 0 ? 'updated' : 'unchanged', JSON.stringify(changes)];
    });
    await connection.run(
      `UPDATE staged_record SET outcome = v.outcome, changes = v.changes
       FROM (SELECT value ->> 0 AS seq, value ->> 1 AS outcome, value ->> 2 AS changes FROM json_each(?2)) v
       WHERE staged_record.file = ?1 AND staged_record.seq = v.seq`,
      [file, JSON.stringify(settled)],
    );
  }
}

type Payload = Record<string, unknown>;

function differences(before: Payload | null, after: Payload | null): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: show(before?.[field]), after: show(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function show(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
