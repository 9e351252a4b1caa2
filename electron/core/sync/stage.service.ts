/** Files to the files that wait: read, compared, and read anew as the user says how. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../../shared/contract/errors';
import type { Context } from '../api/context';
import type { Progress } from '../api/jobs';
import { decideAgain, decisionsOf } from './decisions/decisions.service';
import { discard } from './discard';
import { partOfText } from './pasted-text';
import { ReadError } from './read/read-error';
import { readStored } from './reread/stored-import';
import { type ReadFile, type Staged, type StageOptions, stagedProblem, type ToStage } from './staged';
import { archiveOf, type Packed, type Part, partsOf } from './staged-archives';
import { type Read, stageFile } from './staged-file';
import { clearStaged } from './staging';
import { toldPeriods } from './told-periods';
import { readerOf, stagedById, type Waiting, waitingOf } from './waiting';
import { newBook, openSheets, stageOtherSheets } from './workbook-sheets';

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
      const staged = await stagePart(context, origin, part, options, progress);
      // From here on it waits, and what was unpacked for it stays.
      reached++;
      if (!isWanted(staged, part)) {
        await passOver(part);
        continue;
      }
      ids.push(staged.file.id);
      context.changed('sync');
      ids.push(...(await stageOthers(context, staged, progress)));
    }
    await tellPeriods(context, ids, progress);
    if (ids.length === 0 && parts[0]) ids.push(await stageEmpty(context, origin, parts[0], options, progress));
  } finally {
    // What was not reached any more waits for nobody.
    for (const part of parts.slice(reached)) await part.parcel?.release();
  }
  return ids;
}

/** Reads what states no period again, now that all of its archive is known. */
async function tellPeriods(context: Context, ids: readonly string[], progress: Progress): Promise<void> {
  const { files } = waitingOf(context.db());
  const staged = ids.flatMap((id) => files.get(id) ?? []);
  // Whatever was applied or discarded meanwhile needs none.
  for (const { id, period } of toldPeriods(staged)) if (files.has(id)) await restage(context, id, { period }, progress);
}

/** A text without columns waits only where a format knows it. */
function isWanted({ file }: ReadFile, { isProse }: Part): boolean {
  return isProse !== true || file.format !== null;
}

async function passOver({ parcel }: Part): Promise<void> {
  if (parcel) parcel.passedOver++;
  await parcel?.release();
}

/** The archive itself waits, to say that nothing in it can be read. */
async function stageEmpty(context: Context, origin: string, inside: Part, options: StageOptions, progress: Progress): Promise<string> {
  const name = archiveOf(inside.name);
  const problem = new ReadError('archive-without-tables', name);
  const { file } = await stagePart(context, origin, { path: origin, name, problem, parcel: null }, options, progress);
  context.changed('sync');
  return file.id;
}

async function stagePart(context: Context, origin: string, part: Part, options: StageOptions, progress: Progress): Promise<ReadFile> {
  const { path, name, problem, parcel } = part;
  const id = uuid();
  const toStage = { id, path, origin, name, parcel, options, stored: null, book: newBook(), sheets: null };
  return stageNew(
    context,
    toStage,
    (staged) => (problem === null ? stageFile(context.db(), readOf(context, staged), staged, progress) : stagedProblem(staged, problem)),
    (staged) => isWanted(staged, part),
  );
}

/** Gives the file tables of its own; they go when it cannot be staged, or is not to wait. */
async function stageNew(
  context: Context,
  file: Omit<ToStage, 'key'>,
  stage: (toStage: ToStage) => ReadFile | Promise<ReadFile>,
  waits: (staged: ReadFile) => boolean = () => true,
): Promise<ReadFile> {
  const db = context.db();
  const state = waitingOf(db);
  const { generation } = state;
  const key = state.nextKey++;
  let staged: ReadFile | null = null;
  try {
    staged = await stage({ ...file, key });
    return staged;
  } finally {
    if (staged !== null && waits(staged)) remember(state, staged, generation);
    else await clearStaged(db, key);
  }
}

/** The sheets of the same workbook that other formats or templates read. Answers the ids under which they wait. */
async function stageOthers(context: Context, first: ReadFile, progress: Progress): Promise<string[]> {
  try {
    return await stageOtherSheets(waitingOf(context.db()), first, (file) =>
      stageNew(
        context,
        file,
        (toStage) => stageFile(context.db(), readOf(context, toStage), toStage, progress),
        (staged) => staged.file.format !== null,
      ),
    );
  } finally {
    // What is left unread is told with the first, too.
    context.changed('sync');
  }
}

/** Stages an import anew from what is stored of it. Answers the id under which it waits. */
export async function stageStored(
  context: Context,
  stored: Pick<Staged, 'name' | 'options' | 'stored'> & { id: string },
  progress: Progress,
): Promise<string> {
  const file = { ...stored, path: '', origin: '', parcel: null, book: newBook(), sheets: null };
  await stageNew(context, file, (toStage) => stageFile(context.db(), readOf(context, toStage), toStage, progress));
  context.changed('sync');
  return stored.id;
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
  await discard(context, [id], 'replaced');
  return ids;
}

/** How a file is read: on the thread for it, or from what is stored of an import. */
function readOf(context: Context, { stored }: Pick<Staged, 'stored'>): Read {
  const db = context.db();
  return (request) => (stored === null ? readerOf(context).read(request) : readStored(db, stored, request));
}

/** From here on the file waits, compared with the workspace as it was when the reading began. */
function remember(state: Waiting, staged: ReadFile, comparedAt: number): void {
  staged.file.comparison = ++state.comparisons;
  state.files.set(staged.file.id, { ...staged, comparedAt });
}

/** Reads a waiting file anew, with other options or another mapping. What the user has decided about it stays. */
export async function restage(context: Context, id: string, options: Partial<StageOptions>, progress: Progress): Promise<void> {
  const db = context.db();
  const state = waitingOf(db);
  const staged = stagedById(db, id);
  if (staged.file.status === 'needs-password') return;
  const decided = await decisionsOf(db, staged);
  const { generation } = state;
  // Nothing recognised them: whatever is mapped now may stand on another sheet.
  const sheets = staged.file.status === 'needs-mapping' ? openSheets(state, staged) : staged.sheets;
  const toStage = { ...staged, id, sheets, options: { ...staged.options, ...options } };
  const fresh = await stageFile(db, readOf(context, staged), toStage, progress);
  remember(state, fresh, generation);
  if (decided) await decideAgain(context, id, decided);
  context.changed('sync');
  await stageOthers(context, fresh, progress);
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
