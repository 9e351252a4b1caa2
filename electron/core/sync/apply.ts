/** Apply: one file, one transaction — the whole import or nothing of it. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../../shared/contract/errors';
import type { Progress } from '../api/jobs';
import { requireSpace } from '../database/backup';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { watchFigures } from '../overview/figure-changes';
import { replaceEdits } from './decisions/replaced-edits';
import { rememberSkipped } from './decisions/skipped-rows';
import { storeMarks } from './erasure.service';
import { keepFigures } from './figures';
import { clearTouched, type Newborn, touchBatch, touchImported } from './folded';
import { isStatedRepeatedly, statedRepeatedly } from './record-tables';
import { refoldTouched } from './refold';
import { inheritSettled, settleRows } from './rows-to-fix';
import type { Staged } from './staged';
import { stageTables } from './staging';

/** Writes a compared staged file into the workspace. Answers the batch's id. */
export async function applyStaged(db: Database, staged: Staged, now: string, progress: Progress): Promise<string> {
  const { format, platform } = staged.file;
  if (!format || !platform) throw new AppError('needs-mapping');
  // An import can triple the file for a moment (log, indexes); better to stop before than in the middle.
  await requireSpace(db.path, dirnameOf(db.path), staged.file.size > 50_000_000 ? 3 : 1.1);
  const id = uuid();
  await db.write(async () => {
    const connection = db.writer;
    const total = staged.file.rows.total;
    progress.checkpoint('writing', 0, total);
    const account = await accountId(connection, platform, staged.file.account ?? '');
    const batch = await insertBatch(connection, staged, id, account, now);
    await storeMarks(connection, staged.marks);
    await settleRows(connection, batch, staged.cameAgain, staged.replaces);
    await rememberSkipped(connection, staged.key, batch);
    await replaceEdits(connection, staged.key, batch);
    if (staged.replaces !== null) await connection.run('UPDATE import_batch SET undone_at = ? WHERE seq = ?', [now, staged.replaces]);
    const newborn = await writeSources(connection, staged, batch, platform);
    if (staged.replaces !== null) await inheritSettled(connection, batch, staged.replaces);
    progress.checkpoint('folding', total, total);
    await clearTouched(connection);
    await touchImported(connection, staged.key, staged.stated, newborn);
    // What it said and this one does not is folded without it, with fields that this file need not have.
    if (staged.replaces !== null) await touchBatch(connection, staged.replaces);
    const watch = await watchFigures(connection, newborn.first, staged.stated.lineDays);
    await refoldTouched(db, staged.stated);
    await keepFigures(db, batch, 'apply', watch);
    progress.checkpoint('folding', total, total);
  });
  return id;
}

/**
 * Keeps how long an import took, in milliseconds. In a transaction of its own: a page that is written once more at the end of a large one makes
 * SQLite read and sum up again all that it has logged since. The import stands already, so nothing is lost without it.
 */
export async function storeDuration(db: Database, id: string, duration: number): Promise<void> {
  const write = () => db.writer.run('UPDATE import_batch SET duration = ? WHERE id = ?', [duration, id]);
  await db.gate.transaction(write).catch(() => undefined);
}

function dirnameOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))) || '.';
}

async function accountId(connection: Connection, platform: string, externalId: string): Promise<number> {
  await connection.run('INSERT INTO account (platform, external_id, name) VALUES (?1, ?2, ?2) ON CONFLICT DO NOTHING', [
    platform,
    externalId,
  ]);
  const account = await connection.get<{ id: number }>('SELECT id FROM account WHERE platform = ? AND external_id = ?', [
    platform,
    externalId,
  ]);
  if (!account) throw new Error('account vanished');
  return account.id;
}

async function insertBatch(connection: Connection, staged: Staged, id: string, account: number, now: string): Promise<number> {
  const { file } = staged;
  const summary = { rows: file.rows, ignoredBy: file.ignoredBy, records: file.records, warnings: file.warnings, period: staged.period };
  await connection.run(
    `INSERT INTO import_batch (id, file_name, file_hash, file_size, format, format_version, layout, confidence, platform, kind, account, as_of,
       period_from, period_to, with_expenses, applied_at, columns, summary, frame, replaces)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      staged.frame,
      staged.replaces,
    ],
  );
  const batch = await connection.get<{ seq: number }>('SELECT seq FROM import_batch WHERE id = ?', [id]);
  if (!batch) throw new Error('batch vanished');
  return batch.seq;
}

/** Moves a staged file into the workspace. Answers what is new from here on. */
async function writeSources(connection: Connection, staged: Staged, batch: number, platform: string): Promise<Newborn> {
  const { rows, outcomes, records, states, skipped } = stageTables(staged.key);
  const next = await connection.get<Newborn>(
    'SELECT coalesce((SELECT max(id) FROM record), 0) + 1 AS first, coalesce((SELECT max(id) FROM source_record), 0) + 1 AS source',
  );
  if (!next) throw new Error('no numbers');
  const firstNew = next.first;
  await connection.run(
    `INSERT INTO source_row (batch, row, cells)
     SELECT ?, r.row, r.cells FROM ${rows} r JOIN ${outcomes} o ON o.row = r.row WHERE o.outcome <> 'ignored' ORDER BY r.row`,
    [batch],
  );
  await connection.run(
    `INSERT INTO row_to_fix (batch, row, code, column_name, text)
     SELECT ?, row, reason ->> '$.code', reason ->> '$.column', reason ->> '$.text' FROM ${outcomes} WHERE outcome = 'quarantined' ORDER BY row`,
    [batch],
  );
  const anyKnown = (await connection.get(`SELECT 1 FROM ${states} WHERE record IS NOT NULL LIMIT 1`)) !== undefined;
  const anyRepeated = staged.stated.types.some(isStatedRepeatedly);
  // The records with what is known of them, which is nothing in most large files.
  const compared = anyKnown ? `${records} s JOIN ${states} t ON t.seq = s.seq` : `${records} s`;
  const known = anyKnown ? 't.record' : 'NULL';
  await connection.run(
    `INSERT INTO record (id, type, platform, key)
     SELECT ?1 + s.seq, s.type, ?2, s.key FROM ${compared} WHERE ${known} IS NULL ${anyRepeated ? `AND s.type NOT IN ${statedRepeatedly}` : ''}`,
    [firstNew, platform],
  );
  // What is stated many times in one file has one record.
  if (anyRepeated)
    await connection.run(
      `INSERT INTO record (id, type, platform, key)
     SELECT ?1 + min(s.seq), s.type, ?2, s.key FROM ${compared} WHERE ${known} IS NULL AND s.type IN ${statedRepeatedly} GROUP BY s.type, s.key`,
      [firstNew, platform],
    );
  // Lines and orders may name somebody whom only a later file describes: the id is settled now, so that the order of imports does not matter.
  // A row that is left out may be the one that describes whom another names.
  const anySkipped = (await connection.get(`SELECT 1 FROM ${skipped} LIMIT 1`)) !== undefined;
  if (staged.stated.mentions.person || anySkipped)
    await connection.run(
      `INSERT INTO record (type, platform, key)
     SELECT DISTINCT 'person', ?, payload ->> '$.personKey' FROM ${records} WHERE type <> 'person' AND payload ->> '$.personKey' IS NOT NULL
     ON CONFLICT DO NOTHING`,
      [platform],
    );
  // The same holds for figures of content that another file describes.
  if (staged.stated.mentions.content || anySkipped)
    await connection.run(
      `INSERT INTO record (type, platform, key)
       SELECT DISTINCT 'content', ?, payload ->> '$.contentKey' FROM ${records} WHERE type <> 'content' AND payload ->> '$.contentKey' IS NOT NULL
       ON CONFLICT DO NOTHING`,
      [platform],
    );
  const own = anyRepeated
    ? `CASE WHEN s.type IN ${statedRepeatedly} THEN (SELECT r.id FROM record r WHERE r.key = s.key AND r.platform = ?3 AND r.type = s.type) ELSE ?2 + s.seq END`
    : '?2 + s.seq';
  await connection.run(
    `INSERT INTO source_record (batch, row, record, as_of, rank, hash, payload)
     SELECT ?1, s.row, ${anyKnown ? `coalesce(t.record, ${own})` : own}, s.as_of, s.rank, s.hash, s.payload FROM ${compared} ORDER BY s.seq`,
    anyRepeated ? [batch, firstNew, platform] : [batch, firstNew],
  );
  return next;
}
