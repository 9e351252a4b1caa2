/** What YouTube Studio's columns are called in each language of the studio, and which of them prove that a file is from there. */
import type { HeaderRule } from './format';
import { englishFigures } from './youtube-metrics';

/** Columns that name a part of the figures, and the dimension they become; of other languages than English none is known. */
export const dimensions: Readonly<Record<string, string>> = {
  Geography: 'geography',
  'City name': 'city',
  Cities: 'cityId',
  'Traffic source': 'trafficSource',
  'Source type': 'trafficSourceType',
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

interface Words {
  /** Newer and older names. */
  id: readonly string[];
  title: string;
  published: string;
  duration: string;
  date: string;
  /** Stands in place of the first thing that a table is about. */
  total: string;
  views: string;
  watchTime: string;
  /** How well the names are known. */
  confidence: number;
}

const languages: readonly Words[] = [
  {
    id: ['Content', 'Video'],
    title: 'Video title',
    published: 'Video publish time',
    duration: 'Duration',
    date: 'Date',
    total: 'Total',
    views: 'Views',
    watchTime: 'Watch time (hours)',
    confidence: 0.98,
  },
  {
    id: ['Videos', 'Video'],
    title: 'Videotitel',
    published: 'Veröffentlichungszeitpunkt des Videos',
    duration: 'Dauer',
    date: 'Datum',
    total: 'Gesamt',
    views: 'Aufrufe',
    watchTime: 'Wiedergabezeit (Stunden)',
    confidence: 0.98,
  },
  {
    id: ['コンテンツ'],
    title: '動画のタイトル',
    published: '動画公開時刻',
    duration: '長さ',
    date: '日付',
    total: '合計',
    views: '視聴回数',
    watchTime: '総再生時間(単位: 時間)',
    confidence: 0.95,
  },
  {
    id: ['内容'],
    title: '视频标题',
    published: '视频发布时间',
    duration: '时长',
    date: '日期',
    total: '总计',
    views: '观看次数',
    watchTime: '观看时长(小时)',
    confidence: 0.9,
  },
  {
    id: ['內容'],
    title: '影片標題',
    published: '影片發布時間',
    duration: '時間長度',
    date: '日期',
    total: '總計',
    views: '觀看次數',
    watchTime: '觀看時間 (小時)',
    confidence: 0.9,
  },
];

const each = (read: (words: Words) => string | readonly string[]): string[] => [...new Set(languages.flatMap(read))];

/** A video's columns in all languages. */
export const videoColumns = {
  id: each(({ id }) => id),
  title: each(({ title }) => title),
  published: each(({ published }) => published),
  duration: each(({ duration }) => duration),
};

/** The column with the day, in all languages. */
export const dateColumns = each(({ date }) => date);

export const totalWords: ReadonlySet<string> = new Set(each(({ total }) => total));

/** Columns that are no figures. */
export const namingColumns: ReadonlySet<string> = new Set([
  ...dateColumns,
  ...Object.values(videoColumns).flat(),
  ...Object.keys(dimensions),
]);

/** Figures as the English header writes them; those with a currency in the header are left out, for it may be any. */
const figureColumns = Object.keys(englishFigures).map((name) => {
  if (name === 'Watch time') return 'Watch time (hours)';
  return /percentage|rate$|\(vs\.[^%]*$|Stayed/.test(name) ? `${name} (%)` : name;
});

/** Figures that other platforms' statistics call the same. */
const commonFigures = new Set(['Views', 'Impressions', 'Likes', 'Dislikes', 'Shares', 'Subscribers', 'RPM', 'Monthly audience']);

/** Columns of other platforms' statistics. */
const foreignColumns = [
  ...['Streams', 'Audience size', 'Episode ID', 'Plays', 'Listeners', 'Engagements', 'Bookmarks', 'Reposts', 'Replies', 'New follows'],
  ...['Followers', 'Reach', 'Clicks', 'Sessions', 'Pageviews', 'Visitors', 'Opens', 'Sends', 'Unsubscribes', 'Email', 'Orders', 'Sales'],
  ...['Users', 'Visits', 'Unique visitors', 'Reads', 'New subscribers'],
];

const ownColumns: ReadonlySet<string> = new Set([...namingColumns, ...Object.keys(englishFigures)]);

/** Header rules for `first` columns beside any one figure: the user chooses the figures and their order. */
function besideAnyFigure(layout: string, first: readonly string[], rest: Omit<HeaderRule, 'layout' | 'required'>): HeaderRule[] {
  return [...figureColumns]
    .sort((a, b) => Number(commonFigures.has(a)) - Number(commonFigures.has(b)))
    .map((figure) => ({
      layout,
      required: [...first, figure],
      ...rest,
      // A word that others use as well is YouTube's only among YouTube's own; one column may be a part of the audience that is not known.
      ...(commonFigures.has(figure) ? { alone: { known: ownColumns, others: 1 }, confidence: rest.confidence - 0.15 } : {}),
    }));
}

/** Dimensions that a table can be about by themselves. */
const tableDimensions = Object.keys(dimensions).filter((name) => name !== 'City name');

const noTable = [...dateColumns, ...foreignColumns];

/** Figures of a period, by video or by a dimension. */
export const tableHeaders: readonly HeaderRule[] = [
  ...languages.flatMap(({ id, title, published, confidence }) =>
    id.map((name) => ({ layout: 'videos', required: [name, title, published], forbidden: dateColumns, confidence })),
  ),
  ...besideAnyFigure('videos', ['Content', 'Video title'], { forbidden: noTable, confidence: 0.95 }),
  ...tableDimensions.flatMap((name) => besideAnyFigure('parts', [name], { forbidden: noTable, confidence: 0.9 })),
];

/** The studio writes days alike in all languages; saved as a workbook, a day is a date at midnight. Other platforms' files of a day and a figure differ in that at best. */
const dayCells = new RegExp(`^(?:\\d{4}-\\d{2}-\\d{2}(?: 00:00:00)?|${[...totalWords].join('|')})$`);

/** Figures per day. */
export const dayHeaders: readonly HeaderRule[] = [
  ...languages.flatMap(({ id, title, date, confidence }) =>
    id.map((name) => ({ layout: 'days', required: [date, name, title], confidence })),
  ),
  ...besideAnyFigure('days', ['Date'], { forbidden: foreignColumns, cells: { Date: dayCells }, confidence: 0.92 }),
  ...languages
    .filter(({ date }) => date !== 'Date')
    .flatMap(({ date, views, watchTime }): HeaderRule[] => [
      { layout: 'days', required: [date, watchTime], cells: { [date]: dayCells }, confidence: 0.9 },
      { layout: 'days', required: [date, views], alone: true, cells: { [date]: dayCells }, confidence: 0.7 },
    ]),
];
