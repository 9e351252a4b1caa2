/** Undo marks an import dead and refolds what it touched; redo marks it live again and needs no file. */
import { AppError } from '../../../shared/contract/errors';
import type { UndoResult } from '../../../shared/contract/sync';
import { type RecordType, recordTypes } from '../../../shared/domain/records';
import type { Database } from '../database/database';
import type { Connection } from '../database/driver';
import { watchFigures } from '../overview/figure-changes';
import { removeReplaced, restoreEdits } from './decisions/replaced-edits';
import { keepFigures } from './figures';
import { clearTouched, touchBatch } from './folded';
import { tableOfType } from './record-tables';
import { refoldTouched } from './refold';

/** Takes an import back. What the user edited on it is kept and named. Throws `batch-missing`, `batch-not-live`. */
export function undoBatch(db: Database, id: string, now: string): Promise<UndoResult> {
  return turn(db, id, now, now);
}

/** Brings an undone import back. Throws `batch-missing`, `batch-live`, and `batch-replaced` while a later reading of the file counts. */
export function redoBatch(db: Database, id: string, now: string): Promise<UndoResult> {
  return turn(db, id, null, now);
}

async function turn(db: Database, id: string, undoneAt: string | null, now: string): Promise<UndoResult> {
  return db.write(async () => {
    const connection = db.writer;
    const batch = await connection.get<{ seq: number; undone_at: string | null; replaces: number | null; replaced: number }>(
      `SELECT seq, undone_at, replaces,
         EXISTS (SELECT 1 FROM import_batch n WHERE n.replaces = b.seq AND n.undone_at IS NULL) AS replaced FROM import_batch b WHERE id = ?`,
      [id],
    );
    if (!batch) throw new AppError('batch-missing');
    if (undoneAt !== null && batch.undone_at !== null) throw new AppError('batch-not-live');
    if (undoneAt === null && batch.undone_at === null) throw new AppError('batch-live');
    if (undoneAt === null && batch.replaced) throw new AppError('batch-replaced');
    await clearTouched(connection);
    await touchBatch(connection, batch.seq);
    if (batch.replaces !== null) await touchBatch(connection, batch.replaces);
    const before = await countEntities(connection);
    const kept = undoneAt === null ? [] : await userEdited(connection, batch.seq);
    await connection.run('UPDATE import_batch SET undone_at = ? WHERE seq = ?', [undoneAt, batch.seq]);
    // A reading that took the place of another gives it back, and takes it again.
    if (batch.replaces !== null)
      await connection.run('UPDATE import_batch SET undone_at = ? WHERE seq = ?', [undoneAt === null ? now : null, batch.replaces]);
    if (undoneAt === null) await removeReplaced(connection, batch.seq);
    else await restoreEdits(connection, batch.seq);
    const watch = await watchFigures(connection, null);
    await refoldTouched(db);
    const figures = await keepFigures(db, batch.seq, undoneAt === null ? 'redo' : 'undo', watch);
    const after = await countEntities(connection);
    const removed: Record<string, number> = {};
    const changed: Record<string, number> = {};
    const restored: Record<string, number> = {};
    for (const type of recordTypes) {
      if (before[type] + after[type] === 0) continue;
      removed[type] = Math.max(0, before[type] - after[type]);
      changed[type] = Math.min(before[type], after[type]);
      restored[type] = Math.max(0, after[type] - before[type]);
    }
    return { batchId: id, removed, changed, restored, kept, figures };
  });
}

type EntityCounts = Record<RecordType, number>;

async function countEntities(connection: Connection): Promise<EntityCounts> {
  const counted = recordTypes.map(
    (type) => `(SELECT count(*) FROM touched t CROSS JOIN ${tableOfType[type]} e ON e.id = t.record) AS "${type}"`,
  );
  const counts = await connection.get<EntityCounts>(`SELECT ${counted.join(',\n')}`);
  if (!counts) throw new Error('no counts');
  return counts;
}

/** Lines and people of a batch that carry something the user said, and that no other live import states. */
async function userEdited(connection: Connection, batch: number): Promise<UndoResult['kept']> {
  const alone = `NOT EXISTS (SELECT 1 FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL WHERE s.record = t.record AND s.batch <> ?1)`;
  return connection.all<UndoResult['kept'][number]>(
    `SELECT 'ledgerLine' AS type, CAST(l.id AS TEXT) AS id, coalesce(l.product, l.counterparty, '') AS name
     FROM touched t CROSS JOIN ledger_line l ON l.id = t.record WHERE l.edited = 1 AND ${alone}
     UNION ALL
     SELECT DISTINCT 'person', p.uid, p.name FROM touched t CROSS JOIN profile f ON f.id = t.record CROSS JOIN person p ON p.id = f.person
     WHERE ${alone} AND (EXISTS (SELECT 1 FROM person_edit e WHERE e.person = p.id) OR EXISTS (SELECT 1 FROM person_tag e WHERE e.person = p.id)
       OR EXISTS (SELECT 1 FROM person_note e WHERE e.person = p.id))
     LIMIT 500`,
    [batch],
  );
}
