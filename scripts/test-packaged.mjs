// @ts-check
/**
 * `npm run test:packaged`: makes the unpacked app and tries that very artefact. Its fuses shut the inspector, so it is driven from outside:
 * through its command line, and through a debugging port that only this test opens.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { electronSwitches, rerunUnderDisplay } from './lib/display.mjs';
import { packagedFuses, wrongFuses } from './lib/fuses.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, Stop, say } from './lib/say.mjs';

const patience = 60_000;

main(async () => {
  await ensurePackages();
  const rerun = await rerunUnderDisplay();
  if (rerun !== null) return rerun;
  const packed = await run(process.execPath, [inRoot('scripts/package.mjs')]);
  if (packed.code !== 0) return packed.code;
  const executable = findExecutable();
  const scratch = mkdtempSync(join(tmpdir(), 'tonghao-packaged-'));
  try {
    await checkFuses(executable);
    await checkCommandLine(executable, scratch);
    await checkWindow(executable, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  process.stdout.write('packaged app: ok\n');
  return 0;
});

function findExecutable() {
  const dist = inRoot('dist');
  const folder = readdirSync(dist).find((name) => name.endsWith('-unpacked') || name.startsWith('mac'));
  if (!folder) throw new Stop('electron-builder left no unpacked app in dist/.');
  if (process.platform === 'darwin') return join(dist, folder, 'Tonghao.app/Contents/MacOS/Tonghao');
  return join(dist, folder, process.platform === 'win32' ? 'tonghao.exe' : 'tonghao');
}

/** @param {string} executable */
async function checkFuses(executable) {
  const wrong = await wrongFuses(executable, packagedFuses);
  if (wrong.length > 0) throw new Stop(`packaged app: fuses not as they must be: ${wrong.join(', ')}`);
  const asNode = await run(executable, ['-p', '"i am node"'], {
    output: 'capture',
    timeout: 5_000,
    env: { ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' },
  });
  if (asNode.output.includes('i am node')) throw new Stop('packaged app: can be used as a Node interpreter');
  say('packaged app: fuses as they must be');
}

/**
 * @param {string} executable
 * @param {string} scratch
 */
async function checkCommandLine(executable, scratch) {
  for (const command of ['demo', 'doctor']) {
    const args = [...switches(scratch), '--cli', command, '--workspace', workspaceIn(scratch), '--json'];
    const { code, output } = await run(executable, args, { output: 'capture', timeout: 5 * patience });
    if (code !== 0) throw new Stop(`${output}\npackaged app: --cli ${command} ended with ${code}`);
    say(`packaged app: --cli ${command} works`);
  }
}

/** @param {string} scratch */
function workspaceIn(scratch) {
  return join(scratch, 'demo.tonghao');
}

/** @param {string} scratch */
function switches(scratch) {
  return [...electronSwitches(), `--user-data-dir=${join(scratch, 'profile')}`];
}

/**
 * @param {string} executable
 * @param {string} scratch
 */
async function checkWindow(executable, scratch) {
  const port = await freePort();
  const args = [...switches(scratch), `--remote-debugging-port=${port}`, '--workspace', workspaceIn(scratch)];
  const app = spawn(executable, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [app.stdout, app.stderr]) {
    stream.on('data', (/** @type {Buffer} */ chunk) => {
      log += chunk.toString();
    });
  }
  try {
    const status = await workspaceOfWindow(port);
    if (status.state !== 'open') throw new Stop(`packaged app: the window has the workspace in state ${status.state}`);
    say(`packaged app: the window opened the workspace "${status.name}"`);
  } catch (error) {
    process.stderr.write(log);
    throw error;
  } finally {
    await end(app);
  }
}

/**
 * What the window itself says about its workspace, asked through its own bridge.
 * @param {number} port
 * @returns {Promise<{ state: string, name: string | null }>}
 */
async function workspaceOfWindow(port) {
  const { chromium } = await import('@playwright/test');
  const browser = await retry(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`));
  try {
    return await retry(async () => {
      const page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((one) => one.url().startsWith('app://'));
      if (!page) throw new Error('no window yet');
      const answer = await page.evaluate('window.tonghao.call("workspace.status", {})');
      const { ok, value } = /** @type {{ ok: boolean, value: { state: string, name: string | null } }} */ (answer);
      if (!ok || value.state === 'none') throw new Error('no workspace yet');
      return value;
    });
  } finally {
    await browser.close();
  }
}

/**
 * @template T
 * @param {() => Promise<T>} attempt
 * @returns {Promise<T>}
 */
async function retry(attempt) {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(250);
    }
  }
}

/** @returns {Promise<number>} a port on the loopback interface that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {import('node:child_process').ChildProcess} app */
async function end(app) {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const ended = new Promise((resolve) => app.once('exit', resolve));
  app.kill('SIGTERM');
  const late = setTimeout(() => app.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}
