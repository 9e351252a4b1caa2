/** Days as American platforms print them. */
import { parseDay } from '../../../../shared/domain/time';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Nov 28, 2025`, `November 28, 2025` or any day that `parseDay` reads, as `YYYY-MM-DD`; null when it is none that exists. */
export function parseEnglishDay(text: string): string | null {
  const match = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})$/.exec(text);
  if (!match) return parseDay(text);
  const [, name = '', day = '', year] = match;
  const month = months.indexOf(name.toLowerCase()) + 1;
  return month === 0 ? null : parseDay(`${year}-${month}-${day}`);
}
