/**
 * 抖店 settlement bill: what the shop received for each 子订单, and what was taken back after that. Below the header stands a row that explains the
 * columns.
 *
 * | 结算单类型 | becomes |
 * | --- | --- |
 * | 已结算 | `sale`: gross = 收入合计 + 结算前退款金额, 平台服务费 = commission, all else that was taken off = split; 结算前退款金额 = `refund` |
 * | 结算后退款-原路退回, 结算后退款-非原路退回, 保证金退款-支出退回 | `refund` of 收入合计, with what was given back of the expenses |
 * Anything else is quarantined. Net is 结算金额 to the fen, whatever columns of subsidies and shares the year of the export has: they are read
 * from 收入合计 and 结算金额, which have kept their names.
 */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { chinaOffset } from '../../../../shared/domain/time';
import { doudian, requiredAmount, requiredId, settledPart, sumOf } from './doudian-rows';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { namedPeriod } from './frame-text';
import { line, quarantined, records, type StatedLine } from './outcomes';
import { timeIn } from './signed-money';

interface Settlement {
  key: string;
  at: string;
  /** 收入合计 and 结算金额, signed fen. */
  income: number;
  settled: number;
  before: number;
}

function map(row: SourceRow): RowOutcome {
  const settlement = readSettlement(row);
  if ('outcome' in settlement) return settlement;
  const type = row.get('结算单类型') ?? '';
  if (type === '已结算') return settledSale(settlement, row);
  return /^(结算后退款|保证金退款)/.test(type) ? takenBack(settlement, row) : quarantined('unknown-combination', type, '结算单类型');
}

function readSettlement(row: SourceRow): Settlement | RowOutcome {
  const key = requiredId(row, '子订单号', '订单号');
  if (typeof key !== 'string') return key;
  const at = timeIn(row, ['结算时间'], chinaOffset);
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  const income = requiredAmount(row, '收入合计');
  const settled = requiredAmount(row, '结算金额');
  const before = sumOf(row, ['结算前退款金额']);
  if (typeof income !== 'number') return income;
  if (typeof settled !== 'number') return settled;
  if (typeof before !== 'number') return before;
  return { key, at: at.value, income, settled, before: Math.abs(before) };
}

function settledSale({ key, at, income, settled, before }: Settlement, row: SourceRow): RowOutcome {
  const fee = sumOf(row, ['平台服务费']);
  if (typeof fee !== 'number') return fee;
  const taken = income - settled;
  if (income < 0) return quarantined('bad-amount', row.get('收入合计') ?? '', '收入合计');
  if (taken < 0) return quarantined('bad-amount', row.get('结算金额') ?? '', '结算金额');
  const commission = Math.min(Math.abs(fee), taken);
  const common = commonOf(row, key, at);
  const part = `${key}|${settledPart(row)}`;
  const sale = line({ ...common, kind: 'sale', amount: income + before, commission, split: taken - commission });
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: part, payload: sale }];
  if (before > 0) {
    const payload = line({ ...common, kind: 'refund', dateEstimated: true, amount: before });
    made.push({ type: 'ledgerLine', key: `${part}|before`, payload });
  }
  return records(...made);
}

function takenBack({ key, at, income, settled }: Settlement, row: SourceRow): RowOutcome {
  if (income > 0) return quarantined('bad-amount', row.get('收入合计') ?? '', '收入合计');
  const returned = settled - income;
  if (returned < 0) return quarantined('bad-amount', row.get('结算金额') ?? '', '结算金额');
  const common = commonOf(row, key, at);
  const time = row.get('结算时间') ?? '';
  if (income < 0) {
    const payload = line({ ...common, kind: 'refund', amount: -income, feeReversal: returned });
    return records({ type: 'ledgerLine', key: `${key}|${time}|refund`, payload });
  }
  return records({
    type: 'ledgerLine',
    key: `${key}|${time}|back|fee`,
    payload: line({ ...common, kind: 'fee_reversal', amount: returned }),
  });
}

function commonOf(row: SourceRow, key: string, at: string): Omit<StatedLine, 'kind' | 'amount'> {
  return {
    at,
    side: 'bill',
    soldOn: doudian.platform,
    paidVia: null,
    currency: doudian.currency,
    product: row.get('商品名称'),
    numbers: [key],
    sourceKind: row.get('业务类型'),
    status: row.get('结算单类型'),
    method: row.get('结算账户'),
    note: row.get('备注'),
  };
}

function facts({ fileName }: FileFrame): FileFacts {
  const period = namedPeriod(fileName);
  return { account: null, periodFrom: period?.from ?? null, periodTo: period?.to ?? null, exportedAt: null };
}

/** Settlement bill of a 抖店 shop. */
export const doudianSettlement: Format = {
  ...doudian,
  id: 'doudian-settlement',
  version: 2,
  evidence: 'probable',
  kind: 'ledger',
  headers: [
    { layout: 'settlement', required: ['结算时间', '子订单号', '结算金额', '结算账户', '结算单类型', '收入合计'], confidence: 0.98 },
    { layout: 'settlement-orders', required: ['结算时间', '订单号', '结算金额', '结算单类型', '收入合计', '支出合计'], confidence: 0.9 },
  ],
  // The row that explains the columns has words where numbers stand.
  frame(cells, columns) {
    const digits = (column: string) => /\d/.test(cells[columns.indexOf(column)] ?? '');
    return digits('结算时间') || digits('子订单号') || digits('订单号') ? 'data' : 'skip';
  },
  facts,
  map,
};
