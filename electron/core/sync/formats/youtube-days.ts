/**
 * YouTube Studio, advanced mode, per day: `Totals.csv` (the channel or what was chosen), `Chart data.csv` (the parts drawn in the chart) and a
 * `Table data.csv` by date. Days are those of Pacific time (not stated in the file).
 */
import { dayFigures, figuresOf, statedDay } from './content-rows';
import { lookAtUnits } from './content-units';
import type { FileFacts, Format, RowOutcome, SourceRow } from './format';
import { ignored, quarantined, records } from './outcomes';
import { firstOf } from './person-columns';
import { dateColumns, dayHeaders, namingColumns } from './youtube-columns';
import { youtubeMetrics } from './youtube-metrics';
import { columnOf, dimensionOf, isTotal, videoOf } from './youtube-rows';

function map(row: SourceRow): RowOutcome {
  if (isTotal(row)) return ignored('total-row');
  const date = firstOf(row, ...dateColumns) ?? '';
  const day = statedDay(date);
  if (day === null) return quarantined('bad-date', date, columnOf(row, dateColumns));
  const figures = figuresOf(row, youtubeMetrics, namingColumns);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  const video = videoOf(row, {});
  if (video && 'outcome' in video) return video;
  const made = dayFigures(day, figures, { contentKey: video?.key, dimension: dimensionOf(row, figures.texts) });
  if (video) made.push(video.record);
  // Days without figures yet belong to the period that was asked for.
  return made.length === 0 ? { outcome: 'ignored', reason: 'empty', day } : records(...made);
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Figures per day, of the channel, of videos, or of parts of the audience. */
export const youtubeDays: Format = {
  id: 'youtube-days',
  version: 3,
  platform: 'youtube',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: dayHeaders,
  emptyCells: [],
  facts,
  look: lookAtUnits,
  map,
};
