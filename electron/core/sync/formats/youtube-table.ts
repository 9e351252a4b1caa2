/**
 * YouTube Studio, advanced mode, `Table data.csv` (`Tabellendaten.csv`, `表格数据.csv` …): figures of a chosen period by video or by another dimension. The user chooses the figures and
 * their order. The period stands nowhere in the file; a name with its first and last day states it, and so do
 * `Totals.csv` and `Chart data.csv` of the same archive. Days are those of Pacific time (not stated).
 */
import { dayOfFile, figuresOf, metricRecords, namedFacts, nextDay } from './content-rows';
import { lookAtUnits } from './content-units';
import type { Format, MapContext, RowOutcome, SourceRow } from './format';
import { ignored, quarantined, records } from './outcomes';
import { namingColumns, tableHeaders } from './youtube-columns';
import { youtubeMetrics } from './youtube-metrics';
import { dimensionOf, isTotal, videoOf } from './youtube-rows';

function map(row: SourceRow, context: MapContext): RowOutcome {
  // At most 500 rows are exported, so the total may be of more than the file holds.
  if (isTotal(row)) return ignored('total-row');
  const figures = figuresOf(row, youtubeMetrics, namingColumns);
  if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
  const video = videoOf(row, figures.texts);
  if (video && 'outcome' in video) return video;
  const dimension = dimensionOf(row, video ? {} : figures.texts);
  if (!video && Object.keys(dimension).length === 0) return quarantined('missing-id', row.cells.join(','));
  const metric = metricRecords({ contentKey: video?.key, scope: 'during', ...periodOf(context), dimension, figures });
  const made = video ? [video.record, ...metric] : metric;
  return made.length === 0 ? ignored('empty') : records(...made);
}

/** The period that the name states; else only its end is known: the day of the export. */
function periodOf(context: MapContext): { from: string | null; to: string | null } {
  const { periodFrom, periodTo } = context.facts;
  if (periodFrom !== null && periodTo !== null) return { from: localDay(periodFrom), to: localDay(periodTo) };
  const day = dayOfFile(context);
  return { from: null, to: day === null ? null : nextDay(day) };
}

/** Days in names are read as Beijing days. */
function localDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Figures of a period by video, country, traffic source, age … */
export const youtubeTable: Format = {
  id: 'youtube-table',
  version: 3,
  platform: 'youtube',
  evidence: 'exact',
  kind: 'snapshot',
  periodFrom: 'youtube-days',
  currency: null,
  headers: tableHeaders,
  emptyCells: [],
  facts: namedFacts,
  look: lookAtUnits,
  map,
};
