/** What can be chosen for time zone and currency, named in the user's language. Pure but for the tables of the runtime's own Intl. */

export interface Choice {
  value: string;
  label: string;
}

/** Minutes east of UTC at an instant. */
function offsetMinutes(zone: string, at: number): number {
  const part = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(part?.value ?? '');
  if (!match) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** All time zones from west to east, with their offset at `at` (milliseconds) and generic name. */
export function zoneOptions(language: string, at: number): Choice[] {
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
  return zones
    .map((zone) => ({ zone, offset: offsetMinutes(zone, at) }))
    .sort((a, b) => a.offset - b.offset || a.zone.localeCompare(b.zone, language))
    .map(({ zone, offset }) => ({ value: zone, label: `${zone.replaceAll('_', ' ')} (${offsetText(offset)})` }));
}

/** What creators are paid in most comes first; then the rest by code. */
const common = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'TWD', 'JPY', 'SGD', 'AUD', 'CAD'];

/** ISO codes with their names. */
export function currencyOptions(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  const rest = Intl.supportedValuesOf('currency').filter((code) => !common.includes(code));
  return [...common, ...rest].map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}`.trim() }));
}
