/** The two shapes that nearly all content statistics have: a list of works with their totals so far, and a line of figures per day. */
import type { ContentPayload } from '../../../../shared/domain/records';
import { chinaOffset, parseLocalTime } from '../../../../shared/domain/time';
import type { MetricColumns } from './content-metrics';
import {
  content,
  dayFigures,
  dayOfFile,
  figuresOf,
  firstLine,
  metricRecords,
  plainTime,
  seconds,
  statedDay,
  titleKey,
} from './content-rows';
import { lookAtUnits } from './content-units';
import type { FileFrame, Format, RowOutcome, SourceRow } from './format';
import { ignored, isDamagedId, quarantined, records } from './outcomes';
import { firstOf, mapped } from './person-columns';

export interface ListLayout {
  metrics: MetricColumns;
  title: string;
  /** Names of the column with the time of publication, first one that the layout has. */
  published: readonly string[];
  kind(row: SourceRow): ContentPayload['kind'];
  /** Column with the platform's own id; works without one are known by title and time. */
  id?: string;
  /** Rows whose id is empty or cannot be read are known by title and time, too. */
  idMayLack?: true;
  /** Makes the key of what stands in the id column; null when it holds none. */
  key?(text: string): string | null;
  url?: string;
  duration?: string;
  status?: readonly string[];
  series?: string;
  /** Columns kept as attributes even where they look like figures. */
  attributes?: readonly string[];
  offsetMinutes?: number;
  /** Reads a time that is written in the platform's own way. */
  time?(text: string): string | null;
}

/** How rows are read; the whole table is looked at first, for the units of its figures. */
type ContentRows = Pick<Format, 'map' | 'look'>;

/** Rows of a list of works: the work, and its totals as of the day of the file. */
export function listRows(layout: ListLayout): ContentRows {
  const offset = layout.offsetMinutes ?? chinaOffset;
  const named = [layout.title, ...layout.published, ...(layout.attributes ?? []), ...(layout.status ?? [])];
  const used = new Set([...named, layout.id ?? '', layout.url ?? '', layout.duration ?? '', layout.series ?? '']);
  const readTime = layout.time ?? ((text: string) => parseLocalTime(plainTime(text), offset));
  const map: Format['map'] = (row, context) => {
    const work = workOf(row, layout, readTime);
    if ('outcome' in work) return work;
    const figures = figuresOf(row, layout.metrics, used);
    if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
    for (const [column, text] of Object.entries(figures.texts)) work.attributes[column] ??= text;
    const payload = content({ ...work.payload, attributes: work.attributes });
    const to = dayOfFile(context, offset);
    return records(
      { type: 'content', key: work.key, payload },
      ...metricRecords({ contentKey: work.key, scope: 'lifetime', from: null, to, figures }),
    );
  };
  return { map, look: lookAtUnits };
}

interface Work {
  key: string;
  payload: ContentPayload;
  attributes: Record<string, string | null>;
}

function workOf(row: SourceRow, layout: ListLayout, readTime: (text: string) => string | null): Work | RowOutcome {
  const text = row.get(layout.title) ?? '';
  const column = layout.published.find((name) => row.get(name) !== undefined) ?? '';
  const stated = row.get(column) ?? null;
  const publishedAt = stated === null ? null : readTime(stated);
  if (stated !== null && publishedAt === null) return quarantined('bad-date', stated, column);
  const key = keyOf(row, layout, publishedAt, text);
  if (typeof key !== 'string') return key;
  const title = text === '' ? (stated ?? key) : firstLine(text);
  const attributes: Record<string, string | null> = {};
  if (text !== '' && title !== text) attributes[layout.title] = text;
  for (const name of layout.attributes ?? []) {
    const value = row.get(name);
    if (value) attributes[name] = value;
  }
  const payload: ContentPayload = {
    title,
    kind: layout.kind(row),
    publishedAt,
    url: optional(row, layout.url),
    series: optional(row, layout.series),
    durationSeconds: mapped(optional(row, layout.duration), (text) => seconds(text, null)),
    status: (layout.status ?? []).map((name) => row.get(name)).find((value) => value !== undefined),
  };
  return { key, payload, attributes };
}

function optional(row: SourceRow, column: string | undefined): string | null | undefined {
  return column === undefined ? undefined : row.get(column);
}

function keyOf(row: SourceRow, layout: ListLayout, publishedAt: string | null, title: string): string | RowOutcome {
  const id = optional(row, layout.id);
  const key = id && layout.key ? layout.key(id) : id;
  if (key === undefined || (key === null && layout.idMayLack))
    return publishedAt === null
      ? quarantined('missing-id', id || title, id ? layout.id : layout.published[0])
      : titleKey(publishedAt, title);
  if (key === null) return quarantined('missing-id', id ?? title, layout.id);
  return isDamagedId(key) ? quarantined('damaged-id', key, layout.id) : key;
}

export interface DayLayout {
  metrics: MetricColumns;
  /** Names of the column with the day, first one that the layout has. */
  date: readonly string[];
  /** Columns that divide a day, and the dimension each of them becomes. */
  dimensions?: Readonly<Record<string, string>>;
  /** Values of a dimension that mean all of it. */
  whole?: ReadonlySet<string>;
  /** The part of the account that the whole file is about, where its name says so. */
  part?(frame: FileFrame): Record<string, string>;
  currency?: string;
  /** Text in the date column of rows that sum others up. */
  total?: ReadonlySet<string>;
  time?(text: string): string | null;
}

/** Rows of figures per day, of the whole account or of a part of it. */
export function dayRows(layout: DayLayout): ContentRows {
  const { dimensions = {} } = layout;
  const used = new Set([...layout.date, ...Object.keys(dimensions)]);
  const map: Format['map'] = (row, { frame }) => {
    const text = firstOf(row, ...layout.date) ?? '';
    if (layout.total?.has(text)) return ignored('total-row');
    const day = (layout.time ?? statedDay)(text);
    if (day === null) return quarantined('bad-date', text, layout.date[0]);
    const figures = figuresOf(row, layout.metrics, used, layout.currency ?? null);
    if (figures.unread) return quarantined('bad-amount', figures.unread.text, figures.unread.column);
    const dimension: Record<string, string> = { ...layout.part?.(frame) };
    for (const [column, name] of Object.entries(dimensions)) {
      const value = row.get(column);
      if (value && !layout.whole?.has(value)) dimension[name] = value;
    }
    const made = dayFigures(day, figures, { dimension });
    return made.length === 0 ? ignored('empty') : records(...made);
  };
  return { map, look: lookAtUnits };
}
