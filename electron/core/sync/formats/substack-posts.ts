/**
 * Substack `posts.csv` (inside the export archive): what was written, when it came out and for whom; times UTC, titles with HTML character
 * references. The texts themselves stand in files beside it. A draft has a date, too, which is none of publication.
 */
import type { ContentPayload } from '../../../../shared/domain/records';
import { content } from './content-rows';
import type { Format, RowOutcome, SourceRow } from './format';
import { plainText } from './html-text';
import { isDamagedId, quarantined, records } from './outcomes';
import { attributesOf, instantOf } from './person-columns';
import { flagOf, listFacts } from './subscriber-list';

const kinds = new Map<string, ContentPayload['kind']>([
  ['newsletter', 'newsletter'],
  ['podcast', 'episode'],
  ['video', 'video'],
  ['thread', 'post'],
  ['page', 'article'],
]);

const used = new Set(['post_id', 'is_published', 'title', 'subtitle']);

function map(row: SourceRow): RowOutcome {
  const key = row.get('post_id');
  if (!key) return quarantined('missing-id', row.get('title') ?? '', 'post_id');
  if (isDamagedId(key)) return quarantined('damaged-id', key, 'post_id');
  const date = instantOf(row, 'post_date', 0);
  if (date === null && row.get('post_date')) return quarantined('bad-date', row.get('post_date') ?? '', 'post_date');
  const published = flagOf(row.get('is_published'));
  const subtitle = row.get('subtitle');
  const type = row.get('type') ?? '';
  const attributes = attributesOf(row, used, { post_date: published === true ? date : null });
  if (subtitle) attributes.subtitle = plainText(subtitle);
  const payload = content({
    title: plainText(row.get('title') ?? '') || key,
    kind: kinds.get(type) ?? 'other',
    publishedAt: published === true ? date : null,
    status: published === true ? 'published' : published === false ? 'draft' : null,
    attributes,
  });
  return records({ type: 'content', key, payload });
}

/** Posts of a Substack publication. */
export const substackPosts: Format = {
  id: 'substack-posts',
  version: 1,
  platform: 'substack',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'posts', required: ['post_id', 'post_date', 'is_published', 'type', 'audience', 'title'], confidence: 0.98 }],
  emptyCells: [],
  facts: listFacts,
  map,
};
