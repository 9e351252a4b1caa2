/** What YouTube Studio's files have in common: videos, the parts of an audience or traffic, and dates in words. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import { youtubeMetrics } from './content-metrics';
import { content, plainTime, seconds } from './content-rows';
import type { HeaderRule, RowOutcome, SourceRow } from './format';
import { quarantined } from './outcomes';
import { firstOf } from './person-columns';

/** Columns that name a part of the figures, and the dimension they become. */
const dimensions: Readonly<Record<string, string>> = {
  Geography: 'geography',
  'City name': 'city',
  Cities: 'cityId',
  'Traffic source': 'trafficSource',
  'Source type': 'trafficSource',
  'Source title': 'trafficSourceTitle',
  'Subscription status': 'subscriptionStatus',
  'Viewer age': 'age',
  'Viewer gender': 'gender',
  'New and returning viewers': 'viewerKind',
  'Device type': 'device',
  'Operating system': 'operatingSystem',
  'Content type': 'contentType',
  'Playback location': 'playbackLocation',
  'YouTube product': 'product',
  'Sharing service': 'sharingService',
  'Subtitles and CC': 'subtitles',
  'Video info language': 'language',
};

/** A video's columns; the names in Traditional Chinese come from one source. */
const videoColumns = {
  id: ['Content', '內容'],
  title: ['Video title', '影片標題'],
  published: ['Video publish time', '影片發布時間'],
  duration: ['Duration', '時間長度'],
} as const;

/** Columns that are no figures. */
export const namingColumns: ReadonlySet<string> = new Set(['Date', ...Object.values(videoColumns).flat(), ...Object.keys(dimensions)]);

/** Figures as the English header writes them; those with a currency in the header are left out, for it may be any. */
const figureColumns = Object.keys(youtubeMetrics)
  .filter((name) => /^[A-Z]/.test(name))
  .map((name) => {
    if (name === 'Watch time') return 'Watch time (hours)';
    return /percentage|rate$|\(vs\.[^%]*$|Stayed/.test(name) ? `${name} (%)` : name;
  });

/** Figures that other platforms' statistics call the same. */
const commonFigures = new Set(['Views', 'Impressions', 'Likes', 'Dislikes', 'Shares', 'Subscribers', 'RPM']);

/** Columns of other platforms' statistics. */
export const foreignColumns = [
  ...['Streams', 'Audience size', 'Episode ID', 'Plays', 'Listeners', 'Engagements', 'Bookmarks', 'Reposts', 'Replies', 'New follows'],
  ...['Followers', 'Reach', 'Clicks', 'Sessions', 'Pageviews', 'Visitors', 'Opens', 'Sends', 'Unsubscribes', 'Email', 'Orders', 'Sales'],
];

/** Header rules for `first` columns beside any one figure: the user chooses the figures and their order. */
export function besideAnyFigure(
  layout: string,
  first: readonly string[],
  rest: Pick<HeaderRule, 'forbidden' | 'confidence'>,
): HeaderRule[] {
  return [...figureColumns]
    .sort((a, b) => Number(commonFigures.has(a)) - Number(commonFigures.has(b)))
    .map((figure) => ({
      layout,
      required: [...first, figure],
      ...rest,
      confidence: commonFigures.has(figure) ? rest.confidence - 0.15 : rest.confidence,
    }));
}

/** Dimensions that a table can be about by themselves. */
export const tableDimensions = Object.keys(dimensions).filter((name) => name !== 'City name');

/** The part that a row is about: of a known dimension, or of a column of text that no list knows. */
export function dimensionOf(row: SourceRow, texts: Readonly<Record<string, string>>): Record<string, string> {
  const dimension: Record<string, string> = {};
  for (const [column, name] of Object.entries(dimensions)) {
    const text = row.get(column);
    if (text) dimension[name] = text;
  }
  return { ...dimension, ...texts };
}

/** The totals below the header name `Total` in place of the first thing that the table is about. */
export function isTotal(row: SourceRow): boolean {
  return ['Total', '總計'].includes(row.cells[row.columns.findIndex((column) => namingColumns.has(column))] ?? '');
}

/**
 * The video of a row, as its record and its key; undefined when the layout names none. Deleted and private videos have no title: what another
 * file calls them counts.
 */
export function videoOf(
  row: SourceRow,
  texts: Readonly<Record<string, string>>,
): { key: string; record: CanonicalRecord } | RowOutcome | undefined {
  const id = firstOf(row, ...videoColumns.id);
  if (id === undefined) return undefined;
  if (id === null) return quarantined('missing-id', firstOf(row, ...videoColumns.title) ?? '', 'Content');
  // A spreadsheet program reads an id that begins with `-` as a formula.
  if (!/^[\w-]{11,64}$/.test(id) || /^\d\.?\d*E\+?\d+$/i.test(id)) return quarantined('damaged-id', id, 'Content');
  const title = firstOf(row, ...videoColumns.title);
  const published = firstOf(row, ...videoColumns.published);
  const publishedAt = published ? publishTime(published) : published;
  const duration = firstOf(row, ...videoColumns.duration);
  const attributes: Record<string, string> = { ...texts };
  if (published && !publishedAt) attributes['Video publish time'] = published;
  const payload = content({
    title: title ?? id,
    kind: 'video',
    publishedAt: publishedAt ?? undefined,
    url: id.length === 11 ? `https://www.youtube.com/watch?v=${id}` : undefined,
    durationSeconds: duration ? seconds(duration, null) : undefined,
    attributes,
  });
  const nameless = title ? {} : { asOf: '1970-01-01T00:00:00Z' };
  return { key: id, record: { type: 'content', key: id, ...nameless, payload } };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A publish date as the studio's language writes it (`Jun 7, 2020`, `7 Jun 2020`, `2020-06-07`, `2020年6月7日`), at midnight UTC: the file names no
 * zone and no time of day. Null when it is written otherwise.
 */
export function publishTime(text: string): string | null {
  const american = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})$/.exec(text);
  const british = /^(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})$/.exec(text);
  const [month, day, year] = american?.slice(1) ?? (british ? [british[2], british[1], british[3]] : []);
  if (month === undefined) return parseLocalTime(plainTime(text), 0);
  const number = months.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? null : parseLocalTime(`${year}-${number}-${day}`, 0);
}
