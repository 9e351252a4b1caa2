/** The one to two characters that stand in a person's picture. */

const cjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** Two characters of a Chinese name, the initials of the first two words otherwise. */
export function initials(name: string): string {
  const plain = name.trim();
  const chars = [...plain];
  if (cjk.test(chars[0] ?? '')) return chars.slice(0, 2).join('');
  const words = plain.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => [...word].find((char) => /[\p{L}\p{N}]/u.test(char)) ?? '');
  return letters.join('').toUpperCase() || (chars[0] ?? '?');
}

const hues = ['teal', 'indigo', 'grape', 'orange', 'cyan', 'pink', 'lime', 'blue'] as const;

/** A colour that stays with the id, so that a face keeps its colour when a name is edited. */
export function hueOf(id: string): (typeof hues)[number] {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? 'teal';
}
