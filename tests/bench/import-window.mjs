// @ts-check
/**
 * `bench import-window`: a million Alipay rows imported in the real window. While it runs, a page of people is read again and again, and the
 * delay of the event loops of the page and of main is watched. Budgets: 100 ms for the slowest answer but one in a hundred, 50 ms of delay (99th
 * percentile), 600 MB in core's process.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron } from '@playwright/test';
import { electronSwitches, rerunUnderDisplay } from '../../scripts/lib/display.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { ensureRuntime } from '../../scripts/lib/runtime.mjs';
import { main, Stop } from '../../scripts/lib/say.mjs';
import { writeAlipayBill } from './alipay-rows.mjs';

const rows = 1_000_000;
const budgets = { answer: 100, delay: 50, memory: 600 };

main(async () => {
  const rerun = await rerunUnderDisplay();
  if (rerun !== null) return rerun;
  const { executable } = await ensureRuntime();
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-window-'));
  try {
    const workspace = join(dir, 'demo.tonghao');
    const { code, output } = await run(process.execPath, [inRoot('out/main/cli.js'), 'demo', '--workspace', workspace], {
      output: 'capture',
    });
    if (code !== 0) throw new Stop(`${output}\nbench import-window: the demo workspace could not be made`);
    writeAlipayBill(join(dir, 'bill.csv'), rows);
    return report(await measure(executable, workspace, join(dir, 'bill.csv'), dir));
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

/**
 * @param {string} executable
 * @param {string} workspace
 * @param {string} bill
 * @param {string} dir
 */
async function measure(executable, workspace, bill, dir) {
  const app = await electron.launch({
    executablePath: executable,
    args: [...electronSwitches(), `--user-data-dir=${join(dir, 'user')}`, '--log-level=3', '--workspace', workspace],
    timeout: 60_000,
  });
  try {
    const page = await app.firstWindow();
    await page.getByTestId('shell').waitFor({ timeout: 60_000 });
    const core = await app.evaluate(
      ({ app: it }) => it.getAppMetrics().find(({ serviceName, name }) => /Tonghao core/.test(`${serviceName} ${name}`))?.pid ?? 0,
    );
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, bill);
    const mainDelay = watchMain(app);
    const measured = await page.evaluate(importWhileReading);
    if (measured.state !== 'done') throw new Stop(`bench import-window: the import ended as ${measured.state}`);
    return { ...measured, mainDelay: await mainDelay(), memory: peakMemory(core) };
  } finally {
    await app.close();
  }
}

/**
 * Delays of main's event loop from now on, in milliseconds; the answer of the function is their 99th percentile.
 * @param {import('@playwright/test').ElectronApplication} app
 */
function watchMain(app) {
  const watching = app.evaluate(() => {
    const delays = /** @type {number[]} */ ([]);
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      delays.push(now - last - 10);
      last = now;
    }, 10);
    Object.assign(globalThis, { delaysOfMain: delays });
  });
  return async () => {
    await watching;
    return app.evaluate(() => {
      const { delaysOfMain } = /** @type {{ delaysOfMain: number[] }} */ (/** @type {unknown} */ (globalThis));
      return delaysOfMain.sort((a, b) => a - b)[Math.floor(delaysOfMain.length * 0.99)] ?? 0;
    });
  };
}

/**
 * What of the bridge the measurement asks.
 * @typedef {{ handle: string }[]} Picked
 * @typedef {{ id: string }[]} Waiting
 * @typedef {{ jobId: string }} Job
 */

/** Runs in the page: previews and applies the file that the stubbed dialog names, and reads people all the while. */
async function importWhileReading() {
  const { tonghao } = /** @type {{ tonghao: { call(method: string, input: object): Promise<{ ok: boolean, value: unknown }> } }} */ (
    /** @type {unknown} */ (window)
  );
  /** @param {string} method @param {object} input */
  const call = async (method, input) => {
    const answer = await tonghao.call(method, input);
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer.value;
  };
  const delays = /** @type {number[]} */ ([]);
  const answers = /** @type {number[]} */ ([]);
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    delays.push(now - last - 10);
    last = now;
  }, 10);
  let isRunning = true;
  const reading = (async () => {
    while (isRunning) {
      const asked = performance.now();
      await call('people.list', { limit: 100 });
      answers.push(performance.now() - asked);
      await new Promise((later) => setTimeout(later, 50));
    }
  })();
  const started = performance.now();
  const handles = /** @type {Picked} */ (await call('app.pickFiles', {})).map(({ handle }) => handle);
  await call('job.wait', /** @type {Job} */ (await call('app.stageFiles', { handles })));
  const fileIds = /** @type {Waiting} */ (await call('sync.staged', {})).map(({ id }) => id);
  const { state } = /** @type {{ state: string }} */ (await call('job.wait', /** @type {Job} */ (await call('sync.apply', { fileIds }))));
  const seconds = (performance.now() - started) / 1000;
  isRunning = false;
  await reading;
  clearInterval(timer);
  /** @param {number[]} values */
  const p99 = (values) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
  return { state, seconds, pageDelay: p99(delays), answer: p99(answers), reads: answers.length };
}

/**
 * The most memory that a process has held so far, in MB; 0 where the system does not tell.
 * @param {number} pid
 */
function peakMemory(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** @param {{ seconds: number, answer: number, reads: number, pageDelay: number, mainDelay: number, memory: number }} measured */
function report({ seconds, answer, reads, pageDelay, mainDelay, memory }) {
  const ratio = Math.max(answer / budgets.answer, pageDelay / budgets.delay, mainDelay / budgets.delay, memory / budgets.memory);
  const parts = [
    `${rows} rows in ${seconds.toFixed(0)} s`,
    `p99 of ${reads} reads ${answer.toFixed(0)} ms of ${budgets.answer}`,
    `p99 delay of the page ${pageDelay.toFixed(0)} ms and of main ${mainDelay.toFixed(0)} ms of ${budgets.delay}`,
    `core ${memory.toFixed(0)} MB of ${budgets.memory}`,
  ];
  console.log(`bench import-window: ratio ${ratio.toFixed(2)} (${parts.join(', ')})`);
  return ratio <= 1 ? 0 : 1;
}
