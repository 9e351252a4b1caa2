/** Comma-separated text the careful way; formats with manners of their own print their lines themselves. */

/** A cell, quoted only when it must be. */
export function csvCell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell that is quoted whatever it holds. */
export function quoted(text) {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A line without its line break. */
export function csvLine(cells) {
  return cells.map(csvCell).join(',');
}

/** UTF-8 bytes, with a byte-order mark when asked. */
export function utf8(text, bom = false) {
  return Buffer.from((bom ? '\ufeff' : '') + text, 'utf8');
}
