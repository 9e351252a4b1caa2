/**
 * Kajabi subscriptions: who subscribes to which offer, as of the day of the export. Amount is the price of one interval and no payment; the payments
 * stand on the bill of the provider.
 */
import { normaliseEmail } from '../../../../shared/domain/contact';
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { TermPayload } from '../../../../shared/domain/records';
import { parseEnglishDay } from './english-days';
import type { Format, RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, mapped, mentioned } from './person-columns';
import { listFacts, term } from './subscriber-list';

const intervals = new Map<string, TermPayload['interval']>([
  ['day', 'day'],
  ['daily', 'day'],
  ['week', 'week'],
  ['weekly', 'week'],
  ['month', 'month'],
  ['monthly', 'month'],
  ['quarter', 'quarter'],
  ['quarterly', 'quarter'],
  ['year', 'year'],
  ['yearly', 'year'],
  ['annual', 'year'],
  ['annually', 'year'],
]);

const used = new Set(['Kajabi Subscription ID', 'Customer Name', 'Customer ID', 'Offer Title', 'Status']);

function map(row: SourceRow): RowOutcome {
  const id = row.get('Kajabi Subscription ID');
  if (!id) return quarantined('missing-id', row.get('Customer Email') ?? '', 'Kajabi Subscription ID');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'Kajabi Subscription ID');
  const email = mapped(row.get('Customer Email'), normaliseEmail);
  const personKey = row.get('Customer ID') ?? (email ? `email:${email}` : null);
  if (personKey === null) return quarantined('missing-id', row.get('Customer Email') ?? '', 'Customer ID');
  const currency = mapped(row.get('Currency'), parseCurrency);
  const amount = mapped(row.get('Amount'), (text) => (currency ? parseAmount(text, currency) : null));
  const interval = mapped(row.get('Interval'), (text) => intervals.get(text.toLowerCase()) ?? null);
  const day = (column: string) => mapped(row.get(column), parseEnglishDay);
  const [startedAt, endsAt, canceledAt] = [day('Created At'), day('Next Payment Date'), day('Canceled On')];
  const payload = term({
    personKey,
    plan: row.get('Offer Title') ?? null,
    status: row.get('Status') ?? null,
    startedAt: startedAt ?? null,
    endsAt: endsAt ?? null,
    canceledAt,
    amount,
    currency,
    interval,
    attributes: attributesOf(row, used, {
      'Customer Email': email,
      Currency: currency,
      Amount: amount?.toString(),
      Interval: interval,
      'Created At': startedAt,
      'Next Payment Date': endsAt,
      'Canceled On': canceledAt,
    }),
  });
  const about = mentioned({ name: row.get('Customer Name'), email, firstSeenAt: startedAt ? `${startedAt}T00:00:00Z` : null });
  return records({ type: 'term', key: id, payload }, { type: 'person', key: personKey, payload: about });
}

/** Subscriptions of a Kajabi site. */
export const kajabiSubscriptions: Format = {
  id: 'kajabi-subscriptions',
  version: 1,
  platform: 'kajabi',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'subscriptions', required: ['Kajabi Subscription ID', 'Customer Email', 'Offer Title', 'Status'], confidence: 0.98 }],
  emptyCells: [],
  facts: listFacts,
  map,
};
