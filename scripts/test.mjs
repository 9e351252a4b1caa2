// @ts-check
/**
 * `npm test`: lint, types, build, unit and format tests, the real window, real samples. What is quick and fails often comes first; a
 * failing step up to the unit tests ends the run. The closing line adds up what the two test runners report.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuild } from './lib/build.mjs';
import { countPlaywright, countVitest, sum } from './lib/counts.mjs';
import { ensureOldElectronTypes, oldElectronConfig } from './lib/old-electron-types.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run, runTool } from './lib/run.mjs';
import { main, Stop, say } from './lib/say.mjs';

/** @typedef {import('./lib/counts.mjs').Counts} Counts */

const unitReport = inRoot('test-results/unit.json');
const windowReport = inRoot('test-results/e2e.json');

main(async () => {
  await ensurePackages();
  rmSync(inRoot('test-results'), { recursive: true, force: true });
  mkdirSync(inRoot('test-results'), { recursive: true });
  await lint();
  await types();
  // Some unit tests start the built command line.
  await step('build', ensureBuild);
  const unit = await tests('unit and format tests', unitReport, countVitest, () =>
    runTool('vitest', [
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ]),
  );
  if (!unit.ok) return close([unit.counts], false);
  const window = await tests('end-to-end tests in the real window', windowReport, countPlaywright, () => script('e2e.mjs'));
  const samples = await step('real samples', async () => (await script('check-samples.mjs')).code === 0);
  return close([unit.counts, window.counts], window.ok && samples);
});

async function lint() {
  await required('lint', () => runTool('@biomejs/biome', ['check', '--error-on-warnings', '.']));
  await required('lint: who imports what', () => script('check-dependencies.mjs'));
}

async function types() {
  await required('types', () => runTool('typescript:tsc', ['--noEmit', '-p', 'tsconfig.json']));
  await ensureOldElectronTypes();
  await required('types, against the oldest Electron', () => runTool('typescript:tsc', ['--noEmit', '-p', oldElectronConfig]));
}

/** @param {string} name */
function script(name) {
  return run(process.execPath, [inRoot('scripts', name)]);
}

/**
 * Runs a step and says how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 */
async function step(name, work) {
  say(`test: ${name} …`);
  const started = Date.now();
  const result = await work();
  say(`test: ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/**
 * A step without which the others are not worth running.
 * @param {string} name
 * @param {() => Promise<{ code: number }>} work
 */
async function required(name, work) {
  const { code } = await step(name, work);
  if (code !== 0) throw new Stop(`test: ${name} failed`);
}

/**
 * Runs a test runner and reads its report.
 * @template R
 * @param {string} name
 * @param {string} report
 * @param {(report: R) => Counts} count
 * @param {() => Promise<{ code: number }>} work
 */
async function tests(name, report, count, work) {
  const { code } = await step(name, work);
  const counts = readCounts(report, count);
  // A runner that ran nothing has proved nothing.
  return { counts, ok: code === 0 && counts.passed > 0 && counts.failed === 0 };
}

/**
 * @template R
 * @param {string} report
 * @param {(report: R) => Counts} count
 */
function readCounts(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    say(`test: no report in ${report} (${error instanceof Error ? error.message : error})`);
    return { passed: 0, failed: 0 };
  }
}

/**
 * @param {Counts[]} counts
 * @param {boolean} ok
 */
function close(counts, ok) {
  const total = sum(counts);
  if (!ok) say('test: something above failed');
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return ok ? 0 : 1;
}
