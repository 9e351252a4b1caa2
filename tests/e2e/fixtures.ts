/**
 * Playwright fixtures around the real app: each test starts it in a user-data folder of its own, and nothing of it is left running after.
 * The runtime comes from TONGHAO_ELECTRON (an executable that starts this checkout's app without being told a folder).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, errors, expect, type Page } from '@playwright/test';
import type { Bridge, Input, Output, WindowMethod } from '../../shared/contract';
import type { Answer } from '../../shared/contract/errors';
import type { Language } from '../../shared/contract/workspace';

export { expect } from '@playwright/test';

/** What tests need of the electron module inside `app.evaluate`. */
export type Electron = typeof import('electron');

export interface LaunchOptions {
  /** Added to the command line, e.g. `['--workspace', path]`. */
  args?: readonly string[];
  /** Default: the test's own folder, the same for every start within the test. */
  userData?: string;
  env?: Readonly<Record<string, string>>;
}

interface Options {
  /** Language of the system the app believes to run on. Set with `test.use({ systemLanguage: 'en' })`. */
  systemLanguage: Language;
  /** Arguments of the `app` fixture. */
  startArgs: readonly string[];
}

interface Fixtures {
  /** A new folder for the files of this test; removed after it. */
  scratch: string;
  /** The app's data folder in this test. */
  userData: string;
  /** Starts the app (again); what is still running at the end of the test is closed, then killed. */
  launch: (options?: LaunchOptions) => Promise<ElectronApplication>;
  app: ElectronApplication;
  /** The first window of `app`, loaded. */
  window: Page;
}

const results = resolve(import.meta.dirname, '../../test-results');

/** The Electron executable that the tests run in. Throws when the environment names none. */
export function executable(): string {
  const path = process.env.TONGHAO_ELECTRON;
  if (!path) throw new Error('TONGHAO_ELECTRON must name the Electron executable; run the end-to-end tests with `npm run test:e2e`.');
  return path;
}

/** Chromium refuses to run as root with its sandbox; for everybody else it stays on, as in the product. */
export const isRoot = process.getuid?.() === 0;

/**
 * Playwright now and then misses the first window of an app that opens it at once, and waits for it for ever (one start in a hundred on a busy
 * machine, while the app runs): then it is started once more.
 */
async function start(options: Parameters<typeof electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await electron.launch(options);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return electron.launch(options);
  }
}

export const test = base.extend<Fixtures & Options>({
  systemLanguage: ['zh-CN', { option: true }],
  startArgs: [[], { option: true }],
  scratch: async ({ browserName: _ }, use) => {
    const dir = await realpath(await mkdtemp(join(tmpdir(), 'tonghao-e2e-')));
    await use(dir);
    await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  userData: async ({ scratch }, use) => {
    const dir = join(scratch, 'user-data');
    await mkdir(dir);
    await use(dir);
  },
  launch: async ({ userData, scratch, systemLanguage }, use) => {
    const started: { app: ElectronApplication; child: ChildProcess }[] = [];
    await use(async (options = {}) => {
      const app = await start({
        executablePath: executable(),
        chromiumSandbox: !isRoot,
        // Playwright waits for two lines on the error output, into which Chromium's processes would write their complaints about the machine.
        args: [`--user-data-dir=${options.userData ?? userData}`, '--log-level=3', ...(options.args ?? [])],
        env: { ...appEnvironment(systemLanguage), ...options.env },
        timeout: 15_000,
      });
      // Once it is closed, Playwright does not know its process any more.
      started.push({ app, child: app.process() });
      return app;
    });
    for (const { app, child } of started) await closeApp(app, child);
    await killOrphans(scratch);
  },
  app: async ({ launch, startArgs }, use) => {
    await use(await launch({ args: startArgs }));
  },
  window: async ({ app }, use) => {
    await use(await firstWindow(app));
  },
});

/** The environment of a started app: language and time zone are fixed, so that what is shown is the same on every machine. */
export function appEnvironment(language: Language): Record<string, string> {
  const system = language === 'zh-CN' ? 'zh_CN' : 'en_US';
  const inherited = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { ...inherited, LANG: `${system}.UTF-8`, LANGUAGE: system, LC_ALL: `${system}.UTF-8`, TZ: 'Asia/Shanghai' };
}

/** The first window of an app, when its page has been loaded. */
export async function firstWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return page;
}

/** Saves a picture of the window as test-results/screens/NAME.png. (Playwright has an option of its own called `screenshot`, so this is no fixture.) */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(join(results, 'screens'), { recursive: true });
  await page.screenshot({ path: join(results, 'screens', `${name}.png`), animations: 'disabled' });
}

/** Waits until a page shows something that can be pressed: first-run screen, start-error screen or shell. */
export async function interactive(page: Page): Promise<void> {
  await page.locator('#root button').first().waitFor();
}

/** Calls a method over the window's own bridge, as the pages do. */
export function callBridge<M extends WindowMethod>(page: Page, method: M, input: Input<M>): Promise<Answer<Output<M>>> {
  const run = ([name, value]: [string, unknown]) =>
    (globalThis as unknown as { tonghao: Bridge }).tonghao.call(name as WindowMethod, value as never) as Promise<unknown>;
  return page.evaluate(run, [method, input] as [string, unknown]) as Promise<Answer<Output<M>>>;
}

/** Calls a method over the bridge and unwraps the answer; throws with the error's code. */
export async function callOk<M extends WindowMethod>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await callBridge(page, method, input);
  if (!answer.ok) throw new Error(`${method} answered ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
  return answer.value;
}

/** What native dialogs answer from now on: paths the user would have chosen, or null for Cancel. */
export interface DialogAnswers {
  open?: readonly string[] | null;
  save?: string | null;
}

/** Replaces the native file dialogs, which no test can click. Every dialog that opens is answered the same way until the next call. */
export function stubDialogs(app: ElectronApplication, answers: DialogAnswers): Promise<void> {
  return app.evaluate(({ dialog }: Electron, { open, save }: DialogAnswers) => {
    if (open !== undefined) {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: open === null, filePaths: [...(open ?? [])] });
    }
    if (save !== undefined) {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: save === null, filePath: save ?? '' });
    }
  }, answers);
}

/** Drags real files from outside over the window and lets them go, as the file manager would. */
export async function dropFiles(window: Page, paths: readonly string[]): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const at = { x: 600, y: 400, data };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  // A file manager repeats this for as long as the pointer hangs there.
  await expect(async () => {
    await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
    await expect(window.getByTestId('import-overlay')).toBeVisible({ timeout: 200 });
  }).toPass();
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await expect(window.getByTestId('import-overlay')).toBeHidden();
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the executable without Playwright (for `--cli`, second instances and printed output) and waits for its end, at most `timeout` milliseconds. */
export function runToEnd(args: readonly string[], language: Language, timeout = 30_000, env: Record<string, string> = {}): Promise<Ended> {
  const switches = isRoot ? ['--no-sandbox'] : [];
  const child = spawn(executable(), [...switches, ...args], {
    env: { ...appEnvironment(language), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code, ...texts });
    });
  });
}

async function closeApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = app.close().then(
    () => true,
    () => true,
  );
  const late = new Promise<false>((done) => setTimeout(() => done(false), 20_000).unref());
  if (!(await Promise.race([closed, late]))) child.kill('SIGKILL');
}

/** Kills what still runs with this test's own folder on its command line (Linux; elsewhere closing the app has to do). */
async function killOrphans(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes(`--user-data-dir=${folder}`)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
