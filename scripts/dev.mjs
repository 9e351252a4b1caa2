// @ts-check
/** `npm run dev`: the window with hot reload; main and preload are built anew and restarted when they change. */
import { forgetBuild } from './lib/build.mjs';
import { electronSwitches, rerunUnderDisplay } from './lib/display.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runTool } from './lib/run.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';

main(async () => {
  await ensurePackages();
  const rerun = await rerunUnderDisplay();
  if (rerun !== null) return rerun;
  const runtime = await ensureRuntime();
  forgetBuild();
  const args = ['dev', '--watch', '--', ...electronSwitches(), ...process.argv.slice(2)];
  return (await runTool('electron-vite', args, { env: { ELECTRON_EXEC_PATH: runtime.executable } })).code;
});
