/** The program as it is run: a process of plain Node, its exit codes, its pipes; the demo twice. */
import { execFile, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratchDir } from '../support/scratch';

const root = resolve(import.meta.dirname, '../..');
const cli = join(root, 'out/main/cli.js');
const run = promisify(execFile);

let dir: string;
let workspace: string;
beforeAll(async () => {
  // Builds the command line when it is not up to date.
  await run(process.execPath, [join(root, 'scripts/tonghao.mjs'), '--help']);
  dir = await scratchDir();
  workspace = join(dir, 'demo.tonghao');
}, 180_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs from another folder than the project's, as the packaged program is. */
async function tonghao(...args: string[]): Promise<Ended> {
  const options = { cwd: dir, maxBuffer: 1 << 26, env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined } };
  try {
    return { code: 0, ...(await run(process.execPath, [cli, ...args], options)) };
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string };
    return { code: failed.code ?? -1, stdout: failed.stdout ?? '', stderr: failed.stderr ?? '' };
  }
}

interface Files {
  files: { file: string; status: string; rows: { total: number; unchanged: number; ignored: number; quarantined: number } }[];
}

test('the demo fills a workspace; a second run reports every row unchanged; doctor is content', { timeout: 120_000 }, async () => {
  const first = await tonghao('demo', '--workspace', 'demo.tonghao', '--json');
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  const { files } = JSON.parse(first.stdout) as Files;
  expect(files.length).toBeGreaterThanOrEqual(30);
  expect(new Set(files.map(({ status }) => status))).toEqual(new Set(['applied', 'unchanged']));
  const again = JSON.parse((await tonghao('demo', '--workspace', workspace, '--json')).stdout) as Files;
  for (const { file, status, rows } of again.files) {
    expect({ file, status, rest: rows.total - rows.unchanged - rows.ignored - rows.quarantined }).toEqual({
      file,
      status: 'unchanged',
      rest: 0,
    });
  }
  expect(JSON.parse((await tonghao('doctor', '--workspace', workspace, '--json')).stdout)).toMatchObject({ ok: true });
});

test('exit codes are those of the process, and errors keep off stdout', async () => {
  const missing = await tonghao('doctor', '--workspace', 'none.tonghao');
  expect({ code: missing.code, stdout: missing.stdout }).toEqual({ code: 1, stdout: '' });
  expect(missing.stderr).not.toBe('');
  expect(await tonghao('frobnicate')).toMatchObject({ code: 1, stdout: '' });
});

test('whoever stops reading early does no harm', async () => {
  const child = spawn(process.execPath, [cli, 'ledger', 'list', '--workspace', workspace, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((done) => child.on('exit', done));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});
