import type { Happening } from '../core/ledger.js';
import { counted, quoted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import { readStdin } from '../store/read.js';
import { recall } from '../store/recall.js';
import { write } from '../store/room.js';
import { meantInstead, type Place, placeOf } from '../store/rooms.js';
import { noteIfNew } from './in-room.js';
import { note } from './output.js';
import type { RoomAsked } from './room-options.js';

/** `room note`: keeps promises and gifts, from options, from lines that are piped in, or asked for. */
export async function noteInRoom(io: Io, { operands: [name = ''], options }: RoomAsked): Promise<ExitCode> {
  const place = placeOf(io, name);
  const noted = (what: 'promised' | 'given', texts: readonly string[] = []) =>
    texts.flatMap((text) => (text === '-' ? linesOf(io) : [text]).map(tidy).filter(Boolean)).map((text): Happening => ({ what, text }));
  const given = [...noted('promised', options.promise), ...noted('given', options.gift)];
  if (!options.quiet) noteIfNew(io, meantInstead(io, place), place.name);
  const asking = given.length === 0 && io.stdin.isTerminal;
  if (asking && !canAsk(io))
    throw new Failure(Exit.usage, 'room note: what is to be noted? --promise "…", --gift "…", or lines on standard input');
  const notes = asking
    ? await ask(io, place, { message: 'A promise (gift: … for a gift; Enter ends)', by: 'room', ...options })
    : given.length
      ? given
      : linesOf(io).flatMap(noteIn);
  if (notes.length === 0) {
    note(io, `room "${visible(place.name)}": nothing to note`);
    return Exit.no;
  }
  if (!asking) keep(io, place, notes, 'room');
  if (!options.quiet) note(io, told(place, notes));
  return Exit.done;
}

/** Asks what is promised and given in a room, after its agenda was shown. */
export async function askForNotes(io: Io, given: string, how: { noColor?: boolean }): Promise<void> {
  const place = placeOf(io, given);
  const message = 'When it is over: a promise made there (gift: … for a gift; Enter leaves)';
  const notes = await ask(io, place, { message, by: 'agenda', ...how });
  if (notes.length) note(io, told(place, notes));
}

/** A command about a room, as it can be typed. */
export function roomCommand(what: 'note' | 'undo', given: string): string {
  return `convene room ${what} ${/^[\p{L}\p{N}._/-]+$/u.test(given) ? given : quoted(visible(given))}`;
}

/** Asks for a line at a time, until an empty one, and keeps each at once, so that whatever ends it takes nothing with it. */
async function ask(
  io: Io,
  place: Place,
  { message, by, noColor = false }: { message: string; by: string; noColor?: boolean },
): Promise<readonly Happening[]> {
  const { askLine } = await import('../menu/ask.js');
  const notes: Happening[] = [];
  for (;;) {
    const line = await askLine(io, notes.length ? 'Another (Enter ends)' : message, { noColor });
    if (!line) return notes;
    const some = noteIn(line);
    if (some.length) keep(io, place, some, by);
    notes.push(...some);
  }
}

function keep(io: Io, place: Place, notes: readonly Happening[], by: string): void {
  write(io, place, notes, { by, clock: recall(io, place).memory.clock });
}

function told({ name }: Place, notes: readonly Happening[]): string {
  const promises = notes.filter(({ what }) => what === 'promised').length;
  const parts = [
    ...(promises ? [counted(promises, 'promise')] : []),
    ...(notes.length > promises ? [counted(notes.length - promises, 'gift')] : []),
  ];
  return `room "${visible(name)}": ${parts.join(' and ')} noted`;
}

function linesOf(io: Io): string[] {
  const reading = readStdin(io, { limit: 1024 * 1024 });
  if ('problem' in reading) throw new Failure(Exit.file, 'standard input: should be up to 1 MB of UTF-8 text, a promise a line');
  return reading.text.split(/\r\n|\n|\r/);
}

/** A line is a promise, unless it says that it is a gift. */
function noteIn(line: string): Happening[] {
  const [, word = '', rest = line] = /^\s*(?:[-*]\s+)?(promise|gift)\s*:\s*(.*)$/i.exec(line) ?? [];
  const text = tidy(rest.replace(/^\s*[-*]\s+/, ''));
  return text ? [{ what: word.toLowerCase() === 'gift' ? 'given' : 'promised', text }] : [];
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
