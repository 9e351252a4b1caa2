/**
 * 支付宝 merchant 汇总: the sums that come in one archive with 账务明细 or 业务明细. Recognised so that nobody has to map it; all of its rows are
 * totals of the other file.
 */
import { merchantFacts } from './alipay-merchant-flow';
import type { Format } from './format';
import { ignored } from './outcomes';

/** Summary of an Alipay merchant's bill. */
export const alipayMerchantSummary: Format = {
  id: 'alipay-merchant-summary',
  version: 1,
  platform: 'alipay-merchant',
  evidence: 'probable',
  kind: 'ledger',
  currency: 'CNY',
  headers: [
    {
      layout: 'flow',
      required: ['业务类型', '收入合计', '支出合计'],
      forbidden: ['账务流水号', '结算单类型'],
      // Any books have sums of such names; the rows say what Alipay's movements are called, and its last lines begin with `#`.
      cells: { 业务类型: /^(?:#|在线支付|交易|退款|收费|服务费|退费|提现|充值|转账|分账|理财|其[他它]|合计|总计)/ },
      preamble: /支付宝账务/,
      confidence: 0.8,
    },
    {
      layout: 'flow-counted',
      required: ['类型', '收入笔数', '收入金额(+元)', '支出笔数', '支出金额(-元)', '总金额(元)'],
      forbidden: ['账务流水号', '业务流水号'],
      preamble: /支付宝账务/,
      confidence: 0.9,
    },
    {
      layout: 'trades',
      required: ['门店编号', '交易订单总笔数', '退款订单总笔数', '服务费(元)'],
      forbidden: ['支付宝交易号'],
      preamble: /支付宝业务/,
      confidence: 0.9,
    },
  ],
  emptyCells: [],
  frame: (cells) => (cells[0]?.startsWith('#') ? 'stop' : 'data'),
  facts: merchantFacts,
  map: () => ignored('total-row'),
};
