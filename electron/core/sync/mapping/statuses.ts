/** What the words of a status column usually mean. */

/** Money came, went back, or neither. */
type Meaning = 'paid' | 'refunded' | 'ignored';

/**
 * First match wins. What negates comes before what is negated; English words count whole, for `inactive` is not `active`. A part given back is no
 * plain word: whether the amount is the whole or the rest, only the user knows.
 */
const meanings: readonly [Meaning | null, RegExp][] = [
  [null, /部分退款|partial(?:ly)?[\s_-]*refund/i],
  ['ignored', /不成功|未(?:成功|支付|付款|完成)|待(?:支付|付款)|取消|关闭|失败|退款中/],
  [
    'ignored',
    /\b(?:not|never|un(?:paid|success\w*|settled|captured)|in(?:complete|active)|pending|cancel\w*|fail\w*|void\w*|expired|open|declined)\b/i,
  ],
  ['refunded', /已?(?:全额)?退款|退货|\b(?:refund\w*|charge\s?back\w*)\b/i],
  ['paid', /成功|完成|已(?:支付|付款|收款|回款|报销|发货|收货|结算|到账|签收|入账)|待发货|支付|^是$|^有效$/],
  ['paid', /\b(?:paid|completed?|succe\w+|settled|captured|active|ok)\b/i],
];

/** The usual meaning of a status; null when it has none. */
export function statusMeaning(text: string): Meaning | null {
  return meanings.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
