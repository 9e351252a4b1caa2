// @ts-check
/** `npm run demo:files`: writes the demo creator's exports into resources/demo again (same input, same bytes). */
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';

main(async () => {
  await ensurePackages();
  return (await run(process.execPath, [inRoot('scripts/demo/index.mjs'), ...process.argv.slice(2)])).code;
});
