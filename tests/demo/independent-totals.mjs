/**
 * The demo's totals from its raw files alone: `node tests/demo/independent-totals.mjs [DIR]` prints them per currency in minor units, with
 * `--all` also months, pairs and people. It shares no code with the product; a test compares the two.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFolder } from './raw-files.mjs';
import { alipayFields, alipayRow, merchantRow, stripeRow, wechatRow, youzanRow } from './raw-money.mjs';

/** The number by which the platform itself knows a row. */
const keys = {
  wechat: (row) => row.交易单号,
  'alipay-web': (row) => row.交易号,
  'alipay-app': (row) => row.交易订单号,
  merchant: (row) => `${row.微信订单号}/${row.交易状态 === 'REFUND' ? row.微信退款单号 : row.交易状态}`,
  youzan: (row) => row.订单号,
  xiaoe: (row) => row.用户ID,
  stripe: (row) => row.id,
  patreon: (row) => row['User ID'],
};

/** Rows by platform and id: a later file (or a later row of one file) replaces what it states and leaves the rest. */
function collect(files) {
  const platforms = {
    wechat: new Map(),
    alipay: new Map(),
    merchant: new Map(),
    youzan: new Map(),
    xiaoe: new Map(),
    stripe: new Map(),
    patreon: new Map(),
  };
  for (const { layout, name, rows } of files) {
    if (layout === null) throw new Error(`unknown file: ${name}`);
    const known = platforms[layout.startsWith('alipay') ? 'alipay' : layout];
    for (const row of rows) {
      const key = keys[layout](row);
      if (!key) throw new Error(`no id in ${name}: ${JSON.stringify(row)}`);
      known.set(key, { ...known.get(key), ...(layout.startsWith('alipay') ? alipayFields(row, layout) : row) });
    }
  }
  return platforms;
}

/** Orders and bill lines that hang together through equal numbers. */
function groups(orders, bills) {
  const parent = new Map();
  const root = (number) => {
    let top = number;
    while (parent.has(top) && parent.get(top) !== top) top = parent.get(top);
    return top;
  };
  for (const { numbers } of [...orders, ...bills]) {
    for (const number of numbers) {
      if (!parent.has(number)) parent.set(number, number);
      parent.set(root(number), root(numbers[0]));
    }
  }
  const found = new Map();
  const groupOf = (line) => {
    const name = root(line.numbers[0]);
    if (!found.has(name)) found.set(name, { orders: [], bills: [] });
    return found.get(name);
  };
  for (const order of orders) groupOf(order).orders.push(order);
  for (const bill of bills) groupOf(bill).bills.push(bill);
  return [...found.values()];
}

const sum = (lines, field) => lines.reduce((total, line) => total + line[field], 0);

/** One sale, one count: the order owns gross and refund, the bill the fees; the bill's refunds count where they are more. */
function settle({ orders, bills }) {
  if (orders.length === 0) return bills;
  const fees = bills.map((bill) => ({ ...bill, gross: 0, refund: 0 }));
  const more = sum(bills, 'refund') - sum(orders, 'refund');
  return [...orders, ...fees, ...(more > 0 ? [{ ...orders[0], gross: 0, splits: 0, refund: more }] : [])];
}

function add(totals, lines) {
  for (const { currency = 'CNY', ...line } of lines) {
    totals[currency] ??= { gross: 0, refund: 0, deductions: 0, net: 0, payout: 0 };
    const total = totals[currency];
    const deductions = line.fees - line.reversals + line.splits;
    total.gross += line.gross;
    total.refund += line.refund;
    total.deductions += deductions;
    total.net += line.gross - line.refund - deductions;
    total.payout += line.payout;
  }
}

/** People that can be counted exactly, without deciding any doubtful match. */
function countPeople({ xiaoe, youzan, stripe, patreon }) {
  const phones = (text) => text.replace(/[="\s]/g, '');
  const learners = new Map();
  for (const row of xiaoe.values()) {
    const phone = phones(row.账户绑定手机号 || row.最近采集手机号 || '');
    if (phone) learners.set(phone, (learners.get(phone) ?? 0) + 1);
  }
  const buyers = new Set([...youzan.values()].map((row) => row.买家手机号).filter((phone) => /^\d+$/.test(phone)));
  const shared = [...buyers].filter((phone) => learners.has(phone));
  const customers = new Map(
    [...stripe.values()].filter((row) => row['Customer ID']).map((row) => [row['Customer ID'], row['Customer Email'].toLowerCase()]),
  );
  const patrons = new Set([...patreon.values()].map((row) => row.Email.toLowerCase()));
  return {
    xiaoeUsers: xiaoe.size,
    patreonUsers: patreon.size,
    stripeCustomers: customers.size,
    youzanPhones: buyers.size,
    youzanMaskedNicknames: new Set([...youzan.values()].filter((row) => row.买家手机号.includes('*')).map((row) => row.买家昵称)).size,
    phonesOfBuyerAndOneLearner: shared.filter((phone) => learners.get(phone) === 1).length,
    phonesOfSeveralLearners: [...learners.values()].filter((count) => count > 1).length,
    emailsOfPatronAndCustomer: new Set([...customers.values()].filter((email) => patrons.has(email))).size,
  };
}

/**
 * Totals per currency (integer minor units, all time), gross by month of sale, the number of sales that stand both in the shop's report and
 * on the merchant bill, rows per platform, and people.
 * @param {string} dir folder with the raw files only
 * @returns {{
 *   totals: Record<string, { gross: number, refund: number, deductions: number, net: number, payout: number }>,
 *   grossByMonth: Record<string, Record<string, number>>,
 *   pairs: number,
 *   rows: Record<string, number>,
 *   people: { xiaoeUsers: number, patreonUsers: number, stripeCustomers: number, youzanPhones: number, youzanMaskedNicknames: number,
 *     phonesOfBuyerAndOneLearner: number, phonesOfSeveralLearners: number, emailsOfPatronAndCustomer: number },
 * }}
 */
export function computeTotals(dir) {
  const platforms = collect(readFolder(dir));
  const read = (rows, rule) => [...rows.values()].map(rule).filter((line) => line !== null);
  const sales = groups(read(platforms.youzan, youzanRow), read(platforms.merchant, merchantRow));
  const lines = [
    ...read(platforms.wechat, wechatRow),
    ...read(platforms.alipay, alipayRow),
    ...sales.flatMap(settle),
    ...read(platforms.stripe, stripeRow),
  ];
  const totals = {};
  add(totals, lines);
  const grossByMonth = {};
  for (const { currency = 'CNY', at, gross } of lines) {
    grossByMonth[currency] ??= {};
    grossByMonth[currency][at] = (grossByMonth[currency][at] ?? 0) + gross;
  }
  return {
    totals: Object.fromEntries(
      Object.keys(totals)
        .sort()
        .map((currency) => [currency, totals[currency]]),
    ),
    grossByMonth,
    pairs: sales.filter(({ orders, bills }) => orders.length > 0 && bills.some((bill) => bill.gross > 0)).length,
    rows: Object.fromEntries(Object.entries(platforms).map(([platform, rows]) => [platform, rows.size])),
    people: countPeople(platforms),
  };
}

const self = fileURLToPath(import.meta.url);
if (process.argv[1] && resolve(process.argv[1]) === self) {
  const dir = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? join(dirname(self), '../../resources/demo');
  const result = computeTotals(resolve(dir));
  console.log(JSON.stringify(process.argv.includes('--all') ? result : result.totals, null, 2));
}
