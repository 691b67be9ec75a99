import { join } from 'node:path';
import type { Deck, Hearing } from '../core/deck.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import type { Located } from './decks.js';
import { type Kept, unkeep } from './kept-tables.js';

/** By what the pairs of a built-in deck are heard, kept apart from the decks: of use to a flip alone. */
export interface KeptHearing {
  /** Without the weights, which are in the tables. */
  readonly hearing: Hearing;
  readonly tables: Kept;
}

/** These decks as a flip needs them: the built-in ones with what they are heard by. */
export function withHearing(io: Io, located: readonly Located[]): Deck[] {
  const kept = keptHearings(io);
  return located.map(({ deck, origin }) => {
    const own = origin === 'built-in' ? kept[deck.name] : undefined;
    return own ? { ...deck, hearing: { ...own.hearing, tables: unkeep(own.tables) } } : deck;
  });
}

function keptHearings(io: Io): Readonly<Record<string, KeptHearing>> {
  try {
    return JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'hearing.json'), 'utf8')) as Record<string, KeptHearing>;
  } catch (error) {
    throw new Failure(Exit.file, `the built-in cues can't be read (${reason(error)}); build or install convene again: npm ci`);
  }
}
