/** What every page may need to know of the open workspace, without asking again. */
import { createContext, useContext } from 'react';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';

export interface OpenWorkspace {
  name: string;
  path: string | null;
  zone: string;
  /** The reporting currency. */
  currency: string;
  /** Commands that write answer `workspace-read-only`; pages hide or disable them. */
  readOnly: boolean;
  isDemo: boolean;
  lastBackupAt: string | null;
}

export const WorkspaceContext = createContext<OpenWorkspace | null>(null);

/** The open workspace as the shell sees it; null unless it is open. */
export function openWorkspaceOf(status: WorkspaceStatus): OpenWorkspace | null {
  if (status.state !== 'open') return null;
  const { name, path, zone, currency, readOnly, isDemo, lastBackupAt } = status;
  return { name: name ?? '', path, zone: zone ?? 'UTC', currency: currency ?? 'CNY', readOnly, isDemo, lastBackupAt };
}

/** The open workspace; pages are only shown while there is one. */
export function useWorkspace(): OpenWorkspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace outside an open workspace');
  return workspace;
}
