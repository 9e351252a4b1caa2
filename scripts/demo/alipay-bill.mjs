/** 支付宝 personal bill in its three layouts. GB18030, cells padded with blanks, a TAB after the numbers, a comma at the end of every line. */
import { stamp } from './calendar.mjs';
import { encodeGb18030 } from './gb18030.mjs';
import { yuan } from './money.mjs';

const account = 'shanzhong@example.com';
const title = '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------';
const dashes = '-'.repeat(84);
const notes = (neutral) => [
  '特别提示：',
  '1.本回单内容可表明支付宝受理了相应支付交易申请，因系统原因或通讯故障等偶发因素导致本回单与实际交易结果不符时，以实际交易情况为准；',
  '2.请勿将本回单作为收款方发货的凭据使用，请查证账户实际到账情况后再进行发货操作；',
  '3.支付宝快捷支付等非余额支付方式可能既产生支付宝交易也同步产生银行交易，因此请勿使用本回单进行重复记账；',
  '4.本回单如经任何涂改、编造，均立即失去效力；',
  `5.部分账单如：充值提现、账户转存或者个人设置收支等不计入为收入或者支出，记为${neutral}类；`,
  '6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准；',
  '7.禁止将本回单用于非法用途；',
  '8.本明细仅展示当前账单中的交易，不包括已删除的记录；',
  '9.本明细仅供个人对账使用。',
];

/** Nothing is quoted in these files, so a comma in a name is printed full-width. */
const pad = (text, width = 20) => text.replaceAll(',', '，').padEnd(width, ' ');
const number = (text) => `${text}\t`;

function slice(rows, file) {
  return rows.filter((row) => row.at >= file.from && row.at < file.to).reverse();
}

function settled(row, file) {
  return row.settledAt <= file.exportedAt;
}

function statusOf(row, file) {
  return settled(row, file) ? row.status : '等待确认收货';
}

function count(rows, chosen, separator) {
  const kept = rows.filter(chosen);
  return `${kept.length}笔${separator}${yuan(kept.reduce((sum, row) => sum + row.fen, 0))}元`;
}

const webColumns =
  '交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,';

function webRow(row, file) {
  const done = settled(row, file);
  const paid = row.status === '退款成功' || row.status === '等待付款' ? '' : `${stamp(row.at)} `;
  return `${[
    number(row.id),
    row.merchantId ? number(row.merchantId) : `${pad('')}\t`,
    `${stamp(row.at)} `,
    pad(paid),
    `${stamp(done ? row.settledAt : row.at)} `,
    row.webType === '支付宝担保交易' ? pad('支付宝网站', 10) : '其他（包括阿里巴巴和外部商家）',
    pad(row.webType, 14),
    pad(row.party, 16),
    row.goods.padEnd(20, ' '),
    pad(yuan(row.fen), 8),
    pad(row.webDirection ?? row.direction, 8),
    pad(statusOf(row, file), 8),
    pad(done ? yuan(row.feeFen) : '0.00', 9),
    pad(yuan(row.refundedFen), 9),
    pad(''),
    pad(done ? row.funds : '待收入', 9),
  ].join(',')},`;
}

/** The web layout (2015–2021): a preamble of four lines, a footer with sums. */
export function alipayWeb(allRows, file) {
  const rows = slice(allRows, file);
  const funds = (words) => count(rows, (row) => (settled(row, file) ? row.funds : '待收入') === words, ',');
  const lines = [
    '支付宝交易记录明细查询',
    `账号:[${account}]`,
    `起始日期:[${stamp(file.from)}]    终止日期:[${stamp(file.to)}]`,
    '---------------------------------交易记录明细列表------------------------------------',
    webColumns,
    ...rows.map((row) => webRow(row, file)),
    dashes,
    `共${rows.length}笔记录`,
    ...['已收入', '待收入', '已支出', '待支出'].map((words) => `${words}:${funds(words)}`),
    `导出时间:[${stamp(file.exportedAt)}]    用户:山中示例`,
  ];
  return [file.name, encodeGb18030(`${lines.join('\r\n')}\r\n`)];
}

const appColumns2021 =
  '收/支                 ,交易对方                ,对方账号                ,商品说明                ,收/付款方式              ,金额                  ,交易状态                ,交易分类                ,交易订单号     ,商家订单号           ,交易时间            ,';

function facts(file) {
  return [
    '导出信息：',
    '姓名：山中示例',
    `支付宝账户：${account}`,
    `起始时间：[${stamp(file.from)}]    终止时间：[${stamp(file.to - 1000)}]`,
  ];
}

/** The app's layout of 2021–2022: the title first, everything else in a footer; neutral rows say 其他. */
export function alipayApp2021(allRows, file) {
  const rows = slice(allRows, file);
  const cells = (row) => [
    pad(row.direction || '其他'),
    pad(row.party),
    pad(row.account === '/' ? '' : row.account),
    pad(row.goods),
    pad(row.method),
    pad(yuan(row.fen)),
    pad(statusOf(row, file)),
    pad(row.category),
    number(row.id),
    row.merchantId ? number(row.merchantId) : `${pad('')}\t`,
    `${stamp(row.at)} `,
  ];
  const lines = [
    title,
    appColumns2021,
    ...rows.map((row) => `${cells(row).join(',')},`),
    dashes,
    ...facts(file),
    `导出时间：[${stamp(file.exportedAt)}]`,
    `共${rows.length}笔记录`,
    `收入：${count(rows, (row) => row.direction === '收入', ',')}`,
    `支出：${count(rows, (row) => row.direction === '支出', ',')}`,
    `其他：${count(rows, (row) => row.direction === '', ',')}`,
    '',
    ...notes('其他'),
  ];
  return [file.name, encodeGb18030(`${lines.join('\n')}\n`)];
}

const appColumns2023 =
  '交易时间            ,交易分类                ,交易对方                ,对方账号                ,商品说明                ,收/支                 ,金额                  ,收/付款方式              ,交易状态                ,交易订单号     ,商家订单号           ,备注                  ,';

/** The app's layout since 2023: a preamble of 24 lines, no footer; neutral rows say 不计收支, empty accounts `/`. */
export function alipayApp2023(allRows, file) {
  const rows = slice(allRows, file);
  const cells = (row) => [
    `${stamp(row.at)} `,
    pad(row.category),
    pad(row.party),
    pad(row.account),
    pad(row.goods),
    pad(row.direction || '不计收支'),
    pad(yuan(row.fen)),
    pad(row.method),
    pad(statusOf(row, file)),
    number(row.id),
    row.merchantId ? number(row.merchantId) : `${pad('')}\t`,
    pad(''),
  ];
  const lines = [
    dashes,
    ...facts(file),
    '导出交易类型：[全部]',
    `导出时间：[${stamp(file.exportedAt)}]`,
    `共${rows.length}笔记录`,
    `收入：${count(rows, (row) => row.direction === '收入', ' ')}`,
    `支出：${count(rows, (row) => row.direction === '支出', ' ')}`,
    `不计收支：${count(rows, (row) => row.direction === '', ' ')}`,
    '',
    ...notes('不计收支'),
    '',
    title,
    appColumns2023,
    ...rows.map((row) => `${cells(row).join(',')},`),
  ];
  return [file.name, encodeGb18030(`${lines.join('\r\n')}\r\n`)];
}
