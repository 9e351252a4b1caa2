/**
 * What the import page has under way: files being read, files being applied, what came of them. Kept outside the components, so that leaving
 * the page and coming back loses neither progress nor results. The staged files themselves live in core (`sync.staged`).
 */
import { useSyncExternalStore } from 'react';
import type { FileHandle } from '../../../shared/contract/app';
import type { AppError } from '../../../shared/contract/errors';
import type { ImportResult, StagedFile } from '../../../shared/contract/sync';
import { asAppError, call, finishJob, refresh } from '../app/api';
import { notifyError } from '../app/notify';

/** Files that one `app.stageFiles` takes. */
const handlesPerJob = 200;

export interface Reading {
  /** Null for the moment until core has answered. */
  jobId: string | null;
  /** Files dropped since reading began. */
  total: number;
  /** Ids that were staged before; what is staged beyond them has been read since. */
  before: ReadonlySet<string>;
}

export interface Applying {
  /** Null for the moment until core has answered. */
  jobId: string | null;
  fileIds: readonly string[];
}

/** Another way to read a file. */
export interface Reread {
  format?: string;
  withExpenses?: boolean;
  account?: string;
  snapshotDay?: string;
}

/** Opens a locked archive; a wrong password is told on its card. The password goes to core and is kept nowhere. */
export async function unlockFile(fileId: string, password: string): Promise<void> {
  update({ rechecking: new Map(session.rechecking).set(fileId, { jobId: null, how: {} }) });
  try {
    const { jobId } = await call('sync.unlock', { fileId, password });
    update({ rechecking: new Map(session.rechecking).set(fileId, { jobId, how: {} }) });
    await finishJob(jobId);
  } catch (error) {
    notifyError(asAppError(error));
  } finally {
    const rechecking = new Map(session.rechecking);
    rechecking.delete(fileId);
    update({ rechecking });
  }
}

export interface Recheck {
  /** Null for the moment until core has answered. */
  jobId: string | null;
  how: Reread;
}

export interface Session {
  reading: Reading | null;
  applying: Applying | null;
  /** Newest first. */
  results: readonly ImportResult[];
  /** Why a file that is still staged could not be applied. */
  failures: ReadonlyMap<string, Pick<AppError, 'code' | 'params'>>;
  /** Files being compared anew. */
  rechecking: ReadonlyMap<string, Recheck>;
}

const idle: Session = { reading: null, applying: null, results: [], failures: new Map(), rechecking: new Map() };

let session = idle;
let owner: string | null = null;
let queue: string[] = [];
const listeners = new Set<() => void>();

function update(changes: Partial<Session>): void {
  session = { ...session, ...changes };
  for (const listener of listeners) listener();
}

/** What is under way and what came of it. */
export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
}

/** Forgets everything when another workspace is open than the one it happened in. */
export function openSession(workspace: string): void {
  if (workspace === owner) return;
  owner = workspace;
  queue = [];
  update(idle);
}

/** Reads and compares files; more can be added while it works. Nothing is written to the workspace. Answers `stopped` when the user stopped it. */
export async function readFiles(files: readonly FileHandle[], staged: readonly StagedFile[]): Promise<'read' | 'stopped'> {
  if (files.length === 0) return 'read';
  queue.push(...files.map(({ handle }) => handle));
  if (session.reading) {
    update({ reading: { ...session.reading, total: session.reading.total + files.length } });
    return 'read';
  }
  update({ reading: { jobId: null, total: files.length, before: new Set(staged.map(({ id }) => id)) } });
  try {
    while (queue.length > 0) {
      const handles = queue.splice(0, handlesPerJob);
      const { jobId } = await call('app.stageFiles', { handles });
      noteReadingJob(jobId);
      await finishJob(jobId);
    }
    return 'read';
  } catch (error) {
    queue = [];
    const failure = asAppError(error);
    notifyError(failure);
    return failure.code === 'cancelled' ? 'stopped' : 'read';
  } finally {
    update({ reading: null });
  }
}

/** Reads pasted text like a file; while other files are being read it says so by answering `busy`. */
export async function readText(name: string, text: string, staged: readonly StagedFile[]): Promise<'read' | 'busy' | 'stopped' | 'failed'> {
  if (session.reading) return 'busy';
  update({ reading: { jobId: null, total: 1, before: new Set(staged.map(({ id }) => id)) } });
  try {
    const { jobId } = await call('sync.stageText', { name, text });
    noteReadingJob(jobId);
    await finishJob(jobId);
    return 'read';
  } catch (error) {
    const failure = asAppError(error);
    if (failure.code === 'cancelled') return 'stopped';
    notifyError(failure);
    return 'failed';
  } finally {
    // Files dropped meanwhile were only queued.
    const waiting = queue.splice(0).map((handle) => ({ handle, name: '', size: 0 }));
    update({ reading: null });
    if (waiting.length > 0) void readFiles(waiting, staged);
  }
}

function noteReadingJob(jobId: string): void {
  if (session.reading) update({ reading: { ...session.reading, jobId } });
}

/** Stops reading; the files read so far stay staged. */
export async function stopReading(): Promise<void> {
  queue = [];
  const jobId = session.reading?.jobId;
  if (jobId) await call('job.cancel', { jobId }).catch((error: unknown) => notifyError(asAppError(error)));
}

/** Reads one staged file in another way, with expenses, of another account, as of a stated day; what goes wrong is told. */
export async function recheck(fileId: string, how: Reread): Promise<void> {
  await reread(fileId, how).catch((error: unknown) => notifyError(asAppError(error)));
}

/** The same for whoever tells it himself: throws what goes wrong. */
export async function reread(fileId: string, how: Reread): Promise<void> {
  update({ rechecking: new Map(session.rechecking).set(fileId, { jobId: null, how }) });
  try {
    const { jobId } = await call('sync.restage', { fileId, ...how });
    update({ rechecking: new Map(session.rechecking).set(fileId, { jobId, how }) });
    await finishJob(jobId);
    await refresh('sync.staged');
  } finally {
    const rechecking = new Map(session.rechecking);
    rechecking.delete(fileId);
    update({ rechecking, failures: without(session.failures, [fileId]) });
  }
}

/**
 * Applies files, each in one transaction. Answers what became of each, or null when the user stopped: the files before that point are imported,
 * the others still wait.
 */
export async function applyFiles(fileIds: readonly string[]): Promise<ImportResult[] | null> {
  if (session.applying || fileIds.length === 0) return [];
  update({ applying: { jobId: null, fileIds }, failures: without(session.failures, fileIds) });
  try {
    const { jobId } = await call('sync.apply', { fileIds: [...fileIds] });
    update({ applying: { jobId, fileIds } });
    await finishJob(jobId);
    const results = await call('sync.applied', { jobId });
    noteResults(fileIds, results);
    return results;
  } catch (error) {
    const failure = asAppError(error);
    if (failure.code === 'cancelled') {
      await noteFinished(fileIds);
      return null;
    }
    notifyError(failure);
    return [];
  } finally {
    update({ applying: null });
  }
}

/** What was done before the user stopped is shown as done; a job that was stopped in its first file has nothing to show. */
async function noteFinished(fileIds: readonly string[]): Promise<void> {
  const jobId = session.applying?.jobId;
  const results = jobId ? await call('sync.applied', { jobId }).catch(() => []) : [];
  noteResults(fileIds, results);
}

/** Stops applying at the next safe point; the file under way leaves nothing behind. */
export async function stopApplying(): Promise<void> {
  const jobId = session.applying?.jobId;
  if (jobId) await call('job.cancel', { jobId }).catch((error: unknown) => notifyError(asAppError(error)));
}

function noteResults(fileIds: readonly string[], results: readonly ImportResult[]): void {
  const failures = new Map(session.failures);
  results.forEach((result, index) => {
    const id = fileIds[index];
    if (id !== undefined && result.error) failures.set(id, result.error);
  });
  const done = results.filter((result) => result.status === 'applied' || result.status === 'unchanged');
  update({ failures, results: [...done, ...session.results] });
}

function without<V>(map: ReadonlyMap<string, V>, keys: readonly string[]): ReadonlyMap<string, V> {
  const rest = new Map(map);
  for (const key of keys) rest.delete(key);
  return rest;
}

/** Takes imports back, the latest first; throws what core answers. */
export async function undoImports(batchIds: readonly string[]): Promise<void> {
  for (const id of [...batchIds].reverse()) {
    const { jobId } = await call('sync.undo', { id });
    await finishJob(jobId);
    forgetBatch(id);
  }
}

/** Adds to the list of what was just imported. */
export function addResults(results: readonly ImportResult[]): void {
  update({ results: [...results, ...session.results] });
}

/** Takes an import off the list of what was just imported; it stays in the history. */
export function forgetBatch(batchId: string): void {
  update({ results: session.results.filter((result) => result.batchId !== batchId) });
}

/** Clears the list of what was just imported. */
export function dismissResults(): void {
  update({ results: [] });
}
