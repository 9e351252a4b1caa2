import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { integrityOf } from '../../scripts/lib/archive.mjs';
import { fallback, fallbackExists, fallbackFolder, isPrepared, isUnchanged } from '../../scripts/lib/fallback.mjs';
import { executableIn, findRuntime, runtimeLine } from '../../scripts/lib/runtime.mjs';

const places = { override: '/by/hand', installed: '/installed', fallback: '/cached' };

function machineWith(...folders: string[]) {
  return { hasExecutable: (dist: string) => folders.includes(dist), isPrepared: (dist: string) => folders.includes(dist) };
}

describe('which Electron runtime is used', () => {
  it('prefers the one the user named over all others', () => {
    expect(findRuntime(places, machineWith('/by/hand', '/installed', '/cached'))).toEqual({ source: 'override', folder: '/by/hand' });
  });

  it('never silently replaces a named runtime that is not there', () => {
    expect(() => findRuntime(places, machineWith('/installed', '/cached'))).toThrow(/ELECTRON_OVERRIDE_DIST_PATH names \/by\/hand/);
  });

  it('takes the installed one before the cached fallback', () => {
    const unnamed = { ...places, override: undefined };
    expect(findRuntime(unnamed, machineWith('/installed', '/cached'))).toEqual({ source: 'installed', folder: '/installed' });
    expect(findRuntime(unnamed, machineWith('/cached'))).toEqual({ source: 'fallback', folder: '/cached' });
  });

  it('leaves a machine that has none to the downloads', () => {
    expect(findRuntime({ ...places, override: undefined }, machineWith())).toBeNull();
  });

  it('names version, origin and folder in one line', () => {
    expect(runtimeLine({ source: 'fallback', dist: '/cached', version: '33.2.1' })).toBe('runtime 33.2.1 (cached fallback: /cached)');
  });

  it('knows the executable of each system', () => {
    expect(executableIn('/d', 'linux')).toBe(join('/d', 'electron'));
    expect(executableIn('/d', 'win32')).toBe(join('/d', 'electron.exe'));
    expect(executableIn('/d', 'darwin')).toBe(join('/d', 'Electron.app/Contents/MacOS/Electron'));
  });
});

describe('the cached fallback', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tonghao-fallback-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function prepare(change: object = {}) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'electron'), 'an executable');
    const executable = await integrityOf(join(folder, 'electron'));
    const receipt = { recipe: 1, integrity: fallback.integrity, bytes: 13, executable, ...change };
    writeFileSync(join(folder, 'receipt.json'), JSON.stringify(receipt));
  }

  it('counts only with a receipt', async () => {
    expect(isPrepared(folder)).toBe(false);
    await prepare();
    expect(isPrepared(folder)).toBe(true);
  });

  it('is made anew after another archive, an older recipe or a torn executable', async () => {
    await prepare({ integrity: 'sha512-other' });
    expect(isPrepared(folder)).toBe(false);
    await prepare({ recipe: 0 });
    expect(isPrepared(folder)).toBe(false);
    await prepare({ bytes: 14 });
    expect(isPrepared(folder)).toBe(false);
  });

  it('is refused when a byte of the executable changed', async () => {
    await prepare();
    expect(await isUnchanged(folder)).toBe(true);
    writeFileSync(join(folder, 'electron'), 'An executable');
    expect(isPrepared(folder)).toBe(true);
    expect(await isUnchanged(folder)).toBe(false);
  });

  it('exists for one kind of machine', () => {
    expect(fallbackExists('linux', 'x64')).toBe(true);
    expect(fallbackExists('linux', 'arm64')).toBe(false);
    expect(fallbackExists('darwin', 'x64')).toBe(false);
  });

  it('lies outside the checkout', () => {
    expect(fallbackFolder('/home/me/.cache/tonghao')).toBe(join('/home/me/.cache/tonghao', 'electron-33.2.1'));
  });
});
