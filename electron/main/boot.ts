/** Start of the app with a window: security first, then whatever takes longest. */
import { join } from 'node:path';
import { app, Menu } from 'electron';
import { goOffline } from '../core/api/offline';
import { forkCore } from './core-host/core-process';
import { lateCore } from './core-host/late-core';
import { FirstAnswer } from './first-answer';
import { FileHandles } from './ipc/file-handles';
import { admit, register } from './ipc/register';
import { Log } from './log';
import { pageInfo } from './page-info';
import { findPlaces, type Places } from './places';
import { preferencesAhead } from './preferences-ahead';
import { type SecurityOptions, secureApp, servePages } from './security';
import { devServerOrigin, startPage } from './security/origin';
import type { StartOptions } from './start-options';
import { openBlankWindow } from './windows/blank-window';
import { openMainWindow } from './windows/main-window';

/** To be called before the app is ready. */
export function boot(start: StartOptions): void {
  const places = findPlaces();
  const log = new Log(places.logs);
  const devServer = app.isPackaged ? null : devServerOrigin(process.env.ELECTRON_RENDERER_URL);
  const opening: Opening = { path: start.workspace ?? preferencesAhead(places.preferences)?.last ?? null };
  const security: SecurityOptions = {
    pages: places.pages,
    devServer,
    withBlankPage: start.blankWindow,
    pageInfo: () => {
      const info = pageInfo(places.preferences, opening.path);
      return info && JSON.stringify(info);
    },
  };
  // What Chromium keeps for itself does not lie among the user's files.
  app.setPath('sessionData', join(app.getPath('userData'), 'session'));
  goOffline((attempt) => log.write('error', 'network use refused in main', { attempt }));
  secureApp(security);
  // Ours comes with the window; without this Electron would build one of its own first.
  Menu.setApplicationMenu(null);
  app.on('window-all-closed', () => app.quit());
  if (start.blankWindow) void app.whenReady().then(() => startBlank(security));
  else void startApp({ start, places, log, devServer, opening }, security);
}

async function startBlank(security: SecurityOptions): Promise<void> {
  void servePages(security);
  await openBlankWindow(() => process.stdout.write('tonghao:loaded\n'));
  process.stdout.write('tonghao:ready\n');
}

/** The workspace that the start of the app opens; null once that is done or has failed. */
export interface Opening {
  path: string | null;
}

export interface AppParts {
  start: StartOptions;
  places: Places;
  log: Log;
  devServer: string | null;
  opening: Opening;
}

/** Milliseconds after which main goes on even when no page asks for anything. */
const patience = 1_000;

/**
 * What takes longest comes first: the window's process, and core's unless the first page can be shown without it. The rest of main is loaded
 * while the page is busy with its scripts.
 */
async function startApp(parts: AppParts, security: SecurityOptions): Promise<void> {
  const { places, log, devServer, opening } = parts;
  const first = new FirstAnswer(opening.path);
  await app.whenReady();
  const core = lateCore(() => forkCore(places.core, places.demoExports, log.write), first.coreIsDue(localDay(new Date())));
  const served = servePages(security);
  const page = devServer ?? startPage;
  const window = openMainWindow({ preload: places.preload, page, devServer, withDeveloperTools: !app.isPackaged, log: log.write });
  const handles = new FileHandles();
  admit(window.webContents, handles);
  const running = Promise.race([devServer === null ? served : null, after(patience)])
    .then(() => import('./run-app'))
    .then(({ runApp }) => runApp({ ...parts, core, first, handles, window }));
  register({
    route: async (...call) => (await first.answer(call[0], call[1])) ?? (await running)(...call),
    handles,
    devServer,
    log: log.write,
  });
  // What answers the page is slow to load; now there is time, while the page's process comes up.
  void globalThis.Request;
  await running;
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function localDay(now: Date): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
