/**
 * Stripe balance history (dashboard export): every movement of the balance, times UTC, signed amounts in major units of the settlement currency.
 * Meaning of the types: `stripe-money.ts`. A refund names itself (`re_…`), until 2016 its charge; the file never names a person.
 */
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { FileFacts, Format, MapContext, RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined } from './outcomes';
import { amountIn, currencyIn, timeIn } from './signed-money';
import { isCharge } from './stripe-ids';
import { type BalanceTransaction, balanceOutcome, ranks } from './stripe-money';

function map(row: SourceRow, { withExpenses }: MapContext): RowOutcome {
  const id = row.get('id');
  if (!id) return quarantined('missing-id', '', 'id');
  const source = row.get('Source') ?? null;
  for (const number of [id, source ?? '']) if (isDamagedId(number)) return quarantined('damaged-id', number, 'id');
  const at = timeIn(row, ['Created (UTC)', 'Created'], 0);
  const currency = currencyIn(row, 'Currency');
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const amount = amountIn(row, 'Amount', currency.value);
  const fee = amountIn(row, 'Fee', currency.value, 0);
  const net = amountIn(row, 'Net', currency.value);
  for (const read of [amount, fee, net]) if (!read.ok) return { outcome: 'quarantined', problem: read.problem };
  if (!amount.ok || !fee.ok || !net.ok) return quarantined('bad-amount', '');
  const stated: BalanceTransaction = {
    rank: ranks.minutes,
    id,
    type: row.get('Type') ?? '',
    source,
    description: row.get('Description') ?? null,
    currency: currency.value,
    amount: amount.value,
    fee: fee.value,
    net: net.value,
    at: at.value,
    facing: facingOf(row),
    charge: isCharge(source) ? source : null,
  };
  return balanceOutcome(stated, withExpenses);
}

/** An amount that cannot be read is no reason to lose the row: it only says what the buyer saw. */
function facingOf(row: SourceRow): BalanceTransaction['facing'] {
  const currency = parseCurrency(row.get('Customer Facing Currency') ?? '');
  const amount = currency === null ? null : parseAmount(row.get('Customer Facing Amount') ?? '', currency);
  return currency === null || amount === null ? null : { amount, currency };
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Balance history of a Stripe account. */
export const stripeBalanceHistory: Format = {
  id: 'stripe-balance-history',
  version: 2,
  platform: 'stripe',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'balance', required: ['id', 'Type', 'Source', 'Amount', 'Fee', 'Net', 'Currency', 'Created (UTC)'], confidence: 0.98 },
    {
      layout: 'balance-2016',
      required: ['id', 'Type', 'Source', 'Amount', 'Fee', 'Net', 'Currency', 'Created'],
      cells: { id: /^txn_/ },
      confidence: 0.95,
    },
  ],
  emptyCells: [],
  facts,
  idColumns: ['id'],
  map,
};
