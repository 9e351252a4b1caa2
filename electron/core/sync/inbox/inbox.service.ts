/** What can be done with the inbox of the open workspace. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Output, Parsed } from '../../../../shared/contract';
import { AppError } from '../../../../shared/contract/errors';
import type { InboxFile } from '../../../../shared/contract/inbox';
import type { Context } from '../../api/context';
import type { Progress } from '../../api/jobs';
import type { Database } from '../../database/database';
import { stagePaths } from '../stage.service';
import { stagedById } from '../waiting';
import type { WatchedKind } from './candidates';
import { Inbox } from './inbox';
import { markDone, unmark } from './memory';
import { hashFile } from './recognise';
import { type AccountPair, readInboxSettings, writeInboxSetting } from './settings';

const inboxes = new WeakMap<Database, Inbox>();
/** Where the machine keeps downloads, as told by whoever started the inbox. */
const downloads = new WeakMap<Context, string | null>();

function inboxOf(context: Context): Inbox | null {
  return inboxes.get(context.db()) ?? null;
}

function openInbox(context: Context, rest?: number): Inbox {
  const db = context.db();
  const known = inboxes.get(db);
  if (known) return known;
  const made = new Inbox(context, db, rest);
  inboxes.set(db, made);
  return made;
}

/** Begins to watch what the settings say. The first look goes on after the answer: a folder may hold thousands of files. */
export async function start(context: Context, { downloads: place }: Parsed<'inbox.start'>): Promise<void> {
  downloads.set(context, place);
  if (context.db().readOnly || inboxOf(context)) return;
  openInbox(context);
  await follow(context);
}

/** Brings the watched folders in line with the settings. Where the inbox has not been started, they are only kept. */
async function follow(context: Context): Promise<void> {
  const inbox = inboxOf(context);
  if (!inbox) return;
  const settings = await readInboxSettings(context.db());
  const place = settings.downloads ? (downloads.get(context) ?? null) : null;
  const wanted: { kind: WatchedKind; path: string }[] = [];
  if (settings.folder !== null) wanted.push({ kind: 'folder', path: settings.folder });
  if (place !== null && place !== settings.folder) wanted.push({ kind: 'downloads', path: place });
  void inbox.watch(wanted);
}

export async function get(context: Context): Promise<Output<'inbox.get'>> {
  const inbox = inboxOf(context);
  const { downloads: on } = await readInboxSettings(context.db());
  if (!inbox) return { downloads: on, folders: [], files: [] };
  return { downloads: on, folders: inbox.folders.map(({ view }) => view), files: (await inbox.files()).map(({ view }) => view) };
}

/** Throws `folder-missing`, `folder-unreadable`, `workspace-read-only`. */
export async function setFolder(context: Context, path: string | null): Promise<void> {
  if (path !== null) await requireFolder(path);
  await writeInboxSetting(context.db(), 'folder', path === null ? null : resolve(path));
  await follow(context);
  context.changed('inbox');
}

export async function setDownloads(context: Context, on: boolean): Promise<void> {
  await writeInboxSetting(context.db(), 'downloads', on);
  await follow(context);
  context.changed('inbox');
}

export async function rescan(context: Context): Promise<void> {
  await inboxOf(context)?.rescan();
}

/** Paths of listed files, by id. Throws `file-missing` for one that is not listed any more. */
export async function pathsOf(context: Context, ids: readonly string[]): Promise<string[]> {
  const listed = new Map((await inboxOf(context)?.files())?.map(({ view, met }) => [view.id, met]));
  return ids.map((id) => {
    const met = listed.get(id);
    if (!met) throw new AppError('file-missing');
    return met.path;
  });
}

export async function stage(context: Context, paths: readonly string[], progress: Progress): Promise<void> {
  await stagePaths(context, paths, { withExpenses: false }, progress);
  context.changed('inbox');
}

export async function ignore(context: Context, ids: readonly string[]): Promise<void> {
  requireWritable(context);
  await markDone(context.db(), ids, 'ignored', context.now());
  context.changed('inbox');
}

export async function unignore(context: Context, ids: readonly string[]): Promise<void> {
  requireWritable(context);
  await unmark(context.db(), ids);
  context.changed('inbox');
}

/** Ignores files by what is in them. Throws `file-missing`. */
export async function ignoreFiles(context: Context, paths: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const path of paths) {
    if (!(await stat(path).catch(() => null))?.isFile()) throw new AppError('file-missing', { file: path });
    ids.push(await hashFile(path));
  }
  await ignore(context, ids);
  return ids;
}

export async function always(context: Context): Promise<Output<'inbox.always'>> {
  const db = context.db();
  const accounts = await db.read.selectFrom('account').select(['id', 'platform', 'external_id']).execute();
  const pairs = (await readInboxSettings(db)).always;
  return pairs.map(([platform, account]) => ({
    platform,
    account,
    accountId: accounts.find((each) => each.platform === platform && each.external_id === account)?.id ?? null,
  }));
}

/** Lets new files of an account import by themselves when nothing speaks against it, or not any more. Throws `staged-missing`, `account-missing`. */
export async function setAlways(context: Context, input: Parsed<'inbox.setAlways'>): Promise<void> {
  const db = context.db();
  const [platform, account] = await pairOf(context, input);
  const others = (await readInboxSettings(db)).always.filter((pair) => pair[0] !== platform || pair[1] !== account);
  await writeInboxSetting(db, 'always', input.on ? [...others, [platform, account]] : others);
  context.changed('inbox', 'sync');
  if (input.on) void inboxOf(context)?.reconsider();
}

async function pairOf(context: Context, input: Parsed<'inbox.setAlways'>): Promise<AccountPair> {
  if ('fileId' in input) {
    const { platform, account } = stagedById(context.db(), input.fileId).file;
    if (platform === null) throw new AppError('staged-missing');
    return [platform, account ?? ''];
  }
  const found = await context
    .db()
    .read.selectFrom('account')
    .select(['platform', 'external_id'])
    .where('id', '=', input.accountId)
    .executeTakeFirst();
  if (!found) throw new AppError('account-missing');
  return [found.platform, found.external_id];
}

/** What is new in the folder of the settings, or in the folders that are watched already. */
export async function list(context: Context): Promise<InboxFile[]> {
  const watching = inboxOf(context);
  if (watching) return (await watching.files()).map(({ view }) => view);
  const { folder } = await readInboxSettings(context.db());
  return folder === null ? [] : scan(context, folder);
}

/** Looks into one folder and answers what is new, without watching it. */
export async function scan(context: Context, path: string): Promise<InboxFile[]> {
  await requireFolder(path);
  const inbox = openInbox(context, 0);
  await inbox.watch([{ kind: 'folder', path: resolve(path) }]);
  return (await inbox.files()).map(({ view }) => view);
}

/** Watches one folder; what is in it at first is there when this answers. */
export async function watchFolder(context: Context, { path, applyUnambiguous }: Parsed<'inbox.watch'>): Promise<void> {
  await requireFolder(path);
  if (applyUnambiguous) requireWritable(context);
  await openInbox(context).watch([{ kind: 'folder', path: resolve(path) }], { all: applyUnambiguous });
}

async function requireFolder(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new AppError(code === 'EACCES' || code === 'EPERM' ? 'folder-unreadable' : 'folder-missing');
  });
  if (!found.isDirectory()) throw new AppError('folder-missing');
}

function requireWritable(context: Context): void {
  if (context.db().readOnly) throw new AppError('workspace-read-only');
}
