/** The window's start: ask main and core what there is, load the language, draw. */
import './base.css';
import type { MantineColorScheme } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { currentChoice, resolveChoice } from '../ui/time-window';
import { asAppError, call, fetchApi, queryClient, queryKey } from './api';
import { App } from './app';
import { listen } from './events';
import { chooseLanguage, preload, speak } from './i18n';
import { findLastDay } from './last-day';
import { shareNonce } from './nonce';
import { openWorkspaceOf } from './workspace-context';

/** Asks for what the first page shows while the rest is still being prepared. */
async function prefetch(zone: string): Promise<void> {
  const last = await findLastDay(zone);
  await fetchApi('overview.get', resolveChoice(currentChoice(), last)).catch(() => undefined);
}

async function readStatus(): Promise<void> {
  try {
    const status = await call('workspace.status', {});
    queryClient.setQueryData(queryKey('workspace.status', {}), status);
    const workspace = openWorkspaceOf(status);
    if (workspace) void prefetch(workspace.zone);
  } catch (error) {
    const { code, params } = asAppError(error);
    queryClient.setQueryData(queryKey('workspace.status', {}), {
      state: 'failed',
      path: null,
      name: null,
      readOnly: false,
      isDemo: false,
      zone: null,
      currency: null,
      lastBackupAt: null,
      error: { code, params },
    });
  }
}

async function start(): Promise<void> {
  shareNonce();
  listen();
  const guess = chooseLanguage('system', navigator.language);
  void preload(guess);
  const [info] = await Promise.all([fetchApi('app.info', {}).catch(() => null), readStatus()]);
  await speak(info ? chooseLanguage(info.preferences.language, info.systemLanguage) : guess);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  const scheme: MantineColorScheme = info?.preferences.colorScheme ?? 'auto';
  createRoot(root).render(<App colorScheme={scheme} />);
}

void start();
