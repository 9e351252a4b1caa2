// @ts-check
/**
 * `bench startup`: from the start of the process to the interactive Overview of the demo workspace, against an Electron window with an
 * empty page under the same `app://` protocol; both end when what they show has been painted. Medians of five, taken in turn so that both meet the same machine. Budget: 1.5.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { electronSwitches, rerunUnderDisplay } from '../../scripts/lib/display.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { ensureRuntime } from '../../scripts/lib/runtime.mjs';
import { main, Stop } from '../../scripts/lib/say.mjs';

const starts = 5;
const budget = 1.5;
const readyLine = 'tonghao:ready';
const loadedLine = 'tonghao:loaded';
const patience = 60_000;

main(async () => {
  const rerun = await rerunUnderDisplay();
  if (rerun !== null) return rerun;
  const { executable } = await ensureRuntime();
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-startup-'));
  try {
    const workspace = join(dir, 'demo.tonghao');
    const { code, output } = await run(process.execPath, [inRoot('out/main/cli.js'), 'demo', '--workspace', workspace], {
      output: 'capture',
    });
    if (code !== 0) throw new Stop(`${output}\nbench startup: the demo workspace could not be made`);
    const app = () => start(executable, [`--user-data-dir=${join(dir, 'app')}`, '--report-ready', '--workspace', workspace]);
    const blank = () => start(executable, [`--user-data-dir=${join(dir, 'blank')}`, '--blank-window']);
    return report(await inTurn(app, blank));
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

/** @typedef {{ ready: number, loaded: number }} Start */

/**
 * @param {() => Promise<Start>} app
 * @param {() => Promise<Start>} blank
 */
async function inTurn(app, blank) {
  // The first start of each makes its profile and warms the disk cache; it is not counted.
  await app();
  await blank();
  /** @type {{ app: Start[], blank: Start[] }} */
  const times = { app: [], blank: [] };
  for (let n = 0; n < starts; n++) {
    times.app.push(await app());
    times.blank.push(await blank());
  }
  return times;
}

/** @param {{ app: Start[], blank: Start[] }} times milliseconds */
function report(times) {
  const app = median(times.app.map(({ ready }) => ready));
  const blank = median(times.blank.map(({ ready }) => ready));
  const loaded = median(times.blank.map((start) => start.loaded));
  const ratio = app / blank;
  const detail = `Overview ${app.toFixed(0)} ms, blank window ${blank.toFixed(0)} ms and ${loaded.toFixed(0)} ms without its paint, median of ${starts}, budget ${budget}`;
  console.log(`bench startup: ratio ${ratio.toFixed(2)} (${detail})`);
  return ratio <= budget ? 0 : 1;
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Starts the app, waits for it to say that it is ready, and ends it.
 * @param {string} executable
 * @param {string[]} args
 * @returns {Promise<Start>} milliseconds from the start of the process
 */
function start(executable, args) {
  return new Promise((resolve, reject) => {
    const begun = process.hrtime.bigint();
    const child = spawn(executable, [...electronSwitches(), ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    /** @type {number | null} */
    let loaded = null;
    /** @type {number | null} */
    let elapsed = null;
    const timeout = setTimeout(() => child.kill('SIGKILL'), patience);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const since = Number(process.hrtime.bigint() - begun) / 1e6;
      if (line.trim() === loadedLine) loaded ??= since;
      if (line.trim() !== readyLine || elapsed !== null) return;
      elapsed = since;
      child.kill('SIGTERM');
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timeout);
      if (elapsed === null) reject(new Stop(`bench startup: ${args.join(' ')} ended (${code ?? signal}) without "${readyLine}"`));
      else resolve({ ready: elapsed, loaded: loaded ?? elapsed });
    });
  });
}
