/**
 * What time an import covers. A file may state the period that was asked for, which can end after the file was made; a file that states none covers
 * what lies between its rows.
 */
import { DateTime } from 'luxon';
import { nextSecond } from '../../../shared/domain/time';
import type { Database } from '../database/database';
import { endOfDay, startOfDay } from '../workspace/zone';
import { chinaZone, platformZone } from './platform-zones';
import type { Claim, TallyResult } from './reading/messages';

/** How the period of an import is known; kept with it. */
export interface PeriodSource {
  /** The words of the file; the first and the last of its rows; the same of figures, which have a row for each day. */
  by: 'file' | 'rows' | 'days';
  /** The last time that a row is of: a file that has it was made later, whatever it says. */
  last: string | null;
}

export interface FilePeriod {
  periodFrom: string | null;
  periodTo: string | null;
  source: PeriodSource;
}

/** The period of a file that is read, in a workspace of this zone. */
export async function filePeriod(db: Database, claim: Claim, tally: TallyResult, hash: string, zone: string): Promise<FilePeriod> {
  const known = await db.reader.get<{ at: string | null }>('SELECT min(applied_at) AS at FROM import_batch WHERE file_hash = ?', [hash]);
  return periodOfFile(claim, tally, zone, known?.at ?? null);
}

/** `known`: when the very same file was first imported. */
function periodOfFile(claim: Claim, tally: TallyResult, zone: string, known: string | null): FilePeriod {
  const { periodFrom, periodTo, kind, platform, asOf } = claim;
  const { first, last, days } = tally;
  const isOfDays = days !== null && first === null && last === null && kind === 'ledger';
  if (periodFrom !== null && periodTo !== null)
    return { periodFrom, periodTo: endOf(periodTo, [asOf, known], last), source: { by: isOfDays ? 'days' : 'file', last } };
  if (!isOfDays)
    return {
      periodFrom: periodFrom ?? first,
      periodTo: periodTo ?? (last === null ? null : nextSecond(last)),
      source: { by: 'rows', last },
    };
  const own = platformZone(platform) ?? zone;
  const lastDay = startOfDay(days.last, own);
  return {
    periodFrom: startOfDay(days.first, own),
    periodTo: endOf(startOfDay(days.end, own), [asOf, known], lastDay),
    source: { by: 'days', last: lastDay },
  };
}

/** The end of a period, but no later than the times at which the file was there already ('' = not known). */
function endOf(to: string, made: readonly (string | null)[], last: string | null): string {
  const limits = made.flatMap((at) => (at === null || at === '' ? [] : [openEnd(at)]));
  const end = [to, ...limits].sort()[0] ?? to;
  return last !== null && end <= last ? nextSecond(last) : end;
}

/** Whoever only knows the day of an export says its last second. */
function openEnd(at: string): string {
  return at.endsWith(':59Z') ? nextSecond(at) : at;
}

/** SQL for when the very file of `import_batch b` was first imported. */
export const firstApplied = '(SELECT min(f.applied_at) FROM import_batch f WHERE f.file_hash = b.file_hash)';
/** SQL for how the period of `import_batch b` is known, as JSON. */
export const periodSource = "b.summary -> '$.period'";

/** Columns of `import_batch b` that `coverOf` reads. */
export const coverColumns = `b.platform, b.kind, b.as_of, b.period_from, b.period_to, ${periodSource} AS period, ${firstApplied} AS first_applied`;

export interface CoverRow {
  platform: string;
  kind: 'ledger' | 'snapshot';
  as_of: string;
  period_from: string | null;
  period_to: string | null;
  period: string | null;
  first_applied: string;
}

/** Time [from, to), as UTC instants, that an import covers. */
export interface Cover {
  from: string;
  to: string;
  /** Nothing is missing in it, and what lies outside is not in the file; else both are only what its rows look like. */
  isStated: boolean;
  /** Figures of content: other files have others of the same days. */
  isFigures: boolean;
  /** In which its days lie. */
  zone: string;
}

/** Null where nobody knows, and for lists as of a day. */
export function coverOf(row: CoverRow, zone: string): Cover | null {
  const { kind, period_from: from, period_to: stated } = row;
  if (kind === 'snapshot' || from === null || stated === null) return null;
  const { by, last } = row.period === null ? guessed(from) : (JSON.parse(row.period) as PeriodSource);
  if (by === 'rows') return { from, to: stated, isStated: false, isFigures: false, zone: platformZone(row.platform) ?? zone };
  const to = endOf(stated, [row.as_of, row.first_applied], last);
  return to <= from
    ? null
    : { from, to, isStated: true, isFigures: by === 'days', zone: zoneOfDays(from, [platformZone(row.platform), zone, chinaZone, 'UTC']) };
}

/** Imports of earlier versions do not say: a period that begins on the quarter of an hour was stated. */
function guessed(from: string): PeriodSource {
  return { by: /:(00|15|30|45):00Z$/.test(from) ? 'file' : 'rows', last: null };
}

/** The first zone in which a day begins at `from`; a period in a file's name may be of another zone than the platform's. */
function zoneOfDays(from: string, zones: readonly (string | null)[]): string {
  const known = zones.filter((zone) => zone !== null);
  return known.find((zone) => timeIn(from, zone) === '00:00') ?? known[0] ?? 'UTC';
}

/** The day that a list is of. A day that its name or the user states is that day, in whatever zone it ended. */
export function snapshotDay(asOf: string, zone: string): string {
  const zones = [zone, chinaZone, 'UTC'];
  const own = zones.find((each) => endOfDay(dayOf(asOf, each), each) === asOf);
  return dayOf(asOf, own ?? zone);
}

function dayOf(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).toISODate() ?? at.slice(0, 10);
}

/** The time of day `HH:MM` of an instant. */
export function timeIn(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).toFormat('HH:mm');
}
