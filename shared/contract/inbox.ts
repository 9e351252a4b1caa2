/** Watched folders: what lies in them and is new. A window never names a path: folders are chosen in main's dialog, files by their id. */
import { z } from 'zod';
import { done, instant, jobStarted, none } from './common';
import { method } from './define';

export const watchedKind = z.enum(['folder', 'downloads']);

export const watchedFolder = z.object({
  kind: watchedKind,
  /** Shown to the user on their own machine; never logged. */
  path: z.string(),
  name: z.string(),
  /**
   * `looking` for the first time; `watching`; `unwatched`: readable, but the system gives no notice of changes; `missing`, e.g. a drive that is
   * not plugged in; `unreadable`: there, but not allowed.
   */
  state: z.enum(['looking', 'watching', 'unwatched', 'missing', 'unreadable']),
});
export type WatchedFolder = z.infer<typeof watchedFolder>;

/** A file in a watched folder that was neither imported nor ignored. */
export const inboxFile = z.object({
  /** SHA-256 of its content. */
  id: z.string(),
  folder: watchedKind,
  name: z.string(),
  size: z.number(),
  modifiedAt: instant,
  /** Null: not recognised (in a folder for exports everything is listed), or an archive that asks for a password. */
  format: z.string().nullable(),
  platform: z.string().nullable(),
  locked: z.boolean(),
  /** Other files with the same content. */
  copies: z.number().int(),
  /** Why it was not imported by itself although its account is set to: an anomaly, or `other-account`. Empty when that was not tried. */
  held: z.array(z.string()),
});
export type InboxFile = z.infer<typeof inboxFile>;
export type AlwaysImported = z.infer<typeof alwaysAccount>;

/** An account whose new files are imported by themselves when nothing speaks against it. */
export const alwaysAccount = z.object({
  platform: z.string(),
  /** As its files state it; '' where they do not. */
  account: z.string(),
  /** Null before its first import. */
  accountId: z.number().int().nullable(),
});

const ids = z.object({ ids: z.array(z.string()).min(1).max(500) });

export const inboxMethods = {
  'inbox.get': method('core', none, z.object({ downloads: z.boolean(), folders: z.array(watchedFolder), files: z.array(inboxFile) })),
  /** Begins to watch what the workspace's settings say; `downloads` is where this machine keeps downloads. Does nothing when it has begun. */
  'inbox.start': method('internal', z.object({ downloads: z.string().nullable() }), done),
  'inbox.setFolder': method('internal', z.object({ path: z.string().min(1) }), done),
  'inbox.removeFolder': method('core', none, done),
  'inbox.setDownloads': method('core', z.object({ on: z.boolean() }), done),
  /** Looks into the folders now; answers when that is done. */
  'inbox.rescan': method('core', none, done),
  /** Reads and previews files of the list. Job; the outcome is in `sync.staged`. */
  'inbox.stage': method('core', ids, jobStarted),
  'inbox.ignore': method('core', ids, done),
  /** Takes `ignore` back. */
  'inbox.unignore': method('core', ids, done),
  'inbox.always': method('core', none, z.array(alwaysAccount)),
  /** The account of a staged file, or one of the list of accounts. */
  'inbox.setAlways': method(
    'core',
    z.union([z.object({ fileId: z.string(), on: z.boolean() }), z.object({ accountId: z.number().int(), on: z.boolean() })]),
    done,
  ),
  /** What is new in the folders of the settings; where they are not watched they are looked at once. */
  'inbox.list': method('internal', none, z.array(inboxFile)),
  /** What is new in a folder, looked at once; nothing is watched. Throws `folder-missing`, `folder-unreadable`. */
  'inbox.scan': method('internal', z.object({ path: z.string().min(1) }), z.array(inboxFile)),
  /** Watches this folder until the workspace is closed, whatever the settings say. */
  'inbox.watch': method('internal', z.object({ path: z.string().min(1), applyUnambiguous: z.boolean() }), done),
  /** Ignores files by path: their content is remembered. */
  'inbox.ignoreFiles': method(
    'internal',
    z.object({ paths: z.array(z.string().min(1)).min(1).max(500) }),
    z.object({ ids: z.array(z.string()) }),
  ),
};
