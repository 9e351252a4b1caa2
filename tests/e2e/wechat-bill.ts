/** WeChat Pay personal bills in the layout of the platform's own XLSX (2025 and later), for the window to be fed with. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';

export interface WechatRow {
  /** `2026-03-30 20:14:05`, Chinese time. */
  time: string;
  type: string;
  who: string;
  what: string;
  direction: '收入' | '支出' | '/';
  /** `¥99.00`. */
  amount: string;
  status: string;
  id: string;
}

const columns = ['交易时间', '交易类型', '交易对方', '商品', '收/支', '金额(元)', '支付方式', '当前状态', '交易单号', '商户单号', '备注'];

function preamble(rows: readonly WechatRow[]): string[][] {
  const lines = [
    '微信支付账单明细',
    '微信昵称：[山中读书社]',
    '起始时间：[2026-09-01 00:00:00] 终止时间：[2026-09-30 23:59:59]',
    '导出类型：[全部]',
    '导出时间：[2026-10-01 09:30:12]',
    '',
    `共${rows.length}笔记录`,
    `收入：${rows.filter(({ direction }) => direction === '收入').length}笔`,
    `支出：${rows.filter(({ direction }) => direction === '支出').length}笔`,
    `中性交易：${rows.filter(({ direction }) => direction === '/').length}笔`,
    '注：',
    '1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易',
    '2. 本明细仅展示当前账单中的交易，不包括已删除的记录',
    '3. 本明细仅供个人对账使用',
    '',
    '----------------------微信支付账单明细列表--------------------',
  ];
  return lines.map((line) => [line]);
}

/** Writes a bill into `dir` under the platform's kind of name; every cell is text, as the platform writes it. Answers the path. */
export async function wechatBill(
  dir: string,
  rows: readonly WechatRow[],
  name = '微信支付账单流水文件(20260901-20260930)_20261001093012.xlsx',
): Promise<string> {
  const data = rows.map((row) => [row.time, row.type, row.who, row.what, row.direction, row.amount, '零钱', row.status, row.id, '/', '/']);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([...preamble(rows), columns, ...data]), 'Sheet1');
  const path = join(dir, name);
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return path;
}

/** Money received by QR code. */
export function received(changes: Partial<WechatRow> & Pick<WechatRow, 'id'>): WechatRow {
  return {
    time: '2026-09-12 20:14:05',
    type: '二维码收款',
    who: '林间读者',
    what: '秋分共读会',
    direction: '收入',
    amount: '¥66.60',
    status: '已收钱',
    ...changes,
  };
}
