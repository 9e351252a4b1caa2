// @ts-check
/**
 * The type definitions of the oldest Electron that the code has to run on. Fetched on their own: as a dependency that package would
 * try to download its runtime at every installation.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchPackage } from './archive.mjs';
import { inRoot, localCache, userCache } from './paths.mjs';
import { say } from './say.mjs';

const source = {
  name: 'electron',
  version: '33.2.1',
  integrity: 'sha512-SG/nmSsK9Qg1p6wAW+ZfqU+AV8cmXMTIklUL18NnOKfZLlum4ZsDoVdmmmlL39ZmeCaq27dr7CgslRPahfoVJg==',
};

/** A tsconfig that checks the same code against them. */
export const oldElectronConfig = inRoot('scripts/tsconfig.electron-33.json');

/** Puts the definitions where that tsconfig expects them. */
export async function ensureOldElectronTypes() {
  const wanted = join(localCache, `electron-${source.version}-types`, 'electron.d.ts');
  if (existsSync(wanted)) return;
  const shared = join(userCache(), `electron-${source.version}.d.ts`);
  if (!existsSync(shared)) await fetchTypes(shared);
  mkdirSync(dirname(wanted), { recursive: true });
  copyFileSync(shared, wanted);
}

/** @param {string} target */
async function fetchTypes(target) {
  say(`types: fetching the definitions of Electron ${source.version} …`);
  mkdirSync(userCache(), { recursive: true });
  const work = mkdtempSync(join(userCache(), 'types-'));
  try {
    copyFileSync(join(await fetchPackage(source, work), 'electron.d.ts'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
