/** A set of texts of which only a fingerprint is kept: large files have millions. */
import { codeAt, lengthOf } from '../../../shared/domain/letters';

const firstBasis = 0x811c9dc5;
const secondBasis = 7;

/**
 * Keeps 62 bits of each text in flat memory: two hashes side by side, open addressing. Two texts meet by chance once in millions of files:
 * nothing may rest on that but what is looked at again or only told.
 */
export class SeenTexts {
  #table = new Int32Array(2 * 4096);
  #used = 0;

  /** Adds a text, given in parts; false when it was there already. */
  add(...parts: readonly string[]): boolean {
    let first = firstBasis;
    let second = secondBasis;
    for (const part of parts) {
      const length = lengthOf(part);
      for (let at = 0; at < length; at++) {
        const code = codeAt(part, at);
        first = Math.imul(first ^ code, 0x01000193);
        second = (Math.imul(second, 31) + code) | 0;
      }
      // Parts are told apart: what ends one does not begin the next.
      first = Math.imul(first ^ 0x1f, 0x01000193);
    }
    // Zero marks a free place.
    if (!this.#put(first === 0 ? 1 : first | 0, second)) return false;
    this.#used++;
    if (this.#used * 4 > this.#table.length) this.#grow();
    return true;
  }

  #put(first: number, second: number): boolean {
    const table = this.#table;
    const mask = table.length / 2 - 1;
    for (let place = (first ^ (first >>> 15)) & mask; ; place = (place + 1) & mask) {
      if (table[place * 2] === 0) {
        table[place * 2] = first;
        table[place * 2 + 1] = second;
        return true;
      }
      if (table[place * 2] === first && table[place * 2 + 1] === second) return false;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0);
  }
}
