import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceHash } from '../../scripts/lib/build.mjs';
import { countPlaywright, countVitest, sum } from '../../scripts/lib/counts.mjs';
import { electronSwitches, hasDisplay } from '../../scripts/lib/display.mjs';
import { withLock } from '../../scripts/lib/lock.mjs';
import { installEnvironment, missingPackages, requireNode } from '../../scripts/lib/packages.mjs';
import { userCache, whereTheUserStands } from '../../scripts/lib/paths.mjs';
import { parseMissingLibraries } from '../../scripts/lib/system.mjs';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-set-up-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('packages', () => {
  const wanted = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };

  it('are complete when every version is there, optional ones aside', () => {
    expect(missingPackages(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toEqual([]);
  });

  it('are installed again when one is absent or of another version', () => {
    expect(missingPackages(wanted, { packages: {} })).toEqual(['node_modules/a']);
    expect(missingPackages(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toEqual(['node_modules/a']);
    const stale = { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } } };
    expect(missingPackages(wanted, stale)).toEqual(['node_modules/b']);
  });

  it('compile against the headers beside Node, when there are any', () => {
    expect(installEnvironment(join(dir, 'bin/node')).npm_config_nodedir).toBeUndefined();
    mkdirSync(join(dir, 'include/node'), { recursive: true });
    writeFileSync(join(dir, 'include/node/node.h'), '');
    expect(installEnvironment(join(dir, 'bin/node')).npm_config_nodedir).toBe(dir);
  });

  it('need Node 20.18 or newer', () => {
    expect(() => requireNode('20.17.0')).toThrow(/20\.18 or newer/);
    expect(() => requireNode('18.20.4')).toThrow(/this is 18\.20\.4/);
    for (const version of ['20.18.0', '22.1.0', '24.0.0']) expect(() => requireNode(version)).not.toThrow();
  });
});

describe('display', () => {
  it('is one on Linux only when X or Wayland is named', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':99' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });

  it('leaves the sandbox on for everyone but root', () => {
    expect(electronSwitches({ DISPLAY: ':0' }, { platform: 'linux', uid: 1000 })).toEqual([]);
    expect(electronSwitches({ DISPLAY: ':0' }, { platform: 'linux', uid: 0 })).toEqual(['--no-sandbox']);
    expect(electronSwitches({}, { platform: 'win32', uid: undefined })).toEqual([]);
  });

  it('names Wayland where there is no X', () => {
    expect(electronSwitches({ WAYLAND_DISPLAY: 'wayland-0' }, { platform: 'linux', uid: 1000 })).toEqual(['--ozone-platform=wayland']);
    expect(electronSwitches({ WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, { platform: 'linux', uid: 1000 })).toEqual([]);
  });
});

describe('build', () => {
  it('is made again when a source changes, appears, moves or goes, and not when only its date does', () => {
    mkdirSync(join(dir, 'src/deep'), { recursive: true });
    const file = join(dir, 'src/deep/a.ts');
    writeFileSync(file, 'one');
    const first = sourceHash(dir, ['src', 'absent']);
    writeFileSync(file, 'one');
    expect(sourceHash(dir, ['src', 'absent'])).toBe(first);
    writeFileSync(file, 'two');
    const second = sourceHash(dir, ['src', 'absent']);
    expect(second).not.toBe(first);
    writeFileSync(join(dir, 'src/b.ts'), '');
    expect(sourceHash(dir, ['src', 'absent'])).not.toBe(second);
    rmSync(join(dir, 'src/b.ts'));
    expect(sourceHash(dir, ['src', 'absent'])).toBe(second);
    rmSync(file);
    writeFileSync(join(dir, 'src/a.ts'), 'two');
    expect(sourceHash(dir, ['src', 'absent'])).not.toBe(second);
  });
});

describe('closing line', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
    expect(countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 0 }, errors: [{}] })).toEqual({ passed: 3, failed: 2 });
  });

  it('adds the runners up', () => {
    expect(sum([])).toEqual({ passed: 0, failed: 0 });
    const both = sum([
      { passed: 2, failed: 1 },
      { passed: 3, failed: 0 },
    ]);
    expect(both).toEqual({ passed: 5, failed: 1 });
  });
});

describe('lock', () => {
  it('lets one at a time through', async () => {
    const file = join(dir, 'one.lock');
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(file, work('a')), withLock(file, work('b'))]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('is taken over from a process that died', async () => {
    const file = join(dir, 'one.lock');
    // Above the largest process id that Linux hands out.
    writeFileSync(file, '4194999');
    expect(await withLock(file, async () => 'done')).toBe('done');
  });

  it('is given back when the work fails', async () => {
    const file = join(dir, 'one.lock');
    await expect(withLock(file, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await withLock(file, async () => 'done')).toBe('done');
  });
});

describe('places', () => {
  it('keeps downloads in the cache folder of the system', () => {
    expect(userCache({}, 'linux', '/home/me')).toBe('/home/me/.cache/tonghao');
    expect(userCache({ XDG_CACHE_HOME: '/big' }, 'linux', '/home/me')).toBe('/big/tonghao');
    expect(userCache({}, 'darwin', '/Users/me')).toBe('/Users/me/Library/Caches/tonghao');
    expect(userCache({ TONGHAO_CACHE: '/elsewhere' }, 'linux', '/home/me')).toBe('/elsewhere');
  });

  it("reads paths from the user's folder under npm, and from its own without", () => {
    const npm = { INIT_CWD: '/home/me', npm_lifecycle_script: 'node scripts/tonghao.mjs' };
    expect(whereTheUserStands(npm, '/p/scripts/tonghao.mjs')).toBe('/home/me');
    expect(whereTheUserStands({ ...npm, npm_lifecycle_script: 'node scripts/test.mjs' }, '/p/scripts/tonghao.mjs')).toBe(process.cwd());
    expect(whereTheUserStands({}, '/p/scripts/tonghao.mjs')).toBe(process.cwd());
  });

  it('reads missing libraries from the output of ldd', () => {
    const output =
      '\tlinux-vdso.so.1 (0x0)\n\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibnss3.so => not found\n';
    expect(parseMissingLibraries(output)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });
});
