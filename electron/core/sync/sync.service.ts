/** What becomes of the files that wait, and of the imports that were made: Apply, undo and redo. */
import { AppError } from '../../../shared/contract/errors';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import type { Context } from '../api/context';
import type { Progress } from '../api/jobs';
import type { Database } from '../database/database';
import { applyStaged, storeDuration } from './apply';
import { compareStaged } from './diff';
import { forget } from './discard';
import { keptFigures } from './figures';
import { isLive } from './reread/replaced';
import type { Staged } from './staged';
import { countStaged } from './staged-counts';
import { redoBatch, undoBatch } from './undo';
import { stagedById, waitingOf } from './waiting';

/** Applies staged files one after the other. A file that fails leaves nothing behind and does not stop the others. */
export async function applyFiles(
  context: Context,
  ids: readonly string[],
  progress: Progress,
  keep: (soFar: ImportResult[]) => void = () => undefined,
): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  for (const id of ids) {
    results.push(await applyOne(context, id, progress));
    keep([...results]);
  }
  return results;
}

async function applyOne(context: Context, id: string, progress: Progress): Promise<ImportResult> {
  const db = context.db();
  const staged = stagedById(db, id);
  if (staged.file.status === 'needs-mapping') return resultOf(staged, 'needs-mapping', null);
  if (['failed', 'needs-date', 'needs-password'].includes(staged.file.status)) return resultOf(staged, 'failed', null);
  try {
    await refreshComparison(db, staged);
    const known = await sameFileIsLive(db, staged);
    const started = Date.now();
    const batchId = known ?? (await applyStaged(db, staged, context.now(), progress));
    if (known === null) {
      // At once: whatever is applied next compares again first.
      waitingOf(db).generation++;
      await storeDuration(db, batchId, Date.now() - started);
    }
    await forget(db, id, 'applied');
    context.changed('sync', 'people', 'ledger');
    const status = nothingNew(staged.file) ? 'unchanged' : 'applied';
    const figures = known === null ? await keptFigures(db, batchId) : null;
    return { ...resultOf(staged, status, batchId), figures: figures?.changes ?? null };
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled')
      return { ...resultOf(staged, 'failed', null), error: { code: error.code, params: error.params } };
    throw error;
  }
}

function nothingNew(file: StagedFile): boolean {
  return file.rows.new + file.rows.updated + (file.ignoredBy.skipped ?? 0) === 0;
}

/** Compares again when the workspace has changed since the preview. */
async function refreshComparison(db: Database, staged: Staged): Promise<void> {
  const { generation } = waitingOf(db);
  if (staged.comparedAt === generation || !staged.file.platform) return;
  if (staged.replaces !== null && !(await isLive(db, staged.replaces))) {
    staged.replaces = null;
    staged.file.replaces = null;
  }
  await compareStaged(db, staged.key, staged.file.platform, staged.replaces);
  Object.assign(staged.file, await countStaged(db, staged.key, staged.stated));
  staged.file.comparison = ++waitingOf(db).comparisons;
  staged.comparedAt = generation;
}

/** The live batch of exactly this file read in the same way, when it brings nothing new: then there is nothing to record. */
async function sameFileIsLive(db: Database, staged: Staged): Promise<string | null> {
  if (!nothingNew(staged.file) || staged.replaces !== null) return null;
  const batch = await db.read
    .selectFrom('import_batch')
    .select('id')
    .where('file_hash', '=', staged.hash)
    .where('format', '=', staged.file.format)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return batch?.id ?? null;
}

/** The result of an import as the command line prints it; `preview` for files that were only looked at. */
export function resultOf(staged: Staged, status: ImportResult['status'], batchId: string | null): ImportResult {
  const { file } = staged;
  return {
    file: file.fileName,
    format: file.format,
    confidence: file.confidence,
    account: file.account,
    batchId,
    status,
    error: file.error,
    rows: file.rows,
    ignoredBy: file.ignoredBy,
    records: file.records,
    warnings: file.warnings,
    figures: null,
  };
}

export async function undo(context: Context, id: string) {
  const db = context.db();
  const result = await undoBatch(db, id, context.now());
  waitingOf(db).generation++;
  context.changed('sync', 'people', 'ledger');
  return result;
}

export async function redo(context: Context, id: string) {
  const db = context.db();
  const result = await redoBatch(db, id, context.now());
  waitingOf(db).generation++;
  context.changed('sync', 'people', 'ledger');
  return result;
}
