/** Where texts name somebody: what is looked for, and how it is found without hitting what only looks alike. */

export type Span = readonly [start: number, length: number];

const word = /[a-z0-9]/i;

/** Texts that name somebody, found whatever their case; a word is found as a whole only, characters without spaces between them anywhere. */
export class NamedTexts {
  readonly all: readonly string[];

  constructor(texts: Iterable<string>) {
    this.all = [...new Set([...texts].map(lower))].filter((text) => text !== '');
  }

  /** The parts of a text that name them, in order and apart. */
  spans(text: string): Span[] {
    const within = lower(text);
    const found: Span[] = [];
    for (const needle of this.all) {
      for (let at = within.indexOf(needle); at >= 0; at = within.indexOf(needle, at + 1))
        if (isWhole(within, at, needle)) found.push([at, needle.length]);
    }
    return merged(found.sort((a, b) => a[0] - b[0]));
  }

  /** The text without them. */
  without(text: string): string {
    let result = '';
    let from = 0;
    const spans = this.spans(text);
    if (spans.length === 0) return text;
    for (const [start, length] of spans) {
      result += text.slice(from, start);
      from = start + length;
    }
    return (result + text.slice(from)).trim();
  }

  /** Patterns for LIKE over JSON text, escaped with a backslash: they find a little more than `spans`. */
  patterns(): string[] {
    return this.all.map(
      (text) =>
        `%${JSON.stringify(text)
          .slice(1, -1)
          .replace(/[\\%_]/g, '\\$&')}%`,
    );
  }
}

/** Letters whose small form has another length stay as they are, so that places in the text hold. */
function lower(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

function isWhole(text: string, at: number, needle: string): boolean {
  const before = text[at - 1] ?? '';
  const end = at + needle.length;
  const after = text[end] ?? '';
  const isAddress = needle.includes('@');
  if (word.test(needle[0] ?? '') && (word.test(before) || (isAddress && /[._%+-]/.test(before)))) return false;
  if (!word.test(needle.at(-1) ?? '')) return true;
  return !word.test(after) && !(isAddress && /[.-]/.test(after) && word.test(text[end + 1] ?? ''));
}

function merged(spans: readonly Span[]): Span[] {
  const result: [number, number][] = [];
  for (const [start, length] of spans) {
    const last = result.at(-1);
    if (last && start <= last[0] + last[1]) last[1] = Math.max(last[1], start + length - last[0]);
    else result.push([start, length]);
  }
  return result;
}
