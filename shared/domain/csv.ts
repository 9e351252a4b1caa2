/** Writing CSV that spreadsheet programs open as text: RFC 4180 quoting, and no cell that would run as a formula. */

/**
 * One line without its line end. A cell that begins like a formula (`=`, `+`, `-`, `@`, but is no number) gets a leading TAB, which makes it
 * text in spreadsheet programs and is trimmed again by every reader of ours, so that an export imports with zero changes.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@]/.test(value) && !/^[+-]?\d[\d.,]*%?$/.test(value) ? `\t${value}` : value;
  return /[",\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
