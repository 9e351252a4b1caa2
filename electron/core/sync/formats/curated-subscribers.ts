/** Curated subscribers: addresses with the time of subscribing (own zone stated) and where they came from. Everybody on the list is subscribed. */
import type { Format, RowOutcome } from './format';
import { records } from './outcomes';
import { listFacts, subscriberOf, subscriberRecord } from './subscriber-list';

const map: Format['map'] = (row): RowOutcome => {
  const subscriber = subscriberOf(row, { email: 'Email Address', name: [], joined: ['Subscribed at'], status: () => 'subscribed' });
  return 'outcome' in subscriber ? subscriber : records(subscriberRecord(subscriber));
};

const required = ['Email Address', 'Subscribed at', 'UTM Source'];

/** Subscribers of a Curated publication. */
export const curatedSubscribers: Format = {
  id: 'curated-subscribers',
  version: 1,
  platform: 'curated',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'subscribers', required: [...required, 'UTM Last Path', 'UTM Referrer'], confidence: 0.97 },
    {
      layout: 'subscribers',
      required,
      // Any landing page has such columns; Curated's times have their zone.
      cells: { 'Subscribed at': /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [-+]\d{4}$/ },
      confidence: 0.97,
    },
  ],
  emptyCells: [],
  facts: listFacts,
  map,
};
