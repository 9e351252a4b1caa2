import { type TextDelimiter, textDelimiters } from '../../../../shared/domain/mapping';

/**
 * The delimiter of a text, judged by its first lines: the one that splits most lines into the same, large number of cells. A TAB after an
 * order number or a comma in a preamble does not outweigh the columns of the table itself.
 */
export function guessDelimiter(head: string): TextDelimiter {
  const lines = head.split(/\r\n|\n|\r/).slice(0, 200);
  let best: TextDelimiter = ',';
  let bestScore = 0;
  for (const candidate of textDelimiters) {
    const score = scoreOf(lines, candidate);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

function scoreOf(lines: readonly string[], delimiter: string): number {
  const linesByCount = new Map<number, number>();
  for (const line of lines) {
    const count = countOutsideQuotes(line, delimiter);
    if (count > 0) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
  }
  let score = 0;
  for (const [count, times] of linesByCount) score = Math.max(score, count * times);
  return score;
}

/** A TAB before another delimiter or at the end of a line is padding. */
const padding = /\t+(?=[,;|]|$)/g;

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let quoted = false;
  for (const char of delimiter === '\t' ? line.replace(padding, '') : line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) count++;
  }
  return count;
}
