import type { Io } from '../io.js';
import { builtInDecks } from './built-in.js';
import type { Loaded } from './decks.js';
import { deckFolders } from './places.js';

/** As `loadDecks`. Where only the built-in decks are at hand, what reads other decks stays unloaded. */
export async function decksAtHand(io: Io, named: readonly string[] = []): Promise<Loaded> {
  if (named.length > 0 || deckFolders(io).length > 0) return (await import('./decks.js')).loadDecks(io, named);
  return { decks: builtInDecks(io).map((deck) => ({ deck, origin: 'built-in' })), notes: [], broken: [] };
}
