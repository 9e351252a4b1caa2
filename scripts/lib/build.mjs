// @ts-check
/** Builds the product when its sources are others than those that were built last. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { inRoot, localCache, root } from './paths.mjs';
import { runTool } from './run.mjs';
import { Stop, say } from './say.mjs';

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const products = ['out/main/index.js', 'out/main/core.js', 'out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const stamp = inRoot('out/sources.sha256');

/** Makes sure that `out/` is the build of what is in the checkout now. */
export async function ensureBuild() {
  if (isCurrent(sourceHash())) return;
  await withLock(join(localCache, 'build.lock'), async () => {
    const hash = sourceHash();
    if (isCurrent(hash)) return;
    say('build: sources are newer than out/, building …');
    const started = Date.now();
    const { code, output } = await runTool('electron-vite', ['build'], { output: 'capture' });
    if (code !== 0) throw new Stop(`${output}\nThe build failed; its output is above.`);
    const absent = products.filter((file) => !existsSync(inRoot(file)));
    if (absent.length > 0) throw new Stop(`${output}\nThe build left out ${absent.join(', ')}.`);
    writeFileSync(stamp, hash);
    say(`build: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
}

/** Makes the next `ensureBuild` build: for work that leaves something else in `out/`, such as the development server. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}

/** @param {string} hash */
function isCurrent(hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && products.every((file) => existsSync(inRoot(file)));
}

/**
 * A hash over names and contents of source files (contents, not dates: a fresh checkout has no useful dates).
 * @param {string} [base]
 * @param {readonly string[]} [names] files and folders below `base`; absent ones are passed over
 */
export function sourceHash(base = root, names = sources) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesBelow(base, name))) {
    const content = readFileSync(join(base, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} base
 * @param {string} name
 * @returns {string[]} relative paths, sorted
 */
function filesBelow(base, name) {
  const path = join(base, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesBelow(base, join(name, entry)));
}
