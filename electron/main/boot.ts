/** Start of the app with a window: security first, then whatever takes longest. */
import { join } from 'node:path';
import { app, Menu } from 'electron';
import { goOffline } from '../core/api/offline';
import { forkCore } from './core-host/core-process';
import { Log } from './log';
import { findPlaces, type Places } from './places';
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
  const security: SecurityOptions = { pages: places.pages, devServer, withBlankPage: start.blankWindow };
  // What Chromium keeps for itself does not lie among the user's files.
  app.setPath('sessionData', join(app.getPath('userData'), 'session'));
  goOffline((attempt) => log.write('error', 'network use refused in main', { attempt }));
  secureApp(security);
  // Ours comes with the window; without this Electron would build one of its own first.
  Menu.setApplicationMenu(null);
  app.on('window-all-closed', () => app.quit());
  if (start.blankWindow) void app.whenReady().then(() => startBlank(security));
  else void startApp({ start, places, log, devServer }, security);
}

async function startBlank(security: SecurityOptions): Promise<void> {
  servePages(security, Promise.resolve());
  await openBlankWindow();
  process.stdout.write('tonghao:ready\n');
}

export interface AppParts {
  start: StartOptions;
  places: Places;
  log: Log;
  devServer: string | null;
}

/** The window's process and core's take longest to come up: they are started first; the rest of main is loaded while Chromium starts. */
async function startApp(parts: AppParts, security: SecurityOptions): Promise<void> {
  const { places, log, devServer } = parts;
  const loading = import('./run-app');
  await app.whenReady();
  const core = forkCore(places.core, places.demoExports, log.write);
  const running = loading.then(({ runApp }) => runApp({ ...parts, core, window }));
  // No script is given out before main can answer it.
  servePages(security, running);
  const page = devServer ?? startPage;
  const window = openMainWindow({ preload: places.preload, page, devServer, withDeveloperTools: !app.isPackaged, log: log.write });
  // What answers the page is slow to load; now there is time, while the page's process comes up.
  void globalThis.Request;
  await running;
}
