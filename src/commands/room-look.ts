import { kindsOf } from '../core/deck.js';
import { type Event, history, order, remember } from '../core/ledger.js';
import { remaining, type Standing, standing } from '../core/pile.js';
import { select } from '../core/select.js';
import { visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { type Retired, type RoomRow, roomSheet, roomsSheet } from '../sheet/rooms.js';
import type { Located } from '../store/decks.js';
import { allEvents } from '../store/recall.js';
import { everywherePlace, knownPlace, placeOf, roomNames } from '../store/rooms.js';
import { load } from './choosing.js';
import { note, present } from './output.js';
import type { RoomAsked } from './room-options.js';

/** `room list`: the rooms in the rooms folder. */
export async function listRooms(io: Io, { options }: RoomAsked): Promise<ExitCode> {
  const rows: RoomRow[] = [];
  let code: ExitCode = Exit.done;
  for (const name of roomNames(io)) {
    try {
      const place = placeOf(io, name);
      const events = history(allEvents(io, place).events);
      const count = (what: Event['what']) => events.filter((event) => event.what === what).length;
      const last = events.findLast(({ what }) => what === 'asked')?.at ?? null;
      rows.push({ room: name, asked: count('asked'), last, promises: count('promised'), gifts: count('given'), file: place.path });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      note(io, error.message);
      code = Exit.file;
    }
  }
  if (rows.length === 0 && code === Exit.done && !options.quiet)
    note(io, 'there is no room yet; the first is made by: convene draw --room NAME');
  await present(io, roomsSheet(rows), options);
  return code;
}

/** `room show`: what was asked and when, what is left, what is retired and why, what was promised and given. */
export async function showRoom(io: Io, { operands: [name = ''], options }: RoomAsked): Promise<ExitCode> {
  const place = knownPlace(io, name);
  const { events, strange } = allEvents(io, place);
  const memory = remember(events);
  const elsewhere = everywherePlace(io);
  const everywhere = elsewhere ? allEvents(io, elsewhere).events : [];
  const located = await load(io, options);
  const stands = standing(
    memory,
    located.map(({ deck }) => deck),
    remember(everywhere),
  );
  const standingEvents = history(events);
  const story = {
    room: place.name,
    file: place.path,
    events: standingEvents,
    forgotten: new Set(standingEvents.filter((event) => event.what === 'asked' && order(event) < memory.reset)),
    remaining: byKind(located, stands),
    retired: [...retiredIn(events, false), ...retiredIn(everywhere, true)],
    strange,
  };
  if (strange && !options.quiet)
    note(io, `${visible(place.shown)}: ${strange === 1 ? '1 line is no event' : `${strange} lines are no events`}, stepped over`);
  await present(io, roomSheet(story, options.count ?? 20), options);
  return Exit.done;
}

function byKind(located: readonly Located[], stands: Standing) {
  const decks = located.map(({ deck }) => deck);
  const { prompts } = select(decks);
  const kinds = [...kindsOf(decks).keys()].map((kind) => [kind, prompts.filter((prompt) => prompt.kind === kind)] as const);
  return new Map(kinds.filter(([, of]) => of.length > 0).map(([kind, of]) => [kind, remaining(of, stands)]));
}

function retiredIn(events: readonly Event[], everywhere: boolean): Retired[] {
  const ruled = new Map<string, Event>();
  for (const event of history(events)) if (event.what === 'retired' || event.what === 'restored') ruled.set(event.prompt, event);
  return [...ruled.values()].flatMap((event) =>
    event.what === 'retired' ? [{ prompt: event.prompt, text: event.text, because: event.because ?? null, at: event.at, everywhere }] : [],
  );
}
