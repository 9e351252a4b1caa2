/**
 * Large imports through the whole pipeline, each against `sqlite3 .import` of the same rows in UTF-8: a million Alipay rows into an empty
 * workspace, beside a million other lines, and once more; 200,000 有赞 orders of 100,000 buyers; and 100,000 rows of a workbook against the library
 * that reads it. Both sides are the minimum of three runs, the reference after a warm-up: a machine whose memory is handed out anew writes the same
 * gigabyte in half a second or in three.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeAlipayBill } from './alipay-rows.mjs';
import { writeBillWorkbook } from './workbook-rows.mjs';
import { writeYouzanOrders } from './youzan-rows.mjs';

const million = 1_000_000;
const orders = 200_000;
const workbookRows = 100_000;
const memoryBudget = 600;
const cli = resolve(import.meta.dirname, '../../out/main/cli.js');
const dir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'));
const at = (name) => join(dir, name);

function timed(command, args, input) {
  const started = process.hrtime.bigint();
  const result = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr.slice(0, 2000)}${result.stdout.slice(0, 2000)}`);
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, stdout: result.stdout };
}

/** The shell's import of a plain file into a new database, in milliseconds. */
function reference(plain) {
  const run = (n) => {
    const { ms } = timed('sqlite3', [at(`reference-${n}.db`)], `.mode csv\n.import ${plain} t\n`);
    rmSync(at(`reference-${n}.db`));
    return ms;
  };
  run(0);
  return Math.min(run(1), run(2), run(3));
}

function init(workspace) {
  timed(process.execPath, [cli, 'init', '--workspace', workspace, '--zone', 'Asia/Shanghai']);
}

/** The fastest of three imports, each into a workspace made anew; milliseconds, and the highest of the peaks of memory in MB. */
function fastest(prepare, ...what) {
  const runs = [1, 2, 3].map(() => {
    prepare();
    return ours(...what);
  });
  return { ms: Math.min(...runs.map(({ ms }) => ms)), memory: Math.max(...runs.map(({ memory }) => memory)) };
}

/** One import, checked; milliseconds and the peak memory of the process in MB. */
function ours(workspace, file, expected) {
  const measured = 'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS));';
  const started = process.hrtime.bigint();
  const result = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(measured)}`, cli, 'import', file, '--workspace', workspace, '--json'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  if (result.status !== 0) throw new Error(`import failed: ${result.stderr.slice(0, 2000)}${result.stdout.slice(0, 2000)}`);
  const [found] = JSON.parse(result.stdout).files;
  for (const [name, count] of Object.entries(expected)) {
    if (found.rows[name] !== count) throw new Error(`wrong counts: ${JSON.stringify(found.rows)}`);
  }
  return { ms, memory: Number(/peak (\d+)/.exec(result.stderr)?.[1] ?? 0) / 1024 };
}

let failed = false;
let peak = 0;

function report(name, measured, against, budget, what) {
  const ratio = measured.ms / against;
  peak = Math.max(peak, measured.memory);
  failed ||= ratio > budget;
  const detail = `${what}: ${measured.ms.toFixed(0)} ms, reference ${against.toFixed(0)} ms, ${measured.memory.toFixed(0)} MB, budget ${budget}`;
  console.log(`bench import-${name}: ratio ${ratio.toFixed(2)} (${detail})`);
}

try {
  writeAlipayBill(at('plain.csv'), million, { utf8: true });
  const alipay = reference(at('plain.csv'));
  rmSync(at('plain.csv'));
  writeAlipayBill(at('bill.csv'), million);
  writeAlipayBill(at('other.csv'), million, { salt: 7 });
  const spending = million / 5;
  const bad = million / 1000;
  const anew = (workspace) => () => {
    rmSync(workspace, { force: true });
    init(workspace);
  };
  const [empty, filled, shop, book] = ['empty.tonghao', 'filled.tonghao', 'orders.tonghao', 'workbook.tonghao'].map(at);
  const first = fastest(anew(empty), empty, at('bill.csv'), { total: million, quarantined: bad });
  report('empty', first, alipay, 8, '1,000,000 rows');
  const again = fastest(() => {}, empty, at('bill.csv'), { total: million, new: 0, unchanged: million - spending - bad });
  report('again', again, alipay, 4, '1,000,000 known rows');
  const beside = fastest(() => copyFileSync(empty, filled), filled, at('other.csv'), { total: million, quarantined: bad });
  report('filled', beside, alipay, 10, 'beside 1,000,000 lines');
  rmSync(empty);
  rmSync(filled);

  writeYouzanOrders(at('orders.csv'), orders, orders / 2);
  const plainOrders = reference(at('orders.csv'));
  report('orders', fastest(anew(shop), shop, at('orders.csv'), { total: orders, new: orders }), plainOrders, 12, '200,000 orders');

  writeBillWorkbook(at('bill.xlsx'), workbookRows);
  const library = Math.min(
    ...[1, 2, 3].map(() => timed(process.execPath, [resolve(import.meta.dirname, 'workbook-rows.mjs'), at('bill.xlsx')]).ms),
  );
  report('xlsx', fastest(anew(book), book, at('bill.xlsx'), { total: workbookRows }), library, 3, '100,000 rows of a workbook');
  console.log(`bench import-memory: ratio ${(peak / memoryBudget).toFixed(2)} (peak ${peak.toFixed(0)} MB of ${memoryBudget})`);
  process.exitCode = failed || peak > memoryBudget ? 1 : 0;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
