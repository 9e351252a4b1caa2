/**
 * Mailchimp audience: three files, one per state of the contacts, whose columns tell them apart; times UTC. A list of contacts who never subscribed
 * has the columns of the subscribed ones and only its name tells. Merge fields are the owner's own and become attributes; they may be called like
 * Mailchimp's columns, as in a list that was once exported and imported again. `TAGS` is a list of quoted words inside one cell.
 *
 * | column | status |
 * | --- | --- |
 * | `LAST_CHANGED` | subscribed, or non-subscribed in a file of that name |
 * | `UNSUB_TIME` | unsubscribed |
 * | `CLEAN_TIME` | cleaned: the address does not exist or bounces |
 * | several of them | as the name of the file says, else what came last |
 */
import type { Format, RowOutcome, SourceRow } from './format';
import { records } from './outcomes';
import { listFacts, subscriberOf, subscriberRecord } from './subscriber-list';

/** Each state with the column that only its file has. */
const stateColumns = { subscribed: 'LAST_CHANGED', unsubscribed: 'UNSUB_TIME', cleaned: 'CLEAN_TIME' } as const;
const states = ['unsubscribed', 'cleaned', 'subscribed'] as const;

function statusOf(row: SourceRow, fileName: string): string {
  const named = /^(non-?subscribed|subscribed|unsubscribed|cleaned)(?![a-z])/i.exec(fileName)?.[1]?.toLowerCase();
  const possible = states.filter((state) => row.get(stateColumns[state]) !== undefined);
  const state = possible.length > 1 ? (possible.find((one) => one === named) ?? latest(row, possible)) : possible[0];
  return (state ?? 'subscribed') === 'subscribed' && named?.startsWith('non') ? 'non-subscribed' : (state ?? 'subscribed');
}

/** With the columns of several states, all but one are merge fields from an older list: what came last holds. */
function latest(row: SourceRow, possible: readonly (typeof states)[number][]): (typeof states)[number] | undefined {
  return possible.toSorted((a, b) => ((row.get(stateColumns[a]) ?? '') < (row.get(stateColumns[b]) ?? '') ? 1 : -1))[0];
}

/** First and last name; audiences without these merge fields may have one called Name. */
function nameColumns(row: SourceRow): readonly string[] {
  const stated = parts.some((column) => row.get(column));
  return stated || row.get('Name') === undefined ? parts : ['Name'];
}

const parts = ['First Name', 'Last Name'];

/** `"VIP","Blog"` as `VIP, Blog`. */
function tagsOf(text: string): string {
  const tags = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, tag]) => (tag ?? '').replaceAll('""', '"'));
  return tags.length === 0 ? text : tags.join(', ');
}

function map(row: SourceRow, fileName: string): RowOutcome {
  const subscriber = subscriberOf(row, {
    id: 'EUID',
    email: 'Email Address',
    name: nameColumns(row),
    joined: ['OPTIN_TIME', 'CONFIRM_TIME'],
    status: () => statusOf(row, fileName),
    country: 'CC',
    province: 'REGION',
    note: 'NOTES',
    used: parts,
  });
  if ('outcome' in subscriber) return subscriber;
  const { attributes } = subscriber.payload;
  if (attributes?.TAGS) attributes.TAGS = tagsOf(attributes.TAGS);
  return records(subscriberRecord(subscriber));
}

const required = ['Email Address', 'OPTIN_TIME', 'LEID', 'EUID'];

/** Contacts of a Mailchimp audience. */
export const mailchimpAudience: Format = {
  id: 'mailchimp-audience',
  version: 2,
  platform: 'mailchimp',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'unsubscribed', required: [...required, 'UNSUB_TIME'], forbidden: ['LAST_CHANGED'], confidence: 0.98 },
    { layout: 'cleaned', required: [...required, 'CLEAN_TIME'], forbidden: ['LAST_CHANGED'], confidence: 0.98 },
    { layout: 'subscribed', required, confidence: 0.98 },
  ],
  emptyCells: [],
  facts: listFacts,
  map: (row, context) => map(row, context.frame.fileName),
};
