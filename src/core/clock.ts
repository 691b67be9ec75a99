/** A date and a time as a clock on the wall shows them: `2026-11-23`, `14:05`. */
export interface Wall {
  readonly date: string;
  readonly time: string;
}

/** Milliseconds of a minute. */
export const minute = 60_000;

/** A time of day, `HH:MM` from 00:00 to 23:59. */
export const timePattern = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** `9:05` as `09:05`; undefined where it is no time of day. */
export function timeOf(text: string): string | undefined {
  return timePattern.test(text) ? text.padStart(5, '0') : undefined;
}

/** `2026-02-28` where there is such a day, from 1971 to 9998: what calendars and clocks agree on. */
export function dateOf(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1971' || text > '9999') return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

/** The day so many days after another. */
export function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 1440 * minute).toISOString().slice(0, 10);
}

/** The name of a time zone in its usual form; undefined where it is not known (IANA Time Zone Database). */
export function zoneOf(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in this zone shows at an instant, in milliseconds since 1970. */
export function wallOf(instant: number, zone: string): Wall {
  let clock = clocks.get(zone);
  if (!clock) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    clock = new Intl.DateTimeFormat('en-US', { ...parts, hourCycle: 'h23', timeZone: zone });
    clocks.set(zone, clock);
  }
  const shown = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${shown['year']!.padStart(4, '0')}-${shown['month']}-${shown['day']}`, time: `${shown['hour']}:${shown['minute']}` };
}

/**
 * The instant at which a clock in this zone shows that: the first of two where the clock is set back, undefined where it
 * is set forward past it.
 */
export function instantOf({ date, time }: Wall, zone: string): number | undefined {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const offsets = [-1, 1].map((side) => {
    const near = asUtc + side * 1440 * minute;
    const wall = wallOf(near, zone);
    return Date.parse(`${wall.date}T${wall.time}:00Z`) - Math.floor(near / minute) * minute;
  });
  return offsets
    .map((offset) => asUtc - offset)
    .sort((a, b) => a - b)
    .find((instant) => {
      const wall = wallOf(instant, zone);
      return wall.date === date && wall.time === time;
    });
}
