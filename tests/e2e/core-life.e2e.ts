/** The core process is killed under the running window, and the app is ended while work is under way. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callBridge, callOk, type Electron, expect, firstWindow, interactive, stubDialogs, test } from './fixtures';

/** Kills the core process and answers its id. Throws when there is none. */
async function killCore(app: ElectronApplication): Promise<number> {
  const pid = await corePid(app);
  if (pid === null) throw new Error('there is no core process');
  process.kill(pid, 'SIGKILL');
  return pid;
}

function corePid(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(
    ({ app: application }: Electron) => application.getAppMetrics().find((one) => one.name === 'Tonghao core')?.pid ?? null,
  );
}

async function createWorkspace(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await interactive(page);
  await stubDialogs(app, { save: path });
  await callOk(page, 'app.createWorkspace', {});
  await expect(page.getByTestId('shell')).toBeVisible();
}

/** Whether a process lives; one that has ended and was not yet collected by its parent does not. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return state === null ? process.platform !== 'linux' : !/\) Z /.test(state);
}

/** Notes in the page what main announces about core. */
function noteEvents(page: Page): Promise<void> {
  return page.evaluate(() => {
    const noted: string[] = [];
    Object.assign(globalThis, { noted });
    window.tonghao.on((event) => {
      if (event.kind === 'core') noted.push(event.state);
    });
  });
}

function notedEvents(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { noted: string[] }).noted);
}

test('a crash of core: calls under way are answered, the workspace is open again, the user is told', async ({
  app,
  window: page,
  scratch,
}) => {
  const path = join(scratch, 'book.tonghao');
  await createWorkspace(app, page, path);
  await noteEvents(page);
  const { jobId } = await callOk(page, 'app.openDemo', {});
  const underWay = callBridge(page, 'job.wait', { jobId });
  const before = await killCore(app);
  expect(await underWay).toEqual({ ok: false, error: { code: 'core-restarted', params: {} } });

  const status = await callOk(page, 'workspace.status', {});
  expect(status.state).toBe('open');
  expect(await notedEvents(page)).toEqual(['restarted']);
  expect(await corePid(app)).not.toBe(before);
  expect(await callOk(page, 'workspace.doctor', {})).toMatchObject({ ok: true });
  // Whatever had been asked of the old process is not asked of the new one.
  expect(await callBridge(page, 'job.get', { jobId })).toMatchObject({ ok: false, error: { code: 'job-missing' } });
});

test('calls that come during the restart wait for it', async ({ app, window: page, scratch }) => {
  await createWorkspace(app, page, join(scratch, 'book.tonghao'));
  await killCore(app);
  const answers = await page.evaluate(async () => {
    const codes: string[] = [];
    for (let n = 0; n < 60; n++) {
      const answer = await window.tonghao.call('workspace.settings', {});
      codes.push(answer.ok ? answer.value.currency : answer.error.code);
      await new Promise((later) => setTimeout(later, 5));
    }
    return codes;
  });
  // At most the call that the crash met is lost; none of them finds the workspace closed.
  expect(answers.filter((code) => code !== 'CNY' && code !== 'core-restarted')).toEqual([]);
  expect(answers.filter((code) => code === 'core-restarted').length).toBeLessThanOrEqual(1);
  expect(answers.at(-1)).toBe('CNY');
});

test('three crashes within a minute end on the start-error screen, and the user can try again', async ({ app, window: page, scratch }) => {
  const path = join(scratch, 'book.tonghao');
  await createWorkspace(app, page, path);
  for (let n = 0; n < 3; n++) {
    const pid = await killCore(app);
    if (n < 2) await expect.poll(async () => ![null, pid].includes(await corePid(app))).toBe(true);
    if (n < 2) await callOk(page, 'workspace.settings', {}).catch(() => undefined);
  }
  await expect(page.getByTestId('start-error')).toBeVisible();
  await expect(page.getByTestId('start-error-code')).toHaveText('core-failed');
  await expect(page.getByTestId('start-error-path')).toHaveText(path);
  expect(await corePid(app)).toBeNull();
  await page.getByTestId('start-retry').click();
  await expect(page.getByTestId('shell')).toBeVisible();
  expect(await callOk(page, 'workspace.doctor', {})).toMatchObject({ ok: true });
});

test('a page that crashes is loaded anew over the same core', async ({ app, window: page, scratch }) => {
  await createWorkspace(app, page, join(scratch, 'book.tonghao'));
  const before = await corePid(app);
  const again = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }: Electron) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await again;
  const code = "document.querySelector('[data-testid=shell]') !== null";
  const isBack = () =>
    app.evaluate(({ BrowserWindow }: Electron, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script), code);
  await expect.poll(isBack).toBe(true);
  expect(await corePid(app)).toBe(before);
});

test('quitting in the middle of an import ends in good order', async ({ launch, scratch, userData }) => {
  const app = await launch();
  const page = await firstWindow(app);
  await interactive(page);
  await callOk(page, 'app.openDemo', {});
  const core = await corePid(app);
  await app.close();
  await expect.poll(() => isRunning(core ?? 0)).toBe(false);

  const again = await firstWindow(await launch());
  await expect(again.getByTestId('shell')).toBeVisible();
  expect(await callOk(again, 'workspace.status', {})).toMatchObject({ state: 'open', isDemo: true, path: join(userData, 'demo.tonghao') });
  expect(await callOk(again, 'workspace.doctor', {})).toMatchObject({ ok: true });
  const log = await readFile(join(userData, 'logs', 'tonghao.log'), 'utf8').catch(() => '');
  expect(log).not.toContain('did not close in time');
  expect(log).not.toContain(scratch);
});

test('remembers language, colours and the window’s place', async ({ launch }) => {
  const app = await launch();
  const page = await firstWindow(app);
  await interactive(page);
  await callOk(page, 'app.setPreferences', { language: 'en', colorScheme: 'dark' });
  await app.evaluate(({ BrowserWindow }: Electron) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 700 }),
  );
  await app.close();

  const again = await launch();
  const reopened = await firstWindow(again);
  await interactive(reopened);
  expect((await callOk(reopened, 'app.info', {})).preferences).toMatchObject({ language: 'en', colorScheme: 'dark' });
  const seen = await again.evaluate(({ BrowserWindow, Menu, nativeTheme }: Electron) => {
    const window = BrowserWindow.getAllWindows()[0];
    return {
      bounds: window?.getBounds(),
      colour: window?.getBackgroundColor(),
      dark: nativeTheme.shouldUseDarkColors,
      menu: Menu.getApplicationMenu()?.items.map((item) => item.label),
    };
  });
  expect(seen).toEqual({
    bounds: { x: 40, y: 30, width: 1000, height: 700 },
    colour: '#1C1D1F',
    dark: true,
    menu: ['File', 'Edit', 'View'],
  });
});
