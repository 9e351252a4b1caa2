/** Staged files and what becomes of them: the rules of the import area. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../../shared/contract/errors';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import type { Context } from '../api/context';
import type { Progress } from '../api/jobs';
import type { Database } from '../database/database';
import { applyStaged } from './apply';
import { decideAgain, decisionsOf } from './decisions/decisions.service';
import { compareStaged } from './diff';
import { keptFigures } from './figures';
import { partOfText } from './pasted-text';
import { isLive } from './reread/replaced';
import { readStored } from './reread/stored-import';
import { type Packed, type Part, partsOf } from './staged-archives';
import { countStaged } from './staged-counts';
import { type Read, type Staged, type StageOptions, stagedProblem, stageFile } from './staged-file';
import { clearStaged } from './staging';
import { redoBatch, undoBatch } from './undo';
import { type Fate, readerOf, stagedById, type Waiting, waitingOf } from './waiting';
import { leaveSheets, stageOtherSheets } from './workbook-sheets';

/** Reads and compares files one after the other; each appears as soon as it is ready. */
export async function stagePaths(
  context: Context,
  paths: readonly string[],
  { password = null, ...options }: StageOptions & { password?: string | null | undefined },
  progress: Progress,
): Promise<string[]> {
  const ids: string[] = [];
  for (const path of paths) ids.push(...(await stagePacked(context, { path }, options, password, progress)));
  return ids;
}

/** Reads and compares pasted text as a file of this name. */
export async function stageText(
  context: Context,
  { name, text }: { name: string; text: string },
  options: StageOptions,
  progress: Progress,
): Promise<string[]> {
  const part = await partOfText(name, text);
  return stageParts(context, part.path, [part], options, progress);
}

/** Stages a file, or each file of an archive. */
async function stagePacked(
  context: Context,
  packed: Packed,
  options: StageOptions,
  password: string | null,
  progress: Progress,
): Promise<string[]> {
  return stageParts(context, packed.path, await partsOf(packed, password, progress), options, progress);
}

/** Stages files that lie ready; each appears as soon as it is compared. */
async function stageParts(
  context: Context,
  origin: string,
  parts: readonly Part[],
  options: StageOptions,
  progress: Progress,
): Promise<string[]> {
  const ids: string[] = [];
  let reached = 0;
  try {
    for (const part of parts) {
      ids.push(...(await stagePart(context, origin, part, options, progress)));
      reached++;
      context.changed('sync');
    }
  } finally {
    // What was not reached any more waits for nobody.
    for (const part of parts.slice(reached)) await part.parcel?.release();
  }
  return ids;
}

async function stagePart(
  context: Context,
  origin: string,
  { path, name, problem, parcel }: Part,
  options: StageOptions,
  progress: Progress,
): Promise<string[]> {
  const db = context.db();
  const state = waitingOf(db);
  const id = uuid();
  const toStage = { id, key: state.nextKey++, path, origin, name, parcel, options, stored: null, book: id, sheets: null, goneSheets: [] };
  const { generation } = state;
  try {
    const staged = problem === null ? await stageFile(db, readOf(context, toStage), toStage, progress) : stagedProblem(toStage, problem);
    remember(state, staged, generation);
    return [id, ...(await otherSheets(context, staged, progress))];
  } catch (error) {
    await clearStaged(db, toStage.key);
    throw error;
  }
}

async function otherSheets(context: Context, first: Omit<Staged, 'comparedAt'>, progress: Progress): Promise<string[]> {
  const db = context.db();
  const state = waitingOf(db);
  return stageOtherSheets(state, first, async (toStage) => {
    const { generation } = state;
    const staged = await stageFile(db, readOf(context, toStage), toStage, progress);
    if (staged.file.format === null) await clearStaged(db, toStage.key);
    else remember(state, staged, generation);
    return staged;
  });
}

/** Stages an import anew from what is stored of it. Answers the id under which it waits. */
export async function stageStored(
  context: Context,
  stored: Pick<Staged, 'name' | 'options' | 'stored'> & { id: string },
  progress: Progress,
): Promise<string> {
  const db = context.db();
  const state = waitingOf(db);
  const toStage = { ...stored, key: state.nextKey++, path: '', origin: '', parcel: null, book: stored.id, sheets: null, goneSheets: [] };
  const { generation } = state;
  try {
    remember(state, await stageFile(db, readOf(context, toStage), toStage, progress), generation);
  } catch (error) {
    await clearStaged(db, toStage.key);
    throw error;
  }
  context.changed('sync');
  return toStage.id;
}

/**
 * Opens a locked archive: the files inside take its place. With a wrong password it goes on waiting and says so. The password is used here and
 * forgotten.
 */
export async function unlock(context: Context, id: string, password: string, progress: Progress): Promise<string[]> {
  const db = context.db();
  const { path, origin, name, options, file } = stagedById(db, id);
  if (file.status !== 'needs-password') throw new AppError('staged-missing');
  const parts = await partsOf({ path, name }, password, progress);
  const refused = parts.find((part) => part.path === path)?.problem;
  if (refused) {
    file.error = { code: refused.code, params: refused.params };
    if (refused.code !== 'password-wrong') file.status = 'failed';
    context.changed('sync');
    return [id];
  }
  const ids = await stageParts(context, origin, parts, options, progress);
  await remove(context, [id], 'replaced');
  return ids;
}

/** How a file is read: on the thread for it, or from what is stored of an import. */
function readOf(context: Context, { stored }: Pick<Staged, 'stored'>): Read {
  const db = context.db();
  return (request) => (stored === null ? readerOf(context).read(request) : readStored(db, stored, request));
}

/** From here on the file waits, compared with the workspace as it was when the reading began. */
function remember(state: Waiting, staged: Omit<Staged, 'comparedAt'>, comparedAt: number): void {
  staged.file.comparison = ++state.comparisons;
  state.files.set(staged.file.id, { ...staged, comparedAt });
}

export async function restage(context: Context, id: string, options: Partial<StageOptions>, progress: Progress): Promise<void> {
  const db = context.db();
  const state = waitingOf(db);
  const staged = stagedById(db, id);
  if (staged.file.status === 'needs-password') return;
  const decided = await decisionsOf(db, staged);
  const { generation } = state;
  // Nothing recognised them: whatever is mapped now may stand on another sheet.
  const sheets = staged.file.status === 'needs-mapping' ? null : staged.sheets;
  const toStage = { ...staged, id, sheets, options: { ...staged.options, ...options } };
  const fresh = await stageFile(db, readOf(context, staged), toStage, progress);
  remember(state, fresh, generation);
  await otherSheets(context, fresh, progress);
  if (decided) await decideAgain(context, id, decided);
  context.changed('sync');
}

/** Waiting files are read anew: what they hold of somebody who was erased has gone. One that cannot be read any more says so. */
export async function readWaitingAgain(context: Context): Promise<void> {
  const state = waitingOf(context.db());
  state.generation++;
  for (const [id, { file }] of [...state.files]) {
    if (file.status === 'needs-password' || file.status === 'needs-mapping') continue;
    await restage(context, id, {}, { checkpoint: () => undefined });
  }
}

export async function discard(context: Context, ids: readonly string[]): Promise<void> {
  await remove(context, ids, 'discarded');
}

async function remove(context: Context, ids: readonly string[], fate: Fate): Promise<void> {
  const db = context.db();
  for (const id of ids) {
    const staged = waitingOf(db).files.get(id);
    if (staged) await forget(db, id, staged, fate);
  }
  context.changed('sync');
}

/** A file that waits no more: its tables go, and what was unpacked for it. */
async function forget(db: Database, id: string, staged: Staged, fate: Fate): Promise<void> {
  waitingOf(db).files.delete(id);
  await clearStaged(db, staged.key);
  await staged.parcel?.release();
  leaveSheets(waitingOf(db), staged);
  await waitingOf(db).settled?.(staged, fate);
}

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
    const batchId = known ?? (await applyStaged(db, staged, context.now(), progress));
    if (known === null) waitingOf(db).generation++;
    await forget(db, id, staged, 'applied');
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
