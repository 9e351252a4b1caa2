// @ts-check
/** `npm run package`: an unpacked app in dist/, made by electron-builder around the runtime that this machine has. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { localCache } from './lib/paths.mjs';
import { runTool } from './lib/run.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main, Stop, say } from './lib/say.mjs';

main(async () => {
  await ensurePackages();
  const runtime = await ensureRuntime();
  await ensureBuild();
  if (runtime.source === 'fallback') {
    say(`package: made with the development runtime ${runtime.version}; good for tests, not for giving away`);
  }
  // A copy of its own, bytes included: the packager changes fuses in the executable, which must not reach the shared runtime.
  const dist = join(localCache, 'package-runtime');
  rmSync(dist, { recursive: true, force: true });
  cpSync(runtime.dist, dist, { recursive: true, verbatimSymlinks: true });
  rmSync(join(dist, 'receipt.json'), { force: true });
  say('package: running electron-builder …');
  const target = process.platform === 'darwin' ? '--mac' : process.platform === 'win32' ? '--win' : '--linux';
  const config = [`-c.electronDist=${dist}`, `-c.electronVersion=${runtime.version}`];
  const { code, output } = await runTool('electron-builder', [target, 'dir', '--publish', 'never', ...config], { output: 'capture' });
  rmSync(dist, { recursive: true, force: true });
  if (code !== 0) throw new Stop(`${output}\nelectron-builder failed; its output is above.`);
  say('package: done, see dist/');
  return 0;
});
