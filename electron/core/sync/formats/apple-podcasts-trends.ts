/**
 * Apple Podcasts Connect, trends: time listened, plays and listeners per day, of episodes and of the show as a whole (rows without an episode). Days
 * are compact (`20251001`); which zone they are in is not stated.
 */
import { applePodcastMetrics } from './content-metrics';
import { content, dayFigures, figuresOf, namedFacts, statedDay } from './content-rows';
import type { Format, RowOutcome, SourceRow } from './format';
import { ignored, isDamagedId, quarantined, records } from './outcomes';

const used = new Set(['Show ID', 'Episode ID', 'Episode Title', 'Date']);

function map(row: SourceRow): RowOutcome {
  const date = row.get('Date') ?? '';
  const day = statedDay(date);
  if (day === null) return quarantined('bad-date', date, 'Date');
  const id = row.get('Episode ID') ?? undefined;
  if (id !== undefined && isDamagedId(id)) return quarantined('damaged-id', id, 'Episode ID');
  const figures = figuresOf(row, applePodcastMetrics, used);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  const made = dayFigures(day, figures, { contentKey: id, account: row.get('Show ID') ?? undefined });
  const title = row.get('Episode Title');
  if (id !== undefined && title) made.push({ type: 'content', key: id, payload: content({ title, kind: 'episode' }) });
  return made.length === 0 ? ignored('empty') : records(...made);
}

/** Daily figures of a show in Apple Podcasts. */
export const applePodcastsTrends: Format = {
  id: 'apple-podcasts-trends',
  version: 1,
  platform: 'apple-podcasts',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'days', required: ['Show ID', 'Date', 'Total Time Listened', 'Plays'], confidence: 0.97 }],
  emptyCells: ['-', 'NaN'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  map,
};
