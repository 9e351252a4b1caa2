/** 微信支付 merchant 交易账单, layout ALL: a backtick before every value, commas in free text escaped, two summary lines at the end. */

import { dayOf, stamp } from './calendar.mjs';
import { utf8 } from './csv.mjs';
import { yuan, yuan5 } from './money.mjs';

/** A merchant number that cannot belong to anyone (real ones do not begin with 19999999). */
export const merchantId = '1999999901';
const appId = 'wxdemo000000000000';
const columns =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const summaryColumns = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const free = (text) => text.replaceAll(',', '\\ ').replaceAll('\n', '\\n');
const ticked = (cells) => cells.map((cell) => `\`${cell}`).join(',');

function cells(line) {
  const refund = line.state === 'REFUND';
  return [
    stamp(line.at),
    appId,
    merchantId,
    '0',
    '',
    line.transactionId,
    line.merchantNumber,
    line.openid,
    line.tradeType,
    line.state,
    line.bank,
    'CNY',
    yuan(line.fen),
    '0.00',
    refund ? line.refundId : '0',
    refund ? line.refundNumber : '0',
    yuan(line.refundFen),
    '0.00',
    refund ? 'ORIGINAL' : '',
    refund ? line.refundState : '',
    free(line.product),
    line.attach,
    yuan5(line.fee5),
    '0.60%',
    yuan(line.fen),
    yuan(line.refundFen),
    '',
  ];
}

/** One file for `[from, to)`; the summary adds up the lines above it. */
export function merchantBill(allLines, file) {
  const lines = allLines.filter((line) => line.at >= file.from && line.at < file.to);
  const sum = (field) => lines.reduce((total, line) => total + line[field], 0);
  const summary = [
    String(lines.length),
    yuan(sum('fen')),
    yuan(sum('refundFen')),
    '0.00',
    yuan5(sum('fee5')),
    yuan(sum('fen')),
    yuan(sum('refundFen')),
  ];
  const text = [columns, ...lines.map((line) => ticked(cells(line))), summaryColumns, ticked(summary)].join('\r\n');
  return [`${merchantId}All${dayOf(file.from)}_${dayOf(file.to - 1)}.csv`, utf8(`${text}\r\n`, true)];
}
