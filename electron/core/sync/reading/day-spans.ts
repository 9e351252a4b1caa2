/** The days on which anything stands, each with its first and last instant. Rows of one day mostly stand together, so most instants meet the day of the last. */
import type { DaySpan } from './messages';

export class DaySpans {
  readonly #days = new Map<string, DaySpan>();
  #current: DaySpan | null = null;

  /** `at`: UTC instant, as canonical records have it. */
  add(at: string): void {
    let span = this.#current;
    if (span === null || at < span.first || at > span.last) span = this.#widened(at);
    this.#current = span;
  }

  all(): DaySpan[] {
    return [...this.#days.values()];
  }

  #widened(at: string): DaySpan {
    const day = at.slice(0, 10);
    const span = this.#days.get(day);
    if (!span) {
      const begun = { first: at, last: at };
      this.#days.set(day, begun);
      return begun;
    }
    if (at < span.first) span.first = at;
    if (at > span.last) span.last = at;
    return span;
  }
}
