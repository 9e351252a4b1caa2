/** A large 微信支付 bill as a workbook; run by itself with a path, it only reads the file with the library, as a reference. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read, utils, write } from '@e965/xlsx';

const header = ['交易时间', '交易类型', '交易对方', '商品', '收/支', '金额(元)', '支付方式', '当前状态', '交易单号', '商户单号', '备注'];

function row(n) {
  const time = new Date(Date.UTC(2024, 0, 1) + n * 400_000).toISOString().replace('T', ' ').slice(0, 19);
  const income = n % 5 !== 0;
  return [
    time,
    income ? '二维码收款' : '商户消费',
    `学员${n % 5000}`,
    income ? `专栏第${(n % 60) + 1}课` : '某餐厅',
    income ? '收入' : '支出',
    `¥${(((n * 37) % 90_000) / 100 + 1).toFixed(2)}`,
    '/',
    income ? '已收钱' : '支付成功',
    `10000500${String(n).padStart(20, '0')}`,
    `M${String(n).padStart(20, '0')}`,
    '/',
  ];
}

/** Writes a bill of `count` rows with its preamble. */
export function writeBillWorkbook(path, count) {
  const preamble = [
    ['微信支付账单明细'],
    ['微信昵称：[测试]'],
    ['起始时间：[2024-01-01 00:00:00] 终止时间：[2026-10-31 23:59:59]'],
    ['导出类型：[全部]'],
    ['导出时间：[2026-11-01 09:00:00]'],
    [`共${count}笔记录`],
    [],
    ['----------------------微信支付账单明细列表--------------------'],
  ];
  const sheet = utils.aoa_to_sheet([...preamble, header, ...Array.from({ length: count }, (_, n) => row(n))]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Sheet1');
  writeFileSync(path, write(book, { bookType: 'xlsx', type: 'buffer', compression: true }));
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2]) {
  read(readFileSync(process.argv[2]), { dense: true, raw: true, cellText: false });
}
