/** Main's methods around workspaces, over a real core: dialogs are the only thing played. */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../electron/core/api/core';
import type { Dialogs } from '../../electron/main/methods/dialogs';
import { listRecents, openWorkspace, workspaceHandlers } from '../../electron/main/methods/workspaces';
import { PreferencesStore } from '../../electron/main/preferences-store';
import { contract } from '../../shared/contract';
import { scratchDir } from '../support/scratch';
import { demoDir } from '../support/workspace';

const caller = { windowId: 1 };
let dir: string;
let core: Core;
let store: PreferencesStore;
let answers: Partial<Record<keyof Dialogs, string | null>>;
let offered: string[];

beforeEach(async () => {
  dir = await scratchDir();
  core = createCore({ demoDir, log: () => undefined });
  store = new PreferencesStore(join(dir, 'preferences.json'), () => undefined);
  core.on((event) => {
    if (event.kind === 'workspace' && event.status.state === 'open') store.opened(event.status.path ?? '', event.status.name ?? '');
  });
  answers = {};
  offered = [];
});
afterEach(async () => {
  await core.close();
  await rm(dir, { recursive: true, force: true });
});

function methods() {
  const dialog = (kind: keyof Dialogs) => async (name?: string) => {
    if (name !== undefined) offered.push(name);
    return answers[kind] ?? null;
  };
  const dialogs: Dialogs = {
    newWorkspace: dialog('newWorkspace'),
    existingWorkspace: dialog('existingWorkspace'),
    filesToImport: async () => [],
    exportFolder: dialog('exportFolder'),
    inboxFolder: dialog('inboxFolder'),
    rowsFile: dialog('rowsFile'),
    templateToWrite: dialog('templateToWrite'),
    tableToFill: dialog('tableToFill'),
    templateToRead: dialog('templateToRead'),
    backupFile: dialog('backupFile'),
  };
  const now = () => new Date(2026, 10, 1, 9, 30, 5);
  return workspaceHandlers({
    core,
    store,
    dialogs,
    demoWorkspace: join(dir, 'demo.tonghao'),
    words: () => ({ backup: 'backup', export: 'export' }),
    now,
  });
}

async function createBook(name = 'book'): Promise<string> {
  answers.newWorkspace = join(dir, name);
  await methods()['app.createWorkspace']({}, caller);
  return join(dir, `${name}.tonghao`);
}

describe('creating', () => {
  it('adds the ending, opens the file and remembers it', async () => {
    const path = await createBook();
    expect(store.last).toBe(path);
    expect(await listRecents(store)).toEqual([{ id: expect.any(String), name: 'book', folder: dir, missing: false }]);
  });

  it('never touches a file that is there, and leaves the open workspace open', async () => {
    const path = await createBook();
    await writeFile(join(dir, 'letter.tonghao'), 'dear');
    for (const chosen of ['letter.tonghao', 'letter']) {
      answers.newWorkspace = join(dir, chosen);
      await expect(methods()['app.createWorkspace']({}, caller)).rejects.toMatchObject({ code: 'workspace-exists' });
    }
    expect(await readFile(join(dir, 'letter.tonghao'), 'utf8')).toBe('dear');
    expect(await core.call('workspace.status', {}, false)).toMatchObject({ value: { state: 'open', path } });
  });

  it('does nothing when the dialog is cancelled', async () => {
    expect(await methods()['app.createWorkspace']({}, caller)).toBeNull();
    expect(await methods()['app.openWorkspace']({}, caller)).toBeNull();
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('opening', () => {
  it('answers the failed state with path and reason, and creates nothing', async () => {
    const path = join(dir, 'absent.tonghao');
    const status = await openWorkspace(core, path, false);
    expect(contract['app.reopen'].output.parse(status)).toMatchObject({ state: 'failed', path, error: { code: 'workspace-missing' } });
    expect(await readdir(dir)).toEqual([]);
    expect(store.last).toBeNull();
    // The file comes back (a drive is plugged in): trying again is enough.
    await createBook('absent');
    await core.call('workspace.close', {}, true);
    expect(await openWorkspace(core, path, false)).toMatchObject({ state: 'open' });
  });

  it('opens recent ones by id only, and says which are gone', async () => {
    const path = await createBook();
    const [recent] = await listRecents(store);
    await methods()['app.closeWorkspace']({}, caller);
    expect(store.last).toBeNull();
    expect(await methods()['app.openRecent']({ id: recent?.id ?? '' }, caller)).toMatchObject({ state: 'open', path });
    expect(() => methods()['app.openRecent']({ id: path }, caller)).toThrow('workspace-missing');
    await methods()['app.closeWorkspace']({}, caller);
    await rm(path);
    expect(await listRecents(store)).toMatchObject([{ missing: true }]);
    await methods()['app.forgetRecent']({ id: recent?.id ?? '' }, caller);
    expect(await listRecents(store)).toEqual([]);
  });

  it('reopens read-only what is open or has failed, and nothing when there is none', async () => {
    await expect(methods()['app.reopen']({ readOnly: true }, caller)).rejects.toMatchObject({ code: 'no-workspace' });
    await createBook();
    expect(await methods()['app.reopen']({ readOnly: true }, caller)).toMatchObject({ state: 'open', readOnly: true });
  });
});

describe('backups', () => {
  it('go where the user says, under a name with the day', async () => {
    await createBook();
    answers.backupFile = join(dir, 'copy');
    expect(await methods()['app.backupTo']({}, caller)).toMatchObject({ fileName: 'copy.tonghao' });
    expect(offered).toEqual(['book backup 2026-11-01.tonghao']);
    expect(await readdir(dir)).toContain('copy.tonghao');
  });

  it('never replace the workspace itself, under whatever name it is reached', async () => {
    const path = await createBook();
    await symlink(path, join(dir, 'link.tonghao'));
    await mkdir(join(dir, 'sub'));
    for (const chosen of [path, join(dir, 'book'), join(dir, 'link.tonghao'), join(dir, 'sub', '..', 'book.tonghao')]) {
      answers.backupFile = chosen;
      await expect(methods()['app.backupTo']({}, caller)).rejects.toMatchObject({ code: 'workspace-exists' });
    }
  });

  it('restore a workspace that could not be opened', async () => {
    const path = await createBook();
    await core.call('workspace.backup', {}, false);
    await methods()['app.closeWorkspace']({}, caller);
    await writeFile(path, 'not a workspace any more');
    expect(await openWorkspace(core, path, false)).toMatchObject({ state: 'failed' });
    const [backup] = await methods()['app.failedBackups']({}, caller);
    expect(await methods()['app.restoreBackup']({ backupId: backup?.id ?? '' }, caller)).toMatchObject({ state: 'open', path });
  });
});

it('exports into a new folder below the chosen one', async () => {
  await createBook();
  answers.exportFolder = dir;
  const started = await methods()['app.exportAll']({}, caller);
  await core.call('job.wait', { jobId: started?.jobId ?? '' }, false);
  expect(await readdir(join(dir, 'book export 2026-11-01 093005'))).toContain('setting.csv');
});
