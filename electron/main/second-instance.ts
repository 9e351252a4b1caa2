/** A second start of the app does not open anything itself: the first one comes to the front and opens what the second was asked for. */
import { app, type BrowserWindow } from 'electron';
import { z } from 'zod';

const message = z.object({ workspace: z.string().nullable() });

/** Listens for second instances, and for files that macOS hands over. */
export function followSecondInstances(window: BrowserWindow, open: (path: string) => void): void {
  const comeForward = () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  app.on('second-instance', (_event, _argv, _cwd, data: unknown) => {
    comeForward();
    // Its arguments were mixed with Chromium's on the way: what it understood of them itself came along.
    const parsed = message.safeParse(data);
    if (parsed.success && parsed.data.workspace !== null) open(parsed.data.workspace);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    comeForward();
    open(path);
  });
}
