/**
 * Apple Podcasts Connect, trends: time listened, plays and listeners per day, of episodes and of the show as a whole (rows without an episode). Days
 * are compact (`20251001`); which zone they are in is not stated. A month (`202510`, from one source) is a period of its own.
 */
import { applePodcastMetrics } from './content-metrics';
import { content, figuresOf, metricRecords, namedFacts, nextDay, statedDay } from './content-rows';
import { lookAtUnits } from './content-units';
import type { Format, RowOutcome, SourceRow } from './format';
import { ignored, isDamagedId, quarantined, records } from './outcomes';

const used = new Set(['Show ID', 'Episode ID', 'Episode Title', 'Date']);

/** The day or the month that a row is about, half-open; null when it is neither. */
function periodOf(date: string): { from: string; to: string } | null {
  const month = /^(20\d{2})(0[1-9]|1[0-2])$/.exec(date);
  if (!month) {
    const day = statedDay(date);
    return day === null ? null : { from: day, to: nextDay(day) };
  }
  const [year, number] = [Number(month[1]), Number(month[2])];
  const to = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return { from: `${month[1]}-${month[2]}-01`, to };
}

function map(row: SourceRow): RowOutcome {
  const date = row.get('Date') ?? '';
  const period = periodOf(date);
  if (period === null) return quarantined('bad-date', date, 'Date');
  const id = row.get('Episode ID') ?? undefined;
  if (id !== undefined && isDamagedId(id)) return quarantined('damaged-id', id, 'Episode ID');
  const figures = figuresOf(row, applePodcastMetrics, used);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  const made = metricRecords({ scope: 'during', ...period, contentKey: id, account: row.get('Show ID') ?? undefined, figures });
  const title = row.get('Episode Title');
  if (id !== undefined && title) made.push({ type: 'content', key: id, payload: content({ title, kind: 'episode' }) });
  return made.length === 0 ? ignored('empty') : records(...made);
}

/** Daily figures of a show in Apple Podcasts. */
export const applePodcastsTrends: Format = {
  id: 'apple-podcasts-trends',
  version: 3,
  platform: 'apple-podcasts',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'days', required: ['Show ID', 'Date', 'Total Time Listened', 'Plays'], confidence: 0.97 }],
  emptyCells: ['-', 'NaN'],
  facts: (frame) => ({ ...namedFacts(frame), exportedAt: null }),
  look: lookAtUnits,
  map,
};
