/** What exports cover, in days: what is missing between them, what they state twice, and how often they come. */
import { addDays, type Day, daysBetween } from './days';

/** One export's days [from, to). */
export interface Covered {
  from: Day;
  to: Day;
}

/** The time [from, to) that one export covers, as UTC instants. */
export interface Period {
  from: string;
  to: string;
  /** False when only its rows are known: it may have been asked for more than lies between them. */
  isStated: boolean;
}

/** Time between exports that none of them covers. */
export interface Hole<T extends Period> {
  from: string;
  to: string;
  /** Whether rows can be missing here: between two files of which one states no period, nobody knows. */
  isMissing: boolean;
  /** The export before it. */
  after: T;
}

/** Milliseconds. Files end a period at 23:59:59, or at the minute of it, and begin the next at 00:00. */
export const shortestHole = 60_000;

/** In order of time. */
export function holesBetween<T extends Period>(exports: readonly T[]): Hole<T>[] {
  const holes: Hole<T>[] = [];
  let furthest: T | null = null;
  for (const one of inOrder(exports)) {
    if (furthest !== null && Date.parse(one.from) - Date.parse(furthest.to) > shortestHole)
      holes.push({ from: furthest.to, to: one.from, isMissing: furthest.isStated && one.isStated, after: furthest });
    if (furthest === null || one.to > furthest.to) furthest = one;
  }
  return holes;
}

export interface Overlap<T extends Covered> extends Covered {
  exports: [T, T];
}

/** Days that two exports state both, more than the day on which they meet; in order, each with its neighbour that reaches furthest. */
export function overlapsOf<T extends Covered>(exports: readonly T[]): Overlap<T>[] {
  const found: Overlap<T>[] = [];
  let furthest: T | null = null;
  for (const one of inOrder(exports)) {
    if (furthest !== null) {
      const to = one.to < furthest.to ? one.to : furthest.to;
      if (daysBetween(one.from, to) > 1) found.push({ from: one.from, to, exports: [furthest, one] });
    }
    if (furthest === null || one.to > furthest.to) furthest = one;
  }
  return found;
}

/** Merged where they touch, in the order of time. `touches` tells whether the next one goes on where one ends. */
export function mergedSpans(
  all: readonly Covered[],
  touches: (end: string, next: string) => boolean = (end, next) => next <= end,
): Covered[] {
  const merged: Covered[] = [];
  for (const { from, to } of inOrder(all)) {
    const open = merged.at(-1);
    if (open && touches(open.to, from)) open.to = to > open.to ? to : open.to;
    else merged.push({ from, to });
  }
  return merged;
}

function inOrder<T extends Covered>(exports: readonly T[]): T[] {
  return [...exports].sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1));
}

/** Ends that a rhythm can be read from. */
const leastEnds = 3;

/** How many days apart exports usually end: the median distance; null while there are fewer than three ends. `ends`: the last covered days. */
export function rhythmOf(ends: readonly Day[]): number | null {
  const days = [...new Set(ends)].sort();
  if (days.length < leastEnds) return null;
  const distances = days.slice(1).map((day, at) => daysBetween(days[at] ?? day, day));
  distances.sort((a, b) => a - b);
  return distances[Math.floor((distances.length - 1) / 2)] ?? null;
}

/** Days that an export may be late before it counts as overdue: a quarter of its rhythm, and three days at least. */
const leastGrace = 3;
/** Nobody is reminded before two weeks have gone by, unless they wish it. */
const leastPatience = 14;

/** After how many days without data an account of this rhythm is overdue. */
export function overdueAfter(rhythm: number): number {
  return Math.max(leastPatience, rhythm + Math.max(leastGrace, Math.ceil(rhythm / 4)));
}

/** When the user wants to be reminded of an account's next export. */
export interface Reminder {
  /** Days after the last covered one; 0 = never; null = by the rhythm of past exports. */
  every: number | null;
  /** Not before this day. */
  later: Day | null;
}

export const usualReminder: Reminder = { every: null, later: null };
/** Intervals that are offered; any other number of days may be said, too. */
export const reminderDays = [7, 14, 31, 92] as const;
/** Days for which a reminder is put off. */
export const laterDays = 7;

/** By how many days an export is overdue; 0 when it is not. `usual`: days that an account without a rhythm may be silent; null = for ever. */
export function daysOverdue(last: Day, today: Day, { every, later }: Reminder, rhythm: number | null, usual: number | null): number {
  if (every === 0 || (later !== null && today < later)) return 0;
  const patience = every ?? (rhythm === null ? usual : overdueAfter(rhythm));
  return patience === null ? 0 : Math.max(0, daysBetween(last, today) - patience);
}

/** The day by which the next export is expected, after the last covered day. */
export function expectedBy(lastDay: Day, rhythm: number): Day {
  return addDays(lastDay, rhythm);
}
