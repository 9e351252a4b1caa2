/** Comparing a figure with the equal window just before. */
import { addDays, type DayWindow, daysBetween } from '../domain/days';

/** The equal window that ends where this one begins; null for a window that is open on a side. */
export function previousWindow({ from, to }: DayWindow): DayWindow | null {
  return from === null || to === null ? null : { from: addDays(from, -daysBetween(from, to)), to: from };
}

/** (value − previous) ÷ |previous|; null when either is unknown or previous is 0. */
export function relativeChange(value: number | null, previous: number | null): number | null {
  return value === null || previous === null || previous === 0 ? null : (value - previous) / Math.abs(previous);
}
