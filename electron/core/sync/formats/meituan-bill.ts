/** 美团 personal bill: recognised so that nobody maps it; all of its rows are ignored, see `private-bill.ts`. */
import type { Format } from './format';
import { privateBill } from './private-bill';

/** Personal bill of 美团. */
export const meituanBill: Format = {
  ...privateBill,
  id: 'meituan-bill',
  platform: 'meituan',
  headers: [
    {
      layout: 'personal',
      required: ['交易创建时间', '交易成功时间', '交易类型', '订单标题', '收/支', '支付方式', '订单金额', '实付金额', '交易单号'],
      preamble: /美团/,
      confidence: 0.9,
    },
  ],
};
