/**
 * Stripe subscriptions (dashboard export): who subscribes to which plan, as of the day of the export; times UTC. Amount is the price of one unit
 * for one interval and no payment. The customer has the key of the payments and of the list of customers.
 */
import { normaliseEmail } from '../../../../shared/domain/contact';
import { parseAmount, parseCurrency } from '../../../../shared/domain/money';
import type { TermPayload } from '../../../../shared/domain/records';
import { parseDay } from '../../../../shared/domain/time';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { endOfNamedDay } from './frame-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, firstOf, instantOf, mapped, mentioned } from './person-columns';

const used = new Set(['id', 'Customer ID', 'Customer Name', 'Customer Description', 'Plan', 'Status']);

const intervals = new Map<string, TermPayload['interval']>([
  ['day', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['3 months', 'quarter'],
  ['quarter', 'quarter'],
  ['12 months', 'year'],
  ['year', 'year'],
]);

function map(row: SourceRow): RowOutcome {
  const id = row.get('id');
  if (!id) return quarantined('missing-id', '', 'id');
  if (isDamagedId(id)) return quarantined('damaged-id', id, 'id');
  const email = mapped(row.get('Customer Email'), normaliseEmail);
  const personKey = row.get('Customer ID') ?? (email ? `email:${email}` : null);
  if (personKey === null) return quarantined('missing-id', row.get('Customer Email') ?? '', 'Customer ID');
  const currency = parseCurrency(row.get('Currency') ?? '');
  const amount = mapped(row.get('Amount'), (text) => (currency === null ? null : parseAmount(text, currency)));
  const interval = mapped(row.get('Interval'), (text) => intervals.get(text.toLowerCase()) ?? null);
  const term: TermPayload = {
    personKey,
    plan: row.get('Plan') ?? null,
    status: row.get('Status') ?? null,
    startedAt: dayIn(row, 'Start Date (UTC)', 'Start (UTC)', 'Created (UTC)') ?? null,
    endsAt: dayIn(row, 'Ended At (UTC)', 'Current Period End (UTC)') ?? null,
    canceledAt: dayIn(row, 'Canceled At (UTC)'),
    amount,
    currency: amount === undefined ? undefined : currency,
    interval,
    attributes: attributesOf(row, used, {
      'Customer Email': email,
      Amount: amount?.toString(),
      Interval: interval,
      Currency: currency,
      ...days(row),
    }),
  };
  const startedAt = instantOf(row, 'Created (UTC)', 0);
  const payload = mentioned({ name: firstOf(row, 'Customer Name', 'Customer Description'), email, firstSeenAt: startedAt });
  return records({ type: 'term', key: id, payload: stated(term) }, { type: 'person', key: personKey, payload });
}

const dayColumns = ['Start Date (UTC)', 'Start (UTC)', 'Created (UTC)', 'Ended At (UTC)', 'Current Period End (UTC)', 'Canceled At (UTC)'];

function days(row: SourceRow): Record<string, string | null | undefined> {
  return Object.fromEntries(dayColumns.map((column) => [column, mapped(row.get(column), parseDay)]));
}

/** The UTC day of the first of the columns that states one. */
function dayIn(row: SourceRow, ...columns: readonly string[]): string | null | undefined {
  return mapped(firstOf(row, ...columns), parseDay);
}

/** Without the fields that the layout lacks. */
function stated(term: TermPayload): TermPayload {
  const { canceledAt, amount, currency, interval, attributes, ...rest } = term;
  return {
    ...rest,
    ...(canceledAt !== undefined ? { canceledAt } : null),
    ...(amount !== undefined ? { amount } : null),
    ...(currency !== undefined ? { currency } : null),
    ...(interval !== undefined ? { interval } : null),
    ...(attributes && Object.keys(attributes).length > 0 ? { attributes } : null),
  };
}

function facts({ fileName }: FileFrame): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: endOfNamedDay(fileName, 0) };
}

/** Subscriptions of a Stripe account. */
export const stripeSubscriptions: Format = {
  id: 'stripe-subscriptions',
  version: 1,
  platform: 'stripe',
  evidence: 'probable',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'subscriptions', required: ['id', 'Customer ID', 'Plan', 'Status', 'Current Period End (UTC)'], confidence: 0.98 },
    {
      layout: 'subscriptions-chosen-columns',
      required: ['id', 'Customer Email', 'Plan', 'Interval', 'Status'],
      cells: { id: /^sub_/ },
      confidence: 0.9,
    },
  ],
  emptyCells: [],
  facts,
  map,
};
