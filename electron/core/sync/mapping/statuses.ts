/** What the words of a status column usually mean. */
import type { MappingTemplate } from '../../../../shared/contract/mapping';

type Meaning = MappingTemplate['statuses'][string];

const meanings: readonly [Meaning, RegExp][] = [
  ['ignored', /未(支付|付款|完成)|待(支付|付款)|取消|关闭|失败|退款中|pending|cancel|fail|unpaid|void|expired|open/i],
  ['refunded', /已?(全额)?退款|退货|refund|chargeback/i],
  ['paid', /成功|完成|已(支付|付款|发货|收货|结算|到账|签收|入账)|待发货|支付|paid|complete|succe|settled|captured|active|ok|^是$|^有效$/i],
];

/** The usual meaning of a status; null when it has none. */
export function statusMeaning(text: string): Meaning | null {
  return meanings.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
