/** Money in the demo is integer fen (or cents); these print it the ways the platforms do. */

/** `1234567` → `12345.67`, with a minus for negatives. */
export function yuan(fen) {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `1234567` → `12,345.67` */
export function grouped(fen) {
  return yuan(fen).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** Hundred-thousandths of a yuan → five decimals, `119400` → `1.19400`. */
export function yuan5(value) {
  const digits = String(Math.abs(value)).padStart(6, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5)}`;
}

/** Hundred-thousandths of a yuan → fen, half-up. Takes non-negative values. */
export function fenOf(value5) {
  return Math.floor((value5 + 500) / 1000);
}

/** Integer division rounded half-up, for non-negative numbers. */
export function ratio(value, numerator, denominator) {
  return Math.floor((value * numerator * 2 + denominator) / (denominator * 2));
}
