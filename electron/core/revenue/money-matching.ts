/**
 * Pairs of lines that may be the same money though no number says so: an order and what a bill received, a payout and its arrival. Amounts must be
 * equal to the last unit; the rest is time. A pure function, so that the same lines always make the same pairs.
 */
import { atOnce } from '../../../shared/domain/ledger';

/** What a line is in a pair: an order's sale or a payout looks for a line of a bill. */
export interface Candidate {
  id: number;
  /** UTC. */
  at: string;
  currency: string;
  /** Minor units: what the order says was paid, what arrived of a payout, what the bill received. */
  amount: number;
  /** Of the record: two lines of one platform carry numbers. */
  platform: string;
  /** The channel the money came through, where it is known. */
  via: string | null;
  product: string | null;
  counterparty: string | null;
}

export interface MatchedPair {
  kind: 'sale' | 'payout';
  one: number;
  other: number;
  /** From the first to the second. */
  seconds: number;
}

/** How far apart the two lines of a pair may be, in seconds; a bill is not written long before the order. */
const windows = { sale: { before: 86_400, after: 86_400 }, payout: { before: 86_400, after: 10 * 86_400 } } as const;
/** An order and a bill of which one names no product may be this far apart without a buyer in common: prices repeat, and people buy all day. */
const soon = 1_800;
/** Neighbours in time that are looked at for one that fits. */
const reach = 8;

interface Timed extends Candidate {
  seconds: number;
}

/** `different`: pairs the user called different, as `one other`. The latest come first. */
export function pairUp(
  orders: readonly Candidate[],
  payouts: readonly Candidate[],
  bills: readonly Candidate[],
  different: ReadonlySet<string> = new Set(),
): MatchedPair[] {
  const byAmount = groupByAmount(bills);
  const taken = new Set<number>();
  const found: (MatchedPair & { at: number })[] = [];
  for (const [kind, ones] of [
    ['sale', orders],
    ['payout', payouts],
  ] as const)
    for (const [amount, group] of groupByAmount(ones)) {
      const others = (byAmount.get(amount) ?? []).filter((bill) => !taken.has(bill.id));
      for (const pair of pairsOf(kind, group, others, different)) {
        taken.add(pair.other);
        found.push(pair);
      }
    }
  return found.sort((a, b) => b.at - a.at || a.one - b.one).map(({ at: _, ...pair }) => pair);
}

function pairsOf(
  kind: MatchedPair['kind'],
  ones: readonly Timed[],
  others: readonly Timed[],
  different: ReadonlySet<string>,
): (MatchedPair & { at: number })[] {
  const { before, after } = windows[kind];
  const fits = (one: Timed, other: Timed) => mayBeSame(kind, one, other) && !different.has(`${one.id} ${other.id}`);
  return ones.flatMap((one) => {
    const near = within(others, one.seconds, before, after).filter((other) => fits(one, other));
    const other = nearest(near, one.seconds);
    if (!other) return [];
    const rivals = within(ones, other.seconds, after, before).filter((rival) => fits(rival, other));
    if (nearest(rivals, other.seconds)?.id !== one.id) return [];
    const seconds = other.seconds - one.seconds;
    const isClose = kind === 'sale' && Math.abs(seconds) <= atOnce;
    return isClose || (near.length === 1 && rivals.length === 1)
      ? [{ kind, one: one.id, other: other.id, seconds, at: other.seconds }]
      : [];
  });
}

/** An order that names its channel is not paid through another one. */
function mayBeSame(kind: MatchedPair['kind'], one: Timed, other: Timed): boolean {
  if (one.platform === other.platform) return false;
  if (kind === 'payout') return true;
  if (one.via !== null && other.via !== null && one.via !== other.via && one.via !== other.platform) return false;
  const apart = Math.abs(other.seconds - one.seconds);
  const isSilent = plain(one.product) === '' || plain(other.product) === '';
  return apart <= (isSilent ? soon : atOnce) || haveWordsInCommon(one, other);
}

/** The same buyer, or a product whose name is part of the other's. */
function haveWordsInCommon(one: Candidate, other: Candidate): boolean {
  const [product, sold] = [plain(other.product), plain(one.product)];
  const [payer, buyer] = [plain(other.counterparty), plain(one.counterparty)];
  if (payer !== '' && payer === buyer) return true;
  return product.length > 1 && sold.length > 1 && (product.includes(sold) || sold.includes(product));
}

function plain(text: string | null): string {
  return (text ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}

/** Those of a sorted list around a time; of very many only the nearest ones, which are enough to see that there are several. */
function within(sorted: readonly Timed[], around: number, before: number, after: number): readonly Timed[] {
  const start = firstFrom(sorted, around - before);
  const end = firstFrom(sorted, around + after + 1);
  const middle = firstFrom(sorted, around);
  return sorted.slice(Math.max(start, middle - reach), Math.min(end, middle + reach));
}

function firstFrom(sorted: readonly Timed[], seconds: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.seconds ?? 0) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearest(all: readonly Timed[], seconds: number): Timed | undefined {
  const gap = ({ seconds: at }: Timed) => Math.abs(at - seconds);
  return all.reduce<Timed | undefined>((best, each) => (best === undefined || gap(each) < gap(best) ? each : best), undefined);
}

function groupByAmount(lines: readonly Candidate[]): Map<string, Timed[]> {
  const groups = new Map<string, Timed[]>();
  for (const line of lines) {
    const key = `${line.currency} ${line.amount}`;
    const timed = { ...line, seconds: Date.parse(line.at) / 1000 };
    const group = groups.get(key);
    if (group) group.push(timed);
    else groups.set(key, [timed]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.seconds - b.seconds || a.id - b.id);
  return groups;
}
