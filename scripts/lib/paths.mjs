// @ts-check
/** Where things lie: in the checkout, and in the user's cache folder. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

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
