import type { Agenda } from '../core/agenda.js';
import { dateOf, dayAfter, timeOf, wallOf, zoneOf } from '../core/clock.js';
import { nearest } from '../core/nearest.js';
import { visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { options, timeOfDay, wholeNumber } from './command.js';

/** The options that say what a session is fitted to. */
export const fitting = options(() => ({
  minutes: {
    short: 'm',
    value: 'n',
    about: 'how long; what the session usually takes if left out',
    group: 'Fitting',
    read: wholeNumber(1, 1440),
  },
  people: { short: 'p', value: 'n', about: 'how many people', group: 'Fitting', read: wholeNumber(2, 10000) },
  start: { value: 'HH:MM', about: 'when it starts; the next quarter of an hour if left out', group: 'Fitting', read: timeOfDay },
  date: { value: 'date', about: 'such as 2026-11-23, today or tomorrow; when that start comes next if left out', group: 'Fitting' },
  timeZone: { value: 'zone', about: "such as Europe/Berlin; the machine's if left out", group: 'Fitting', read: zoneIn },
  groupSize: { value: 'n', about: 'people in a small group, 2 to 8; 3 if left out', group: 'Fitting', read: wholeNumber(2, 8) },
  at: { value: 'block=HH:MM', about: 'fix the start of a block, by its number or title', group: 'Fitting', many: 'repeated' },
  buffer: { value: 'n', about: 'keep this many minutes free before the close', group: 'Fitting', read: wholeNumber(1, 240) },
}));

function zoneIn(text: string, flag: string): string {
  const zone = zoneOf(text.trim());
  if (zone) return zone;
  const near = nearest(text, Intl.supportedValuesOf('timeZone'));
  throw new Failure(
    Exit.usage,
    `${flag}: unknown time zone "${visible(text)}"; ${near ? `did you mean "${near}"?` : 'such as Europe/Berlin'}`,
  );
}

/** The date, the start and the time zone that were asked for, or that are meant where they weren't. */
export function moment(io: Io, typed: { start?: string; date?: string; timeZone?: string }): Pick<Agenda, 'date' | 'start' | 'timeZone'> {
  const timeZone = typed.timeZone ?? zoneOf(io.timeZone()) ?? 'UTC';
  const quarter = 15 * 60_000;
  const now = io.now().getTime();
  const next = wallOf(Math.ceil(now / quarter) * quarter, timeZone);
  const today = wallOf(now, timeZone);
  const start = typed.start ?? next.time;
  if (typed.date === undefined) {
    const date = typed.start === undefined ? next.date : start < today.time ? dayAfter(today.date) : today.date;
    return { date, start, timeZone };
  }
  const word = typed.date.trim().toLowerCase();
  const date = word === 'today' ? today.date : word === 'tomorrow' ? dayAfter(today.date) : dateOf(word);
  if (!date) throw new Failure(Exit.usage, `--date: "${visible(typed.date)}" should be a date such as ${today.date}, today or tomorrow`);
  return { date, start, timeZone };
}

interface Named {
  readonly id: string;
  readonly title: string;
}

/** The block that was meant by its number, its title or its id. */
export function blockNamed(text: string, blocks: readonly Named[], flag: string): Named {
  const word = text.trim().toLowerCase();
  const number = /^\d{1,4}$/.test(word) ? Number(word) : 0;
  const found = blocks[number - 1] ?? blocks.find(({ id, title }) => id === word || title.toLowerCase() === word);
  if (found) return found;
  const near = nearest(
    word,
    blocks.flatMap(({ id, title }) => [id, title]),
  );
  throw new Failure(
    Exit.usage,
    `${flag}: unknown block "${visible(text)}"; ${near ? `did you mean "${visible(near)}"?` : `give its number, 1 to ${blocks.length}, or its title`}`,
  );
}

/** `lunch=12:30` taken apart. */
export function assigned(text: string, flag: string, example: string): [block: string, value: string] {
  const at = text.lastIndexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new Failure(Exit.usage, `${flag}: "${visible(text)}" should be a block and a value, such as ${example}`);
  return [text.slice(0, at), text.slice(at + 1).trim()];
}

/** The starts that are fixed, by the ids of their blocks. */
export function fixedStarts(typed: readonly string[] | undefined, blocks: readonly Named[]): Map<string, string> {
  return new Map(
    (typed ?? []).map((text) => {
      const [block, value] = assigned(text, '--at', '--at lunch=12:30');
      const time = timeOf(value);
      if (!time) throw new Failure(Exit.usage, `--at: "${visible(value)}" should be a time of day such as 12:30`);
      return [blockNamed(block, blocks, '--at').id, time];
    }),
  );
}
