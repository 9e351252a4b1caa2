// @ts-check
/** `npm run bench -- [NAME…]`: runs the measurements of tests/bench, all of them when none is named. Each prints `bench NAME: ratio R (…)`. */
import { readdirSync, readFileSync } from 'node:fs';
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, Stop } from './lib/say.mjs';
import { ensureSqliteShell } from './lib/system.mjs';

main(async () => {
  const known = readdirSync(inRoot('tests/bench'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -'.mjs'.length))
    // A measurement prints its name; the other files are its helpers.
    .filter((name) => readFileSync(inRoot('tests/bench', `${name}.mjs`), 'utf8').includes('`bench '));
  // `import` means `import-large` as well.
  const asked = process.argv.slice(2);
  const wanted = known.filter((name) => asked.some((one) => name === one || name.startsWith(`${one}-`)));
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Stop(`No such measurement: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  await ensurePackages();
  await ensureSqliteShell();
  await ensureBuild();
  let failed = 0;
  for (const name of wanted.length > 0 ? wanted : known) {
    const { code } = await run(process.execPath, [inRoot('tests/bench', `${name}.mjs`)]);
    failed = Math.max(failed, code);
  }
  return failed;
});
