// @ts-check
/** Part of the lint: every source file imports only what its place allows (`lib/dependency-rules.mjs`). Prints the violations. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { violations } from './lib/dependency-rules.mjs';
import { root } from './lib/paths.mjs';
import { main } from './lib/say.mjs';

main(async () => {
  const base = resolve(process.argv[2] ?? root);
  const files = ['electron', 'renderer', 'shared'].flatMap((folder) => sourcesBelow(base, folder));
  const found = files.flatMap((file) => violations(file, readFileSync(join(base, file), 'utf8')));
  for (const line of found) process.stderr.write(`${line}\n`);
  process.stdout.write(`dependencies: ${files.length} files, ${found.length} violations\n`);
  // Nothing to look at would look like success.
  return found.length > 0 || files.length === 0 ? 1 : 0;
});

/**
 * @param {string} base
 * @param {string} folder
 */
function sourcesBelow(base, folder) {
  const names = readdirSync(join(base, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.(ts|tsx|mts|cts|js|mjs|cjs)$/.test(name)).map((name) => `${folder}/${name.split(sep).join('/')}`);
}
