/** Staged files and what becomes of them: the rules of the import area. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../../shared/contract/errors';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import type { Context } from '../api/context';
import type { Progress } from '../api/jobs';
import type { Database } from '../database/database';
import { applyStaged } from './apply';
import { compareStaged } from './diff';
import { countStaged, type Staged, type StageOptions, stageFile } from './staged-file';
import { clearStaged } from './staging';
import { redoBatch, undoBatch } from './undo';

/** What waits for Apply in one open workspace. */
class Waiting {
  readonly files = new Map<string, Staged>();
  /** Moves on with every import, undo and redo: comparisons made before it are stale. */
  generation = 0;
  nextKey = 1;
}

const waiting = new WeakMap<Database, Waiting>();

function of(db: Database): Waiting {
  let state = waiting.get(db);
  if (!state) {
    state = new Waiting();
    waiting.set(db, state);
  }
  return state;
}

export function stagedFiles(db: Database): StagedFile[] {
  return [...of(db).files.values()].map((staged) => staged.file);
}

export function stagedById(db: Database, id: string): Staged {
  const staged = of(db).files.get(id);
  if (!staged) throw new AppError('staged-missing');
  return staged;
}

/** Reads and compares files one after the other; each appears as soon as it is ready. */
export async function stagePaths(context: Context, paths: readonly string[], options: StageOptions, progress: Progress): Promise<string[]> {
  const db = context.db();
  const state = of(db);
  const ids: string[] = [];
  for (const path of paths) {
    const key = state.nextKey++;
    const id = uuid();
    const staged = await stageFile(db, { id, key, path, options }, progress).catch(async (error: unknown) => {
      await clearStaged(db, key);
      throw error;
    });
    state.files.set(id, { ...staged, comparedAt: state.generation });
    ids.push(id);
    context.changed('sync');
  }
  return ids;
}

export async function restage(context: Context, id: string, options: Partial<StageOptions>, progress: Progress): Promise<void> {
  const db = context.db();
  const state = of(db);
  const staged = stagedById(db, id);
  const fresh = await stageFile(db, { id, key: staged.key, path: staged.path, options: { ...staged.options, ...options } }, progress);
  state.files.set(id, { ...fresh, comparedAt: state.generation });
  context.changed('sync');
}

export async function discard(context: Context, ids: readonly string[]): Promise<void> {
  const db = context.db();
  for (const id of ids) {
    const staged = of(db).files.get(id);
    if (!staged) continue;
    of(db).files.delete(id);
    await clearStaged(db, staged.key);
  }
  context.changed('sync');
}

/** Applies staged files one after the other. A file that fails leaves nothing behind and does not stop the others. */
export async function applyFiles(context: Context, ids: readonly string[], progress: Progress): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  for (const id of ids) results.push(await applyOne(context, id, progress));
  return results;
}

async function applyOne(context: Context, id: string, progress: Progress): Promise<ImportResult> {
  const db = context.db();
  const staged = stagedById(db, id);
  if (staged.file.status === 'needs-mapping') return resultOf(staged, 'needs-mapping', null);
  if (staged.file.status === 'failed' || staged.file.status === 'needs-date') return resultOf(staged, 'failed', null);
  try {
    await refreshComparison(db, staged);
    const known = await sameFileIsLive(db, staged);
    const batchId = known ?? (await applyStaged(db, staged, context.now(), progress));
    if (known === null) of(db).generation++;
    of(db).files.delete(id);
    await clearStaged(db, staged.key);
    context.changed('sync', 'people', 'ledger');
    return resultOf(staged, nothingNew(staged.file) ? 'unchanged' : 'applied', batchId);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled')
      return { ...resultOf(staged, 'failed', null), error: { code: error.code, params: error.params } };
    throw error;
  }
}

function nothingNew(file: StagedFile): boolean {
  return file.rows.new + file.rows.updated === 0;
}

/** Compares again when the workspace has changed since the preview. */
async function refreshComparison(db: Database, staged: Staged): Promise<void> {
  const { generation } = of(db);
  if (staged.comparedAt === generation || !staged.file.platform) return;
  await compareStaged(db, staged.key, staged.file.platform);
  Object.assign(staged.file, await countStaged(db, staged.key));
  staged.comparedAt = generation;
}

/** The live batch of exactly this file read in the same way, when it brings nothing new: then there is nothing to record. */
async function sameFileIsLive(db: Database, staged: Staged): Promise<string | null> {
  if (!nothingNew(staged.file)) return null;
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
  };
}

export async function undo(context: Context, id: string) {
  const db = context.db();
  const result = await undoBatch(db, id, context.now());
  of(db).generation++;
  context.changed('sync', 'people', 'ledger');
  return result;
}

export async function redo(context: Context, id: string) {
  const db = context.db();
  const result = await redoBatch(db, id);
  of(db).generation++;
  context.changed('sync', 'people', 'ledger');
  return result;
}
