/** Everything dated that is known of one person. */
import { z } from 'zod';
import type { Output } from '../../../shared/contract';
import { AppError } from '../../../shared/contract/errors';
import type { TimelineEntry } from '../../../shared/contract/people';
import type { Database } from '../database/database';
import { linesOf } from '../revenue/attribution';
import { latestSource } from './people.queries';

interface TimelineRow {
  key: string;
  at: string;
  estimated: number;
  type: TimelineEntry['type'];
  kind: TimelineEntry['kind'];
  platform: string | null;
  title: string | null;
  currency: string | null;
  amount: number | null;
  line: number | null;
  source: string | null;
}

/** The statement that knew of the first sight earliest is the one to name. */
const firstSight = `(s.payload ->> '$.firstSeenAt' = e.at) DESC,`;

/**
 * One page, newest first. A sale that an order and a bill both state stands once: of lines that count for each other only the counting one is
 * shown when both are the person's. Orders stand for themselves only while they are unpaid; paid ones are lines.
 */
export async function timelinePage(
  db: Database,
  person: number,
  cursorText: string | null,
  limit: number,
): Promise<Output<'people.timeline'>> {
  const cursor = decodeCursor(cursorText);
  const rows = await db.reader.all<TimelineRow>(
    `WITH mine AS MATERIALIZED (SELECT line FROM (${linesOf('SELECT ?1 AS id')})),
     entries AS (
       SELECT 'l' || l.id AS key, l.at, l.date_estimated AS estimated, 'ledgerLine' AS type, l.kind, l.sold_on AS platform,
         coalesce(l.product, l.counterparty, l.note) AS title, l.currency, l.stated AS amount, l.id AS line, l.id AS record
       FROM mine CROSS JOIN ledger_line l ON l.id = mine.line WHERE l.counted_by IS NULL OR l.counted_by NOT IN (SELECT line FROM mine)
       UNION ALL SELECT 'o' || o.id, o.created_at, 0, 'order', NULL, o.sold_on, o.product, o.currency, o.amount, NULL, o.id
       FROM profile f JOIN shop_order o ON o.person_record = f.id WHERE f.person = ?1 AND o.paid_at IS NULL
       UNION ALL SELECT 's' || f.id, f.first_seen_at, 0, 'seen', NULL, f.platform, coalesce(f.nickname, f.name), NULL, NULL, NULL, f.id
       FROM profile f WHERE f.person = ?1 AND f.first_seen_at IS NOT NULL
       UNION ALL SELECT 'n' || n.id, n.at, 0, 'note', NULL, NULL, n.text, NULL, NULL, NULL, NULL FROM person_note n WHERE n.person = ?1)
     SELECT e.key, e.at, e.estimated, e.type, e.kind, e.platform, e.title, e.currency, e.amount, e.line,
       CASE e.type WHEN 'seen' THEN ${latestSource('e.record', firstSight)} ELSE ${latestSource('e.record')} END AS source
     FROM (SELECT * FROM entries WHERE ?2 IS NULL OR (at, key) < (?2, ?3) ORDER BY at DESC, key DESC LIMIT ?4) e
     ORDER BY e.at DESC, e.key DESC`,
    [person, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { entries: shown.map(toEntry), next: last ? Buffer.from(JSON.stringify([last.at, last.key])).toString('base64url') : null };
}

function toEntry(row: TimelineRow): TimelineEntry {
  return {
    at: row.at,
    dateEstimated: row.estimated === 1,
    type: row.type,
    kind: row.kind,
    platform: row.platform,
    title: row.title,
    currency: row.currency,
    amount: row.amount,
    lineId: row.line,
    source: row.source === null ? null : (JSON.parse(row.source) as TimelineEntry['source']),
  };
}

const shape = z.tuple([z.string(), z.string()]);

/** Throws `invalid-input` for anything that is no cursor of ours. */
function decodeCursor(text: string | null): [at: string, key: string] | null {
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new AppError('invalid-input', { field: 'cursor' }, { cause: error });
  }
}
