/** A calendar file as a table: one row per event, one column per property that matters; the row's number is the line its event begins in. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Component, type Property, readComponents } from './calendar-lines';
import { fileSystemError, ReadError } from './read-error';
import type { RawRow, SourceFile, SourceTable } from './source';
import { headRows } from './text-table';

/** The largest calendars that services let people export stay far below. */
const maxSize = 64 * 1024 ** 2;
const maxEvents = 200_000;
const batchSize = 1_000;

/** Values with their parameters before a colon (`TZID=Asia/Shanghai:20260105T090000`); a property that comes several times has a line for each. */
const withParams = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE', 'ORGANIZER'] as const;
/** Plain words, unescaped. */
const texts = ['UID', 'SUMMARY', 'LOCATION', 'DESCRIPTION', 'STATUS', 'CLASS', 'TRANSP'] as const;
/** As written. */
const values = ['DURATION', 'RRULE', 'URL', 'SEQUENCE', 'LAST-MODIFIED', 'DTSTAMP', 'CREATED', 'CATEGORIES'] as const;
const ofCalendar = ['X-WR-CALNAME', 'X-WR-TIMEZONE', 'PRODID', 'METHOD'] as const;
/** What the file says about the zones that the event names: JSON of `{ [TZID]: { location, standard, daylight } }`. */
const zonesColumn = 'VTIMEZONE';
const columns = [...ofCalendar, zonesColumn, ...texts, ...withParams, ...values];

/** Throws a ReadError for files that are too large or hold no calendar. */
export async function openCalendar(
  path: string,
  size: number,
  encoding: Exclude<SourceFile['encoding'], 'binary'>,
): Promise<SourceTable[]> {
  const name = basename(path);
  if (size > maxSize) throw new ReadError('file-too-large', name);
  const rows = rowsOf(new TextDecoder(encoding).decode(await readBytes(path, name)), name);
  const all: RawRow[] = [{ row: 0, cells: columns }, ...rows];
  return [
    {
      name: '',
      head: all.slice(0, headRows),
      estimatedRows: rows.length,
      strayQuotes: 0,
      damagedLines: 0,
      async *rows() {
        for (let start = 0; start < all.length; start += batchSize) yield all.slice(start, start + batchSize);
      },
      tail: async () => all.slice(-headRows),
    },
  ];
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw fileSystemError(error, name);
  }
}

function rowsOf(text: string, name: string): RawRow[] {
  const { components, complete } = readComponents(text);
  const rows: RawRow[] = [];
  for (const calendar of components) {
    const zones = new Map(
      calendar.parts.filter((part) => part.name === 'VTIMEZONE').map((part) => [unescaped(firstValue(part, 'TZID')), part]),
    );
    // An event may stand alone, without a calendar around it.
    const events = calendar.name === 'VEVENT' ? [calendar] : calendar.parts.filter((part) => part.name === 'VEVENT');
    for (const event of events) {
      if (rows.length >= maxEvents) throw new ReadError('file-too-large', name);
      rows.push({ row: event.line, cells: cellsOf(calendar, event, zones) });
    }
  }
  if (rows.length === 0 && !(complete && components.some((one) => one.name === 'VCALENDAR'))) throw new ReadError('file-damaged', name);
  return rows;
}

function cellsOf(calendar: Component, event: Component, zones: ReadonlyMap<string, Component>): string[] {
  const named = new Map<string, Property[]>();
  for (const property of event.properties) named.set(property.name, [...(named.get(property.name) ?? []), property]);
  const joined = (name: string, separator: string, show: (property: Property) => string) =>
    (named.get(name) ?? []).map(show).join(separator);
  return [
    ...ofCalendar.map((name) => unescaped(firstValue(calendar, name))),
    zonesOf([...named.values()].flat(), zones),
    ...texts.map((name) => unescaped(named.get(name)?.[0]?.value ?? '')),
    ...withParams.map((name) => joined(name, '\n', ({ params, value }) => (params === '' ? value : `${params}:${value}`))),
    ...values.map((name) => joined(name, name === 'CATEGORIES' ? ',' : '\n', ({ value }) => value)),
  ].map((cell) => cell.trim());
}

function zonesOf(properties: readonly Property[], zones: ReadonlyMap<string, Component>): string {
  const used: Record<string, object> = {};
  for (const { params } of properties) {
    const id = /(?:^|;)TZID="?([^";]+)/i.exec(params)?.[1]?.trim();
    const zone = id === undefined ? undefined : zones.get(id);
    if (id === undefined || zone === undefined) continue;
    const offset = (part: string) => lastOffset(zone.parts.filter((one) => one.name === part));
    used[id] = { location: firstValue(zone, 'X-LIC-LOCATION'), standard: offset('STANDARD'), daylight: offset('DAYLIGHT') };
  }
  return Object.keys(used).length === 0 ? '' : JSON.stringify(used);
}

/** The rule that began last is the one that holds; '' when there is none. */
function lastOffset(rules: readonly Component[]): string {
  const sorted = [...rules].sort((a, b) => (firstValue(a, 'DTSTART') < firstValue(b, 'DTSTART') ? -1 : 1));
  const last = sorted.at(-1);
  return last ? firstValue(last, 'TZOFFSETTO') : '';
}

function firstValue(component: Component, name: string): string {
  return component.properties.find((property) => property.name === name)?.value.trim() ?? '';
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
}
