/** All methods of main, behind the router that also knows core's. */

import type { FileHandles } from '../ipc/file-handles';
import { createRouter, type Route } from '../ipc/router';
import type { Texts } from '../texts';
import { type AboutParts, aboutHandlers } from './about-app';
import { nativeDialogs } from './dialogs';
import { importHandlers } from './imports';
import { workspaceHandlers } from './workspaces';

export interface MethodParts extends AboutParts {
  handles: FileHandles;
  demoWorkspace: string;
  texts(): Texts;
}

/** The route that calls of windows take. */
export function createRoute(parts: MethodParts): Route {
  const { core, store, handles, demoWorkspace, texts, log } = parts;
  const dialogs = nativeDialogs(texts);
  const now = () => new Date();
  const words = () => {
    const { backupName, exportName, exportRowsName } = texts().dialogs;
    return { backup: backupName, export: exportName, rowsToFix: exportRowsName };
  };
  return createRouter({
    main: {
      ...aboutHandlers(parts),
      ...workspaceHandlers({ core, store, dialogs, demoWorkspace, words, now }),
      ...importHandlers({ core, dialogs, handles, words, now }),
    },
    core: (method, input) => core.call(method, input, false),
    log: log.write,
  });
}
