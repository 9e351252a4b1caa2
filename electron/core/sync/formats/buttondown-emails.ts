/** Buttondown e-mails: the newsletters that were sent, with the time of sending (own zone stated); their texts stand in files beside the list. */
import { content } from './content-rows';
import type { Format, RowOutcome, SourceRow } from './format';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, instantOf } from './person-columns';
import { listFacts } from './subscriber-list';

const used = new Set(['id', 'subject']);

function map(row: SourceRow): RowOutcome {
  const key = row.get('id');
  if (!key) return quarantined('missing-id', row.get('subject') ?? '', 'id');
  if (isDamagedId(key)) return quarantined('damaged-id', key, 'id');
  const text = row.get('publish_date');
  const publishedAt = instantOf(row, 'publish_date', 0) ?? null;
  if (text && publishedAt === null) return quarantined('bad-date', text, 'publish_date');
  const payload = content({
    title: row.get('subject') ?? row.get('slug') ?? key,
    kind: 'newsletter',
    publishedAt,
    attributes: attributesOf(row, used, { publish_date: publishedAt }),
  });
  return records({ type: 'content', key, payload });
}

/** Newsletters sent with Buttondown. */
export const buttondownEmails: Format = {
  id: 'buttondown-emails',
  version: 1,
  platform: 'buttondown',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'emails', required: ['id', 'secondary_id', 'subject', 'publish_date', 'slug'], confidence: 0.98 }],
  emptyCells: [],
  facts: listFacts,
  map,
};
