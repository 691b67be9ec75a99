import { join } from 'node:path';
import type { Deck, Hearing } from '../core/deck.js';
import type { Io } from '../io.js';
import type { Located } from './decks.js';
import { type Kept, unkeep } from './kept-tables.js';
import { packaged } from './packaged.js';

/** By what the pairs of a built-in deck are heard, kept apart from the decks: of use to a flip alone. */
export interface KeptHearing {
  readonly language: string;
  /** Without the weights, which are in the tables. */
  readonly hearing: Hearing;
  readonly tables: Kept;
}

/** How decks are heard, by their names. */
export type Hearings = ReadonlyMap<string, Pick<Deck, 'language' | 'hearing'>>;

/** These decks as a flip needs them: the built-in ones with what they are heard by, looked up when it is asked for. */
export function withHearing(located: readonly Located[], hearings: () => Hearings): Deck[] {
  return located.map(({ deck, origin }) =>
    origin === 'built-in'
      ? Object.defineProperty({ ...deck }, 'hearing', { enumerable: true, get: () => hearings().get(deck.name)?.hearing })
      : deck,
  );
}

/** How the built-in decks are heard.
 * @throws {Failure} if what was built can't be read. */
export function builtInHearings(io: Io): Hearings {
  return packaged('the built-in cues', () => {
    const kept = JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'hearing.json'), 'utf8')) as Record<string, KeptHearing>;
    return new Map(
      Object.entries(kept).map(([name, { language, hearing, tables }]) => [
        name,
        { language, hearing: { ...hearing, tables: unkeep(tables) } },
      ]),
    );
  });
}
