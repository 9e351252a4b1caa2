/**
 * Gumroad's lists of people besides buyers: followers and affiliates. Known by their address, as buyers are, so that one person is one profile.
 * What an affiliate has brought is kept as stated and is no money of the ledger: the sales themselves carry the commission.
 */
import type { Format } from './format';
import { isTotals } from './gumroad-sales';
import { records } from './outcomes';
import { listFacts, type SubscriberLayout, subscriberOf, subscriberRecord } from './subscriber-list';

function list(id: string, layout: string, required: readonly string[], columns: SubscriberLayout): Format {
  return {
    id,
    version: 1,
    platform: 'gumroad',
    evidence: 'exact',
    kind: 'snapshot',
    currency: null,
    headers: [{ layout, required, confidence: 0.97 }],
    emptyCells: [],
    frame: (cells) => (isTotals(cells) ? 'stop' : 'data'),
    facts: listFacts,
    map(row) {
      const found = subscriberOf(row, columns);
      return 'outcome' in found ? found : records(subscriberRecord(found));
    },
  };
}

/** Followers of a Gumroad creator. */
export const gumroadFollowers = list('gumroad-followers', 'followers', ['Follower Email', 'Followed Time'], {
  email: 'Follower Email',
  name: [],
  joined: ['Followed Time'],
  status: () => 'follower',
});

/** Affiliates of a Gumroad creator, with what they brought. */
export const gumroadAffiliates = list(
  'gumroad-affiliates',
  'affiliates',
  ['Affiliate ID', 'Email', 'Fee', 'Products', 'Sales ($)', 'Referral URL', 'Created At'],
  { email: 'Email', name: ['Name'], joined: ['Created At'] },
);
