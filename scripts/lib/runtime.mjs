// @ts-check
/** Finds the Electron runtime for this checkout and makes the checkout's own copy of it. */
import { constants, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fallbackFolder, fetchFallback, isPrepared, isUnchanged } from './fallback.mjs';
import { withLock } from './lock.mjs';
import { inRoot, localCache, root } from './paths.mjs';
import { run, toolPath } from './run.mjs';
import { Stop, say } from './say.mjs';
import { ensureLibraries } from './system.mjs';

/**
 * @typedef {'override' | 'installed' | 'fallback'} Source
 * @typedef {{ source: Source, folder: string }} Found an unpacked runtime
 * @typedef {object} Runtime
 * @property {Source} source
 * @property {string} dist the unpacked runtime as found, without this project in it
 * @property {string} executable this checkout's copy: starts the checkout's app without being told a folder
 * @property {string} version
 */

/** Minutes that the official download may take before the fallback is fetched instead. */
const downloadMinutes = 5;

const officialDist = inRoot('node_modules/electron/dist');

/**
 * The executable inside an unpacked runtime.
 * @param {string} dist
 * @param {string} [platform]
 */
export function executableIn(dist, platform = process.platform) {
  if (platform === 'darwin') return join(dist, 'Electron.app/Contents/MacOS/Electron');
  return join(dist, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** @param {string} dist */
function resourcesIn(dist) {
  return join(dist, process.platform === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources');
}

/**
 * The first runtime that is already on this machine, in the fixed order: named by the user, installed, cached fallback.
 * @param {{ override?: string | undefined, installed: string, fallback: string }} places
 * @param {{ hasExecutable: (dist: string) => boolean, isPrepared: (dist: string) => boolean }} check
 * @returns {Found | null}
 */
export function findRuntime({ override, installed, fallback }, check) {
  if (override) {
    if (check.hasExecutable(override)) return { source: 'override', folder: override };
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, but there is no Electron executable in it.`);
  }
  if (check.hasExecutable(installed)) return { source: 'installed', folder: installed };
  if (check.isPrepared(fallback)) return { source: 'fallback', folder: fallback };
  return null;
}

/** The runtime on this machine, else the official download, else the fallback. */
async function findOrFetch() {
  const places = { override: process.env.ELECTRON_OVERRIDE_DIST_PATH, installed: officialDist, fallback: fallbackFolder() };
  const check = { hasExecutable: (/** @type {string} */ dist) => existsSync(executableIn(dist)), isPrepared };
  const found = findRuntime(places, check);
  if (found) return found;
  if (await downloadOfficial()) return /** @type {Found} */ ({ source: 'installed', folder: officialDist });
  return /** @type {Found} */ ({ source: 'fallback', folder: await fetchFallback() });
}

async function downloadOfficial() {
  say('electron: none on this machine yet, trying the official download …');
  const script = toolPath('electron', 'install-electron');
  const { code, output } = await run(process.execPath, [script], { output: 'capture', timeout: downloadMinutes * 60_000 });
  if (code === 0 && existsSync(executableIn(officialDist))) return true;
  const reason = output.match(/^.*\b(ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|HTTPError|fetch failed).*$/m)?.[0].trim();
  say(`electron: the official download did not work (${reason ?? `exit code ${code}`})`);
  // What an interrupted download left must not be taken for a runtime.
  rmSync(officialDist, { recursive: true, force: true });
  return false;
}

/**
 * The runtime for this checkout, ready to start, with the libraries it needs. Says in one line which one it is.
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime() {
  const found = await findOrFetch();
  const copy = await withLock(join(localCache, 'runtime.lock'), () => copyForCheckout(found));
  const runtime = { source: found.source, dist: found.folder, executable: executableIn(copy), version: versionOf(found) };
  say(`electron: ${runtimeLine(runtime)}`);
  await ensureLibraries(runtime.executable);
  return runtime;
}

/**
 * One line that names a runtime.
 * @param {Pick<Runtime, 'source' | 'dist' | 'version'>} runtime
 */
export function runtimeLine({ source, dist, version }) {
  const origin = { override: 'ELECTRON_OVERRIDE_DIST_PATH', installed: 'node_modules/electron', fallback: 'cached fallback' }[source];
  return `runtime ${version} (${origin}: ${dist})`;
}

/** @param {Found} found */
function versionOf({ folder }) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'of unknown version';
  }
}

/**
 * A copy of the runtime that shares its bytes (hard links where the disk allows) and holds a link to this checkout as its app:
 * the fallback ignores a folder on its command line, and a link inside the shared runtime would belong to one checkout only.
 * @param {Found} found
 * @returns {Promise<string>} folder of the copy
 */
async function copyForCheckout(found) {
  const copy = join(localCache, 'electron');
  const receipt = join(localCache, 'electron.json');
  const identity = JSON.stringify({ from: found.folder, version: versionOf(found), bytes: statSync(executableIn(found.folder)).size });
  if (existsSync(executableIn(copy)) && existsSync(receipt) && readFileSync(receipt, 'utf8') === identity) return copy;
  if (found.source === 'fallback' && !(await isUnchanged(found.folder))) {
    throw new Stop(`The cached runtime in ${found.folder} is damaged. Delete that folder and try again.`);
  }
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(localCache, { recursive: true });
  await copyTree(found.folder, copy);
  linkApp(resourcesIn(copy));
  writeFileSync(receipt, identity);
  return copy;
}

/** @param {string} resources */
function linkApp(resources) {
  mkdirSync(resources, { recursive: true });
  const link = join(resources, 'app');
  rmSync(link, { recursive: true, force: true });
  // Relative, so that a checkout that is moved takes its runtime along; Windows' junctions are absolute.
  if (process.platform === 'win32') symlinkSync(root, link, 'junction');
  else symlinkSync(relative(dirname(link), root), link);
}

/**
 * @param {string} from
 * @param {string} to
 */
async function copyTree(from, to) {
  if (process.platform === 'linux') {
    if ((await run('cp', ['-al', from, to], { output: 'capture' })).code === 0) return;
    // Hard links do not cross disks.
    rmSync(to, { recursive: true, force: true });
  }
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
}
