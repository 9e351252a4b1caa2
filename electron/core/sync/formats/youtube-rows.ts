/** What YouTube Studio's files have in common: videos, the parts of an audience or traffic, and dates in words. */
import type { CanonicalRecord } from '../../../../shared/domain/records';
import { parseLocalTime } from '../../../../shared/domain/time';
import { content, plainTime, seconds } from './content-rows';
import type { RowOutcome, SourceRow } from './format';
import { quarantined } from './outcomes';
import { firstOf } from './person-columns';
import { dimensions, namingColumns, totalWords, videoColumns } from './youtube-columns';

/** The first of several columns that the layout has. */
export function columnOf(row: SourceRow, names: readonly string[]): string {
  return names.find((name) => row.get(name) !== undefined) ?? names[0] ?? '';
}

/** The part that a row is about: of a known dimension, or of a column of text that no list knows. */
export function dimensionOf(row: SourceRow, texts: Readonly<Record<string, string>>): Record<string, string> {
  const dimension: Record<string, string> = {};
  for (const [column, name] of Object.entries(dimensions)) {
    const text = row.get(column);
    if (text) dimension[name] = text;
  }
  return { ...dimension, ...texts };
}

/** The totals below the header, which name no thing that the table is about. */
export function isTotal(row: SourceRow): boolean {
  return totalWords.has(row.cells[row.columns.findIndex((column) => namingColumns.has(column))] ?? '');
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
  if (id === null) return quarantined('missing-id', firstOf(row, ...videoColumns.title) ?? '', columnOf(row, videoColumns.id));
  // A spreadsheet program reads an id that begins with `-` as a formula.
  if (!/^[\w-]{11,64}$/.test(id) || /^\d\.?\d*E\+?\d+$/i.test(id)) return quarantined('damaged-id', id, columnOf(row, videoColumns.id));
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
function publishTime(text: string): string | null {
  const american = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})$/.exec(text);
  const british = /^(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})$/.exec(text);
  const [month, day, year] = american?.slice(1) ?? (british ? [british[2], british[1], british[3]] : []);
  if (month === undefined) return parseLocalTime(plainTime(text), 0);
  const number = months.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? null : parseLocalTime(`${year}-${number}-${day}`, 0);
}
