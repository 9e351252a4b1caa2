/**
 * Gumroad payout: the rows that make up one payout, US dollars, taken back ones negative; the totals row states what was paid out (since 2026 after
 * subtotals, which add nothing). Sales have the keys of the list of sales, whose statement wins; refunds are single ones with their dates and count
 * once with the list's totals (see `revenue/money-groups.ts`). The file has no date of the payout: it is that of the file name, else of the first
 * row (date estimated).
 *
 * | type | becomes |
 * | --- | --- |
 * | Sale | `sale`, commission = fees |
 * | Full Refund, Partial Refund, PayPal Refund, Stripe Connect Refund, Chargeback | `refund`; fees given back = fee reversal |
 * | Affiliate Credit + | `commission` |
 * | Affiliate Credit −, PayPal Connect Affiliate Fees, Stripe Connect Affiliate Fees | undecided: the part of affiliates, which the list of sales states sale by sale |
 * | PayPal Payouts −, Stripe Connect Payouts − | `payout`: went to the seller's own account already |
 * | the same + (more was given back there than sold) | `payout_fee`: lowers payouts |
 * | Payout Fee | `fee`: the payout is stated without it |
 * | Credit, Technical Adjustment | undecided |
 * | the totals row | `payout` of Net Total |
 */
import { normaliseEmail } from '../../../../shared/domain/contact';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isTotals, totalOf } from './gumroad-sales';
import { type Becomes, ruleBook } from './money-rules';
import { ignored, isDamagedId, line, numbersOf, quarantined, records, type StatedLine } from './outcomes';
import { mapped, mentioned } from './person-columns';
import { amountIn, timeIn } from './signed-money';

const currency = 'USD';

/** Affiliate Credit is one sum per day of what the seller has earned as an affiliate and what affiliates have earned of the seller's sales. */
const lookUp = ruleBook([
  { type: ['Sale'], becomes: 'sale' },
  { type: ['Full Refund', 'Partial Refund', 'PayPal Refund', 'Stripe Connect Refund', 'Refund', 'Chargeback'], becomes: 'refund' },
  { direction: ['+'], type: ['Affiliate Credit'], becomes: 'commission' },
  { type: ['Affiliate Credit', 'PayPal Connect Affiliate Fees', 'Stripe Connect Affiliate Fees'], becomes: 'undecided' },
  { direction: ['-'], type: ['PayPal Payouts', 'Stripe Connect Payouts'], becomes: 'payout' },
  { direction: ['+'], type: ['PayPal Payouts', 'Stripe Connect Payouts'], becomes: 'payout_fee' },
  { type: ['Payout Fee'], becomes: 'fee' },
  { type: ['Credit', 'Technical Adjustment'], becomes: 'undecided' },
]);

interface PayoutRow {
  type: string;
  at: string;
  id: string | null;
  price: number;
  fee: number;
  net: number;
}

function map(row: SourceRow): RowOutcome {
  const type = row.get('Type') ?? '';
  const read = readRow(row, type);
  if ('outcome' in read) return read;
  const becomes = lookUp({ direction: read.net < 0 ? '-' : '+', type, status: '', funds: '', text: '' });
  if (becomes === null || typeof becomes === 'object') return quarantined('unknown-combination', type, 'Type');
  if (read.price === 0 && read.net === 0) return ignored('empty');
  if ((becomes === 'sale' || becomes === 'refund') && read.id === null) return quarantined('missing-id', '', 'Purchase ID');
  const email = mapped(row.get('Buyer Email'), normaliseEmail);
  const personKey = email && (becomes === 'sale' || becomes === 'refund') ? `email:${email}` : undefined;
  const isPaidOut = becomes === 'payout' || becomes === 'payout_fee';
  const item = row.get('Item Name') ?? undefined;
  const payload = line({
    at: read.at,
    side: becomes === 'sale' || becomes === 'refund' ? 'order' : 'bill',
    soldOn: 'gumroad',
    paidVia: null,
    currency,
    product: isPaidOut ? undefined : item,
    counterparty: row.get('Buyer Name') ?? row.get('Buyer Email') ?? undefined,
    personKey,
    numbers: numbersOf(becomes === 'sale' || becomes === 'refund' ? read.id : null),
    sourceKind: type,
    // Since 2026 the name explains what such a line is.
    note: isPaidOut ? item : undefined,
    ...amounts(read, becomes),
  });
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: keyOf(read, becomes), payload }];
  if (personKey !== undefined) {
    const about = mentioned({ name: row.get('Buyer Name'), email, firstSeenAt: read.at, lastSeenAt: read.at });
    made.push({ type: 'person', key: personKey, asOf: read.at, payload: about });
  }
  return records(...made);
}

function readRow(row: SourceRow, type: string): PayoutRow | RowOutcome {
  const id = row.get('Purchase ID') ?? null;
  if (id !== null && isDamagedId(id)) return quarantined('damaged-id', id, 'Purchase ID');
  const at = timeIn(row, ['Date'], 0);
  const price = amountIn(row, 'Sale Price ($)', currency, 0);
  const fee = amountIn(row, 'Gumroad Fees ($)', currency, 0);
  const net = amountIn(row, 'Net Total ($)', currency);
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  for (const read of [price, fee, net]) if (!read.ok) return { outcome: 'quarantined', problem: read.problem };
  if (!price.ok || !fee.ok || !net.ok) return quarantined('bad-amount', '');
  return { type, at: at.value, id, price: price.value, fee: fee.value, net: net.value };
}

/** Only a sale happens once per purchase; the other rows have no id of their own. */
function keyOf({ id, type, at, net }: PayoutRow, becomes: Becomes): string {
  return becomes === 'sale' ? `${id}|sale` : `~${id ?? ''}|${type}|${at}|${net}`;
}

function amounts(
  { price, fee, net }: PayoutRow,
  becomes: Exclude<Becomes, object>,
): Pick<StatedLine, 'kind' | 'amount'> & Partial<StatedLine> {
  if (becomes === 'sale') return { kind: 'sale', amount: Math.abs(price), commission: Math.abs(fee) };
  if (becomes === 'refund') return { kind: 'refund', amount: Math.abs(price || net), feeReversal: Math.abs(fee) };
  const kind = becomes === 'payout' || becomes === 'payout_fee' || becomes === 'fee' || becomes === 'commission' ? becomes : 'undecided';
  return { kind, amount: Math.abs(net) };
}

/** The payout itself, which only the totals row states. */
function once(frame: FileFrame): CanonicalRecord[] {
  const amount = totalOf(frame, 'Net Total ($)');
  const firstDay = parseLocalTime(frame.first?.get('Date') ?? '', 0);
  const named = endOfNamedDay(frame.fileName, 0);
  const at = named ?? firstDay;
  if (amount === undefined || amount <= 0 || at === null) return [];
  const payload = line({
    kind: 'payout',
    at,
    ...(named === null ? { dateEstimated: true as const } : null),
    side: 'bill',
    soldOn: 'gumroad',
    paidVia: null,
    currency,
    amount,
    sourceKind: 'Totals',
  });
  const key = `payout|${firstDay ?? ''}|${frame.first?.get('Purchase ID') ?? ''}|${amount}`;
  return [{ type: 'ledgerLine', key, payload }];
}

/** No date of the file: its rows must not win over the list of sales, which knows more of each. */
function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** One payout of a Gumroad seller. */
export const gumroadPayouts: Format = {
  id: 'gumroad-payouts',
  version: 2,
  platform: 'gumroad',
  evidence: 'exact',
  kind: 'ledger',
  currency,
  headers: [
    {
      layout: 'payout',
      required: ['Type', 'Date', 'Purchase ID', 'Sale Price ($)', 'Gumroad Fees ($)', 'Net Total ($)'],
      confidence: 0.98,
    },
  ],
  emptyCells: [],
  frame: (cells) => (isTotals(cells) ? 'stop' : /^subtotal\b/i.test(cells[0]?.trim() ?? '') ? 'skip' : 'data'),
  facts,
  once,
  map,
};
