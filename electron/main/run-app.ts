/** Puts the parts together: core first, since it takes longest, then the window, then what the window will ask for. */
import { app, nativeTheme, shell } from 'electron';
import type { CoreEvent } from '../../shared/contract';
import type { Preferences } from '../../shared/contract/app';
import { CoreHost } from './core-host/core-host';
import { forkCore } from './core-host/core-process';
import { FileHandles } from './ipc/file-handles';
import { admit, broadcast, register } from './ipc/register';
import type { Route } from './ipc/router';
import { endOnCrash, quitOrderly } from './lifecycle';
import type { Log } from './log';
import type { Places } from './places';
import { PreferencesStore } from './preferences-store';
import { followSecondInstances } from './second-instance';
import { startPage } from './security/origin';
import type { StartOptions } from './start-options';
import { chooseLanguage, type Texts, textsOf } from './texts';
import { openMainWindow } from './windows/main-window';
import { showMenu } from './windows/menu';

export interface AppParts {
  start: StartOptions;
  places: Places;
  log: Log;
  devServer: string | null;
}

/** Callable once the app is ready and its pages are served. */
export function runApp({ start, places, log, devServer }: AppParts): void {
  const store = new PreferencesStore(places.preferences, log.write);
  const texts = () => textsOf(chooseLanguage(store.preferences.language, systemLanguage()));
  const host = new CoreHost({
    start: () => forkCore(places.core, places.demoExports, log.write),
    emit: (event) => {
      noteWorkspace(store, event);
      broadcast(event);
    },
    log: log.write,
  });
  host.start();
  const open = (path: string) => void host.call('workspace.open', { path, readOnly: false }, true);
  const first = start.workspace ?? store.last;
  if (first !== null) open(first);

  applyColours(store.preferences);
  const handles = new FileHandles();
  const window = openMainWindow({
    preload: places.preload,
    page: devServer ?? startPage,
    devServer,
    bounds: store.bounds,
    withDeveloperTools: !app.isPackaged,
    log: log.write,
    onClose: (bounds) => store.setBounds(bounds),
  });
  admit(window.webContents, handles);
  const menu = () => showMenu(texts(), { isMac: process.platform === 'darwin', withDeveloperTools: !app.isPackaged });
  menu();
  register({ route: loadRoute({ start, places, log, host, store, handles, texts, menu }), handles, devServer, log: log.write });

  followSecondInstances(window, open);
  quitOrderly(host);
  endOnCrash(host, log.write, texts);
}

interface RouteParts extends Omit<AppParts, 'devServer'> {
  host: CoreHost;
  store: PreferencesStore;
  handles: FileHandles;
  texts(): Texts;
  menu(): void;
}

/** Main's methods with the whole contract behind them: loaded while the window's own process starts. */
async function loadRoute({ start, places, log, host, store, handles, texts, menu }: RouteParts): Promise<Route> {
  const { createRoute } = await import('./methods');
  return createRoute({
    core: host,
    store,
    handles,
    log,
    texts,
    demoWorkspace: places.demoWorkspace,
    versions: { app: app.getVersion(), electron: process.versions.electron ?? '' },
    systemLanguage,
    fileManager: { showFile: (path) => shell.showItemInFolder(path), openFolder: async (path) => void (await shell.openPath(path)) },
    applyPreferences: (preferences) => {
      applyColours(preferences);
      menu();
    },
    onReady: () => {
      if (start.reportReady) process.stdout.write('tonghao:ready\n');
    },
  });
}

/** What the system speaks, e.g. `zh-CN`. */
function systemLanguage(): string {
  return app.getPreferredSystemLanguages()[0] ?? app.getLocale();
}

function applyColours({ colorScheme }: Preferences): void {
  nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme;
}

function noteWorkspace(store: PreferencesStore, event: CoreEvent): void {
  if (event.kind !== 'workspace') return;
  const { state, path, name } = event.status;
  if (state === 'open' && path !== null) store.opened(path, name ?? '');
}
