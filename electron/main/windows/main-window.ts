/** The app's window. */
import { BrowserWindow, nativeTheme, screen, type WebPreferences } from 'electron';
import type { LogFunction } from '../log';
import type { SavedBounds } from '../preferences-store';
import { isOwnUrl } from '../security/origin';
import { minimumSize, placeWindow } from './bounds';

export interface WindowOptions {
  preload: string;
  page: string;
  /** Origin of the development server; null in the product. */
  devServer: string | null;
  withDeveloperTools: boolean;
  log: LogFunction;
}

/** Chromium's code for a navigation that was stopped, by a guard for example: the page is still the one before. */
const prevented = -3;

/** How every page of the app is run. Nothing here may be loosened; tests/e2e/security.e2e.ts reads it back from the real window. */
export function securePreferences(preload: string | undefined, devTools: boolean): WebPreferences {
  return {
    preload,
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    // The pages' code is compiled once and kept, so that later starts need not compile it again.
    v8CacheOptions: 'bypassHeatCheck',
  };
}

/** The colour behind the page until it is painted: the body's of the page (renderer/src/app/theme.ts), so that nothing flashes. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#1c1d1f' : '#f7f8f9';
}

/** Makes the window and starts to load its page. It stays hidden until `showWindow`. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(null, displays()),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Tonghao 同好',
    titleBarStyle: 'default',
    // The menu holds little that the page does not offer: it comes with Alt, its shortcuts work all the time.
    autoHideMenuBar: true,
    webPreferences: securePreferences(options.preload, options.withDeveloperTools),
  });
  reviveAfterCrash(window, options);
  returnHome(window, options);
  void window.loadURL(options.page).catch(() => options.log('error', 'the page of the window could not be loaded'));
  return window;
}

export interface ShowOptions {
  bounds: SavedBounds | null;
  /** The first paint is on the screen. */
  onShown(): void;
  /** The window's place, told when it closes. */
  onClose(bounds: SavedBounds): void;
}

/** Puts the window where it was left, in its colour, and shows it once its page has something to show. Call before the page can be painted. */
export function showWindow(window: BrowserWindow, { bounds, onShown, onClose }: ShowOptions): void {
  const recolour = () => window.setBackgroundColor(background());
  recolour();
  nativeTheme.on('updated', recolour);
  window.on('closed', () => nativeTheme.off('updated', recolour));
  if (bounds) window.setBounds(placeWindow(bounds, displays()));
  window.once('ready-to-show', () => {
    if (bounds?.maximized) window.maximize();
    window.show();
    onShown();
  });
  window.on('close', () => onClose({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
}

/** A page that crashes is loaded anew: core holds all data. One that crashes at once again and again is left alone. */
function reviveAfterCrash(window: BrowserWindow, { page, log }: WindowOptions): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('error', 'the process of the window ended unexpectedly', { reason, exitCode });
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < 60_000), now];
    if (crashes.length < 3) void window.loadURL(page).catch(() => log('error', 'the page of the window could not be loaded again'));
  });
}

/** An empty page needs no request, and so no guard is asked when a script goes there: the window comes back by itself. */
function returnHome(window: BrowserWindow, { page, devServer, log }: WindowOptions): void {
  const comeBack = (url: string) => {
    // A start page that does not load itself would be asked for again without end.
    if (isOwnUrl(url, devServer)) return;
    log('warn', 'the window left its page and was brought back');
    void window.loadURL(page).catch(() => log('error', 'the page of the window could not be loaded again'));
  };
  window.webContents.on('did-navigate', (_event, url) => comeBack(url));
  window.webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== prevented) comeBack(url);
  });
}

function displays() {
  return [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
}
