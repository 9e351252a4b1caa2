/**
 * Spotify for Podcasters, listeners by place: shares as of the day of the export. Whether shares are percentages or fractions is not stated; the
 * largest one stands first and shows it.
 */
import { dayOfFile, metricRecords, namedFacts, readFigure } from './content-rows';
import type { Format, MapContext, RowOutcome, SourceRow } from './format';
import { ignored, quarantined, records } from './outcomes';

function map(row: SourceRow, context: MapContext): RowOutcome {
  const place = row.get('Geo');
  if (!place) return quarantined('missing-id', row.get('Percentage') ?? '', 'Geo');
  const text = row.get('Percentage');
  if (!text) return ignored('empty');
  const percent = Number(context.frame.first?.get('Percentage')) > 1;
  const share = readFigure(text, 'rate', percent ? '%' : null, null);
  if (share === null) return quarantined('bad-amount', text, 'Percentage');
  const figures = { metrics: { audienceShare: share }, currency: undefined, texts: {}, unread: null };
  const to = dayOfFile(context, 0);
  return records(...metricRecords({ scope: 'lifetime', from: null, to, dimension: { geography: place }, figures }));
}

/** Where the listeners of a show on Spotify are. */
export const spotifyGeo: Format = {
  id: 'spotify-geo',
  version: 1,
  platform: 'spotify',
  evidence: 'exact',
  kind: 'snapshot',
  currency: null,
  headers: [{ layout: 'geo', required: ['Geo', 'Percentage'], alone: true, confidence: 0.9 }],
  emptyCells: ['-'],
  facts: namedFacts,
  map,
};
