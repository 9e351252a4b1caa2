/**
 * Ghost members: who gets the newsletter, with labels and tiers; times UTC. A file made for Ghost's own import has no ids. The list says which tiers
 * somebody has and not for how long. Ghost puts an apostrophe before texts that a spreadsheet program would run as a formula.
 *
 * | deleted_at | subscribed_to_emails | status |
 * | --- | --- | --- |
 * | stated | any | deleted |
 * | empty | true / false | subscribed / unsubscribed |
 */
import type { Format, RowOutcome, SourceRow } from './format';
import { records } from './outcomes';
import { firstOf } from './person-columns';
import { flagOf, listFacts, subscriberOf, subscriberRecord } from './subscriber-list';

function statusOf(row: SourceRow): string | null | undefined {
  if (row.get('deleted_at')) return 'deleted';
  const text = row.get('subscribed_to_emails');
  const subscribed = flagOf(text);
  return subscribed === null ? text : subscribed ? 'subscribed' : 'unsubscribed';
}

function tierOf(row: SourceRow): string | null | undefined {
  const stated = firstOf(row, 'tiers', 'products');
  if (stated) return stated;
  return flagOf(row.get('complimentary_plan')) === true ? 'complimentary' : stated;
}

/** The row without the apostrophes that Ghost has added. */
function unguarded(row: SourceRow): SourceRow {
  const { number, cells, columns } = row;
  const get = (column: string) => {
    const text = row.get(column);
    return text && /^'[=+\-@\t\r]/.test(text) ? text.slice(1).trim() : text;
  };
  return { number, cells, columns, get };
}

function map(row: SourceRow): RowOutcome {
  const subscriber = subscriberOf(unguarded(row), {
    id: 'id',
    email: 'email',
    name: ['name'],
    joined: ['created_at'],
    note: 'note',
    tier: tierOf,
    status: statusOf,
    used: ['subscribed_to_emails', 'tiers', 'products'],
  });
  return 'outcome' in subscriber ? subscriber : records(subscriberRecord(subscriber));
}

/** Members of a Ghost site. */
export const ghostMembers: Format = {
  id: 'ghost-members',
  version: 2,
  platform: 'ghost',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'members', required: ['id', 'email', 'subscribed_to_emails', 'complimentary_plan', 'created_at'], confidence: 0.98 },
    { layout: 'for-import', required: ['email', 'subscribed_to_emails', 'labels'], confidence: 0.95 },
  ],
  emptyCells: [],
  facts: listFacts,
  map,
};
