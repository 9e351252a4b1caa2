/**
 * Open Collective transactions of one account, UTC: the platform's default export and the layout of before. Amounts are signed by direction. Since
 * June 2021 fees are rows of their own; older contributions state theirs as the difference of amount and net amount. The id of the older
 * layout is the beginning of the newer one, so both make the same key.
 *
 * | direction | kind | reverse | becomes |
 * | --- | --- | --- | --- |
 * | CREDIT | CONTRIBUTION | | `tip` |
 * | DEBIT | CONTRIBUTION | yes | `refund` |
 * | DEBIT | CONTRIBUTION, EXPENSE | | own spending |
 * | CREDIT | CONTRIBUTION, EXPENSE | yes | its refund |
 * | any | ADDED_FUNDS | any | undecided: the host has added money that came in elsewhere |
 * | CREDIT | EXPENSE | | undecided |
 * | DEBIT | HOST_FEE, PAYMENT_PROCESSOR_FEE | | `fee` |
 * | CREDIT | HOST_FEE, PAYMENT_PROCESSOR_FEE | yes | `fee_reversal` |
 * | CREDIT | PAYMENT_PROCESSOR_COVER | any | `fee_reversal` |
 * | any | BALANCE_TRANSFER, PREPAID_PAYMENT_METHOD | any | `transfer` |
 */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { FileFacts, FileFrame, Format, MapContext, RowOutcome, SourceRow } from './format';
import { type Becomes, ruleBook } from './money-rules';
import { ignored, isDamagedId, line, numbersOf, quarantined, records, type StatedLine } from './outcomes';
import { paymentId } from './payment-ids';
import { firstOf, mentioned } from './person-columns';
import { amountIn, currencyIn, timeIn } from './signed-money';

const fees = ['HOST_FEE', 'PAYMENT_PROCESSOR_FEE'];

const lookUp = ruleBook([
  { direction: ['CREDIT'], type: ['CONTRIBUTION'], status: [''], becomes: 'tip' },
  { direction: ['DEBIT'], type: ['CONTRIBUTION'], status: ['reverse'], becomes: 'refund' },
  { direction: ['DEBIT'], type: ['CONTRIBUTION', 'EXPENSE'], status: [''], becomes: 'spending' },
  { direction: ['CREDIT'], type: ['CONTRIBUTION', 'EXPENSE'], status: ['reverse'], becomes: 'spending-refund' },
  { type: ['ADDED_FUNDS'], becomes: 'undecided' },
  { direction: ['CREDIT'], type: ['EXPENSE'], status: [''], becomes: 'undecided' },
  { direction: ['DEBIT'], type: fees, status: [''], becomes: 'fee' },
  { direction: ['CREDIT'], type: fees, status: ['reverse'], becomes: 'fee_reversal' },
  { direction: ['CREDIT'], type: ['PAYMENT_PROCESSOR_COVER'], becomes: 'fee_reversal' },
  { type: ['BALANCE_TRANSFER', 'PREPAID_PAYMENT_METHOD'], becomes: 'transfer' },
]);

/** Amounts in minor units of `currency`, signed as stated. */
interface Transaction {
  id: string;
  at: string;
  currency: string;
  amount: number;
  net: number;
}

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const read = readTransaction(row);
  if ('outcome' in read) return read;
  if (read.amount === 0) return ignored('empty');
  const direction = firstOf(row, 'Credit/Debit', 'type') ?? '';
  const kind = firstOf(row, 'Kind', 'kind') ?? '';
  const isReverse = stated(firstOf(row, 'Is Reverse', 'isRefund'));
  const status = isReverse ? 'reverse' : '';
  const becomes = lookUp({ direction: direction.toUpperCase(), type: kind.toUpperCase(), status, funds: '', text: '' });
  if (becomes === null || typeof becomes === 'object') return quarantined('unknown-combination', `${direction} ${kind} ${status}`.trim());
  if (read.amount > 0 !== (direction.toUpperCase() === 'CREDIT')) return quarantined('bad-amount', amountText(row));
  if (becomes === 'spending' && !withExpenses) return ignored('own-spending');
  if (becomes === 'spending-refund' && !withExpenses) return ignored('refund-of-spending');
  const handle = firstOf(row, 'Opposite Account Handle', 'oppositeAccountSlug') ?? null;
  const name = firstOf(row, 'Opposite Account Name', 'oppositeAccountName') ?? null;
  const isSupporter = handle !== null && (becomes === 'tip' || becomes === 'refund');
  const payload = line({
    at: read.at,
    side: 'order',
    soldOn: 'open-collective',
    paidVia: channelOf(row),
    currency: read.currency,
    product: firstOf(row, 'Description', 'description'),
    counterparty: name ?? handle,
    personKey: isSupporter ? handle : undefined,
    numbers: numbersOf(idOf(isReverse ? reversed(row) : read.id), paymentId(firstOf(row, 'Merchant ID', 'merchantId'))),
    sourceKind: kind,
    status: firstOf(row, 'Is Reversed', 'isRefunded'),
    method: firstOf(row, 'Payment Method', 'paymentMethodType'),
    note: firstOf(row, 'Contribution Memo', 'orderMemo'),
    ...amounts(read, becomes),
  });
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: read.id, payload }];
  if (isSupporter) {
    const about = mentioned({ name, nickname: handle, firstSeenAt: read.at, lastSeenAt: read.at });
    made.push({ type: 'person', key: handle, asOf: read.at, payload: about });
  }
  return records(...made);
}

function readTransaction(row: SourceRow): Transaction | RowOutcome {
  const id = idOf(firstOf(row, 'Transaction ID', 'shortId'));
  if (id === null) return quarantined('missing-id', '', row.columns.includes('shortId') ? 'shortId' : 'Transaction ID');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'shortId');
  const at = timeIn(row, ['Effective Date & Time', 'datetime'], 0);
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  const currency = currencyIn(row, row.get('Currency') === undefined ? 'currency' : 'Currency');
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const amount = amountIn(row, row.get('amount') === undefined ? 'Amount Single Column' : 'amount', currency.value);
  if (!amount.ok) return { outcome: 'quarantined', problem: amount.problem };
  const net = amountIn(row, 'netAmount', currency.value, amount.value);
  if (!net.ok) return { outcome: 'quarantined', problem: net.problem };
  return { id, at: at.value, currency: currency.value, amount: amount.value, net: net.value };
}

/** The first eight digits of an id, which are all that the older layout has of it. */
function idOf(id: string | null | undefined): string | null {
  return id ? (/^([0-9a-f]{8})-[0-9a-f]{4}-/i.exec(id)?.[1] ?? id) : null;
}

function reversed(row: SourceRow): string | null | undefined {
  return firstOf(row, 'Reverse Transaction ID', 'shortRefundId');
}

/** Flags hold a word of their own (`REFUND`, `REVERSE`) or nothing. */
function stated(flag: string | null | undefined): boolean {
  return Boolean(flag) && !/^(?:false|no|0)$/i.test(flag ?? '');
}

function amountText(row: SourceRow): string {
  return firstOf(row, 'Amount Single Column', 'amount') ?? '';
}

function channelOf(row: SourceRow): string | null {
  const processor = firstOf(row, 'Payment Processor', 'paymentMethodService')?.toLowerCase();
  return processor === 'stripe' || processor === 'paypal' ? processor : null;
}

/** The difference of amount and net is what was kept of a contribution, or given back of it with a refund. */
function amounts(
  { amount, net }: Transaction,
  becomes: Exclude<Becomes, object>,
): Pick<StatedLine, 'kind' | 'amount'> & Partial<StatedLine> {
  const kept = amount - net;
  if (becomes === 'tip' || becomes === 'refund')
    return { kind: becomes, amount: Math.abs(amount), channelFee: Math.max(0, kept), feeReversal: Math.max(0, -kept) };
  if (becomes === 'spending') return { kind: 'expense', amount: Math.abs(net) };
  if (becomes === 'spending-refund') return { kind: 'expense', amount: 0, returned: Math.abs(net) };
  return { kind: becomes, amount: Math.abs(net) };
}

function facts({ first }: FileFrame): FileFacts {
  const account = first === null ? null : (firstOf(first, 'Account Handle', 'accountSlug') ?? null);
  return { account, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Transactions of an Open Collective account. */
export const openCollective: Format = {
  id: 'open-collective',
  version: 1,
  platform: 'open-collective',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    {
      layout: 'transactions',
      required: ['Effective Date & Time', 'Transaction ID', 'Credit/Debit', 'Kind', 'Amount Single Column', 'Currency'],
      confidence: 0.98,
    },
    {
      layout: 'transactions-older',
      required: ['datetime', 'shortId', 'type', 'kind', 'amount', 'netAmount', 'currency'],
      confidence: 0.98,
    },
  ],
  emptyCells: [],
  facts,
  map,
};
