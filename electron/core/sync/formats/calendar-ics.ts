/**
 * Calendars of any program (iCalendar, RFC 5545): Google, Outlook, Apple, 飞书 and others. The reader makes a row of every event
 * (sync/read/calendar.ts). A series is one entry with its rule; a changed occurrence is an entry of its own. Of two versions of one entry the one
 * changed later counts, else the one with the higher SEQUENCE. Several rules of one entry stand on a line each.
 */
import type { CalendarEntryPayload, CanonicalRecord } from '../../../../shared/domain/records';
import { inZone, type Moment, onDay, parseMoment, parseMoments, plusDuration, type Zones } from './calendar-times';
import { zoneOf } from './calendar-zones';
import type { FileFacts, FileFrame, Format, RowOutcome, SourceRow } from './format';
import { quarantined, records } from './outcomes';

function map(row: SourceRow): RowOutcome {
  const zones = zonesOf(row);
  const stated = row.get('DTSTART');
  if (!stated) return quarantined('bad-date', row.get('SUMMARY') ?? row.get('UID') ?? '', 'DTSTART');
  const start = parseMoment(stated, zones);
  if (start === null) return quarantined('bad-date', stated, 'DTSTART');
  const occurrence = row.get('RECURRENCE-ID');
  const replaced = occurrence ? parseMoment(occurrence, zones) : null;
  if (occurrence && replaced === null) return quarantined('bad-date', occurrence, 'RECURRENCE-ID');
  const end = endOf(row, start, zones);
  if (end === undefined)
    return quarantined('bad-date', row.get('DTEND') ?? row.get('DURATION') ?? '', row.get('DTEND') ? 'DTEND' : 'DURATION');
  const payload = entry(row, start, end, replaced, zones);
  const changed = parseMoment(row.get('LAST-MODIFIED') ?? row.get('DTSTAMP') ?? '', zones);
  const record: CanonicalRecord = { type: 'calendarEntry', key: keyOf(row, payload), rank: payload.sequence ?? 0, payload };
  return records(changed?.zone === 'UTC' ? { ...record, asOf: changed.text } : record);
}

/** UID, with the occurrence it replaces. Without a UID: what is stated. */
function keyOf(row: SourceRow, { uid, recurrenceId, start, end, title }: CalendarEntryPayload): string {
  if (!row.get('UID')) return `~${[start, end ?? '', title.slice(0, 200)].join('|')}`;
  return recurrenceId ? `${uid} ${recurrenceId}` : uid;
}

/** null: none is stated; undefined: it cannot be read. */
function endOf(row: SourceRow, start: Moment, zones: Zones): string | null | undefined {
  const stated = row.get('DTEND');
  if (stated && !isNothing(stated)) {
    const end = parseMoment(stated, zones);
    return end === null ? undefined : inZone(end, start);
  }
  const duration = row.get('DURATION');
  return duration ? (plusDuration(start, duration) ?? undefined) : null;
}

/** What scripts write where they have no end. */
function isNothing(cell: string): boolean {
  return /^(?:none|null|nil|nan|undefined)$/i.test(cell.slice(cell.lastIndexOf(':') + 1).trim());
}

/** Whatever an entry no longer has is stated as null: a later version takes it away. */
function entry(row: SourceRow, start: Moment, end: string | null, replaced: Moment | null, zones: Zones): CalendarEntryPayload {
  const own = (name: string) => parseMoments(row.get(name), zones).map((moment) => onDay(moment, start));
  const title = row.get('SUMMARY') ?? '';
  const sequence = Number(row.get('SEQUENCE') ?? 0);
  return {
    calendar: row.get('X-WR-CALNAME') ?? null,
    uid: row.get('UID') ?? `~${start.text}|${title}`,
    recurrenceId: replaced === null ? null : inZone(replaced, start),
    ...(replaced === null ? {} : { recurrenceRange: rangeOf(row.get('RECURRENCE-ID') ?? '') }),
    title,
    start: start.text,
    end,
    allDay: start.allDay,
    zone: start.zone,
    rrule: row.get('RRULE') ?? null,
    exdates: own('EXDATE'),
    rdates: own('RDATE'),
    status: /^cancel$/i.test(row.get('METHOD') ?? '') ? 'CANCELLED' : (row.get('STATUS') ?? null),
    location: row.get('LOCATION') ?? null,
    description: row.get('DESCRIPTION') ?? null,
    url: row.get('URL') ?? null,
    organizer: organizerOf(row.get('ORGANIZER')),
    categories: categoriesOf(row.get('CATEGORIES')),
    sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0,
  };
}

function rangeOf(cell: string): string | null {
  return /(?:^|;)RANGE="?(THISANDFUTURE)\b/i.exec(cell)?.[1]?.toUpperCase() ?? null;
}

/** The name, else the address. */
function organizerOf(cell: string | null | undefined): string | null {
  if (!cell) return null;
  return /(?:^|;)CN="?([^";:]+)/i.exec(cell)?.[1]?.trim() ?? /mailto:(\S+)$/i.exec(cell)?.[1] ?? cell.slice(0, 500);
}

function categoriesOf(cell: string | null | undefined): string[] {
  const words = (cell ?? '').split(/(?<!\\),/).map((word) => word.replace(/\\([\\;,])/g, '$1').trim());
  return [...new Set(words.filter(Boolean))];
}

/** The calendar's own zone counts where it is one that is known. */
function zonesOf(row: SourceRow): Zones {
  const own = row.get('X-WR-TIMEZONE');
  return { defined: definedZones(row), own: own ? zoneOf(own, undefined) : null };
}

/** Written by the reader: JSON by TZID. A cell that somebody edited defines nothing. */
function definedZones(row: SourceRow): Zones['defined'] {
  try {
    return (JSON.parse(row.get('VTIMEZONE') ?? '{}') ?? {}) as Zones['defined'];
  } catch {
    return {};
  }
}

function facts({ first }: FileFrame): FileFacts {
  return { account: first?.get('X-WR-CALNAME') ?? null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Calendar files (.ics). */
export const calendarIcs: Format = {
  id: 'calendar-ics',
  version: 2,
  platform: 'calendar',
  evidence: 'exact',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'rfc5545', required: ['VTIMEZONE', 'UID', 'DTSTART', 'RECURRENCE-ID'], confidence: 1 }],
  emptyCells: [],
  facts,
  map,
};
