/** `bench import`: 200,000 Alipay rows through the whole pipeline, against `sqlite3 .import` of the same rows in UTF-8. Budget: 10. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeAlipayBill } from './alipay-rows.mjs';

const rows = 200_000;
const budget = 10;
const cli = resolve(import.meta.dirname, '../../out/main/cli.js');
const dir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'));

function timed(command, args, input) {
  const started = process.hrtime.bigint();
  const result = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr.slice(0, 2000)}`);
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, stdout: result.stdout };
}

/** The minimum of three after a warm-up: cold runs measure the disk. */
function minimumOfThree(run) {
  run(0);
  return Math.min(run(1), run(2), run(3));
}

try {
  const bill = join(dir, 'bill.csv');
  const plain = join(dir, 'plain.csv');
  writeAlipayBill(bill, rows);
  writeAlipayBill(plain, rows, { utf8: true });
  const reference = minimumOfThree((n) => timed('sqlite3', [join(dir, `reference-${n}.db`)], `.mode csv\n.import ${plain} t\n`).ms);
  const ours = minimumOfThree((n) => {
    const workspace = join(dir, `ours-${n}.tonghao`);
    timed(process.execPath, [cli, 'init', '--workspace', workspace, '--zone', 'Asia/Shanghai']);
    const { ms, stdout } = timed(process.execPath, [cli, 'import', bill, '--workspace', workspace, '--json']);
    const [file] = JSON.parse(stdout).files;
    if (file.rows.total !== rows || file.rows.quarantined !== rows / 1000) throw new Error(`wrong counts: ${JSON.stringify(file.rows)}`);
    return ms;
  });
  const ratio = ours / reference;
  console.log(
    `bench import: ratio ${ratio.toFixed(2)} (${rows} rows: ${ours.toFixed(0)} ms, sqlite3 .import ${reference.toFixed(0)} ms, budget ${budget})`,
  );
  process.exitCode = ratio <= budget ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
