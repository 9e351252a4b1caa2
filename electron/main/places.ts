/** Where things lie: the app's own files, and what it keeps for the user. */
import { join } from 'node:path';
import { app } from 'electron';

export interface Places {
  /** Built pages of the window. */
  pages: string;
  preload: string;
  /** Entry of the core process. */
  core: string;
  /** The demo creator's export files. */
  demoExports: string;
  preferences: string;
  logs: string;
  demoWorkspace: string;
}

/** Paths of this start; callable before the app is ready. */
export function findPlaces(): Places {
  const root = app.getAppPath();
  const userData = app.getPath('userData');
  return {
    pages: join(root, 'out/renderer'),
    preload: join(root, 'out/preload/index.cjs'),
    core: join(root, 'out/main/core.js'),
    // Packaged, the exports lie beside the archive: they are opened by path.
    demoExports: app.isPackaged ? join(process.resourcesPath, 'demo') : join(root, 'resources/demo'),
    preferences: join(userData, 'preferences.json'),
    logs: join(userData, 'logs'),
    demoWorkspace: join(userData, 'demo.tonghao'),
  };
}
