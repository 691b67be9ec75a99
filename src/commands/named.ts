import { type Deck, type Prompt, pool } from '../core/deck.js';
import { nearest } from '../core/nearest.js';
import { visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';

/** The prompt of that id; the deck's name may be left out where one deck alone has such a prompt. */
export function named(id: string, decks: readonly Deck[]): Prompt {
  const prompts = pool(decks);
  const exact = prompts.find((prompt) => prompt.id === id);
  if (exact) return exact;
  const same = prompts.filter((prompt) => prompt.id.slice(prompt.deck.length + 1) === id);
  if (same.length === 1) return same[0]!;
  if (same.length > 1) {
    throw new Failure(Exit.usage, `"${visible(id)}" stands in several decks: ${same.map((prompt) => visible(prompt.id)).join(', ')}`);
  }
  const near = nearest(
    id,
    prompts.flatMap((prompt) => (id.includes('/') ? [prompt.id] : [prompt.id, prompt.id.slice(prompt.deck.length + 1)])),
  );
  throw new Failure(
    Exit.usage,
    `unknown prompt "${visible(id)}"; ${near ? `did you mean "${visible(near)}"?` : 'convene list prompts shows those there are'}`,
  );
}
