/** Accounts, and which periods their exports cover. */
import { z } from 'zod';
import { day, instant } from './common';

/** Days [from, to). */
export const covered = z.object({ from: day, to: day });

/** When the user is reminded of the next export (see `Reminder`). */
export const reminder = z.object({ every: z.number().int().min(0).max(366).nullable(), later: day.nullable() });

/** A time of day, `24:00` for its end, in the zone of the file's days. */
const timeOfDay = z.string().regex(/^\d{2}:\d{2}$/);
/** Days [from, to) that exports leave out; `part`: of that one day only these hours. */
const gap = covered.extend({ part: z.object({ from: timeOfDay, to: timeOfDay }).nullable() });
export type CoverageGap = z.infer<typeof gap>;
/** What lies between exports, in the order of time. */
const between = {
  gaps: z.array(gap),
  /** Days without a row between two exports of which one states no period: perhaps nothing happened, perhaps they are missing. */
  unknown: z.array(covered),
};

export const account = z.object({
  id: z.number().int(),
  platform: z.string(),
  name: z.string(),
  /** Covered periods, merged, in order; half-open UTC instants. */
  coverage: z.array(z.object({ from: instant, to: instant })),
  /** The same in days of the files, those included that are covered in part. */
  days: z.object({
    covered: z.array(covered),
    ...between,
    /** Whether the file that reaches furthest says so; else its last row is of that day, and more days may be covered. */
    isEndStated: z.boolean(),
  }),
  dataThrough: instant.nullable(),
  batches: z.number().int(),
  /** All of its files are lists as of a day: coverage holds those days. */
  isSnapshot: z.boolean(),
  reminder,
});
export type Account = z.infer<typeof account>;

/** What the exports of one kind cover, in days [from, to). */
export const coverageKind = z.object({
  format: z.string(),
  /** Lists as of a day: `exports` hold those days. */
  isSnapshot: z.boolean(),
  exports: z.array(
    covered.extend({
      batchId: z.string(),
      fileName: z.string(),
      /** Whether the file says what it covers; else these are the days of its first and its last row. */
      isStated: z.boolean(),
      /** The last day is covered up to here only; null = to its end. */
      until: timeOfDay.nullable(),
    }),
  ),
  ...between,
  /** Days that two exports state both; each row counts once all the same. */
  overlaps: z.array(covered.extend({ files: z.array(z.string()) })),
  /** Days from one export's end to the next's, usually; null while there are too few. */
  rhythm: z.number().int().nullable(),
  expectedBy: day.nullable(),
  /** 0 when it is not overdue, or when the user does not want to know yet. */
  overdueDays: z.number().int(),
});
export type CoverageKind = z.infer<typeof coverageKind>;
