// @ts-check
/** Installs the packages of package-lock.json when what lies in node_modules is something else. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { withLock } from './lock.mjs';
import { inRoot, userCache } from './paths.mjs';
import { npm } from './run.mjs';
import { Stop, say } from './say.mjs';
import { ensureCompiler } from './system.mjs';

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} Lockfile */

const oldestNode = [20, 18];

/** Makes sure that node_modules holds what package-lock.json says; says so only when there is something to do. */
export async function ensurePackages() {
  requireNode(process.versions.node);
  if (isInstalled()) return;
  await withLock(join(userCache(), 'install.lock'), async () => {
    if (isInstalled()) return;
    await ensureCompiler();
    say('packages: installing with npm ci (compiles SQLite once, about two minutes) …');
    await install(['ci', '--no-fund', '--no-audit']);
    // Where install scripts are off by configuration, the one that the project cannot do without is run by name.
    if (!existsSync(nativeDriver)) await install(['rebuild', 'sqlite3']);
    if (!isInstalled()) throw new Stop('The packages are still incomplete after npm ci. Delete node_modules and try again.');
    say('packages: installed');
  });
}

const nativeDriver = inRoot('node_modules/sqlite3/build/Release/node_sqlite3.node');

function isInstalled() {
  const installed = readLock(inRoot('node_modules/.package-lock.json'));
  const wanted = readLock(inRoot('package-lock.json'));
  if (!wanted) throw new Stop('package-lock.json is missing or unreadable: this is not a complete checkout.');
  return installed !== null && missingPackages(wanted, installed).length === 0 && existsSync(nativeDriver);
}

/** @param {string[]} args */
async function install(args) {
  const { code, output } = await npm(args, { env: installEnvironment(), output: 'capture' });
  if (code === 0) return;
  const told = output.split('\n').filter((line) => !line.startsWith('npm warn EBADENGINE'));
  throw new Stop(`${told.join('\n')}\nnpm ${args[0]} failed (${code}); its output is above.`);
}

/**
 * The environment of an installation: downloads from elsewhere than the registry are left to later steps, and node-gyp
 * compiles against the headers that came with Node where there are any (otherwise it would try to download them).
 * @param {string} [node] the Node executable
 * @returns {NodeJS.ProcessEnv}
 */
export function installEnvironment(node = process.execPath) {
  const prefix = resolve(dirname(node), '..');
  const headers = existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
  return { ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ...headers };
}

/**
 * Paths of packages that the lockfile wants and that are absent or of another version. Optional ones may be absent (other platforms).
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm writes at the end of every installation
 * @returns {string[]}
 */
export function missingPackages(wanted, installed) {
  return Object.entries(wanted.packages ?? {})
    .filter(([path, entry]) => {
      if (path === '' || entry.link) return false;
      const found = installed.packages?.[path];
      return found ? found.version !== entry.version : !(entry.optional || entry.devOptional);
    })
    .map(([path]) => path);
}

/** @param {string} file @returns {Lockfile | null} */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Stops when Node is older than the project supports.
 * @param {string} version such as `20.18.1`
 */
export function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    throw new Stop(`Node ${oldestNode.join('.')} or newer is needed; this is ${version}.`);
  }
}
