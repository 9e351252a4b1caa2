/** Coverage of accounts on one time axis: plain functions over half-open days. */
import { addDays, type Day, daysBetween, monthStart } from '../../../shared/domain/days';

/** Days [from, to). */
export interface Span {
  from: Day;
  to: Day;
}

export interface Axis {
  from: Day;
  to: Day;
  /** Labelled months with their place, 0..1. */
  ticks: { day: Day; at: number }[];
}

/** Days are texts that sort by time. */
function earliest(days: readonly [Day, ...Day[]]): Day {
  return [...days].sort()[0] ?? days[0];
}

function latest(days: readonly [Day, ...Day[]]): Day {
  return [...days].sort().at(-1) ?? days[0];
}

/** Days of several spans added up. */
export function daysIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);
}

const maxTicks = 8;
/** Months between labels; the first that leaves at most eight labels is taken. */
const steps = [1, 2, 3, 6, 12, 24, 60, 120];

/** From the first month with data up to and including today; null when nothing is covered. */
export function axisOf(all: readonly (readonly Span[])[], today: Day): Axis | null {
  const spans = all.flat();
  if (spans.length === 0) return null;
  const from = monthStart(earliest([today, ...spans.map((span) => span.from)]));
  const last = latest([addDays(today, 1), ...spans.map((span) => span.to)]);
  const months = (Number(last.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(last.slice(5, 7)) - Number(from.slice(5, 7));
  const step = steps.find((each) => months / each <= maxTicks) ?? 120;
  const ticks: Axis['ticks'] = [];
  for (let month = 0; month <= months; month += step) {
    const day = monthStart(from, -month);
    const at = place({ from, to: last }, day);
    // A label at the very end would stand outside.
    if (at <= 0.96) ticks.push({ day, at });
  }
  return { from, to: last, ticks };
}

/** Where a day stands on the axis, 0..1. */
export function place(axis: Pick<Axis, 'from' | 'to'>, day: Day): number {
  const length = Math.max(1, daysBetween(axis.from, axis.to));
  return Math.min(1, Math.max(0, daysBetween(axis.from, day) / length));
}
