/**
 * An independent recomputation: reads the raw files of the seven formats in a folder with its own parsing and its own reading of the money
 * rules, and prints one JSON line per file: `{ file, format, rows, ignored, quarantined, sums }`. Amounts are minor units; the deductions of a
 * sale are channel fee + commission + split − fee reversals + tax withheld. Files that are none of the seven have the format null.
 *
 * node tests/samples/recompute.mjs DIR
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { alipay, merchant, minor, patreon, stripe, wechat, xiaoe, youzan } from './raw-rules.mjs';
import { rawTables } from './raw-tables.mjs';

const formats = [
  { format: 'wechat-bill', names: ['交易时间', '交易类型', '收/支', '金额(元)', '当前状态', '交易单号'], rule: wechat, blank: ['/'] },
  {
    format: 'alipay-bill',
    names: ['交易时间', '商品说明', '收/支', '金额', '交易状态', '交易订单号'],
    rule: alipay,
    blank: ['/'],
    ends: '-----',
  },
  {
    format: 'alipay-bill',
    names: ['交易号', '交易创建时间', '类型', '金额(元)', '收/支', '交易状态'],
    rule: alipay,
    blank: ['/'],
    ends: '-----',
  },
  {
    format: 'wechat-merchant-bill',
    names: ['微信订单号', '商户订单号', '交易状态', '手续费'],
    rule: merchant,
    blank: [],
    ends: '总交易单数',
  },
  {
    format: 'youzan-orders',
    names: ['订单号', '订单状态', '订单创建时间', '买家付款时间', '订单实付金额'],
    rule: youzan,
    blank: ['——', '--', '-'],
  },
  { format: 'stripe-payments', names: ['Created date (UTC)', 'Amount', 'Currency', 'Status'], rule: stripe, blank: [] },
  { format: 'stripe-payments', names: ['Created (UTC)', 'Amount Refunded', 'Currency', 'Status', 'Fee'], rule: stripe, blank: [] },
  { format: 'stripe-payments', names: ['Created (UTC)', 'Amount', 'Currency', 'Status', 'Captured'], rule: stripe, blank: [] },
  { format: 'stripe-payments', names: ['Created', 'Amount Refunded', 'Currency', 'Status', 'Fee', 'Captured'], rule: stripe, blank: [] },
  { format: 'patreon-members', names: ['Email', 'Patron Status', 'Name'], rule: patreon, blank: [] },
  {
    format: 'patreon-members',
    names: ['FirstName', 'LastName', 'Email', 'Pledge', 'Lifetime'],
    rule: patreon,
    blank: [],
    skips: /reward/i,
  },
  { format: 'xiaoe-users', names: ['用户ID', '昵称'], rule: xiaoe, blank: ['--', '-', '——'], not: ['评论次数', '播放进度', '参与状态'] },
];
const notPayments = ['Arrival Date (UTC)', 'Interval', 'Net'];

const clean = (name) =>
  name
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/^[\s\ufeff`]+|[\s\ufeff]+$/g, '');

/** The format and header of a table, found by names among its first rows. */
function recognise(rows) {
  for (const [at, row] of rows.slice(0, 60).entries()) {
    const names = row.map(clean);
    const found = formats.find(
      (one) =>
        one.names.every((name) => names.includes(name)) && ![...(one.not ?? []), ...notPayments].some((name) => names.includes(name)),
    );
    if (found) return { ...found, header: names, first: at + 1 };
  }
  return null;
}

/** Data rows as objects by column name (a name that occurs twice keeps its first column), with backticks and empty words gone. */
function* dataRows(rows, { header, first, blank, ends, skips }) {
  for (const cells of rows.slice(first)) {
    if (cells.every((cell) => cell === '')) continue;
    if (ends && clean(cells[0]).startsWith(ends)) return;
    if (skips?.test(cells[0]) && cells.filter(Boolean).length <= 2) continue;
    const whole = cells.length > header.length && header.includes('微信订单号') ? rejoin(cells) : cells;
    const row = Object.create(null);
    for (const [at, name] of header.entries()) {
      const value = (whole[at] ?? '').replace(/^`/, '').trim();
      if (name !== '' && !(name in row)) row[name] = blank.includes(value) ? '' : value;
    }
    yield { row, complete: whole.length > Math.max(...header.map((name, at) => (name === '' ? 0 : at))) / 2 };
  }
}

/** In merchant bills every cell begins with a backtick: one that does not belongs to the cell before it. */
function rejoin(cells) {
  const whole = [];
  for (const cell of cells) {
    if (cell.startsWith('`') || whole.length === 0) whole.push(cell);
    else whole.push(`${whole.pop()},${cell}`);
  }
  return whole;
}

function recompute(path) {
  let tables = null;
  try {
    tables = rawTables(path);
  } catch {
    return { format: null };
  }
  const known = (tables ?? []).map((rows) => ({ rows, found: recognise(rows) })).filter(({ found }) => found !== null);
  if (known.length === 0) return { format: null };
  const result = { format: known[0].found.format, rows: 0, ignored: 0, quarantined: 0, sums: {} };
  const sheets = new Set();
  for (const { rows, found } of known) {
    const data = [...dataRows(rows, found)];
    const content = JSON.stringify(data.map(({ row }) => found.names.map((name) => minor(row[name]) ?? row[name])));
    if (known.length > 1 && sheets.has(content)) continue;
    sheets.add(content);
    addRows(result, data, found);
  }
  return result;
}

function addRows(result, data, found) {
  for (const { row, complete } of data) {
    result.rows++;
    const outcome = complete ? found.rule(row) : { quarantined: true };
    if (outcome.quarantined) result.quarantined++;
    else if (outcome.ignored) result.ignored++;
    addSums(result.sums, outcome.spending ?? outcome);
  }
}

function addSums(sums, { currency, ignored, quarantined, spending, ...amounts }) {
  for (const [name, amount] of Object.entries(amounts)) {
    if (!amount) continue;
    sums[currency] ??= { gross: 0, refund: 0, deductions: 0, payout: 0, expense: 0, returned: 0, undecided: 0 };
    sums[currency][name] += amount;
  }
}

const [root] = process.argv.slice(2);
if (root === undefined) {
  console.error('usage: node tests/samples/recompute.mjs DIR');
  process.exit(1);
}
const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
for (const path of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()) {
  console.log(JSON.stringify({ file: relative(root, path), ...recompute(path) }));
}
