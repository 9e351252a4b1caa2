/**
 * beehiiv subscribers: state and tier of everybody on the list, as of the day of the export; times UTC. A tier that the publication sells has a
 * column of Yes and No. Who has left keeps the state of before and gets a time of leaving, which counts.
 */
import type { Format, RowOutcome } from './format';
import { records } from './outcomes';
import { listFacts, subscriberOf, subscriberRecord } from './subscriber-list';

const map: Format['map'] = (row): RowOutcome => {
  const left = Boolean(row.get('unsubscribed_at'));
  const subscriber = subscriberOf(row, {
    email: 'email',
    name: ['First Name', 'Last Name'],
    joined: ['created_at'],
    tier: (one) => one.get('tier'),
    status: (one) => (left ? 'unsubscribed' : one.get('status')),
    used: left ? ['tier'] : ['tier', 'status'],
  });
  return 'outcome' in subscriber ? subscriber : records(subscriberRecord(subscriber));
};

const required = ['email', 'status', 'tier', 'created_at', 'unsubscribed_at'];

/** Subscribers of a beehiiv publication. */
export const beehiivSubscribers: Format = {
  id: 'beehiiv-subscribers',
  version: 1,
  platform: 'beehiiv',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'subscribers', required: [...required, 'stripe_customer_id'], confidence: 0.97 },
    {
      layout: 'subscribers',
      required,
      // Anybody's database has such columns; beehiiv's times have their zone.
      cells: { created_at: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/ },
      confidence: 0.97,
    },
  ],
  emptyCells: [],
  facts: listFacts,
  map,
};
