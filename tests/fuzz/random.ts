/** Chance that can be repeated: the same seed gives the same inputs on every machine (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** 0 ≤ n < limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** One of several; throws when there is none. */
  pick<T>(all: readonly T[]): T {
    const one = all[this.below(all.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  shuffle<T>(all: readonly T[]): T[] {
    const copy = [...all];
    for (let at = copy.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      const [a, b] = [copy[at], copy[other]];
      if (a !== undefined && b !== undefined) [copy[at], copy[other]] = [b, a];
    }
    return copy;
  }
}

/** A seed for one input, by what it is made of: samples that are added later leave the others' inputs as they were. */
export function seedOf(seed: number, name: string, n: number): number {
  let hash = (seed ^ Math.imul(n + 1, 0x9e3779b1)) >>> 0;
  for (const char of name) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
