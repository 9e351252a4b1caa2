/**
 * Ko-fi transactions: what supporters gave and bought, UTC. Ko-fi moves no money itself; what PayPal or Stripe charge stands on their own bills, which
 * share the reference where it is an id of theirs. Tax of a sale is stated beside the amount and not taken off. The file is arranged first
 * (`kofi-times.ts`), because only the whole of it tells which order its dates are in.
 *
 * | amount in | type | becomes |
 * | --- | --- | --- |
 * | Received | Tip, Donation | `tip` |
 * | Received | Subscription | `renewal` |
 * | Received | Shop Order | `sale` |
 * | Given | any | own spending |
 */
import { normaliseEmail } from '../../../../shared/domain/contact';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { Format, MapContext, RowOutcome, SourceRow } from './format';
import { arrangeTransactions, instantColumn, orderColumn, timeColumn, transactionColumns } from './kofi-times';
import { ruleBook } from './money-rules';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { paymentId } from './payment-ids';
import { firstOf, mapped, mentioned } from './person-columns';
import { amountIn, currencyIn } from './signed-money';
import { listFacts } from './subscriber-list';

const lookUp = ruleBook([
  { direction: ['in'], type: ['tip', 'donation'], becomes: 'tip' },
  { direction: ['in'], type: ['subscription'], becomes: 'renewal' },
  { direction: ['in'], type: ['shop order'], becomes: 'sale' },
  { direction: ['out'], becomes: 'spending' },
]);

/** Before the time of any transaction. */
const beforeAnyList = '1970-01-01T00:00:00Z';

function map(row: SourceRow, { withExpenses, facts: { exportedAt } }: MapContext): RowOutcome {
  const id = row.get('TransactionId');
  if (!id) return quarantined('missing-id', '', 'TransactionId');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'TransactionId');
  const at = row.get(instantColumn);
  if (!at) return quarantined('bad-date', row.get(timeColumn) ?? '', timeColumn);
  const currency = currencyIn(row, 'Currency');
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const received = amountIn(row, 'Received', currency.value, 0);
  const given = amountIn(row, 'Given', currency.value, 0);
  if (!received.ok) return { outcome: 'quarantined', problem: received.problem };
  if (!given.ok) return { outcome: 'quarantined', problem: given.problem };
  if (received.value === 0 && given.value === 0) return ignored('empty');
  if (received.value < 0 || (received.value > 0 && given.value !== 0))
    return quarantined('bad-amount', `${row.get('Received') ?? ''} / ${row.get('Given') ?? ''}`, 'Received');
  const direction = received.value > 0 ? 'in' : 'out';
  const type = row.get('TransactionType') ?? '';
  const becomes = lookUp({ direction, type: type.toLowerCase(), status: '', funds: '', text: '' });
  if (becomes === null || typeof becomes === 'object' || becomes === 'spending-refund')
    return quarantined('unknown-combination', type, 'TransactionType');
  if (becomes === 'spending' && !withExpenses) return ignored('own-spending');
  const email = direction === 'in' ? mapped(firstOf(row, 'BuyerEmail', 'Email'), normaliseEmail) : null;
  const personKey = email ? `email:${email}` : undefined;
  const payload = line({
    kind: becomes === 'spending' ? 'expense' : becomes,
    at,
    side: 'order',
    soldOn: 'ko-fi',
    paidVia: channelOf(row),
    currency: currency.value,
    amount: direction === 'in' ? received.value : Math.abs(given.value),
    product: row.get('Item'),
    counterparty: row.get('From'),
    personKey,
    numbers: numbersOf(id, paymentId(row.get('Reference'))),
    sourceKind: type,
    method: row.get('PaymentProvider'),
    note: row.get('Message'),
  });
  // Every line has a date of its own where the file has none: one of an assumed time must stand before it.
  const asOf = row.get(orderColumn) ? beforeAnyList : exportedAt === null ? at : undefined;
  const made: CanonicalRecord[] = [{ type: 'ledgerLine', key: id, ...(asOf !== undefined ? { asOf } : null), payload }];
  if (email && personKey) made.push(buyer(row, email, personKey, at));
  return records(...made);
}

function buyer(row: SourceRow, email: string, key: string, at: string): CanonicalRecord {
  const discord = row.get('DiscordUsername');
  const payload = mentioned({
    name: row.get('From'),
    email,
    province: row.get('BuyerStateOrProvince'),
    country: row.get('BuyerCountry'),
    firstSeenAt: at,
    lastSeenAt: at,
    attributes: discord ? { DiscordUsername: discord } : undefined,
  });
  return { type: 'person', key, asOf: at, payload };
}

function channelOf(row: SourceRow): string | null {
  const provider = row.get('PaymentProvider')?.toLowerCase();
  return provider === 'paypal' || provider === 'stripe' ? provider : null;
}

/** Transactions of a Ko-fi page. */
export const kofiTransactions: Format = {
  id: 'kofi-transactions',
  version: 3,
  platform: 'ko-fi',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'transactions', required: [...transactionColumns, instantColumn], confidence: 0.98 }],
  emptyCells: [],
  arrange: arrangeTransactions,
  facts: listFacts,
  idColumns: ['TransactionId'],
  map,
};
