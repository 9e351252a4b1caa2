/** Imports that an older version of a format has read, and reading them again with a preview of what changes. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../../../shared/contract/errors';
import type { OutdatedImport } from '../../../../shared/contract/reread';
import type { Context } from '../../api/context';
import type { Progress } from '../../api/jobs';
import type { Database } from '../../database/database';
import { readSettings } from '../../workspace/settings.service';
import { discard } from '../discard';
import { formats } from '../formats/registry';
import { templateFormats } from '../mapping/templates';
import { snapshotDay } from '../periods';
import { stageStored } from '../stage.service';
import { stagedById, stagedFiles } from '../waiting';
import { isWhole } from './kept-frame';

interface ImportRow {
  seq: number;
  id: string;
  file_name: string;
  format: string;
  format_version: number;
  applied_at: string;
  as_of: string;
  period_from: string | null;
  period_to: string | null;
  kind: string;
  with_expenses: number;
  account: string;
  kept: number;
  last: number | null;
  to_fix: number;
}

function imports(db: Database) {
  return db.reader.all<ImportRow>(`
    SELECT b.seq, b.id, b.file_name, b.format, b.format_version, b.applied_at, b.as_of, b.period_from, b.period_to, b.kind, b.with_expenses, a.external_id AS account,
      b.frame IS NOT NULL AS kept, (SELECT max(s.row) FROM source_row s WHERE s.batch = b.seq) AS last,
      (SELECT count(*) FROM row_to_fix q WHERE q.batch = b.seq) AS to_fix
    FROM import_batch b JOIN account a ON a.id = b.account WHERE b.undone_at IS NULL ORDER BY b.seq`);
}

/** Live imports whose format has a newer version, oldest first; `file`: more is needed than is stored of them, so the file has to come again. */
export async function outdated(db: Database): Promise<OutdatedImport[]> {
  const versions = new Map([...formats, ...(await templateFormats(db))].map(({ id, version }) => [id, version]));
  return (await imports(db))
    .filter(({ format, format_version }) => (versions.get(format) ?? 0) > format_version)
    .map((one) => ({
      id: one.id,
      fileName: one.file_name,
      format: one.format,
      appliedAt: one.applied_at,
      from: one.kept === 1 && one.last !== null && isWhole(one.last) ? 'stored' : 'file',
    }));
}

/**
 * Reads a live import again from what is stored of it. Where that changes something, the reading waits like a file; otherwise the import is known
 * to be read by the latest version. Answers the id of what waits, or null. Throws `batch-missing`, `batch-not-live`, `reread-needs-file`.
 */
export async function reread(context: Context, id: string, progress: Progress): Promise<string | null> {
  const db = context.db();
  const found = (await imports(db)).find((one) => one.id === id);
  if (!found) {
    const known = await db.read.selectFrom('import_batch').select('id').where('id', '=', id).executeTakeFirst();
    throw new AppError(known ? 'batch-not-live' : 'batch-missing');
  }
  for (const waits of stagedFiles(db).filter(({ replaces }) => replaces?.batchId === id)) await discard(context, [waits.id]);
  const { zone } = await readSettings(db);
  const fileId = await stageStored(
    context,
    {
      id: uuid(),
      name: found.file_name,
      stored: id,
      options: {
        format: found.format,
        account: found.account === '' ? undefined : found.account,
        withExpenses: found.with_expenses === 1,
        snapshotDay: found.kind === 'snapshot' && found.as_of !== '' ? snapshotDay(found.as_of, zone) : undefined,
        period: found.period_from && found.period_to ? { from: found.period_from, to: found.period_to } : undefined,
      },
    },
    progress,
  );
  const { file, formatVersion } = stagedById(db, fileId);
  if (file.status !== 'ready' && file.status !== 'unchanged') {
    await discard(context, [fileId]);
    throw new AppError(file.error?.code ?? 'unexpected', file.error?.params ?? {});
  }
  const { rows, replaces } = file;
  const changesNothing = rows.new + rows.updated + (replaces?.gone ?? 0) === 0 && rows.quarantined === found.to_fix;
  if (!changesNothing) return fileId;
  await discard(context, [fileId]);
  await db.write((tx) => tx.updateTable('import_batch').set({ format_version: formatVersion }).where('seq', '=', found.seq).execute());
  context.changed('sync');
  return null;
}
