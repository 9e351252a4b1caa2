// @ts-check
/**
 * `npm start`: from a fresh clone to the open window. Without a display the same work is done on the command line instead:
 * the demo creator's exports go into a workspace and the Overview is printed as text.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { electronSwitches, hasDisplay } from './lib/display.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot, localCache, whereTheUserStands } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main, say } from './lib/say.mjs';

main(async () => {
  await ensurePackages();
  return hasDisplay() ? openWindow(process.argv.slice(2)) : printOverview();
});

/** @param {string[]} args */
async function openWindow(args) {
  const runtime = await ensureRuntime();
  await ensureBuild();
  say('window: opening (it stays open until you close it)');
  const options = { cwd: whereTheUserStands(), env: { ELECTRON_RUN_AS_NODE: undefined } };
  const { code, output } = await run(runtime.executable, [...electronSwitches(), ...args], options);
  if (output) process.stderr.write(output);
  return code;
}

async function printOverview() {
  say('display: there is none here, so no window; importing the demo creator on the command line instead');
  await ensureBuild();
  mkdirSync(localCache, { recursive: true });
  const workspace = join(localCache, 'demo.tonghao');
  for (const command of ['demo', 'overview']) {
    const { code } = await run(process.execPath, [inRoot('out/main/cli.js'), command, '--workspace', workspace]);
    if (code !== 0) return code;
  }
  say(`workspace: ${workspace}`);
  return 0;
}
