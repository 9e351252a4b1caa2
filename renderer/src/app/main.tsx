/** The window's start: ask main and core what there is, load the language, draw. */
import './base.css';
import type { MantineColorScheme } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import type { AppError } from '../../../shared/contract/errors';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import type { Day } from '../../../shared/domain/days';
import { currentChoice, resolveChoice, setLastDay } from '../ui/time-window';

import { asAppError, call, fetchApi, queryClient, queryKey } from './api';
import { App } from './app';
import { listen } from './events';
import { chooseLanguage, preload, speak } from './i18n';
import { findLastDay, rememberedDay } from './last-day';
import { shareNonce } from './nonce';
import { type OpenWorkspace, openWorkspaceOf } from './workspace-context';

const statusKey = queryKey('workspace.status', {});

/** Begins to read the first page for the days of the last start, before it is known which workspace opens. Core queues it behind the opening. */
function guessFirstPage(): { path: string; last: Day } | null {
  const guess = rememberedDay();
  if (guess) void readOverview(guess.last);
  return guess;
}

function readOverview(last: Day): Promise<unknown> {
  return fetchApi('overview.get', resolveChoice(currentChoice(), last)).catch(() => undefined);
}

/** Takes the guess if it was about this workspace, else asks where its data end and reads the first page for that. */
async function prepare(workspace: OpenWorkspace, guess: { path: string; last: Day } | null): Promise<void> {
  if (guess && guess.path === workspace.path) setLastDay(guess.last);
  else {
    queryClient.removeQueries({ queryKey: ['overview.get'] });
    await readOverview(await findLastDay(workspace.zone));
  }
}

/** A core that cannot say how the workspace is, is shown like a workspace that cannot be opened. */
function failedStatus({ code, params }: AppError): WorkspaceStatus {
  return {
    state: 'failed',
    path: null,
    name: null,
    readOnly: false,
    isDemo: false,
    zone: null,
    currency: null,
    lastBackupAt: null,
    error: { code, params },
  };
}

async function readStatus(): Promise<void> {
  const guess = guessFirstPage();
  const status = await call('workspace.status', {}).catch((error: unknown) => failedStatus(asAppError(error)));
  queryClient.setQueryData(statusKey, status);
  const workspace = openWorkspaceOf(status);
  if (workspace) void prepare(workspace, guess);
  else queryClient.removeQueries({ queryKey: ['overview.get'] });
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
