/** A large Alipay 2023+ bill in its true layout: GB18030, padded cells, TAB after ids, trailing commas. Deterministic. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeGb18030 } from '../support/gb18030.mjs';

const header =
  '交易时间            ,交易分类                ,交易对方                ,对方账号                ,商品说明                ,收/支                 ,金额                  ,收/付款方式              ,交易状态                ,交易订单号     ,商家订单号           ,备注                  ,';

const rule = '-'.repeat(84);
const preamble = (rows) => [
  rule,
  '导出信息：',
  '姓名：测试',
  '支付宝账户：bench@example.com',
  '起始时间：[2024-01-01 00:00:00]    终止时间：[2026-10-31 23:59:59]',
  '导出交易类型：[全部]',
  '导出时间：[2026-11-01 09:12:52]',
  `共${rows}笔记录`,
  '',
  '特别提示：',
  '1.本明细仅供个人对账使用。',
  '',
  `${'-'.repeat(24)}支付宝（中国）网络技术有限公司  电子客户回单${'-'.repeat(24)}`,
  header,
];

/** @param {number} n 0-based @param {number} [salt] other salts give other transactions */
export function alipayRow(n, salt = 0) {
  const time = new Date(Date.UTC(2024, 0, 1) + n * 400_000).toISOString().replace('T', ' ').slice(0, 19);
  const income = n % 5 !== 0;
  const bad = n % 1000 === 999;
  const amount = bad ? '68. 32' : ((n * 37) % 90_000) / 100 + 1;
  const id = `2024${String(salt).padStart(4, '0')}${String(n).padStart(20, '0')}`;
  const cells = [
    `${time} `,
    (income ? '收入' : '餐饮美食').padEnd(20),
    `学员${n % 5000}`.padEnd(20),
    `stu***${n % 100}@example.com`.padEnd(20),
    (income ? `专栏《社群》第${(n % 60) + 1}课` : '某餐厅').padEnd(20),
    (income ? '收入' : '支出').padEnd(20),
    (typeof amount === 'number' ? amount.toFixed(2) : amount).padEnd(20),
    (income ? '' : '余额').padEnd(20),
    '交易成功'.padEnd(20),
    `${id}\t`,
    `T${id.slice(8)}\t`,
    ''.padEnd(20),
  ];
  return `${cells.join(',')},`;
}

/** Writes `rows` rows to `path`; with `utf8` as plain CSV from the header on, for `sqlite3 .import`. */
export function writeAlipayBill(path, rows, { utf8 = false, salt = 0 } = {}) {
  const file = openSync(path, 'w');
  const encode = utf8 ? (text) => Buffer.from(text) : encodeGb18030;
  writeSync(file, encode(`${(utf8 ? [header] : preamble(rows)).join('\n')}\n`));
  for (let start = 0; start < rows; start += 5000) {
    const lines = [];
    for (let n = start; n < Math.min(rows, start + 5000); n++) lines.push(alipayRow(n, salt));
    writeSync(file, encode(`${lines.join('\n')}\n`));
  }
  closeSync(file);
}
