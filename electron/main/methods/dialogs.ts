/** Native file dialogs. Each answers null when the user cancels. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import type { Texts } from '../texts';

/** What methods need of dialogs, so that they can be tested without. */
export interface Dialogs {
  newWorkspace(): Promise<string | null>;
  existingWorkspace(): Promise<string | null>;
  filesToImport(): Promise<readonly string[]>;
  exportFolder(): Promise<string | null>;
  inboxFolder(): Promise<string | null>;
  /** Where to write a file: `name` is offered. */
  rowsFile(name: string): Promise<string | null>;
  backupFile(name: string): Promise<string | null>;
  templateToWrite(name: string): Promise<string | null>;
  tableToFill(name: string): Promise<string | null>;
  templateToRead(): Promise<string | null>;
}

const workspaceEnding = 'tonghao';

/** Dialogs in the language that `texts` speaks at the moment they open. */
export function nativeDialogs(texts: () => Texts): Dialogs {
  const workspaceFilter = (): FileFilter[] => [{ name: texts().dialogs.workspaceFiles, extensions: [workspaceEnding] }];
  const anyFile = (): FileFilter => ({ name: texts().dialogs.allFiles, extensions: ['*'] });
  return {
    newWorkspace: () => {
      const { create, createName } = texts().dialogs;
      return save({ title: create, defaultPath: join(homedir(), `${createName}.${workspaceEnding}`), filters: workspaceFilter() });
    },
    existingWorkspace: async () => {
      const filters = [...workspaceFilter(), anyFile()];
      return (await open({ title: texts().dialogs.open, properties: ['openFile'], filters }))[0] ?? null;
    },
    filesToImport: () => {
      const { pick, exportFiles } = texts().dialogs;
      const filters = [{ name: exportFiles, extensions: ['csv', 'xlsx', 'xls', 'txt', 'zip', 'gz'] }, anyFile()];
      return open({ title: pick, properties: ['openFile', 'multiSelections'], filters });
    },
    exportFolder: async () => {
      return (await open({ title: texts().dialogs.exportAll, properties: ['openDirectory', 'createDirectory'] }))[0] ?? null;
    },
    inboxFolder: async () => (await open({ title: texts().dialogs.watchFolder, properties: ['openDirectory'] }))[0] ?? null,
    rowsFile: (name) => {
      const { exportRows, csvFiles } = texts().dialogs;
      return save({ title: exportRows, defaultPath: join(homedir(), name), filters: [{ name: csvFiles, extensions: ['csv'] }] });
    },
    templateToWrite: (name) => {
      const { exportTemplate, jsonFiles } = texts().dialogs;
      return save({ title: exportTemplate, defaultPath: join(homedir(), name), filters: [{ name: jsonFiles, extensions: ['json'] }] });
    },
    tableToFill: (name) => {
      const { saveTable, csvFiles } = texts().dialogs;
      return save({ title: saveTable, defaultPath: join(homedir(), name), filters: [{ name: csvFiles, extensions: ['csv'] }] });
    },
    templateToRead: async () => {
      const { importTemplate, jsonFiles } = texts().dialogs;
      const filters = [{ name: jsonFiles, extensions: ['json'] }, anyFile()];
      return (await open({ title: importTemplate, properties: ['openFile'], filters }))[0] ?? null;
    },
    backupFile: (name) => save({ title: texts().dialogs.backupTo, defaultPath: join(homedir(), name), filters: workspaceFilter() }),
  };
}

async function open(options: OpenDialogOptions): Promise<readonly string[]> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}

async function save(options: SaveDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}
