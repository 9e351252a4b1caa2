// @ts-check
/** Where things lie: in the checkout, and in the user's cache folder. */
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../..');

/**
 * A path inside the checkout.
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** Folder for what belongs to this checkout alone and can be made again (never committed). */
export const localCache = inRoot('.cache');

/**
 * The folder shared by all checkouts of one user, for downloads that are worth keeping.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 * @param {string} [home]
 */
export function userCache(env = process.env, platform = process.platform, home = homedir()) {
  if (env.TONGHAO_CACHE) return resolve(env.TONGHAO_CACHE);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'tonghao');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'tonghao', 'Cache');
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'tonghao');
}

/**
 * The folder that relative paths on the command line are meant from: npm runs scripts in the project's folder and keeps the user's in
 * INIT_CWD. A script started without npm may have inherited somebody else's INIT_CWD, so it counts only together with npm's other mark.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [script] path of the running script
 */
export function whereTheUserStands(env = process.env, script = process.argv[1] ?? '') {
  return env.INIT_CWD && env.npm_lifecycle_script?.includes(basename(script)) ? env.INIT_CWD : process.cwd();
}
