/** A pulled plug at any moment of an import leaves the whole import or nothing of it, and the next try completes it. */
import { execFile, spawn } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAlipayBill } from '../bench/alipay-rows.mjs';
import { scratchDir } from '../support/scratch';

const root = resolve(import.meta.dirname, '../..');
const cli = join(root, 'out/main/cli.js');
const rows = 6_000;
const runs = 50;
const run = promisify(execFile);

let dir: string;
let bill: string;
let template: string;
let importMs: number;

async function tonghao<T>(...args: string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [cli, ...args, '--json'], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as T;
}

beforeAll(async () => {
  // Builds the command line when it is not there yet.
  await run(process.execPath, [join(root, 'scripts/tonghao.mjs'), '--help']);
  dir = await scratchDir();
  bill = join(dir, 'bill.csv');
  writeAlipayBill(bill, rows);
  template = join(dir, 'template.tonghao');
  await tonghao('init', '--workspace', template, '--zone', 'Asia/Shanghai');
  const first = join(dir, 'first.csv');
  writeAlipayBill(first, 500, { salt: 7 });
  await tonghao('import', first, '--workspace', template);
  const timing = join(dir, 'timing.tonghao');
  await cp(template, timing);
  const started = Date.now();
  await tonghao('import', bill, '--workspace', timing);
  importMs = Date.now() - started;
}, 180_000);

afterAll(() => rm(dir, { recursive: true, force: true }));

/** Starts an import and kills it after `delay` ms. Answers whether it had ended by itself. */
function importAndKill(workspace: string, delay: number): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, 'import', bill, '--workspace', workspace, '--json'], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), delay);
    child.on('exit', (code) => {
      clearTimeout(timer);
      done(code === 0);
    });
  });
}

interface Metric {
  id: string;
  currency: string | null;
  value: number | null;
}

async function gross(workspace: string): Promise<number | null | undefined> {
  const metrics = await tonghao<Metric[]>('metrics', 'revenue.gross', '--workspace', workspace);
  return metrics.find((metric) => metric.id === 'revenue.gross' && metric.currency === 'CNY')?.value;
}

test(`${runs} kills at random moments`, { timeout: 900_000 }, async () => {
  const before = await gross(template);
  const whole = await gross(join(dir, 'timing.tonghao'));
  expect(whole).not.toBe(before);
  const outcomes = { nothing: 0, everything: 0 };
  for (let n = 0; n < runs; n++) {
    const workspace = join(dir, 'victim.tonghao');
    for (const suffix of ['', '-wal', '-shm', '-lock']) await rm(`${workspace}${suffix}`, { force: true });
    await cp(template, workspace);
    // Most of the time is the process starting; the import itself is where it should be hit.
    await importAndKill(workspace, importMs * (0.2 + Math.random()));
    const found = await gross(workspace);
    expect([before, whole]).toContain(found);
    outcomes[found === whole ? 'everything' : 'nothing']++;
    expect(await tonghao('doctor', '--workspace', workspace)).toMatchObject({ ok: true });
    if (n % 10 === 0) {
      await tonghao('import', bill, '--workspace', workspace);
      expect(await gross(workspace)).toBe(whole);
    }
  }
  // A test that never hit the import would prove nothing.
  expect(outcomes.nothing).toBeGreaterThan(0);
});
