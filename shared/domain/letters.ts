/**
 * Letters of a text for loops that see every letter of a large file. The engine keeps texts in many ways (a piece of a longer one, two put
 * together, one byte per letter or two, …). Where it has met more than four of them in one place, `text.charCodeAt` and `text.length` look the
 * property up again for every letter, which takes several times as long as the answer. A method that is called by itself, and the length of what
 * is known to be a text, need no such look. Take these in loops over letters of files; elsewhere they only obscure.
 */

/** As `text.charCodeAt(index)`. The index has to be within the text: one that is not makes all callers slow. */
export function codeAt(text: string, index: number): number {
  return String.prototype.charCodeAt.call(text, index);
}

/** As `text.length`. */
export function lengthOf(text: string): number {
  // biome-ignore lint/style/useTemplate: a template asks whether it is a text at all, which an addition knows
  return ('' + text).length;
}
