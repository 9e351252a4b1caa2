/** Methods around files that come in and rows that go out to be fixed. */
import type { FileHandles } from '../ipc/file-handles';
import type { MainHandlers } from '../ipc/router';
import { type CoreClient, callCore } from './core-client';
import type { Dialogs } from './dialogs';
import { dayStamp } from './stamps';

export interface ImportParts {
  core: CoreClient;
  dialogs: Dialogs;
  handles: FileHandles;
  words(): { rowsToFix: string };
  now(): Date;
}

/** The user's name for a mapping as that of a file: without what file systems refuse. */
function fileNameOf(name: string): string {
  return (
    name
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
      .replace(/^\.+/, '')
      .slice(0, 100) || 'mapping'
  );
}

export function importHandlers({
  core,
  dialogs,
  handles,
  words,
  now,
}: ImportParts): Pick<
  MainHandlers,
  | 'app.pickFiles'
  | 'app.chooseInboxFolder'
  | 'app.stageFiles'
  | 'app.exportRows'
  | 'app.exportTemplate'
  | 'app.saveTable'
  | 'app.importTemplate'
> {
  return {
    'app.pickFiles': async (_input, { windowId }) => {
      const paths = await dialogs.filesToImport();
      const registered = await Promise.all(paths.map((path) => handles.register(windowId, path)));
      return registered.filter((handle) => handle !== null);
    },
    'app.chooseInboxFolder': async () => {
      const path = await dialogs.inboxFolder();
      return path === null ? null : callCore(core, 'inbox.setFolder', { path });
    },
    'app.stageFiles': async (input, { windowId }) => callCore(core, 'sync.stage', { paths: handles.resolve(windowId, input.handles) }),
    'app.exportRows': async ({ batchId }) => {
      const path = await dialogs.rowsFile(`${words().rowsToFix} ${dayStamp(now())}.csv`);
      return path === null ? null : callCore(core, 'sync.exportRows', { batchId, path });
    },
    'app.exportTemplate': async ({ name }) => {
      const path = await dialogs.templateToWrite(`${fileNameOf(name)}.json`);
      return path === null ? null : callCore(core, 'mapping.writeFile', { name, path });
    },
    'app.saveTable': async ({ template }) => {
      const path = await dialogs.tableToFill(`${fileNameOf(template.name)}.csv`);
      return path === null ? null : callCore(core, 'mapping.writeTable', { template, path });
    },
    'app.importTemplate': async () => {
      const path = await dialogs.templateToRead();
      return path === null ? null : callCore(core, 'mapping.readFile', { path });
    },
  };
}
