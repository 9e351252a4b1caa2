// @ts-check
/** Files from the npm registry, fetched with npm itself and compared with a checksum that is written down here in the project. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npm, run } from './run.mjs';
import { Stop } from './say.mjs';

/**
 * Fetches a package's archive, verifies it and unpacks it.
 * @param {{ name: string, version: string, integrity: string }} source `integrity` as in a lockfile: `sha512-…`
 * @param {string} into an empty folder; the content ends up in `<into>/package`
 * @returns {Promise<string>} that folder
 */
export async function fetchPackage({ name, version, integrity }, into) {
  mkdirSync(into, { recursive: true });
  const spec = `${name}@${version}`;
  const { code, output } = await npm(['pack', spec, '--pack-destination', into, '--silent'], { output: 'capture', cwd: into });
  const archive = readdirSync(into).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || !archive) throw new Stop(`${output}\n${spec} could not be fetched with npm. Is the registry reachable?`);
  const found = await integrityOf(join(into, archive));
  if (found !== integrity)
    throw new Stop(`${spec} does not have the expected checksum and is not used.\nexpected ${integrity}\nfound    ${found}`);
  const unpacked = await run('tar', ['-xzf', archive], { cwd: into, output: 'capture' });
  if (unpacked.code !== 0) throw new Stop(`${unpacked.output}\n${spec} could not be unpacked.`);
  return join(into, 'package');
}

/**
 * Checksum of a file in the notation of lockfiles.
 * @param {string} file
 * @returns {Promise<string>} `sha512-<base64>`
 */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
