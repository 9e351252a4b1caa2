/**
 * Mailchimp audience: three files, one per state of the contacts, whose columns tell them apart; times UTC. A list of contacts who never subscribed
 * has the columns of the subscribed ones and only its name tells. Merge fields are the owner's own and become attributes. `TAGS` is a list of
 * quoted words inside one cell.
 *
 * | columns | status |
 * | --- | --- |
 * | `UNSUB_TIME` | unsubscribed |
 * | `CLEAN_TIME` | cleaned: the address does not exist or bounces |
 * | neither | subscribed, or non-subscribed in a file of that name |
 */
import type { Format, RowOutcome, SourceRow } from './format';
import { records } from './outcomes';
import { listFacts, subscriberOf, subscriberRecord } from './subscriber-list';

function statusOf(row: SourceRow, fileName: string): string {
  if (row.get('UNSUB_TIME') !== undefined) return 'unsubscribed';
  if (row.get('CLEAN_TIME') !== undefined) return 'cleaned';
  return /^non-?subscribed/i.test(fileName) ? 'non-subscribed' : 'subscribed';
}

/** `"VIP","Blog"` as `VIP, Blog`. */
function tagsOf(text: string): string {
  const tags = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, tag]) => (tag ?? '').replaceAll('""', '"'));
  return tags.length === 0 ? text : tags.join(', ');
}

function map(row: SourceRow, fileName: string): RowOutcome {
  const subscriber = subscriberOf(row, {
    id: 'EUID',
    email: 'Email Address',
    name: ['First Name', 'Last Name'],
    joined: ['OPTIN_TIME', 'CONFIRM_TIME'],
    status: () => statusOf(row, fileName),
    country: 'CC',
    province: 'REGION',
    note: 'NOTES',
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
  version: 1,
  platform: 'mailchimp',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [
    { layout: 'unsubscribed', required: [...required, 'UNSUB_TIME'], confidence: 0.98 },
    { layout: 'cleaned', required: [...required, 'CLEAN_TIME'], confidence: 0.98 },
    { layout: 'subscribed', required, confidence: 0.98 },
  ],
  emptyCells: [],
  facts: listFacts,
  map: (row, context) => map(row, context.frame.fileName),
};
