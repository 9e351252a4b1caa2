/** Plain lists of what imports state besides money and people. */
import type { Output, Parsed } from '../../../shared/contract';
import type { Figure, ListedRecord } from '../../../shared/contract/records';
import { type ListedType, listedTypes } from '../../../shared/domain/listed-types';
import { decodeCursor, encodeCursor, likePattern } from '../api/cursor';
import type { Database } from '../database/database';
import type { SqlValue } from '../database/driver';
import { type MetricUnit, metricUnits } from './formats/content-metrics';
import { tableOfType } from './record-tables';

interface Listing {
  /** Joins behind the type's table, which is `e`. */
  join?: string;
  platform?: string;
  at: string;
  until?: string;
  zone?: string;
  title: string;
  who: string;
  detail: string;
  currency?: string;
  /** JSON object of numbers. */
  figures?: string;
}

/** The name that the person has for the user, else the one on the list. */
const person = (stated = 'NULL') =>
  `coalesce((SELECT p.name FROM profile f JOIN person p ON p.id = f.person WHERE f.id = e.person_record AND p.removed_at IS NULL), ${stated})`;

const listings: Readonly<Record<ListedType, Listing>> = {
  order: {
    platform: 'e.sold_on',
    at: 'e.created_at',
    title: 'coalesce(e.product, e.number)',
    who: person(),
    detail: 'e.status',
    currency: 'e.currency',
    figures: `json_object('amount', e.amount, 'refunded', nullif(e.refunded, 0))`,
  },
  term: {
    at: 'e.started_at',
    until: 'e.ends_at',
    title: 'e.plan',
    who: person(),
    detail: 'e.status',
    currency: 'e.currency',
    figures: `json_object('amount', e.amount)`,
  },
  attendance: {
    at: 'e.at',
    until: 'e.left_at',
    title: 'e.activity',
    who: person('e.name'),
    detail: 'e.status',
    figures: `json_object('seconds', e.seconds, 'progress', e.progress, 'comments', e.comments)`,
  },
  communityMember: { at: 'e.joined_at', until: 'e.left_at', title: 'e.community', who: person('e.name'), detail: 'e.role' },
  content: {
    at: 'e.published_at',
    title: 'e.title',
    who: 'e.series',
    detail: 'e.status',
    figures: `json_object('durationSeconds', e.duration_seconds)`,
  },
  contentMetric: {
    join: 'LEFT JOIN content_item c ON c.id = e.content_record LEFT JOIN record k ON k.id = e.content_record',
    // Figures up to a day, of which nobody says from when, stand under that day; the end of a period is the day after it.
    at: `coalesce(e.from_day, iif(e.scope = 'during', date(e.to_day, '-1 day'), e.to_day))`,
    until: 'CASE WHEN e.from_day IS NOT NULL THEN e.to_day END',
    title: 'coalesce(c.title, k.key)',
    who: 'NULL',
    detail: `(SELECT group_concat(d.value, ' · ') FROM json_each(e.dimension) d)`,
    currency: 'e.currency',
    figures: 'e.metrics',
  },
  calendarEntry: {
    at: 'e.starts',
    until: 'e.ends',
    zone: 'e.zone',
    title: 'e.title',
    who: 'e.calendar',
    detail: 'coalesce(e.location, e.status)',
  },
  surveyQuestion: {
    join: 'JOIN survey v ON v.id = e.survey',
    platform: 'v.platform',
    at: 'NULL',
    title: 'e.title',
    who: 'v.title',
    detail: 'NULL',
  },
  surveyResponse: {
    join: 'JOIN survey v ON v.id = e.survey',
    platform: 'v.platform',
    at: 'e.submitted_at',
    // A key of our own making says nothing to anybody.
    title: `coalesce(v.title, iif(v.key GLOB '~*', NULL, v.key))`,
    who: person(),
    detail: `(SELECT group_concat(value, ' · ') FROM (SELECT a.value FROM survey_answer a
      LEFT JOIN survey_question q ON q.survey = e.survey AND q.question = a.question
      WHERE a.response = e.id AND a.value IS NOT NULL ORDER BY q.position, a.position LIMIT 3))`,
    figures: `json_object('answers', (SELECT count(DISTINCT a.question) FROM survey_answer a WHERE a.response = e.id AND a.value IS NOT NULL))`,
  },
  note: { at: 'e.at', title: 'e.source', who: 'e.author', detail: 'coalesce(e.thought, e.quote)' },
};

/** Lists show a line of it. */
const detailLength = 300;

/** How many there are of each type, types without any included. */
export async function recordCounts(db: Database): Promise<Output<'sync.recordCounts'>> {
  const columns = listedTypes.map((type) => `(SELECT count(*) FROM ${tableOfType[type]}) AS "${type}"`);
  const counts = await db.reader.get<Record<ListedType, number>>(`SELECT ${columns.join(', ')}`);
  return listedTypes.map((type) => ({ type, count: counts?.[type] ?? 0 }));
}

interface Row extends Omit<ListedRecord, 'figures' | 'source'> {
  figures: string | null;
}

/** A page of one type, latest first. Throws `invalid-input` for a cursor that is none of ours. */
export async function recordPage(db: Database, { type, search, cursor, limit }: Parsed<'sync.records'>): Promise<Output<'sync.records'>> {
  const { from, filter, params } = source(type, search);
  const after = decodeCursor(cursor);
  const rows = await db.reader.all<Row>(
    `SELECT * FROM (${from}) e ${filter}
     ${filter === '' ? 'WHERE' : 'AND'} (? IS NULL OR (coalesce(at, ''), id) < (?, ?)) ORDER BY coalesce(at, '') DESC, id DESC LIMIT ?`,
    [...params, after?.[0] ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  const total = await db.reader.get<{ n: number }>(`SELECT count(*) AS n FROM (${from}) e ${filter}`, params);
  const sources = await sourcesOf(
    db,
    rows.map((row) => row.id),
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({ ...row, figures: figuresOf(row.figures), source: sources.get(row.id) ?? null })),
    total: total?.n ?? 0,
    next: last && rows.length === limit ? encodeCursor([last.at ?? '', last.id]) : null,
  };
}

function source(type: ListedType, search: string): { from: string; filter: string; params: SqlValue[] } {
  const {
    join = '',
    platform = 'e.platform',
    at,
    until = 'NULL',
    zone = 'NULL',
    title,
    who,
    detail,
    currency = 'NULL',
    figures = 'NULL',
  } = listings[type];
  const from = `SELECT e.id, ${platform} AS platform, ${at} AS at, ${until} AS until, ${zone} AS zone, ${title} AS title, ${who} AS who,
    substr(${detail}, 1, ${detailLength}) AS detail, ${currency} AS currency, ${figures} AS figures FROM ${tableOfType[type]} e ${join}`;
  const words = search.split(/\s+/).filter(Boolean);
  const found = words.map(() => `coalesce(title, '') || ' ' || coalesce(who, '') || ' ' || coalesce(detail, '') LIKE ? ESCAPE '\\'`);
  return { from, filter: found.length === 0 ? '' : `WHERE ${found.join(' AND ')}`, params: words.map(likePattern) };
}

function figuresOf(json: string | null): Figure[] {
  const stated = JSON.parse(json ?? '{}') as Record<string, number | null>;
  return Object.entries(stated).flatMap(([name, value]) => (value === null ? [] : [{ name, value, unit: unitOf(name) }]));
}

const ownUnits: Readonly<Record<string, MetricUnit>> = {
  amount: 'money',
  refunded: 'money',
  seconds: 'seconds',
  durationSeconds: 'seconds',
  progress: 'rate',
};

/** A column that is known by the file's own name only is a plain number: its unit, if any, stands in that name. */
function unitOf(name: string): MetricUnit {
  return ownUnits[name] ?? (Object.hasOwn(metricUnits, name) ? metricUnits[name as keyof typeof metricUnits] : 'number');
}

/** The latest live statement of each record. */
async function sourcesOf(db: Database, ids: readonly number[]): Promise<Map<number, NonNullable<ListedRecord['source']>>> {
  const rows = await db.reader.all<NonNullable<ListedRecord['source']> & { record: number }>(
    `SELECT s.record, b.id AS batchId, b.file_name AS fileName, b.format, s.row, b.applied_at AS appliedAt
     FROM source_record s JOIN import_batch b ON b.seq = s.batch AND b.undone_at IS NULL
     WHERE s.record IN (SELECT value FROM json_each(?)) ORDER BY s.id`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ record, ...provenance }) => [record, provenance]));
}
