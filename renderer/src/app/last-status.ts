/**
 * How the workspace looked when it was last open, remembered on this machine: the window draws its frame from it while core still opens the file.
 * Whatever core then says takes its place.
 */

import type { WorkspaceStatus } from '../../../shared/contract/workspace';

const storageKey = 'tonghao.lastStatus';

/** Keeps the status of an open workspace for the next start. */
export function rememberStatus(status: WorkspaceStatus): void {
  if (status.state !== 'open') return;
  try {
    localStorage.setItem(storageKey, JSON.stringify(status));
  } catch {
    // The next start waits for core, that is all.
  }
}

/** What is remembered of the workspace at `path`; null when nothing is. */
export function recallStatus(path: string | null): WorkspaceStatus | null {
  if (path === null) return null;
  try {
    const value = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as WorkspaceStatus | null;
    // Whatever an older version has left there: what the frame shows of it is checked, without loading the schemas for it.
    const isWhole = value?.state === 'open' && value.path === path && typeof value.zone === 'string' && typeof value.currency === 'string';
    return isWhole ? { ...value, error: null } : null;
  } catch {
    return null;
  }
}
