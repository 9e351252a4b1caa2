/** An empty page of our own origin in a window of the same kind: what the start of the app is measured against. */
import { BrowserWindow } from 'electron';
import { blankPage } from '../security/origin';
import { defaultSize } from './bounds';
import { securePreferences } from './main-window';

/** Opens the window and tells when its page has been loaded. */
export async function openBlankWindow(): Promise<void> {
  const window = new BrowserWindow({ ...defaultSize, show: false, webPreferences: securePreferences(undefined, false) });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(blankPage);
}
