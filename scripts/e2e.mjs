// @ts-check
/** `npm run test:e2e`: the real window, driven by Playwright. Arguments go to Playwright (a file name, `-g name`, …). */
import { rmSync } from 'node:fs';
import { ensureBuild } from './lib/build.mjs';
import { rerunUnderDisplay } from './lib/display.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { runTool } from './lib/run.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';

main(async () => {
  await ensurePackages();
  const rerun = await rerunUnderDisplay();
  if (rerun !== null) return rerun;
  const runtime = await ensureRuntime();
  await ensureBuild();
  rmSync(inRoot('test-results/e2e.json'), { force: true });
  const args = ['test', '--config', 'tests/playwright.config.ts', ...process.argv.slice(2)];
  const env = { TONGHAO_ELECTRON: runtime.executable, TONGHAO_ELECTRON_VERSION: runtime.version, ELECTRON_RUN_AS_NODE: undefined };
  return (await runTool('@playwright/test:playwright', args, { env })).code;
});
