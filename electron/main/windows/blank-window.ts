/** An empty page of our own origin in a window of the same kind: what the start of the app is measured against. */
import { BrowserWindow } from 'electron';
import { blankPage } from '../security/origin';
import { defaultSize } from './bounds';
import { securePreferences } from './main-window';

/** Opens the window and tells when its page is loaded, and then when that is painted: what the app's first page waits for, too. */
export async function openBlankWindow(onLoaded: () => void): Promise<void> {
  const window = new BrowserWindow({ ...defaultSize, show: false, webPreferences: securePreferences(undefined, false) });
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', resolve));
  await window.loadURL(blankPage);
  onLoaded();
  await painted;
  window.show();
}
