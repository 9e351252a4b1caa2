/** How wide a column of amounts must be. */
import type { Format } from './format-context';

export interface Figure {
  /** Minor units. */
  minor: number;
  currency: string;
}

/** Pixels of a digit of the tables' text. */
export const digitWidth = 7.3;

/** Pixels that the longest amount of a column and its header need, so that no figure is ever cut and none takes room it does not need. */
export function figuresWidth(format: Pick<Format, 'money'>, figures: readonly Figure[], header: string, digit = digitWidth): number {
  const longest = new Map<string, number>();
  for (const { minor, currency } of figures) {
    // A minus takes a character: it counts as one more digit would.
    const size = minor < 0 ? -minor * 10 : minor;
    if (size > (longest.get(currency) ?? 0)) longest.set(currency, size);
  }
  const widths = [...longest].map(([currency, size]) => format.money(size, currency).length * digit);
  const words = [...header].reduce((sum, char) => sum + (char > '\u2e80' ? 12.2 : 7), 0);
  return Math.ceil(Math.max(words, ...widths)) + 24;
}
