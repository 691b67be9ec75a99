import { join } from 'node:path';
import type { Deck, Hearing, Hears } from '../core/deck.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import type { Located } from './decks.js';

/** By what the built-in pairs are heard, kept apart from the decks: most of what they hold, and of use to a flip alone. */
export type Hearings = Readonly<Record<string, { readonly hearing?: Hearing; readonly hears: Readonly<Record<string, Hears>> }>>;

/** These decks as a flip needs them: the built-in ones with what they are heard by. */
export function withHearing(io: Io, located: readonly Located[]): Deck[] {
  const builtIn = hearings(io);
  return located.map(({ deck, origin }) => {
    const own = origin === 'built-in' ? builtIn[deck.name] : undefined;
    if (!own) return deck;
    const prompts = deck.prompts.map((prompt) => (own.hears[prompt.id] ? { ...prompt, hears: own.hears[prompt.id]! } : prompt));
    return { ...deck, ...(own.hearing && { hearing: own.hearing }), prompts };
  });
}

function hearings(io: Io): Hearings {
  try {
    return JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'hearing.json'), 'utf8')) as Hearings;
  } catch (error) {
    throw new Failure(Exit.file, `the built-in cues can't be read (${reason(error)}); build or install convene again: npm ci`);
  }
}
