// @ts-check
/** Debian packages that the project needs: installed when that is allowed, named in one command when not. */
import { existsSync } from 'node:fs';
import { onPath, run, runTool } from './run.mjs';
import { Stop, say } from './say.mjs';

/** Whether this process may install system packages. */
function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get');
}

let listsUpdated = false;

/**
 * Installs Debian packages.
 * @param {readonly string[]} packages
 * @param {string} purpose ends the line that is printed
 */
async function aptInstall(packages, purpose) {
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  say(`system: installing ${packages.join(', ')} (${purpose}) …`);
  if (!listsUpdated) await run('apt-get', ['update', '-qq'], { output: 'capture', env: environment });
  listsUpdated = true;
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    output: 'capture',
    env: environment,
  });
  if (code !== 0) throw new Stop(`${output}\napt-get could not install ${packages.join(' ')}.`);
}

/**
 * The one command a user without root rights runs.
 * @param {readonly string[]} packages
 */
function command(packages) {
  return `sudo apt-get install -y ${packages.join(' ')}`;
}

/** What node-gyp needs to compile SQLite's driver. Without root rights it goes on: a ready-made binary may be downloadable. */
export async function ensureCompiler() {
  if (process.platform !== 'linux') return;
  const missing = [
    ['python3', 'python3'],
    ['make', 'make'],
    ['g++', 'g++'],
  ].flatMap(([program = '', name = '']) => (onPath(program) ? [] : [name]));
  if (missing.length === 0) return;
  if (mayInstall()) await aptInstall(missing, 'to compile the SQLite driver');
  else say(`system: if the next step fails, run: ${command(missing)}`);
}

/** A virtual X display. */
export async function ensureVirtualDisplay() {
  // xvfb-run stops without xauth, which the xvfb package only recommends.
  const missing = [
    ['xvfb-run', 'xvfb'],
    ['xauth', 'xauth'],
  ].flatMap(([program = '', name = '']) => (onPath(program) ? [] : [name]));
  if (missing.length === 0) return;
  if (!mayInstall()) throw new Stop(`There is no display here and no virtual one either. Run: ${command(missing)}`);
  await aptInstall(missing, 'virtual display');
}

/** SQLite's own command line, against which the import is measured. */
export async function ensureSqliteShell() {
  if (onPath('sqlite3')) return;
  if (!mayInstall()) throw new Stop(`The sqlite3 command is needed for this measurement. Run: ${command(['sqlite3'])}`);
  await aptInstall(['sqlite3'], 'to measure against');
}

/**
 * The libraries that an Electron executable links against, and a font for Chinese text.
 * @param {string} executable
 */
export async function ensureLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  if (missing.length > 0) await installLibraries(executable, missing);
  if (await hasChineseFont()) return;
  if (mayInstall()) await aptInstall(['fonts-noto-cjk', 'fontconfig'], 'Chinese text');
  else say(`system: no font for Chinese text found; run: ${command(['fonts-noto-cjk'])}`);
}

/**
 * @param {string} executable
 * @param {readonly string[]} missing
 */
async function installLibraries(executable, missing) {
  const byHand = `Run: sudo npx playwright install-deps chromium && ${command(['libgtk-3-0'])}`;
  if (!mayInstall()) throw new Stop(`Electron cannot start here: ${missing.join(', ')} missing. ${byHand}`);
  say(`system: ${missing.length} libraries missing, installing what Electron needs …`);
  const deps = await runTool('playwright', ['install-deps', 'chromium'], { output: 'capture' });
  if (deps.code !== 0) throw new Stop(`${deps.output}\nThe libraries could not be installed. ${byHand}`);
  await aptInstall(['libgtk-3-0'], 'windows');
  const still = await missingLibraries(executable);
  if (still.length > 0) throw new Stop(`Electron still cannot start here: ${still.join(', ')} missing.`);
}

/** @param {string} executable */
async function missingLibraries(executable) {
  if (!onPath('ldd')) return [];
  return parseMissingLibraries((await run('ldd', [executable], { output: 'capture' })).output);
}

/**
 * Library names that `ldd` reports as not found.
 * @param {string} output
 */
export function parseMissingLibraries(output) {
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

async function hasChineseFont() {
  if (!onPath('fc-list')) return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
  const { output } = await run('fc-list', [':lang=zh', 'family'], { output: 'capture' });
  return output.trim() !== '';
}
