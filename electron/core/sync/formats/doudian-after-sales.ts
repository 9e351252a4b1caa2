/**
 * 抖店 after-sales list: one row per case of a 子订单 (商品单号). Only cases whose refund succeeded move money; the others, and exchanges, are under way or
 * closed. The amount is goods, postage and taxes; what is given back of a payment discount was never the buyer's.
 */
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import { doudian, platformNumber, requiredId, sumOf } from './doudian-rows';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { ignored, line, numbersOf, quarantined, records } from './outcomes';

const amounts = ['退商品金额(元)', '退运费金额(元)', '退税费金额(元)'];
/** The nearest to the moment the money went, first. */
const times = ['用户到账时间', '商家退款时间', '售后完结时间', '售后申请时间'];

function map(row: SourceRow): RowOutcome {
  const status = row.get('售后状态') ?? '';
  if (!status.includes('退款成功')) {
    if (/关闭|取消|撤销|换货|补寄|维修|拒绝|驳回|失败/.test(status)) return ignored('closed');
    return /待|中$|处理|同意/.test(status) ? ignored('not-settled') : quarantined('unknown-combination', status, '售后状态');
  }
  const key = requiredId(row, '售后单号');
  if (typeof key !== 'string') return key;
  const order = requiredId(row, '商品单号', '订单号');
  if (typeof order !== 'string') return order;
  const amount = sumOf(row, amounts);
  if (typeof amount !== 'number') return amount;
  if (amount < 0 || !row.get('退商品金额(元)')) return quarantined('bad-amount', row.get('退商品金额(元)') ?? '', '退商品金额(元)');
  const column = times.find((name) => row.get(name)) ?? '售后申请时间';
  const at = parseLocalTime(row.get(column) ?? '', chinaOffset);
  if (at === null) return quarantined('bad-date', row.get(column) ?? '', column);
  const payload = line({
    kind: 'refund',
    at,
    ...(column === '售后申请时间' ? { dateEstimated: true as const } : {}),
    side: 'order',
    soldOn: doudian.platform,
    paidVia: null,
    currency: doudian.currency,
    amount,
    product: row.get('商品名称'),
    numbers: numbersOf(order),
    sourceKind: row.get('售后类型'),
    status,
    method: row.get('退款方式'),
    note: row.get('售后原因'),
  });
  return records({ type: 'ledgerLine', key: `case:${key}`, payload });
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, chinaOffset) };
}

/** After-sales list of a 抖店 shop. */
export const doudianAfterSales: Format = {
  ...doudian,
  id: 'doudian-after-sales',
  version: 1,
  evidence: 'probable',
  kind: 'ledger',
  headers: [
    {
      layout: 'after-sales',
      required: ['售后单号', '商品单号', '售后类型', '退商品金额(元)', '售后状态', '售后申请时间'],
      confidence: 0.98,
    },
    {
      layout: 'after-sales-chosen-columns',
      required: ['售后单号', '售后类型', '退商品金额(元)', '售后状态'],
      cells: { 售后单号: platformNumber },
      confidence: 0.9,
    },
  ],
  facts,
  idColumns: ['售后单号'],
  map,
};
