/**
 * Patreon earnings by month: one row per month and currency, layouts of several years. The file knows months only: a line stands at noon (UTC) of the first day,
 * which lies in the month in every zone, marked as estimated.
 *
 * | stated | becomes |
 * | --- | --- |
 * | membership charges (web, Android, iOS) | `renewal`; commission = Patreon fee + taxes on fees + iOS app fee + merchandise, channel fee = processing + conversion |
 * | gift and shop charges; what the total has beyond memberships | `sale` (carries the deductions where there are no memberships) |
 * | Declines, Refunds | `refund` |
 * | Patreon adjustments | `fee_reversal` when positive, `fee` when negative |
 * | Recovered payments | `fee_reversal`: the money is back, and gross was never taken off |
 *
 * Columns are known from one source, so every row must add up to the net earnings that it states; one that does not is left for the user to look at.
 * Sums of fees (`Total platform fee`, `Total payment fee`) stand beside their parts and are not read.
 * Declines of the older layout may be taken off already: they count where the sum needs them.
 */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { Format, RowOutcome, SourceRow } from './format';
import { ignored, line, quarantined, records, type StatedLine } from './outcomes';
import { amountIn, currencyIn } from './signed-money';
import { listFacts } from './subscriber-list';

const monthColumns = ['Month - successful transactions', 'Month'] as const;
const membershipColumns = [
  'Membership charges - web',
  'Membership charges - iOS app',
  'Membership gross earnings - Web and Android',
  'Membership gross earnings - iOS app',
];
const otherColumns = [
  'Gift charges - web',
  'Gift charges - iOS app',
  'Shop charges - web',
  'Shop charges - iOS app',
  'One time purchase gross earnings - Web and Android',
  'One time purchase gross earnings - iOS app',
];
const totalColumns = ['Total gross earnings', 'Total gross revenue', 'Total'] as const;
const commissionColumns = [
  'Patreon fee',
  'Patreon platform fees',
  'Taxes on fees',
  'iOS App Store fee',
  'iOS app fee',
  'Merch items and shipping',
  'Merch costs (items + shipping)',
];
const processingColumns = ['Processing fee', 'Payment processing fees', 'Currency conversion fee', 'Currency exchange fee'];
const netColumns = ['Your total earnings', 'Total net earnings'] as const;
/** Roundings of the parts, in minor units. */
const tolerance = 2;

/** Minor units. */
interface Month {
  memberships: number;
  other: number;
  commission: number;
  channelFee: number;
  refunds: number;
  declines: number;
  adjustments: number;
  recovered: number;
  net: number;
}

function map(row: SourceRow): RowOutcome {
  const column = monthColumns.find((name) => row.get(name) !== undefined) ?? 'Month';
  const month = row.get(column) ?? '';
  const at = /^\d{4}-\d{2}$/.test(month) ? parseLocalTime(`${month}-01 12:00:00`, 0) : null;
  if (at === null) return quarantined('bad-date', month, column);
  const currency = currencyIn(row, 'Currency');
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const read = readMonth(row, currency.value);
  if ('outcome' in read) return read;
  const made = lines(read, at, `${month}|${currency.value}`, currency.value);
  return made.length === 0 ? ignored('empty') : records(...made);
}

function readMonth(row: SourceRow, currency: string): Month | RowOutcome {
  let problem: RowOutcome | null = null;
  const value = (column: string): number => {
    const read = amountIn(row, column, currency, 0);
    if (read.ok) return read.value;
    problem ??= { outcome: 'quarantined', problem: read.problem };
    return 0;
  };
  const sum = (columns: readonly string[]) => columns.reduce((total, column) => total + value(column), 0);
  const stated = (columns: readonly string[]) => columns.find((column) => row.get(column)) ?? columns[0] ?? '';
  const memberships = sum(membershipColumns);
  const total = row.get(stated(totalColumns)) ? value(stated(totalColumns)) : memberships + sum(otherColumns);
  const month: Month = {
    memberships,
    other: total - memberships,
    commission: commissionColumns.reduce((fees, column) => fees + Math.abs(value(column)), 0),
    channelFee: processingColumns.reduce((fees, column) => fees + Math.abs(value(column)), 0),
    refunds: Math.abs(value('Refunds')),
    declines: Math.abs(value('Declines')),
    adjustments: value('Patreon adjustments'),
    recovered: Math.abs(value('Recovered payments')),
    net: value(stated(netColumns)),
  };
  return problem ?? reconciled(month, row.get(stated(netColumns)) ?? '', stated(netColumns));
}

/** The month whose parts add up to the net that it states. */
function reconciled(month: Month, text: string, column: string): Month | RowOutcome {
  const { memberships, other, commission, channelFee, refunds, declines, adjustments, recovered, net } = month;
  const before = memberships + other - commission - channelFee - refunds + adjustments + recovered;
  if (memberships >= 0 && other >= 0 && text !== '') {
    if (Math.abs(before - declines - net) <= tolerance) return { ...month, refunds: refunds + declines };
    if (Math.abs(before - net) <= tolerance) return month;
  }
  return quarantined('unknown-combination', `${text} ≠ ${before}`, column);
}

function lines(month: Month, at: string, key: string, currency: string): CanonicalRecord[] {
  const { memberships, other, commission, channelFee, refunds, adjustments, recovered } = month;
  const common = { at, dateEstimated: true, side: 'order', soldOn: 'patreon', paidVia: null, currency } as const;
  const made: CanonicalRecord[] = [];
  const add = (name: string, stated: Pick<StatedLine, 'kind' | 'amount'> & Partial<StatedLine>) => {
    if (stated.amount > 0)
      made.push({ type: 'ledgerLine', key: `${key}|${name}`, payload: line({ ...common, sourceKind: name, ...stated }) });
  };
  const deductions = { commission, channelFee };
  add('memberships', { kind: 'renewal', amount: memberships, ...deductions });
  add('other', { kind: 'sale', amount: other, ...(memberships === 0 ? deductions : null) });
  if (memberships + other === 0) add('fees', { kind: 'fee', amount: commission + channelFee });
  add('refunds', { kind: 'refund', amount: refunds });
  add('adjustments', { kind: adjustments < 0 ? 'fee' : 'fee_reversal', amount: Math.abs(adjustments) });
  add('recovered', { kind: 'fee_reversal', amount: recovered });
  return made;
}

/** Monthly earnings of a Patreon creator. */
export const patreonEarnings: Format = {
  id: 'patreon-earnings',
  version: 2,
  platform: 'patreon',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [
    {
      layout: 'earnings',
      required: ['Month - successful transactions', 'Currency', 'Total gross earnings', 'Total net earnings'],
      confidence: 0.97,
    },
    { layout: 'earnings-2023', required: ['Month', 'Currency', 'Your total earnings', 'Patreon fee'], confidence: 0.97 },
  ],
  emptyCells: ['-'],
  frame: (cells) => (/^totals?$/i.test(cells[0]?.trim() ?? '') ? 'skip' : 'data'),
  facts: listFacts,
  map,
};
