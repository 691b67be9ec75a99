import { join } from 'node:path';
import type { Deck, Prompt } from '../core/deck.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import type { Loaded } from './decks.js';
import { deckFolders } from './places.js';

/** As `loadDecks`. Where only the built-in decks are at hand, what reads other decks stays unloaded. */
export async function decksAtHand(io: Io, named: readonly string[] = []): Promise<Loaded> {
  if (named.length > 0 || deckFolders(io).length > 0) return (await import('./decks.js')).loadDecks(io, named);
  return { decks: builtInDecks(io).map((deck) => ({ deck, origin: 'built-in' })), notes: [], broken: [] };
}

/** The decks that come with the package, as the build compiled them: a line of what they say of themselves, and one of prompts for each. */
export function builtInDecks(io: Io): readonly Deck[] {
  try {
    const [heads = '', ...lines] = io.disk.readFileSync(join(io.root, 'dist', 'decks.jsonl'), 'utf8').split('\n');
    return (JSON.parse(heads) as Deck[]).map((head, at) => readLater(head, lines[at]!));
  } catch (error) {
    throw new Failure(Exit.file, `the built-in decks can't be read (${reason(error)}); build or install convene again: npm ci`);
  }
}

function readLater(head: Deck, line: string): Deck {
  let prompts: readonly Prompt[] | undefined;
  return {
    ...head,
    get prompts() {
      prompts ??= JSON.parse(line) as Prompt[];
      return prompts;
    },
  };
}
