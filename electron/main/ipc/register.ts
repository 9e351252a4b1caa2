/** The only file that listens to windows: every message passes the sender check before anything looks at its content. */
import { type IpcMainInvokeEvent, ipcMain, type WebContents, webContents } from 'electron';
import type { CoreEvent } from '../../../shared/contract';
import { callChannel, eventChannel, fileChannel } from '../../../shared/contract/channels';
import type { LogFunction } from '../log';
import { isTrustedFrame } from '../security/origin';
import type { FileHandles } from './file-handles';
import { forbidden } from './refusals';
import type { Route } from './router';

export interface Door {
  route: Route;
  handles: FileHandles;
  devServer: string | null;
  log: LogFunction;
}

/** Pages of the windows that main itself has opened; no other page is answered, wherever it claims to come from. */
const windows = new Set<number>();

/** Admits the page of a window that main has just made. */
export function admit(contents: WebContents, handles: FileHandles): void {
  const { id } = contents;
  windows.add(id);
  contents.once('destroyed', () => {
    windows.delete(id);
    handles.forget(id);
  });
}

/** Opens the door: one channel for calls, one for files. */
export function register({ route, handles, devServer, log }: Door): void {
  // Decided at once: a frame may be gone by the time that something else was awaited.
  const isKnown = ({ sender, senderFrame }: IpcMainInvokeEvent) => {
    const known = windows.has(sender.id) && isTrustedFrame(senderFrame, devServer);
    if (!known) log('warn', 'a message from a page that is not ours was refused');
    return known;
  };
  ipcMain.handle(callChannel, async (event, method: unknown, input: unknown) => {
    if (!isKnown(event)) return forbidden;
    return route(method, input, { windowId: event.sender.id });
  });
  ipcMain.handle(fileChannel, async (event, path: unknown) => {
    if (!isKnown(event)) return null;
    return typeof path === 'string' && path !== '' ? handles.register(event.sender.id, path) : null;
  });
}

/** Tells every window of the app. */
export function broadcast(event: CoreEvent): void {
  for (const id of windows) webContents.fromId(id)?.send(eventChannel, event);
}
