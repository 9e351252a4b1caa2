/** 京东 personal bill: recognised so that nobody maps it; all of its rows are ignored, see `private-bill.ts`. */
import type { Format } from './format';
import { privateBill } from './private-bill';

/** Personal bill of 京东. */
export const jdBill: Format = {
  ...privateBill,
  id: 'jd-bill',
  platform: 'jd',
  headers: [
    {
      layout: 'personal',
      required: ['交易时间', '商户名称', '交易说明', '金额', '收/付款方式', '交易状态', '收/支', '交易分类', '交易订单号'],
      preamble: /京东/,
      confidence: 0.9,
    },
  ],
};
