import type { Prompt } from '../core/deck.js';
import { type Event, type Happening, history, last, remember } from '../core/ledger.js';
import { outOfPlay, type Standing, standing } from '../core/pile.js';
import { counted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import { linesSheet } from '../sheet/lists.js';
import type { Located } from '../store/decks.js';
import { allEvents } from '../store/recall.js';
import { write } from '../store/room.js';
import { everywherePlace, forgetPlace, knownPlace, meantInstead, movePlace, type Place, placeOf } from '../store/rooms.js';
import { load } from './choosing.js';
import { noteIfNew } from './in-room.js';
import { named } from './named.js';
import { note, present } from './output.js';
import type { RoomAsked, RoomOptions } from './room-options.js';

/** `room retire`: what is retired is not drawn there until it is restored. */
export async function retirePrompts(io: Io, asked: RoomAsked): Promise<ExitCode> {
  const { place, events, named, stands } = await promptsOf(io, asked);
  const because = asked.options.because;
  const some = named.filter((prompt) => !stands(prompt).retired);
  return rule(io, { place, events, some, named, done: 'retired', not: 'retired already', options: asked.options }, ({ id, text }) => ({
    what: 'retired',
    prompt: id,
    text,
    ...(because && { because }),
  }));
}

/** `room restore`: brings back what was retired, or what was asked once and not to be asked again. */
export async function restorePrompts(io: Io, asked: RoomAsked): Promise<ExitCode> {
  const { place, events, named, stands } = await promptsOf(io, asked);
  const some = named.filter((prompt) => outOfPlay(prompt, stands(prompt)));
  const everywhere = asked.options.allRooms ? undefined : everywherePlace(io);
  if (everywhere) {
    const elsewhere = standing(remember(allEvents(io, everywhere).events), []);
    const still = named.find((prompt) => elsewhere(prompt).retired);
    if (still)
      throw new Failure(Exit.usage, `${visible(still.id)} is retired in all rooms; convene room restore ${visible(still.id)} --all-rooms`);
  }
  return rule(io, { place, events, some, named, done: 'restored', not: 'not retired', options: asked.options }, ({ id, text }) => ({
    what: 'restored',
    prompt: id,
    text,
  }));
}

type Named = Pick<Prompt, 'id' | 'text' | 'deck' | 'kind' | 'language'>;

async function promptsOf(
  io: Io,
  { operands, options }: RoomAsked,
): Promise<{ place: Place; events: Event[]; named: Named[]; stands: Standing }> {
  const everywhere = everywherePlace(io);
  if (options.allRooms && !everywhere) throw new Failure(Exit.file, 'there is no home folder to keep in it what is retired in all rooms');
  const [first = '', ...rest] = operands;
  const place = options.allRooms ? everywhere! : placeOf(io, first);
  const ids = options.allRooms ? operands : rest;
  if (ids.length === 0)
    throw new Failure(Exit.usage, 'which prompt? convene room show NAME shows what was asked, convene list prompts what there is');
  const located = await load(io, options);
  if (!options.quiet) noteIfNew(io, meantInstead(io, place), place.name);
  const { events } = allEvents(io, place);
  const stands = standing(
    remember(events),
    located.map(({ deck }) => deck),
  );
  return { place, events, named: ids.map((id) => known(id, events, located)), stands };
}

/** A prompt of a deck; or one that the room was asked and that no deck holds any more. */
function known(id: string, events: readonly Event[], located: readonly Located[]): Named {
  const asked = events.findLast((event) => 'prompt' in event && event.prompt === id) as
    | (Event & { prompt: string; text: string })
    | undefined;
  try {
    return named(
      id,
      located.map(({ deck }) => deck),
    );
  } catch (error) {
    if (!asked) throw error;
    return { id, text: asked.text, deck: id.split('/')[0]!, kind: '', language: 'en' };
  }
}

interface Ruling {
  readonly place: Place;
  readonly events: readonly Event[];
  readonly some: readonly Named[];
  readonly named: readonly Named[];
  readonly done: string;
  readonly not: string;
  readonly options: RoomOptions;
}

function rule(io: Io, { place, events, some, named, done, not, options }: Ruling, happening: (prompt: Named) => Happening): ExitCode {
  if (some.length) write(io, place, some.map(happening), { by: 'room', clock: remember(events).clock });
  for (const prompt of named) {
    const changed = some.includes(prompt);
    if (!changed || !options.quiet) note(io, `${roomCalled(place)}: ${visible(prompt.id)} is ${changed ? done : not}`);
  }
  return some.length ? Exit.done : Exit.no;
}

function roomCalled({ name, path }: Place): string {
  return path.endsWith('all-rooms.jsonl') ? 'all rooms' : `room "${visible(name)}"`;
}

/** `room reset`: all can be asked again. What was asked stays in the history, what is retired stays retired. */
export async function resetRoom(io: Io, { operands: [name = ''], options }: RoomAsked): Promise<ExitCode> {
  const place = knownPlace(io, name);
  const { events } = allEvents(io, place);
  write(io, place, [{ what: 'reset' }], { by: 'room', clock: remember(events).clock });
  if (!options.quiet) note(io, `${roomCalled(place)}: all can be asked again; convene room undo ${visible(name)} takes this back`);
  return Exit.done;
}

/** `room undo`: takes back the last draw, or the reset that came after it, and shows what was taken back. */
export async function undoInRoom(io: Io, { operands: [name = ''], options }: RoomAsked): Promise<ExitCode> {
  const place = knownPlace(io, name);
  const { events } = allEvents(io, place);
  const back = last(events);
  if (back.length === 0) {
    note(io, `${roomCalled(place)}: there is nothing to take back`);
    return Exit.no;
  }
  write(io, place, [{ what: 'undone', of: back.map(({ id }) => id) }], { by: 'room', clock: remember(events).clock });
  const texts = back.flatMap((event) => (event.what === 'asked' ? [event.text] : []));
  const what = back.some((event) => event.what === 'read') ? 'what was read back' : 'the reset';
  if (!options.quiet)
    note(io, `${roomCalled(place)}: ${texts.length ? `${counted(texts.length, 'question')} taken back` : `${what} is taken back`}`);
  if (texts.length) await present(io, linesSheet('Taken back', texts), options);
  return Exit.done;
}

/** `room rename`. */
export async function renameRoom(io: Io, { operands: [from = '', to = ''], options }: RoomAsked): Promise<ExitCode> {
  const [old, fresh] = [knownPlace(io, from), placeOf(io, to)];
  movePlace(io, old, fresh);
  if (!options.quiet) note(io, `${roomCalled(old)} is now ${roomCalled(fresh)}`);
  return Exit.done;
}

/** `room forget`: the ledger is deleted, promises and all. */
export async function forgetRoom(io: Io, { operands: [name = ''], options }: RoomAsked): Promise<ExitCode> {
  const place = knownPlace(io, name);
  const events = history(allEvents(io, place).events);
  const holds = `${counted(events.filter(({ what }) => what === 'asked').length, 'question')} asked and ${counted(events.filter(({ what }) => what === 'promised' || what === 'given').length, 'note')}`;
  if (!options.yes) {
    if (!canAsk(io)) throw new Failure(Exit.usage, `${roomCalled(place)}: ${holds} would be deleted for good; add --yes if that is meant`);
    const { askYes } = await import('../menu/ask.js');
    if (!(await askYes(io, `Delete room "${visible(place.name)}" for good (${holds})?`))) return Exit.no;
  }
  forgetPlace(io, place);
  if (!options.quiet) note(io, `${roomCalled(place)} is forgotten`);
  return Exit.done;
}
