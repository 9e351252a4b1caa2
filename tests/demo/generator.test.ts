/** The demo's files: the same on every run, the ones that are committed, in the layouts and encodings their platforms use. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, planDemo } from '../../scripts/demo/index.mjs';
import { computeTotals } from './independent-totals.mjs';
import { plannedTotals } from './planned-totals.mjs';
import { decode, readFolder } from './raw-files.mjs';

const dir = resolve(import.meta.dirname, '../../resources/demo');
const files = generate();
const names = [...files.keys()];
const bytesOf = (name: string): Buffer => Buffer.from(files.get(name) ?? []);
const textOf = (name: string): string => decode(bytesOf(name)).text;
const textFiles = names.filter((name) => !name.endsWith('.xlsx'));

describe('the generator', () => {
  it('gives the same bytes on a second run', () => {
    const again = generate();
    expect([...again.keys()]).toEqual(names);
    for (const [name, content] of again) expect(bytesOf(name).equals(Buffer.from(content)), name).toBe(true);
  });

  it('gives the committed files and no others', () => {
    expect(readdirSync(dir).sort()).toEqual([...names].sort());
    for (const name of names) expect(readFileSync(join(dir, name)).equals(bytesOf(name)), name).toBe(true);
  });

  it('stays small', () => {
    const size = names.reduce((sum, name) => sum + bytesOf(name).length, 0);
    expect(size).toBeLessThan(6_000_000);
  });

  it('names nobody who could exist', () => {
    for (const name of textFiles) {
      const text = textOf(name);
      const mails = text.match(/[\w.*+-]+@[\w.-]+/g) ?? [];
      expect(
        mails.filter((mail) => !/@example\.(com|org|net)$/.test(mail)),
        name,
      ).toEqual([]);
      const phones = text.match(/(?<![\w-])1[3-9][\d*]{9}(?![\d])/g) ?? [];
      expect(
        phones.filter((phone) => !/^199(0000|\*{4})\d{4}$/.test(phone)),
        name,
      ).toEqual([]);
    }
  });
});

describe('the encodings', () => {
  const startsWithMark = (name: string) => bytesOf(name).subarray(0, 3).toString('hex') === 'efbbbf';

  it('are GB18030 for 支付宝, down to a four-byte character', () => {
    const bills = names.filter((name) => name.startsWith('alipay_record'));
    expect(bills).toHaveLength(4);
    for (const name of bills) expect(decode(bytesOf(name)).encoding, name).toBe('gb18030');
    expect(bills.some((name) => textOf(name).includes('𠮷'))).toBe(true);
  });

  it('are UTF-8 for the others, with a byte-order mark where the platform writes one', () => {
    for (const name of textFiles.filter((one) => !one.startsWith('alipay_record')))
      expect(decode(bytesOf(name)).encoding, name).toBe('utf-8');
    const marked = names.filter((name) => /^微信支付账单\(|^1999999901All|^用户列表|^patreon-members-2026/.test(name));
    expect(names.filter(startsWithMark).sort()).toEqual(marked.sort());
  });

  it('keep the workbooks readable, one with Excel dates and row 16 missing, one with texts', () => {
    const books = readFolder(dir).filter((file) => file.encoding === 'xlsx');
    expect(books.map((book) => book.layout)).toEqual(['wechat', 'wechat']);
    const [serial, text] = books;
    expect(serial?.rows[0]?.交易时间).toMatch(/^46\d{3}\.\d+$/);
    expect(text?.rows[0]?.交易时间).toMatch(/^2026-10-\d\d \d\d:\d\d:\d\d$/);
    expect(bytesOf(serial?.name ?? '').includes('<row r="15">')).toBe(true);
    expect(bytesOf(serial?.name ?? '').includes('<row r="16">')).toBe(false);
  });
});

describe('the quirks', () => {
  const lines = (pattern: RegExp) => names.filter((name) => pattern.test(name)).flatMap((name) => textOf(name).split(/\r?\n/));

  it('of 微信 bills: TAB after the closing quote, mixed quoting, both yuan signs', () => {
    const bill = lines(/^微信支付账单\(/);
    expect(bill.some((line) => /"\d{32}"\t,/.test(line))).toBe(true);
    expect(bill.some((line) => /,\d{32}\t,/.test(line))).toBe(true);
    expect(bill.some((line) => line.includes('服务费¥'))).toBe(true);
    expect(names.some((name) => /微信支付账单/.test(name) && bytesOf(name).includes('￥'))).toBe(true);
  });

  it('of 支付宝 bills: padded cells, TAB after numbers, a comma at the end', () => {
    const rows = lines(/^alipay_record/).filter((line) => /\d{28}/.test(line));
    expect(rows.length).toBeGreaterThan(700);
    expect(rows.every((line) => line.endsWith(',') && /\d\t,/.test(line))).toBe(true);
    expect(rows.some((line) => /\d{28}_\d+\t,/.test(line))).toBe(true);
  });

  it('of merchant bills: summaries that add up', () => {
    for (const name of names.filter((one) => one.startsWith('1999999901All'))) {
      const all = textOf(name).trim().split('\r\n');
      const cells = all.slice(1, -2).map((line) => line.split(',').map((cell) => cell.slice(1)));
      const sum = (column: number) => cells.reduce((total, row) => total + Math.round(Number(row[column]) * 100_000), 0) / 100_000;
      const summary = (all.at(-1) ?? '').split(',').map((cell) => Number(cell.slice(1)));
      expect(summary, name).toEqual([cells.length, sum(12), sum(16), sum(17), sum(22), sum(24), sum(25)]);
    }
  });

  it('of the shop, the courses and the memberships', () => {
    const [header = ''] = lines(/^订单报表/);
    expect(header.split(',').filter((column) => column === '分销员')).toHaveLength(2);
    expect(header.split(',')).toHaveLength(60);
    expect(lines(/^订单报表/).some((line) => /,199\*{4}\d{4},/.test(line))).toBe(true);
    expect(lines(/^用户列表/).some((line) => line.includes(',"=""1990000'))).toBe(true);
    expect(lines(/^用户列表/).some((line) => /,"\d,\d{3}\.00",/.test(line))).toBe(true);
    const statuses = new Set(
      readFolder(dir).flatMap((file) => (file.layout === 'patreon' ? file.rows.map((row) => row['Patron Status']) : [])),
    );
    expect([...statuses].sort()).toEqual(['', 'Active patron', 'Declined patron', 'Former patron']);
    const payments = new Set(readFolder(dir).flatMap((file) => (file.layout === 'stripe' ? file.rows.map((row) => row.Status) : [])));
    expect([...payments].sort()).toEqual(['Disputed', 'Failed', 'Paid', 'Partial refund', 'Refunded']);
  });
});

describe('the totals', () => {
  const computed = computeTotals(dir);

  it('from the raw files are those of the plan', () => {
    expect(computed.totals).toEqual(plannedTotals(planDemo()));
  });

  it('have at least 300 sales that stand in the shop and on the merchant bill', () => {
    expect(computed.pairs).toBeGreaterThanOrEqual(300);
  });

  it('give eighteen months of plausible size, the largest in November for 双11', () => {
    const months = Object.entries(computed.grossByMonth.CNY ?? {}).sort(([a], [b]) => a.localeCompare(b));
    expect(months).toHaveLength(18);
    expect(months.map(([month]) => month).at(0)).toBe('2025-05');
    expect(months.map(([month]) => month).at(-1)).toBe('2026-10');
    for (const [month, fen] of months) expect(fen, month).toSatisfy((gross: number) => gross > 6_000_000 && gross < 12_000_000);
    expect(months.reduce((best, one) => (one[1] > best[1] ? one : best))[0]).toBe('2025-11');
  });

  it('know people on several platforms, and some that only look alike', () => {
    expect(computed.people).toMatchObject({ xiaoeUsers: 1700, patreonUsers: 330, stripeCustomers: 310, phonesOfSeveralLearners: 8 });
    expect(computed.people.phonesOfBuyerAndOneLearner).toBeGreaterThan(500);
    expect(computed.people.emailsOfPatronAndCustomer).toBe(110);
  });
});
