/**
 * Substack subscribers: the list inside the export archive (`email_list.<publication>.csv`), its older and its paid variant, and the list that
 * the subscriber dashboard makes of columns the writer chooses. Times are UTC. An expiry of the year 2100 or later means that a complimentary
 * subscription never ends. The lists hold no payments: `Revenue` stays an attribute.
 *
 * | email_disabled | active_subscription | status of the person |
 * | --- | --- | --- |
 * | true | any | email disabled |
 * | false | true | active subscription |
 * | false | false | no active subscription |
 * A term is made where an expiry is stated, or the subscription is said to be active.
 */
import type { TermPayload } from '../../../../shared/domain/records';
import type { Format, RowOutcome, SourceRow } from './format';
import { records } from './outcomes';
import { firstOf } from './person-columns';
import { dayIn, flagOf, listFacts, type Subscriber, subscriberOf, subscriberRecord, term } from './subscriber-list';

const intervals: readonly (readonly [RegExp, TermPayload['interval']])[] = [
  [/month/i, 'month'],
  [/year|annual/i, 'year'],
];

function intervalOf(plan: string | null | undefined): TermPayload['interval'] {
  return intervals.find(([words]) => words.test(plan ?? ''))?.[1] ?? null;
}

function listStatus(row: SourceRow): string | null | undefined {
  if (flagOf(row.get('email_disabled')) === true) return 'email disabled';
  const active = row.get('active_subscription');
  if (active === undefined) return undefined;
  return flagOf(active) === true ? 'active subscription' : flagOf(active) === false ? 'no active subscription' : active;
}

/** `other` is written for everybody without a price: no plan. */
function planOf(row: SourceRow): string | null | undefined {
  const plan = firstOf(row, 'plan', 'type');
  return plan === 'other' ? null : plan;
}

function mapList(row: SourceRow): RowOutcome {
  const subscriber = subscriberOf(row, {
    email: 'email',
    name: ['name'],
    joined: ['created_at'],
    tier: (one) => planOf(one),
    status: listStatus,
  });
  if ('outcome' in subscriber) return subscriber;
  const plan = planOf(row);
  const active = flagOf(row.get('active_subscription'));
  const paid = active === true || Boolean(row.get('expiry'));
  if (!paid) return records(subscriberRecord(subscriber));
  return records(subscriberRecord(subscriber), {
    type: 'term',
    key: subscriber.key,
    payload: term({
      personKey: subscriber.key,
      plan: plan ?? null,
      status: active === true ? 'active' : active === false ? 'inactive' : null,
      startedAt: dayIn(row, 'first_payment_at') ?? null,
      endsAt: endOf(dayIn(row, 'expiry')),
      interval: plan === undefined ? undefined : intervalOf(plan),
    }),
  });
}

/** No end for the complimentary subscriptions that are made to end in a hundred years. */
function endOf(day: string | null | undefined): string | null {
  return day === undefined || day === null || day >= '2100' ? null : day;
}

const firstPaid = ['First paid date', 'Paid upgrade date'] as const;

function mapDashboard(row: SourceRow): RowOutcome {
  const subscriber = subscriberOf(row, {
    email: 'Email',
    name: ['Name'],
    joined: ['Start date'],
    tier: (one) => firstOf(one, 'Type', 'Stripe plan'),
    status: (one) => (one.get('Cancel date') ? 'canceled' : undefined),
    country: 'Country',
    province: 'State/Province',
    used: ['Type'],
  });
  if ('outcome' in subscriber) return subscriber;
  const paid = firstOf(row, ...firstPaid, 'Expiration date', 'Stripe plan') ?? intervalOf(row.get('Subscription interval'));
  return paid ? records(subscriberRecord(subscriber), dashboardTerm(row, subscriber)) : records(subscriberRecord(subscriber));
}

function dashboardTerm(row: SourceRow, { key }: Subscriber) {
  const plan = firstOf(row, 'Stripe plan', 'Type') ?? null;
  const interval = intervalOf(row.get('Subscription interval')) ?? intervalOf(row.get('Type')) ?? intervalOf(plan);
  const payload = term({
    personKey: key,
    plan,
    status: row.get('Cancel date') ? 'canceled' : null,
    startedAt: dayIn(row, ...firstPaid) ?? null,
    endsAt: endOf(dayIn(row, 'Expiration date')),
    canceledAt: dayIn(row, 'Cancel date'),
    interval,
  });
  return { type: 'term' as const, key, payload };
}

/** Names that no other platform has beside an address; the writer chooses which of them the file has. */
const ownColumns = [
  'Emails received (6mo)',
  'Emails dropped (6mo)',
  'Emails opened (6mo)',
  'Emails opened (7d)',
  'Emails opened (30d)',
  'Unique emails seen (6mo)',
  'Unique emails seen (7d)',
  'Unique emails seen (30d)',
  'Unique posts seen (7d)',
  'Unique posts seen (30d)',
  'Post views (7d)',
  'Post views (30d)',
  'Days active (30d)',
  'Subscription source (free)',
  'Subscription source (paid)',
];

/** Other names of the dashboard: anybody's beside an address, so that nothing else may stand beside them. */
const plainColumns = ['Stripe plan', 'Paid upgrade date', 'First paid date'];
const dashboard = new Set([
  ...[...ownColumns, ...plainColumns, 'Name', 'Type', 'Start date', 'Cancel date', 'Expiration date', 'Subscription interval'],
  ...['Links clicked', 'Post views', 'Comments', 'Shares', 'Revenue', 'Activity', 'Country', 'State/Province', 'Sections'],
]);
const alone = { known: dashboard, others: 0 };

/** Subscribers of a Substack publication. */
export const substackSubscribers: Format = {
  id: 'substack-subscribers',
  version: 2,
  platform: 'substack',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'list', required: ['email', 'active_subscription', 'expiry', 'email_disabled', 'created_at'], confidence: 0.98 },
    { layout: 'paid-list', required: ['email', 'expiry', 'email_disabled', 'stripe_connected_customer_id', 'type'], confidence: 0.97 },
    ...ownColumns.map((column) => ({ layout: 'dashboard', required: ['Email', column], confidence: 0.9 })),
    ...plainColumns.map((column) => ({ layout: 'dashboard', required: ['Email', column], alone, confidence: 0.9 })),
    // Plain words by themselves, Substack's together.
    { layout: 'dashboard', required: ['Email', 'Type', 'Start date', 'Subscription interval'], alone, confidence: 0.85 },
  ],
  emptyCells: [],
  facts: listFacts,
  map: (row, context) => (context.frame.columns.includes('email') ? mapList(row) : mapDashboard(row)),
};
