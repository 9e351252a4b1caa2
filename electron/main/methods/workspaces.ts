/** Methods around the workspace file: which one is open, how it comes and goes. Core opens it; main only knows its path. */
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Recent } from '../../../shared/contract/app';
import { AppError } from '../../../shared/contract/errors';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import type { MainHandlers } from '../ipc/router';
import type { PreferencesStore } from '../preferences-store';
import { type CoreClient, callCore } from './core-client';
import type { Dialogs } from './dialogs';
import { dayStamp, secondStamp } from './stamps';

export interface WorkspaceParts {
  core: CoreClient;
  store: PreferencesStore;
  dialogs: Dialogs;
  demoWorkspace: string;
  /** Words in the names of files that are offered. */
  words(): { backup: string; export: string };
  now(): Date;
}

type WorkspaceMethod =
  | 'app.createWorkspace'
  | 'app.openWorkspace'
  | 'app.openRecent'
  | 'app.forgetRecent'
  | 'app.reopen'
  | 'app.closeWorkspace'
  | 'app.openDemo'
  | 'app.exportAll'
  | 'app.backupTo'
  | 'app.restoreBackup'
  | 'app.failedBackups';

/**
 * Opens a workspace. One that cannot be opened is no failure of the call: the status is then `failed` and says why, and nothing was created
 * or changed.
 */
export async function openWorkspace(core: CoreClient, path: string, readOnly: boolean): Promise<WorkspaceStatus> {
  const answer = await core.call('workspace.open', { path, readOnly }, true);
  if (answer.ok) return answer.value as WorkspaceStatus;
  const status = await callCore(core, 'workspace.status', {});
  if (status.state === 'failed') return status;
  throw new AppError(answer.error.code, answer.error.params);
}

/** Recent workspaces as the window shows them, newest first. */
export async function listRecents(store: PreferencesStore): Promise<Recent[]> {
  const missing = (path: string) =>
    stat(path).then(
      (file) => !file.isFile(),
      () => true,
    );
  return Promise.all(store.recents.map(async ({ id, name, path }) => ({ id, name, folder: dirname(path), missing: await missing(path) })));
}

export function workspaceHandlers(parts: WorkspaceParts): Pick<MainHandlers, WorkspaceMethod> {
  const { core, store, dialogs } = parts;
  return {
    'app.createWorkspace': async () => {
      const chosen = await dialogs.newWorkspace();
      return chosen === null ? null : create(core, withEnding(chosen));
    },
    'app.openWorkspace': async () => {
      const path = await dialogs.existingWorkspace();
      return path === null ? null : openWorkspace(core, path, false);
    },
    'app.openRecent': ({ id }) => {
      const recent = store.recents.find((each) => each.id === id);
      if (!recent) throw new AppError('workspace-missing');
      return openWorkspace(core, recent.path, false);
    },
    'app.forgetRecent': async ({ id }) => {
      store.forget(id);
      return { done: true };
    },
    'app.reopen': async ({ readOnly }) => openWorkspace(core, (await currentFile(core)).path, readOnly),
    'app.closeWorkspace': async () => {
      await callCore(core, 'workspace.close', {});
      store.closed();
      return callCore(core, 'workspace.status', {});
    },
    'app.openDemo': () => callCore(core, 'workspace.openDemo', { path: parts.demoWorkspace }),
    'app.exportAll': () => exportAll(parts),
    'app.backupTo': () => backupTo(parts),
    'app.restoreBackup': async ({ backupId }) => callCore(core, 'workspace.restore', { path: (await currentFile(core)).path, backupId }),
    'app.failedBackups': async () => callCore(core, 'workspace.backupsOf', { path: (await currentFile(core)).path }),
  };
}

/** A file that is there is never replaced, whatever the dialog asked: it may be the only copy of somebody's data. The open workspace stays open. */
async function create(core: CoreClient, path: string): Promise<WorkspaceStatus> {
  if (await stat(path).catch(() => null)) throw new AppError('workspace-exists');
  return callCore(core, 'workspace.create', { path });
}

function withEnding(path: string): string {
  return /\.tonghao$/i.test(path) ? path : `${path}.tonghao`;
}

/** The workspace that is open or could not be opened. Throws `no-workspace`. */
export async function currentFile(core: CoreClient): Promise<{ path: string; name: string }> {
  const { path, name } = await callCore(core, 'workspace.status', {});
  if (path === null) throw new AppError('no-workspace');
  return { path, name: name ?? '' };
}

/** Into a new folder below the chosen one, so that dozens of files do not land among others. */
async function exportAll({ core, dialogs, words, now }: WorkspaceParts): Promise<{ jobId: string } | null> {
  const { name } = await currentFile(core);
  const folder = await dialogs.exportFolder();
  if (folder === null) return null;
  return callCore(core, 'workspace.export', { dir: join(folder, fileName(`${name} ${words().export} ${secondStamp(now())}`)) });
}

async function backupTo({ core, dialogs, words, now }: WorkspaceParts) {
  const { name } = await currentFile(core);
  const chosen = await dialogs.backupFile(fileName(`${name} ${words().backup} ${dayStamp(now())}.tonghao`));
  if (chosen === null) return null;
  const target = withEnding(chosen);
  return callCore(core, 'workspace.backupTo', { path: target });
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|]/g, '_').trim();
}
