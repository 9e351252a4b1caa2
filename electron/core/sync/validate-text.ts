/** What a text must be to be stored: no control characters, no halves of characters, no longer than a cell. */
import type { RowProblem } from './formats/format';

/** Longer texts are no cell of an export; they are quarantined, never cut. */
const maxText = 4_000;

/** The first text field that is too long or not plain. */
export function textProblem(payload: object, max = maxText): RowProblem | null {
  for (const field in payload) {
    const value: unknown = payload[field as keyof typeof payload];
    if (typeof value === 'string' && !isText(value, max)) return { code: 'invalid-record', column: quote(field), text: quote(value) };
  }
  return null;
}

export function isText(text: string | null | undefined, max = maxText): boolean {
  return !text || (text.length <= max && isPlain(text));
}

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** Anything but printable ASCII and plain letters beyond it: quick, and rarely there. */
const unusual = /[^ -~\u00a0-\ud7ff\ue000-\uffff]/;
const unsound = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** No control characters but TAB and line ends, and no half of a surrogate pair. */
export function isPlain(text: string): boolean {
  return !unusual.test(text) || !unsound.test(text);
}

export function quote(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
