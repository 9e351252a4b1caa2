/** Apply: one file, one transaction — the whole import or nothing of it. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../../shared/contract/errors';
import type { Progress } from '../api/jobs';
import { requireSpace } from '../database/backup';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { clearTouched, touchBatch } from './folded';
import { refoldTouched } from './refold';
import type { Staged } from './staged-file';

/** Writes a compared staged file into the workspace. Answers the batch's id. */
export async function applyStaged(db: Database, staged: Staged, now: string, progress: Progress): Promise<string> {
  const { format, platform } = staged.file;
  if (!format || !platform) throw new AppError('needs-mapping');
  // An import can triple the file for a moment (log, indexes); better to stop before than in the middle.
  await requireSpace(db.path, dirnameOf(db.path), staged.file.size > 50_000_000 ? 3 : 1.1);
  const started = Date.now();
  const id = uuid();
  await db.write(async () => {
    const connection = db.writer;
    const total = staged.file.rows.total;
    progress.checkpoint('writing', 0, total);
    const account = await accountId(connection, platform, staged.file.account ?? '');
    const batch = await insertBatch(connection, staged, id, account, now);
    await writeSources(connection, staged.key, batch, platform);
    progress.checkpoint('folding', total, total);
    await clearTouched(connection);
    await touchBatch(connection, batch);
    await refoldTouched(db);
    await connection.run('UPDATE import_batch SET duration = ? WHERE seq = ?', [Date.now() - started, batch]);
    progress.checkpoint('folding', total, total);
  });
  return id;
}

function dirnameOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))) || '.';
}

async function accountId(connection: Connection, platform: string, externalId: string): Promise<number> {
  await connection.run('INSERT INTO account (platform, external_id, name) VALUES (?1, ?2, ?2) ON CONFLICT DO NOTHING', [platform, externalId]);
  const account = await connection.get<{ id: number }>('SELECT id FROM account WHERE platform = ? AND external_id = ?', [platform, externalId]);
  if (!account) throw new Error('account vanished');
  return account.id;
}

async function insertBatch(connection: Connection, staged: Staged, id: string, account: number, now: string): Promise<number> {
  const { file } = staged;
  const summary = { rows: file.rows, ignoredBy: file.ignoredBy, records: file.records, warnings: file.warnings };
  await connection.run(
    `INSERT INTO import_batch (id, file_name, file_hash, file_size, format, format_version, layout, confidence, platform, kind, account, as_of,
       period_from, period_to, with_expenses, applied_at, columns, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      file.fileName,
      staged.hash,
      file.size,
      file.format,
      staged.formatVersion,
      file.layout ?? '',
      file.confidence ?? 0,
      file.platform,
      staged.kind,
      account,
      staged.asOf,
      file.periodFrom,
      file.periodTo,
      file.withExpenses ? 1 : 0,
      now,
      JSON.stringify(staged.columns),
      JSON.stringify(summary),
    ],
  );
  const batch = await connection.get<{ seq: number }>('SELECT seq FROM import_batch WHERE id = ?', [id]);
  if (!batch) throw new Error('batch vanished');
  return batch.seq;
}

async function writeSources(connection: Connection, file: number, batch: number, platform: string): Promise<void> {
  const last = await connection.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM record');
  const base = (last?.id ?? 0) + 1;
  await connection.run(
    `INSERT INTO source_row (batch, row, cells)
     SELECT ?2, row, cells FROM staged_row WHERE file = ?1 AND outcome <> 'ignored'`,
    [file, batch],
  );
  await connection.run(
    `INSERT INTO row_to_fix (batch, row, code, column_name, text)
     SELECT ?2, row, reason ->> '$.code', reason ->> '$.column', reason ->> '$.text' FROM staged_row WHERE file = ?1 AND outcome = 'quarantined'`,
    [file, batch],
  );
  // A person may be stated many times in one file: all statements share the record of the first.
  await connection.run(
    `UPDATE staged_record SET record = ?2 + f.first FROM (
       SELECT seq, min(seq) OVER (PARTITION BY type, key) AS first FROM staged_record WHERE file = ?1 AND record IS NULL) f
     WHERE staged_record.file = ?1 AND staged_record.seq = f.seq`,
    [file, base],
  );
  await connection.run(
    `INSERT INTO record (id, type, platform, key)
     SELECT record, type, ?3, key FROM staged_record WHERE file = ?1 AND record >= ?2 GROUP BY record`,
    [file, base, platform],
  );
  await connection.run(
    `INSERT INTO source_record (batch, row, record, as_of, rank, hash, payload)
     SELECT ?2, row, record, as_of, rank, hash, payload FROM staged_record WHERE file = ?1 ORDER BY seq`,
    [file, batch],
  );
}
