/**
 * Writes the exports of the demo creator, the reading club 山中读书社: `node scripts/demo/index.mjs [--out DIR]` (default `resources/demo`).
 * The same bytes on every run and machine. What is in the files and why: README.md beside this file.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planAlipay } from './alipay-account.mjs';
import { alipayApp2021, alipayApp2023, alipayWeb } from './alipay-bill.mjs';
import { months, periodEnd, periodStart, wall } from './calendar.mjs';
import { planMerchant } from './merchant.mjs';
import { merchantBill } from './merchant-bill.mjs';
import { planOrders } from './orders.mjs';
import { planPatreon, planStripe } from './overseas.mjs';
import { patreonMembers } from './patreon-members.mjs';
import { planPeople } from './people.mjs';
import { stripePayments } from './stripe-payments.mjs';
import { planWechat } from './wechat-account.mjs';
import { wechatCsv, wechatXlsx } from './wechat-bill.mjs';
import { xiaoeUsers } from './xiaoe-users.mjs';
import { youzanOrders } from './youzan-orders.mjs';

/** Everything that happened, before any file is written. */
export function planDemo() {
  const people = planPeople();
  const orders = planOrders(people.chinese);
  return {
    people,
    orders,
    merchant: planMerchant(orders),
    wechat: planWechat(people.chinese),
    alipay: planAlipay(people.chinese),
    stripe: planStripe(people.overseas),
    patreon: planPatreon(people.overseas),
  };
}

const file = (from, to, exportedAt, name) => ({ from, to, exportedAt, name });

/** Quarterly exports; the first XLSX repeats two weeks of the last CSV before it. */
function wechatFiles(rows) {
  return [
    wechatCsv(rows, file(periodStart, wall(2025, 8, 1), wall(2025, 8, 1, 9, 12, 40))),
    wechatCsv(rows, file(wall(2025, 8, 1), wall(2025, 11, 1), wall(2025, 11, 1, 10, 3, 5))),
    wechatCsv(rows, file(wall(2025, 11, 1), wall(2026, 2, 1), wall(2026, 2, 1, 11, 20, 18))),
    wechatCsv(rows, file(wall(2026, 2, 1), wall(2026, 5, 1), wall(2026, 5, 1, 9, 45, 2))),
    wechatXlsx(rows, file(wall(2026, 4, 16), wall(2026, 7, 16), wall(2026, 7, 16, 9, 30, 12)), 'serial'),
    wechatXlsx(rows, file(wall(2026, 7, 16), wall(2026, 10, 16), wall(2026, 10, 16, 20, 15, 33)), 'text'),
    wechatCsv(rows, file(wall(2026, 10, 16), periodEnd, wall(2026, 11, 1, 8, 40, 9))),
  ];
}

/** Each generation repeats some weeks of the one before, with the numbers that tie the rows together. */
function alipayFiles(rows) {
  return [
    alipayWeb(rows, file(periodStart, wall(2025, 8, 1), wall(2025, 8, 3, 10, 15, 0), 'alipay_record_20250803_1015_1.csv')),
    alipayApp2021(rows, file(wall(2025, 7, 15), wall(2025, 11, 1), wall(2025, 11, 2, 10, 15, 30), 'alipay_record_20251102_101530.csv')),
    alipayApp2023(rows, file(wall(2025, 10, 20), wall(2026, 4, 1), wall(2026, 4, 2, 9, 12, 52), 'alipay_record_20260402_091252.csv')),
    alipayApp2023(rows, file(wall(2026, 3, 15), periodEnd, wall(2026, 11, 1, 8, 44, 7), 'alipay_record_20261101_084407.csv')),
  ];
}

/** One file a month, and the days around 双11 downloaded once more. */
function merchantFiles(lines) {
  const monthly = months.map((month) => merchantBill(lines, file(month.start, month.end)));
  return [...monthly, merchantBill(lines, file(wall(2025, 11, 10), wall(2025, 11, 13)))];
}

/** March 2026 is in both reports, in the state of two different days. */
function youzanFiles(orders) {
  return [
    youzanOrders(orders, file(periodStart, wall(2026, 4, 1), wall(2026, 3, 31, 23, 50, 15))),
    youzanOrders(orders, file(wall(2026, 3, 1), periodEnd, wall(2026, 11, 1, 9, 0, 30))),
  ];
}

/** All files by name, from a plan. */
export function writeFiles(plan) {
  const { chinese } = plan.people;
  const beforeEnd = periodEnd - 30 * 60_000;
  return new Map([
    ...wechatFiles(plan.wechat),
    ...alipayFiles(plan.alipay),
    ...merchantFiles(plan.merchant),
    ...youzanFiles(plan.orders),
    xiaoeUsers(chinese, { exportedAt: wall(2026, 4, 30, 22, 0, 0), older: true }),
    xiaoeUsers(chinese, { exportedAt: beforeEnd, older: false }),
    stripePayments(plan.stripe),
    patreonMembers(plan.patreon, { exportedAt: wall(2025, 12, 31, 20, 0, 0), older: true }),
    patreonMembers(plan.patreon, { exportedAt: beforeEnd, older: false }),
  ]);
}

/**
 * The demo's files by name.
 * @returns {Map<string, Uint8Array>}
 */
export function generate() {
  return writeFiles(planDemo());
}

function run() {
  const flag = process.argv.indexOf('--out');
  const out = resolve(flag > 0 ? process.argv[flag + 1] : join(dirname(fileURLToPath(import.meta.url)), '../../resources/demo'));
  const files = generate();
  mkdirSync(out, { recursive: true });
  let bytes = 0;
  for (const [name, content] of files) {
    writeFileSync(join(out, name), content);
    bytes += content.length;
  }
  console.log(`${files.size} files, ${(bytes / 1e6).toFixed(2)} MB, in ${out}`);
  const others = readdirSync(out).filter((name) => !files.has(name));
  if (others.length > 0) console.log(`not from this script: ${others.join(', ')}`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) run();
