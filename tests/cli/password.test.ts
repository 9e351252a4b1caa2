/** Passwords of archives on the command line: from the standard input, given, wrong, missing, and asked for by nobody when nobody is there. */
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportResult } from '../../shared/contract/sync';
import { archive } from '../support/archives';
import { scratchDir } from '../support/scratch';

const root = resolve(import.meta.dirname, '../..');
const bill = readFileSync(join(root, 'tests/formats/alipay-bill/app-2023.csv'));
const password = 'mima-483920';

let dir: string;
let workspace: string;
let parcel: string;
beforeAll(async () => {
  dir = await scratchDir();
  workspace = join(dir, 'w.tonghao');
  parcel = join(dir, 'alipay.zip');
  await writeFile(parcel, archive([{ name: 'alipay_record_20230301.csv', data: bill, password, lock: 'aes-256' }]));
  await promisify(execFile)(process.execPath, [join(root, 'scripts/tonghao.mjs'), 'init', '--workspace', workspace]);
}, 180_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Runs the program with this on its standard input. */
function run(input: string, ...args: string[]): Promise<{ code: number | null; files: ImportResult[]; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'import', ...args, '--workspace', workspace, '--json']);
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text;
  });
  child.stdin.end(input);
  return new Promise((done) => {
    child.on('close', (code) => {
      const answer = JSON.parse(printed.stdout || '{}') as { files?: ImportResult[] };
      done({ code, files: answer.files ?? [], stderr: printed.stderr });
    });
  });
}

test('without a password, or with a wrong one, nothing is imported and it is said why', async () => {
  const none = await run('', parcel);
  expect([none.code, none.files[0]?.status, none.files[0]?.error?.code]).toEqual([1, 'failed', 'password-needed']);
  const wrong = await run('', parcel, '--password', 'something else');
  expect([wrong.code, wrong.files[0]?.error?.code]).toEqual([1, 'password-wrong']);
  const empty = await run('\n', parcel, '--password', '-');
  expect([empty.code, empty.files[0]?.error?.code]).toEqual([1, 'password-needed']);
});

test('the first line of the standard input opens it, and stays in no file', async () => {
  const { code, files } = await run(`${password}\nanother line\n`, parcel, '--password', '-');
  expect([code, files[0]?.status, files[0]?.format]).toEqual([0, 'applied', 'alipay-bill']);
  expect((await readFile(workspace)).includes(password)).toBe(false);
  const given = await run('', parcel, '--password', password);
  expect([given.code, given.files[0]?.status]).toEqual([0, 'unchanged']);
});

test('one standard input cannot be two things', async () => {
  expect(await run('a,b\n', '-', '--password', '-')).toMatchObject({ code: 1, files: [] });
});
