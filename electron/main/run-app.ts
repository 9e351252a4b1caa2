/** Puts the parts together: core opens the workspace, main answers the window, the window shows itself. */
import { app, type BrowserWindow, nativeTheme, shell } from 'electron';
import type { CoreEvent } from '../../shared/contract';
import type { Preferences } from '../../shared/contract/app';
import type { AppParts } from './boot';
import { CoreHost, type CoreProcess } from './core-host/core-host';
import { forkCore } from './core-host/core-process';
import type { FirstAnswer } from './first-answer';
import { InboxStarter } from './inbox-starter';
import type { FileHandles } from './ipc/file-handles';
import { broadcast } from './ipc/register';
import type { Route } from './ipc/router';
import { endOnCrash, quitOrderly } from './lifecycle';
import { systemLanguage } from './page-info';
import { PreferencesStore } from './preferences-store';
import { followSecondInstances } from './second-instance';
import { chooseLanguage, type Texts, textsOf } from './texts';
import { showWindow } from './windows/main-window';
import { showMenu } from './windows/menu';

export interface RunningParts extends AppParts {
  /** Core's process, started already or about to be. */
  core: CoreProcess;
  first: FirstAnswer;
  handles: FileHandles;
  /** The window, loading already. */
  window: BrowserWindow;
}

/** Callable once the app is ready. Answers what main answers the window with. */
export function runApp({ start, places, log, opening, core, first, handles, window }: RunningParts): Promise<Route> {
  const store = new PreferencesStore(places.preferences, log.write);
  const texts = () => textsOf(chooseLanguage(store.preferences.language, systemLanguage()));
  let started: CoreProcess | null = core;
  const host = new CoreHost({
    start: () => {
      const process = started ?? forkCore(places.core, places.demoExports, log.write);
      started = null;
      return process;
    },
    emit: (event) => {
      if (event.kind === 'workspace') first.end();
      noteWorkspace(store, event);
      broadcast(event);
      inbox.note(event);
    },
    log: log.write,
  });
  const inbox = new InboxStarter(host, findDownloads);
  host.start();
  const open = (path: string) => void host.call('workspace.open', { path, readOnly: false }, true);
  if (opening.path !== null) {
    void host.call('workspace.open', { path: opening.path, readOnly: false }, true).then(() => {
      opening.path = null;
    });
  }

  const menu = () => showMenu(texts(), { isMac: process.platform === 'darwin', withDeveloperTools: !app.isPackaged });
  applyColours(store.preferences);
  showWindow(window, { bounds: store.bounds, onShown: menu, onClose: (bounds) => store.setBounds(bounds) });

  window.on('focus', () => inbox.focused());
  followSecondInstances(window, open);
  quitOrderly(host);
  endOnCrash(host, log.write, texts);
  return loadRoute({
    start,
    places,
    log,
    host,
    store,
    handles,
    texts,
    menu,
    opening,
    onReady: () => inbox.ready(),
  });
}

interface RouteParts extends Omit<AppParts, 'devServer'> {
  host: CoreHost;
  store: PreferencesStore;
  handles: FileHandles;
  texts(): Texts;
  menu(): void;
  /** The first page is usable. */
  onReady(): void;
}

/** Main's methods with the whole contract behind them: loaded while the window's own process starts. */
async function loadRoute({ start, places, log, host, store, handles, texts, menu, opening, onReady }: RouteParts): Promise<Route> {
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
    opening: () => opening.path,
    fileManager: { showFile: (path) => shell.showItemInFolder(path), openFolder: async (path) => void (await shell.openPath(path)) },
    applyPreferences: (preferences) => {
      applyColours(preferences);
      menu();
    },
    onReady: () => {
      onReady();
      if (start.reportReady) process.stdout.write('tonghao:ready\n');
    },
  });
}

/** Where the browsers of this machine put downloads; a system may have no such place. */
function findDownloads(): string | null {
  try {
    return app.getPath('downloads');
  } catch {
    return null;
  }
}

function applyColours({ colorScheme }: Preferences): void {
  nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme;
}

function noteWorkspace(store: PreferencesStore, event: CoreEvent): void {
  if (event.kind !== 'workspace') return;
  const { state, path, name } = event.status;
  if (state === 'open' && path !== null) store.opened(path, name ?? '');
}
