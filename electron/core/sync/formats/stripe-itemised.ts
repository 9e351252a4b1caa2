/**
 * Stripe itemised reports (balance change from activity, payout reconciliation, payouts): one balance transaction per row in snake_case columns
 * that the user chooses, amounts in major units of the settlement currency. Meaning of the categories: `stripe-money.ts`. Unlike the balance
 * history they can name charge and customer. `…_utc` columns are UTC; the same names without it are in the report's own time zone, which the file
 * does not state, and are read as UTC only where there is nothing better. The columns that Stripe suggests name neither charge nor payout: nothing
 * would tell such a sale from the same one in the list of payments, so these rows wait for a file with the column `source_id`.
 */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { FileFacts, Format, MapContext, RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined } from './outcomes';
import { firstOf, mapped, mentioned } from './person-columns';
import { amountIn, currencyIn, timeIn } from './signed-money';
import { isCharge } from './stripe-ids';
import { type BalanceTransaction, balanceOutcome, ranks } from './stripe-money';

const times = ['created_utc', 'created', 'effective_at_utc', 'effective_at'];

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const id = row.get('balance_transaction_id');
  if (!id) return quarantined('missing-id', '', 'balance_transaction_id');
  const category = row.get('reporting_category') ?? '';
  const source = firstOf(row, 'source_id', 'payout_id', ...(category === 'charge' ? ['charge_id'] : [])) ?? null;
  if (source === null && row.get('source_id') === undefined && row.get('payout_id') === undefined)
    return quarantined('missing-column', 'source_id', 'source_id');
  for (const number of [id, source ?? '']) if (isDamagedId(number)) return quarantined('damaged-id', number, 'balance_transaction_id');
  const at = timeIn(row, times, 0);
  const currency = currencyIn(row, 'currency');
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const gross = amountIn(row, 'gross', currency.value);
  const fee = amountIn(row, 'fee', currency.value, 0);
  const net = amountIn(row, 'net', currency.value);
  for (const read of [gross, fee, net]) if (!read.ok) return { outcome: 'quarantined', problem: read.problem };
  if (!gross.ok || !fee.ok || !net.ok) return quarantined('bad-amount', '');
  const person = personOf(row, at.value);
  const stated: BalanceTransaction = {
    rank: row.get('created_utc') ? ranks.seconds : ranks.unknownZone,
    id,
    type: category,
    source,
    description: row.get('description') ?? null,
    currency: currency.value,
    amount: gross.value,
    fee: fee.value,
    net: net.value,
    at: at.value,
    facing: facingOf(row),
    charge: isCharge(source) ? source : row.get('charge_id'),
    paymentIntent: row.get('payment_intent_id'),
    personKey: person?.key,
    counterparty: firstOf(row, 'customer_name', 'card_name', 'customer_email'),
    method: firstOf(row, 'card_brand', 'payment_method_type'),
  };
  const outcome = balanceOutcome(stated, withExpenses);
  return outcome.outcome === 'records' && person ? { outcome: 'records', records: [...outcome.records, person] } : outcome;
}

/** The customer by the key that the list of payments uses. */
function personOf(row: SourceRow, at: string): (CanonicalRecord & { type: 'person' }) | null {
  const email = mapped(row.get('customer_email'), normaliseEmail);
  const key = row.get('customer_id') ?? (email ? `email:${email}` : null);
  if (key === null) return null;
  const payload = mentioned({
    name: firstOf(row, 'customer_name', 'card_name', 'shipping_name'),
    email,
    phone: mapped(row.get('customer_phone'), (text) => normalisePhone(text, null)),
    city: firstOf(row, 'customer_address_city', 'card_address_city'),
    country: firstOf(row, 'customer_address_country', 'card_address_country'),
    firstSeenAt: at,
    lastSeenAt: at,
  });
  return { type: 'person', key, asOf: at, payload };
}

function facingOf(row: SourceRow): BalanceTransaction['facing'] {
  const currency = parseCurrency(row.get('customer_facing_currency') ?? '');
  const amount = currency === null ? null : parseAmount(row.get('customer_facing_amount') ?? '', currency);
  return currency === null || amount === null ? null : { amount, currency };
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

const money = ['balance_transaction_id', 'currency', 'gross', 'net', 'reporting_category'];

/** Itemised reports of a Stripe account. */
export const stripeItemised: Format = {
  id: 'stripe-itemised',
  version: 2,
  platform: 'stripe',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'payout-reconciliation', required: [...money, 'source_id', 'created_utc', 'automatic_payout_id'], confidence: 0.98 },
    { layout: 'balance-change', required: [...money, 'source_id', 'created_utc'], confidence: 0.98 },
    { layout: 'own-time-zone', required: [...money, 'source_id', 'created'], confidence: 0.9 },
    { layout: 'payouts', required: [...money, 'payout_id', 'effective_at_utc'], confidence: 0.95 },
    { layout: 'payouts-own-time-zone', required: [...money, 'payout_id', 'effective_at'], confidence: 0.9 },
    { layout: 'suggested-columns', required: [...money, 'created_utc', 'available_on_utc'], confidence: 0.95 },
    { layout: 'suggested-columns-own-time-zone', required: [...money, 'created', 'available_on'], confidence: 0.9 },
  ],
  emptyCells: [],
  facts,
  idColumns: ['balance_transaction_id'],
  map,
};
