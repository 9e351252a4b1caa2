/** Offsets of IANA time zones, which platforms name beside wall-clock times. */

const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** Minutes east of UTC of an IANA zone at a wall-clock time (given as if it were UTC); null when there is no such zone. */
export function namedOffset(zone: string, wallAsUtc: string): number | null {
  const wall = Date.parse(wallAsUtc);
  const first = offsetAt(zone, wall);
  // The clock may have changed between the two readings of the same digits.
  return first === null ? null : offsetAt(zone, wall - first * 60_000);
}

function offsetAt(zone: string, instant: number): number | null {
  if (!formatters.has(zone)) formatters.set(zone, formatterOf(zone));
  const formatter = formatters.get(zone);
  if (!formatter) return null;
  const parts = Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return (Date.UTC(year, month - 1, day, hour, minute, second) - instant) / 60_000;
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}
