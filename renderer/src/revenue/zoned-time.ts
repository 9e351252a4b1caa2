/** A wall-clock time in a time zone as a UTC instant. */

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format;
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offset(instant: number, zone: string): number {
  const shown = Date.parse(`${wallClock(zone).format(instant).replace(' ', 'T')}Z`);
  return shown - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant `YYYY-MM-DDTHH:MM:SSZ` at which clocks in `zone` show that day and time (`HH:MM`). A time that occurs twice (clocks set back)
 * means its first occurrence; one that is skipped (clocks set forward) means as much later.
 */
export function instantOf(day: string, time: string, zone: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const candidates = [offset(wall - 86_400_000, zone), offset(wall + 86_400_000, zone)].map((ahead) => wall - ahead);
  const exact = candidates.filter((instant) => instant + offset(instant, zone) === wall);
  const instant = exact.length > 0 ? Math.min(...exact) : wall - offset(wall - 86_400_000, zone);
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Day and time (`HH:MM`) that clocks in `zone` show at an instant. */
export function wallTimeOf(at: string | number, zone: string): { day: string; time: string } {
  const [day = '', time = ''] = wallClock(zone)
    .format(typeof at === 'number' ? at : Date.parse(at))
    .split(' ');
  return { day, time: time.slice(0, 5) };
}
