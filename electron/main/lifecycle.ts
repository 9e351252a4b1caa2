/** The end of the app: core finishes and closes the workspace first, whatever the reason. */
import { app, BrowserWindow, dialog } from 'electron';
import type { LogFunction } from './log';
import type { Texts } from './texts';

interface Closable {
  close(): Promise<void>;
}

/** Holds a quit back until core has drained and closed the workspace, which has a time limit of its own. */
export function quitOrderly(core: Closable): void {
  let closed = false;
  let closing = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void core.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

/** A fault of main that nobody caught: it is logged, the user is told, core closes the workspace, and the app ends. */
export function endOnCrash(core: Closable, log: LogFunction, texts: () => Texts): void {
  let ending = false;
  process.on('uncaughtException', (error) => {
    log('error', 'main crashed', { stack: error.stack });
    if (ending) return;
    ending = true;
    void core.close().finally(() => {
      const { title, text } = texts().crash;
      dialog.showErrorBox(title, text);
      app.exit(1);
    });
  });
  process.on('unhandledRejection', (reason) => {
    log('error', 'a promise of main was rejected and nobody listened', { stack: reason instanceof Error ? reason.stack : String(reason) });
  });
}
