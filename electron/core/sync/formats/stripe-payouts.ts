/**
 * Stripe payouts (dashboard export): what went to the bank, times UTC, amounts in major units. The key is the payout's own id, as in the balance
 * history and the itemised reports, so a payout that several files list is one line; they also state the fee of an instant payout.
 *
 * | amount | status | becomes |
 * | --- | --- | --- |
 * | + | paid | `payout` |
 * | − (Stripe collects a negative balance from the bank) | paid | `payout_fee`: lowers payouts |
 * | any | failed, canceled | `transfer`: nothing arrived; a line that an earlier file called paid becomes this |
 * | any | pending, in_transit | ignored "not settled" |
 * Rows of test mode (Livemode false) are ignored.
 */
import type { FileFacts, Format, RowOutcome, SourceRow } from './format';
import { ignored, isDamagedId, line, numbersOf, quarantined, records } from './outcomes';
import { amountIn, currencyIn, timeIn } from './signed-money';

/** Status → rank; what the balance states (5 and more) counts more. */
const arrived = new Map([['paid', 2]]);
const returned = new Map([
  ['failed', 3],
  ['canceled', 3],
  ['cancelled', 3],
]);
const waiting = new Set(['pending', 'in_transit', 'in transit']);

function map(row: SourceRow): RowOutcome {
  const status = (row.get('Status') ?? '').toLowerCase();
  if (row.get('Livemode')?.toLowerCase() === 'false' || waiting.has(status)) return ignored('not-settled');
  const rank = arrived.get(status) ?? returned.get(status);
  if (rank === undefined) return quarantined('unknown-combination', row.get('Status') ?? '', 'Status');
  const id = row.get('id');
  if (!id) return quarantined('missing-id', '', 'id');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'id');
  const at = timeIn(row, ['Created (UTC)', 'Arrival Date (UTC)'], 0);
  const currency = currencyIn(row, 'Currency');
  if (!at.ok) return { outcome: 'quarantined', problem: at.problem };
  if (!currency.ok) return { outcome: 'quarantined', problem: currency.problem };
  const amount = amountIn(row, 'Amount', currency.value);
  if (!amount.ok) return { outcome: 'quarantined', problem: amount.problem };
  const paidOut = amount.value < 0 ? 'payout_fee' : 'payout';
  const payload = line({
    kind: arrived.has(status) ? paidOut : 'transfer',
    at: at.value,
    side: 'bill',
    soldOn: 'stripe',
    paidVia: 'stripe',
    currency: currency.value,
    amount: Math.abs(amount.value),
    numbers: numbersOf(id),
    sourceKind: 'payout',
    status: row.get('Status') ?? undefined,
    method: row.get('Method') ?? undefined,
    note: row.get('Description') ?? undefined,
  });
  return records({ type: 'ledgerLine', key: id, rank, payload });
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Payouts of a Stripe account. */
export const stripePayouts: Format = {
  id: 'stripe-payouts',
  version: 1,
  platform: 'stripe',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [
    { layout: 'payouts', required: ['id', 'Amount', 'Currency', 'Arrival Date (UTC)', 'Status', 'Method'], confidence: 0.98 },
    {
      layout: 'payouts-chosen-columns',
      required: ['id', 'Amount', 'Currency', 'Arrival Date (UTC)', 'Status'],
      cells: { id: /^(?:po|tr)_/ },
      confidence: 0.9,
    },
  ],
  emptyCells: [],
  facts,
  idColumns: ['id'],
  map,
};
