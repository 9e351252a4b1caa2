import { z } from 'zod';
import { colorSchemes, languageChoices, navigations } from '../domain/preferences';
import { done, jobStarted, none } from './common';
import { method } from './define';
import { mappingTemplate, templateRead } from './mapping';
import { backup, workspaceStatus } from './workspace';

/** A file the user dropped or picked. The window never learns its path. */
export const fileHandle = z.object({ handle: z.string(), name: z.string(), size: z.number() });
export type FileHandle = z.infer<typeof fileHandle>;

export const recent = z.object({ id: z.string(), name: z.string(), folder: z.string(), missing: z.boolean() });
export type Recent = z.infer<typeof recent>;

export const preferences = z.object({
  language: z.enum(languageChoices),
  colorScheme: z.enum(colorSchemes),
  navigation: z.enum(navigations),
});
export type Preferences = z.infer<typeof preferences>;

/** Methods that main answers itself: windows, native dialogs, recent workspaces, the log. A null answer means the user cancelled the dialog. */
export const appMethods = {
  'app.info': method(
    'main',
    none,
    z.object({
      version: z.string(),
      electron: z.string(),
      systemLanguage: z.string(),
      recents: z.array(recent),
      preferences,
      /** The workspace that is being opened at the start of the app, until it is open or has failed. */
      opening: z.string().nullable(),
    }),
  ),
  'app.setPreferences': method('main', preferences.partial(), preferences),
  'app.createWorkspace': method('main', none, workspaceStatus.nullable()),
  'app.openWorkspace': method('main', none, workspaceStatus.nullable()),
  'app.openRecent': method('main', z.object({ id: z.string() }), workspaceStatus),
  'app.forgetRecent': method('main', z.object({ id: z.string() }), done),
  /** Tries the workspace that failed once more, or opens it read-only. */
  'app.reopen': method('main', z.object({ readOnly: z.boolean() }), workspaceStatus),
  'app.closeWorkspace': method('main', none, workspaceStatus),
  /** Opens (creating and filling it first when needed) the demo workspace in the app's data folder; progress through the job. */
  'app.openDemo': method('main', none, jobStarted),
  'app.pickFiles': method('main', none, z.array(fileHandle)),
  /** Chooses the folder that is watched for exports. */
  'app.chooseInboxFolder': method('main', none, done.nullable()),
  /** Reads and previews files; the job's result is the list of staged files (`sync.staged`). */
  'app.stageFiles': method('main', z.object({ handles: z.array(z.string()).min(1).max(200) }), jobStarted),
  'app.exportAll': method('main', none, jobStarted.nullable()),
  'app.exportRows': method('main', z.object({ batchId: z.string() }), z.object({ rows: z.number().int() }).nullable()),
  'app.exportTemplate': method('main', z.object({ name: z.string() }), done.nullable()),
  /** A table to fill in, with the template that reads it. */
  'app.saveTable': method('main', z.object({ template: mappingTemplate }), done.nullable()),
  'app.importTemplate': method('main', none, templateRead.nullable()),
  'app.backupTo': method('main', none, backup.nullable()),
  'app.restoreBackup': method('main', z.object({ backupId: z.string() }), workspaceStatus),
  'app.failedBackups': method('main', none, z.array(backup)),
  'app.showFolder': method('main', z.object({ what: z.enum(['workspace', 'backups', 'logs']) }), done),
  /** The log with personal data, paths and amounts removed; safe to paste into a message. */
  'app.log': method('main', none, z.object({ lines: z.array(z.object({ at: z.string(), level: z.string(), text: z.string() })) })),
  /** The window tells that its first page is interactive. */
  'app.ready': method('main', none, done),
};
