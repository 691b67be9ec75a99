/**
 * The library: the same decks, selection and draw as the command, without a terminal.
 *
 * ```js
 * import { draw, loadDecks, select } from 'convener';
 * const decks = await loadDecks();
 * const { prompts } = select(decks, { kinds: ['crossroads'] });
 * const [prompt] = draw(prompts, { count: 1, seed: 'kelp' });
 * ```
 * @module
 */
import type { Deck } from './core/deck.js';
import type { Session } from './core/session.js';
import { Failure } from './failure.js';
import { realIo } from './io.js';
import { loadDecks as load } from './store/decks.js';
import { builtInHearings, type Hearings, withHearing } from './store/hearing.js';
import { loadSessions as loadAll } from './store/sessions.js';

export type { Agenda, Block } from './core/agenda.js';
export type { Channel, Deck, Hearing, Level, Prompt, PromptKeys, Setting } from './core/deck.js';
export { draw, seedOfDay } from './core/draw.js';
export type { Hearsay, Pairs, Recognizer, Verdict } from './core/flip.js';
export { pairsOf, recognizer } from './core/flip.js';
export type { Detail, Place, Problem } from './core/problem.js';
export { line as describeProblem } from './core/problem.js';
export type { Noted } from './core/read-back.js';
export type { Refusal } from './core/refusal.js';
export { refused as describeRefusal } from './core/refusal.js';
export { schedule } from './core/schedule.js';
export type { Criteria, Selection } from './core/select.js';
export { select } from './core/select.js';
export type { Draw, Form, Material, Session, SessionBlock } from './core/session.js';
export type { Answer, Wish } from './core/time-box.js';
export type { DeckReading } from './parse/deck.js';
export { parseDeck } from './parse/deck.js';
export type { SessionReading } from './parse/session.js';
export { parseSession } from './parse/session.js';
export { promptSheet } from './sheet/prompts.js';
export type { Calendar, Event, Item, Remark, Row, Saying, Section, Sheet, Step } from './sheet/sheet.js';
export { Failure };

/**
 * Loads decks as the command does: the built-in ones, then the user's folder and the folders in CONVENE_DECKS; or only
 * those named, each a deck's name, a file or a folder. A deck that is broken is stepped over and told to `note`, unless
 * it was named.
 * @throws {Failure} for a deck that was named and can't be found, read or understood; its message has every problem.
 */
export async function loadDecks(names: readonly string[] = [], { note = (_line: string) => {} } = {}): Promise<Deck[]> {
  const io = realIo();
  const { decks, notes } = await load(io, names);
  for (const line of notes) note(line);
  let hearings: Hearings | undefined;
  return withHearing(decks, () => {
    hearings ??= builtInHearings(io);
    return hearings;
  });
}

/** Loads the sessions there are: the built-in ones and the user's. One that is broken is stepped over and told to `note`. */
export async function loadSessions({ note = (_line: string) => {} } = {}): Promise<Session[]> {
  const { sessions, notes } = await loadAll(realIo());
  for (const line of notes) note(line);
  return sessions.map(({ session }) => session);
}
