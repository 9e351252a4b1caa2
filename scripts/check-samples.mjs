// @ts-check
/**
 * `npm run check:samples -- DIR`: imports every file of a folder of real exports into a scratch workspace and prints what became of it.
 * Without DIR: $TONGHAO_SAMPLES, else the folder beside the checkout, else nothing to do.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot, whereTheUserStands } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, Stop } from './lib/say.mjs';

main(async () => {
  const [named, ...rest] = process.argv.slice(2);
  const cwd = whereTheUserStands();
  const folder = named ? resolve(cwd, named) : defaultFolder();
  if (folder === null) {
    process.stdout.write('samples: skipped\n');
    return 0;
  }
  if (!existsSync(folder)) throw new Stop(`There is no folder ${folder}.`);
  await ensurePackages();
  await ensureBuild();
  return (await run(process.execPath, [inRoot('out/main/cli.js'), 'check-samples', folder, ...rest])).code;
});

function defaultFolder() {
  const beside = inRoot('../shared/fixtures');
  return process.env.TONGHAO_SAMPLES || (existsSync(beside) ? beside : null);
}
