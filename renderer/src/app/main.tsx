/** The window's start: ask main and core what there is, load the language, draw. */
import './base.css';
import type { MantineColorScheme } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import type { Output } from '../../../shared/contract';
import type { AppError } from '../../../shared/contract/errors';
import type { WorkspaceStatus } from '../../../shared/contract/workspace';
import type { Day } from '../../../shared/domain/days';
import { currentChoice, resolveChoice, setLastDay } from '../ui/time-window';

import { asAppError, call, fetchApi, queryClient, queryKey } from './api';
import { App } from './app';
import { listen } from './events';
import { chooseLanguage, speak } from './i18n';
import { findLastDay, rememberedDay } from './last-day';
import { recallStatus, rememberStatus } from './last-status';
import { shareNonce } from './nonce';
import { toldInfo } from './told-info';
import { type OpenWorkspace, openWorkspaceOf } from './workspace-context';

const statusKey = queryKey('workspace.status', {});

type Guess = { path: string; last: Day } | null;

/** Begins to read the first page for the days of the last start, before it is known which workspace opens. Core queues it behind the opening. */
function guessFirstPage(): Guess {
  const guess = rememberedDay();
  if (guess) void readOverview(guess.last);
  return guess;
}

function readOverview(last: Day): Promise<unknown> {
  return fetchApi('overview.get', resolveChoice(currentChoice(), last)).catch(() => undefined);
}

/** Takes the guess if it was about this workspace, else asks where its data end and reads the first page for that. */
async function prepare(workspace: OpenWorkspace, guess: Guess): Promise<void> {
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

async function readStatus(guess: Guess): Promise<void> {
  const status = await call('workspace.status', {}).catch((error: unknown) => failedStatus(asAppError(error)));
  queryClient.setQueryData(statusKey, status);
  rememberStatus(status);
  const workspace = openWorkspaceOf(status);
  if (workspace) void prepare(workspace, guess);
  else queryClient.removeQueries({ queryKey: ['overview.get'] });
}

/** Draws the frame of the workspace that core is opening as it was last time. False when nothing is known of it. */
function showRemembered(path: string | null, guess: Guess): boolean {
  const status = recallStatus(path);
  if (!status || guess?.path !== path || queryClient.getQueryData(statusKey) !== undefined) return false;
  setLastDay(guess.last);
  queryClient.setQueryData(statusKey, status);
  return true;
}

/** What came with the page, where it opens a workspace; the rest of the answer follows. Else what main answers, or null when it cannot. */
async function readInfo(): Promise<Output<'app.info'> | null> {
  const told = toldInfo();
  const key = queryKey('app.info', {});
  if (!told?.opening) return fetchApi('app.info', {}).catch(() => null);
  queryClient.setQueryData(key, told);
  void call('app.info', {}).then(
    (info) => queryClient.setQueryData(key, info),
    () => undefined,
  );
  return told;
}

async function start(): Promise<void> {
  shareNonce();
  listen();
  const guess = guessFirstPage();
  const status = readStatus(guess);
  const info = await readInfo();
  await speak(info ? chooseLanguage(info.preferences.language, info.systemLanguage) : chooseLanguage('system', navigator.language));
  if (!showRemembered(info?.opening ?? null, guess)) await status;
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  const scheme: MantineColorScheme = info?.preferences.colorScheme ?? 'auto';
  createRoot(root).render(<App colorScheme={scheme} />);
}

void start();
