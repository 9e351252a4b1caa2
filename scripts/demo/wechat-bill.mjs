/** 微信支付账单 of the personal wallet: quarterly CSV files, then the XLSX of 2025 and later. */

import { compact, dayOf, excelSerial, stamp } from './calendar.mjs';
import { quoted, utf8 } from './csv.mjs';
import { yuan } from './money.mjs';
import { workbook } from './xlsx.mjs';

const columns = ['交易时间', '交易类型', '交易对方', '商品', '收/支', '金额(元)', '支付方式', '当前状态', '交易单号', '商户单号', '备注'];
const separator = '----------------------微信支付账单明细列表--------------------';

function statusAt(row, at) {
  return row.laterAt !== null && row.laterAt <= at ? row.laterStatus : row.status;
}

function slice(rows, file) {
  return rows.filter((row) => row.at >= file.from && row.at < file.to).reverse();
}

function total(rows, direction) {
  const chosen = rows.filter((row) => row.direction === direction);
  return `${chosen.length}笔 ${yuan(chosen.reduce((sum, row) => sum + row.fen, 0))}元`;
}

function preamble(rows, file) {
  return [
    '微信支付账单明细',
    '微信昵称：[山中读书社]',
    `起始时间：[${stamp(file.from)}] 终止时间：[${stamp(file.to - 1000)}]`,
    '导出类型：[全部]',
    `导出时间：[${stamp(file.exportedAt)}]`,
    '',
    `共${rows.length}笔记录`,
    `收入：${total(rows, '收入')}`,
    `支出：${total(rows, '支出')}`,
    `中性交易：${total(rows, '/')}`,
    '注：',
    '1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易',
    '2. 本明细仅展示当前账单中的交易，不包括已删除的记录',
    '3. 本明细仅供个人对账使用',
  ];
}

/**
 * One line the way WeChat prints it: some cells quoted, some not, and the TAB of the numbers *after* the closing quote.
 * Every fifth line comes unquoted, as lines without special characters do in old files.
 */
function csvRow(row, file, index) {
  const bare = index % 5 === 4 && !/[",\n]/.test(row.party + row.goods);
  const cell = bare ? (text) => text : quoted;
  return [
    stamp(row.at),
    cell(row.type),
    cell(row.party),
    cell(row.goods),
    cell(row.direction),
    `\u00a5${yuan(row.fen)}`,
    cell(row.method),
    cell(statusAt(row, file.exportedAt)),
    `${cell(row.id)}\t`,
    row.merchantId === '/' ? cell('/') : `${cell(row.merchantId)}\t`,
    cell(row.note),
  ].join(',');
}

/** `微信支付账单(20250501-20250731).csv`: UTF-8 with BOM, CRLF. `from`, `to` (half-open) and `exportedAt` are wall-clock instants. */
export function wechatCsv(allRows, file) {
  const rows = slice(allRows, file);
  const padding = ','.repeat(8);
  const lines = [
    ...preamble(rows, file).map((line) => line + padding),
    padding,
    separator + padding,
    columns.join(','),
    ...rows.map((row, index) => csvRow(row, file, index)),
  ];
  return [
    `微信支付账单(${compact(file.from).slice(0, 8)}-${compact(file.to - 1).slice(0, 8)}).csv`,
    utf8(`${lines.join('\r\n')}\r\n`, true),
  ];
}

function xlsxRow(row, file, serial) {
  return [
    serial ? { date: excelSerial(row.at) } : stamp(row.at),
    row.type,
    row.party,
    row.goods,
    row.direction,
    serial ? { money: row.fen / 100 } : `\u00a5${yuan(row.fen)}`,
    row.method,
    statusAt(row, file.exportedAt),
    row.id,
    row.merchantId,
    row.note,
  ];
}

/**
 * `微信支付账单流水文件(…)_….xlsx`. `variant` `serial`: Excel dates, bare numbers, shared strings and row 16 physically absent; `text`: texts
 * throughout, kept inline.
 */
export function wechatXlsx(allRows, file, variant) {
  const rows = slice(allRows, file);
  const serial = variant === 'serial';
  const header = serial ? 18 : 17;
  const sheet = [
    ...[...preamble(rows, file), ''].map((line, index) => ({ number: index + 1, cells: [line] })),
    { number: header - 1, cells: [separator] },
    { number: header, cells: columns },
    ...rows.map((row, index) => ({ number: header + 1 + index, cells: xlsxRow(row, file, serial) })),
  ];
  const name = `微信支付账单流水文件(${dayOf(file.from).replaceAll('-', '')}-${compact(file.to - 1).slice(0, 8)})_${compact(file.exportedAt)}.xlsx`;
  return [name, workbook(sheet, serial ? 'shared' : 'inline')];
}
