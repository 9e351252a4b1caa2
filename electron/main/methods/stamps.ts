/** Dates in the names of files, in the time of this computer, as its user expects them. */

/** `2026-11-01`. */
export function dayStamp(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `2026-11-01 093005`. */
export function secondStamp(at: Date): string {
  return `${dayStamp(at)} ${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
