/** Methods about the app itself: what it is, how it is set, its log, the folders it uses. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Preferences } from '../../../shared/contract/app';
import type { MainHandlers } from '../ipc/router';
import type { Log } from '../log';
import type { PreferencesStore } from '../preferences-store';
import { redact } from '../redact';
import type { CoreClient } from './core-client';
import { currentFile, listRecents } from './workspaces';

/** The system's file manager. */
export interface FileManager {
  /** Shows the folder of a file with the file marked. */
  showFile(path: string): void;
  openFolder(path: string): Promise<void>;
}

export interface AboutParts {
  core: CoreClient;
  store: PreferencesStore;
  log: Log;
  fileManager: FileManager;
  versions: { app: string; electron: string };
  systemLanguage(): string;
  /** Path of the workspace that the start is opening; null once that is decided. */
  opening(): string | null;
  /** Brings menu and colours in line with changed preferences. */
  applyPreferences(preferences: Preferences): void;
  onReady(): void;
}

const shownLines = 500;

export function aboutHandlers(
  parts: AboutParts,
): Pick<MainHandlers, 'app.info' | 'app.setPreferences' | 'app.showFolder' | 'app.log' | 'app.ready'> {
  const { store, log, versions } = parts;
  return {
    'app.info': async () => ({
      version: versions.app,
      electron: versions.electron,
      systemLanguage: parts.systemLanguage(),
      recents: await listRecents(store),
      preferences: store.preferences,
      opening: parts.opening(),
    }),
    'app.setPreferences': async (changes) => {
      const preferences = store.setPreferences(changes);
      parts.applyPreferences(preferences);
      return preferences;
    },
    'app.showFolder': async ({ what }) => {
      await showFolder(parts, what);
      return { done: true };
    },
    // Redacted when it was written; once more, in case an older version of the app knew fewer rules.
    'app.log': async () => ({ lines: log.tail(shownLines).map((line) => ({ ...line, text: redact(line.text) })) }),
    'app.ready': async () => {
      parts.onReady();
      return { done: true };
    },
  };
}

async function showFolder({ core, log, fileManager }: AboutParts, what: 'workspace' | 'backups' | 'logs'): Promise<void> {
  switch (what) {
    case 'workspace':
      return showWorkspace(fileManager, (await currentFile(core)).path);
    case 'backups': {
      const { path } = await currentFile(core);
      const folder = `${path}-backups`;
      return (await isFolder(folder)) ? fileManager.openFolder(folder) : showWorkspace(fileManager, path);
    }
    case 'logs':
      await mkdir(log.dir, { recursive: true });
      return fileManager.openFolder(log.dir);
  }
}

/** A file that is gone cannot be marked: its folder is shown, if that is still there. */
async function showWorkspace(fileManager: FileManager, path: string): Promise<void> {
  if (await stat(path).catch(() => null)) fileManager.showFile(path);
  else if (await isFolder(dirname(path))) await fileManager.openFolder(dirname(path));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
