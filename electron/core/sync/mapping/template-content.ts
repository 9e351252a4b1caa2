/** Rows about content: what was published, and what is planned. */
import { createHash } from 'node:crypto';
import { addDays } from '../../../../shared/domain/days';
import type { CanonicalRecord } from '../../../../shared/domain/records';
import type { RowOutcome, SourceRow } from '../formats/format';
import { ignored, isDamagedId, quarantined, records } from '../formats/outcomes';
import { attributesOf } from '../formats/person-columns';
import { figureOf, wallClock } from './cells';
import type { TemplateReader } from './template-row';

/** Something that is published, with its figures as they stand. */
export function content(from: TemplateReader, row: SourceRow): RowOutcome {
  const title = from.get(row, 'title');
  if (!title) return from.missing(row, 'title');
  const dateText = from.get(row, 'publishedAt');
  const publishedAt = from.time(row, 'publishedAt');
  if (dateText && !publishedAt) return quarantined('bad-date', dateText, from.columnOf('publishedAt'));
  const url = from.get(row, 'url');
  const key = from.get(row, 'externalId') || url || `title:${fingerprint(`${title}|${publishedAt ?? ''}`)}`;
  const metrics: Record<string, number> = {};
  for (const { column, field } of from.template.columns) {
    const text = field === 'figure' ? row.get(column) : null;
    const value = text ? figureOf(text) : null;
    if (text && value === null) return quarantined('bad-amount', text, column);
    if (value !== null) metrics[column] = value;
  }
  const made: CanonicalRecord[] = [
    {
      type: 'content',
      key,
      payload: {
        title,
        kind: 'other',
        publishedAt,
        url,
        series: from.get(row, 'series'),
        attributes: attributesOf(row, from.used, {}),
      },
    },
  ];
  if (Object.keys(metrics).length > 0) {
    made.push({
      type: 'contentMetric',
      key: `${key}/lifetime`,
      payload: { contentKey: key, scope: 'lifetime', from: null, to: null, metrics },
    });
  }
  return records(...made);
}

/** Something that is planned for a day or an hour; without one it is an idea and no date yet, which a calendar cannot hold. */
export function planned(from: TemplateReader, row: SourceRow): RowOutcome {
  const title = from.get(row, 'title');
  if (!title) return from.missing(row, 'title');
  const text = from.get(row, 'plannedAt');
  if (!text) return ignored('no-date');
  const wall = wallClock(text, from.template.dateOrder);
  if (wall === null) return from.wrong(row, 'plannedAt', 'bad-date');
  const id = from.get(row, 'externalId');
  if (id && isDamagedId(id)) return from.wrong(row, 'externalId', 'damaged-id');
  // A cell without an hour is a whole day; midnight itself is hardly planned for.
  const allDay = wall.endsWith('T00:00:00');
  const day = wall.slice(0, 10);
  // The date is no part of the key: a piece that is put off stays the same piece.
  const key = id || `~${title}`;
  return records({
    type: 'calendarEntry',
    key,
    payload: {
      calendar: from.template.name,
      uid: key,
      title,
      start: allDay ? day : wall,
      end: allDay ? addDays(day, 1) : null,
      allDay,
      zone: allDay ? null : from.zone,
      status: from.get(row, 'status'),
      description: from.get(row, 'note'),
      url: from.get(row, 'url'),
      categories: [from.get(row, 'channel'), from.get(row, 'category')].filter((one) => typeof one === 'string'),
    },
  });
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
