// @ts-check
/** `npm run -s tonghao -- <command>`: the command line of the product. Its stdout is the command's alone; set-up speaks on stderr. */
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot, whereTheUserStands } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, sayOnStderr } from './lib/say.mjs';

main(async () => {
  sayOnStderr();
  await ensurePackages();
  await ensureBuild();
  const cwd = whereTheUserStands();
  return (await run(process.execPath, [inRoot('out/main/cli.js'), ...process.argv.slice(2)], { cwd })).code;
});
