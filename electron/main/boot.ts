/** Start of the app with a window: security first, whatever comes after. */
import { join } from 'node:path';
import { app } from 'electron';
import { goOffline } from '../core/api/offline';
import { Log } from './log';
import { findPlaces } from './places';
import { type SecurityOptions, secureApp, servePages } from './security';
import { devServerOrigin } from './security/origin';
import type { StartOptions } from './start-options';
import { openBlankWindow } from './windows/blank-window';

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
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(async () => {
    servePages(security);
    if (start.blankWindow) {
      await openBlankWindow();
      process.stdout.write('tonghao:ready\n');
      return;
    }
    const { runApp } = await loading;
    runApp({ start, places, log, devServer });
  });
  // Loaded while Chromium starts.
  const loading = import('./run-app');
}
