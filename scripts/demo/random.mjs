/**
 * A small seeded random source: SHA-256 of the seed and a counter gives the words. No `Math.random`, no logarithms, only integers
 * and IEEE basics, so the same seed gives the same demo files on every machine and Node version.
 */
import { createHash } from 'node:crypto';

/** Endless 32-bit words drawn from a seed. */
function wordsOf(seed) {
  let counter = 0;
  let block = Buffer.alloc(0);
  let offset = 0;
  return () => {
    if (offset >= block.length) {
      block = createHash('sha256').update(`${seed}#${counter}`).digest();
      counter += 1;
      offset = 0;
    }
    offset += 4;
    return block.readUInt32LE(offset - 4);
  };
}

/**
 * A random source for one purpose: give every part of the plan its own seed, so that changing one leaves the others as they are.
 * `next` is uniform in [0, 1); `int` includes both ends; `weighted` takes `[value, weight]` pairs.
 */
export function createRandom(seed) {
  const word = wordsOf(seed);
  const next = () => word() / 4294967296;
  const int = (min, max) => min + Math.floor(next() * (max - min + 1));
  const pick = (list) => list[int(0, list.length - 1)];
  const text = (length, alphabet) => Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)]).join('');

  return {
    next,
    int,
    pick,
    chance: (share) => next() < share,
    digits: (length) => text(length, '0123456789'),
    hex: (length) => text(length, '0123456789abcdef'),
    letters: (length) => text(length, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'),
    weighted(pairs) {
      let left = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of pairs) {
        left -= weight;
        if (left < 0) return value;
      }
      return pairs[pairs.length - 1][0];
    },
    shuffle(list) {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        [copy[i], copy[j]] = [copy[j], copy[i]];
      }
      return copy;
    },
  };
}
