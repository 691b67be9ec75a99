import { type Prompt, pool } from '../core/deck.js';
import type { Io } from '../io.js';
import { builtInDecks } from '../store/built-in.js';
import type { Located } from '../store/decks.js';

/** The six convener principles by their numbers: those of the decks at hand, else the built-in ones. */
export function principlesOf(decks: readonly Located[], io: Io): ReadonlyMap<number, Prompt> {
  const found = new Map<number, Prompt>();
  for (const prompt of pool([...builtInDecks(io), ...decks.map(({ deck }) => deck)])) {
    const [number, ...more] = prompt.kind === 'principle' ? (prompt.principles ?? []) : [];
    if (number !== undefined && more.length === 0 && !found.has(number)) found.set(number, prompt);
  }
  return found;
}
