/** Times and figures of plain records in the user's language. */
import { formatDay, formatMoney, formatNumber, formatPercent, formatWhen, type Language } from './format';

/** A stated time: an instant in the workspace's zone, a day as a day, a local time as it stands; '' for none. */
export function momentText(at: string | null, zone: string, language: Language): string {
  if (at === null) return '';
  if (at.length === 10) return formatDay(at, language);
  return at.endsWith('Z') ? formatWhen(at, zone, language) : formatWhen(`${at}Z`, 'UTC', language);
}

/** A figure by its unit; money in minor units of `currency`. */
export function figureText(
  { value, unit }: { value: number; unit: 'number' | 'rate' | 'seconds' | 'money' },
  currency: string | null,
  language: Language,
): string {
  switch (unit) {
    case 'money':
      return currency === null ? formatNumber(value, language) : formatMoney(value, currency, language);
    case 'rate':
      return formatPercent(value, language);
    case 'seconds':
      return durationText(value);
    case 'number':
      return formatNumber(value, language);
  }
}

/** `1:05:09`, `4:07`; alike in both languages. */
function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
