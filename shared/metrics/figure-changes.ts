/** What imports changed in the figures, summed up for reading: one line per figure, and the months behind it. */
import { type MetricId, metricIds, metrics } from './catalogue';

/** As in the contract; repeated here because the window takes no values from there. */
export interface Change {
  id: MetricId;
  month: string | null;
  currency: string | null;
  before: number | null;
  after: number | null;
}

/** A figure with the months in which it changed, oldest first. */
export interface ChangedFigure extends Omit<Change, 'month'> {
  /** Months that `before` and `after` speak of; empty for people in all. */
  months: string[];
  /** The changes by month, when there are several. */
  parts: Change[];
}

/** What several imports changed together, in the order in which they were applied: before the first, after the last. */
export function combined(lists: readonly (readonly Change[])[]): Change[] {
  const byKey = new Map<string, Change>();
  for (const change of lists.flat()) {
    const key = `${change.id} ${change.month} ${change.currency}`;
    const known = byKey.get(key);
    byKey.set(key, known ? { ...change, before: known.before } : change);
  }
  const wasKnown = knownBefore(lists);
  return [...byKey.values()]
    .map((change) => (change.before === 0 && !wasKnown(change) ? { ...change, before: null } : change))
    .filter(({ before, after }) => (before ?? 0) !== (after ?? 0));
}

/**
 * Tells a 0 that was known before the first import from one that an import before this one made of nothing: an order file of a month says that
 * nothing was paid out as far as it knows, which is no change worth telling, and the bill after it finds that 0.
 */
function knownBefore(lists: readonly (readonly Change[])[]): (change: Change) => boolean {
  const months = new Map<string, Evidence>();
  const feeds = new Map<string, Evidence>();
  const met = new Set<string>();
  for (const [at, list] of lists.entries())
    for (const change of list) {
      const key = `${change.id} ${change.month} ${change.currency}`;
      if (met.has(key)) continue;
      met.add(key);
      note(months, monthOf(change), at, change);
      note(feeds, metrics[change.id].feeds, at, change);
    }
  return (change) => months.get(monthOf(change))?.isKnown !== false && feeds.get(metrics[change.id].feeds)?.isKnown !== false;
}

/** What the figures of one month, or all that the same files feed, were when an import first changed any of them. */
interface Evidence {
  /** The import that did. */
  first: number;
  isKnown: boolean;
}

/** Whatever is not 0 and was not changed by the imports before has been there already. */
function note(found: Map<string, Evidence>, scope: string, at: number, { before }: Change): void {
  const known = found.get(scope);
  const says = before !== null && (known === undefined || known.first === at || before !== 0);
  if (known) known.isKnown ||= says;
  else found.set(scope, { first: at, isKnown: says });
}

function monthOf({ id, month }: Change): string {
  return `${metrics[id].feeds} ${month}`;
}

/**
 * One line per figure and currency, in the catalogue's order. Money and new people are added up over the months; somebody who paid in two months
 * is one person, so paying people stand for the latest month alone.
 */
export function summed(changes: readonly Change[]): ChangedFigure[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.id} ${change.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()]
    .map((group) => summary(group.toSorted((a, b) => ((a.month ?? '') < (b.month ?? '') ? -1 : 1))))
    .sort((a, b) => order(a.id) - order(b.id));
}

function summary(parts: readonly Change[]): ChangedFigure {
  const last = parts.at(-1);
  if (!last) throw new Error('a figure without a change');
  const { id, currency } = last;
  const told = id === 'revenue.payers' ? [last] : parts;
  return {
    id,
    currency,
    months: told.flatMap(({ month }) => month ?? []),
    before: added(told.map(({ before }) => before)),
    after: added(told.map(({ after }) => after)),
    parts: parts.length > 1 ? [...parts] : [],
  };
}

/** Null only where nothing at all is known. */
function added(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** What is earned first. */
const first: readonly MetricId[] = ['revenue.net', 'revenue.gross', 'revenue.refund'];
const order = (id: MetricId) => (first.includes(id) ? first.indexOf(id) : first.length + metricIds.indexOf(id));
