import type { Prompt } from '../core/deck.js';
import { capital, counted } from '../core/text.js';
import { Exit } from '../failure.js';
import { promptSheet } from '../sheet/prompts.js';
import type { Located } from '../store/decks.js';
import { choose, choosing, kindOperand, load, nothingLeft } from './choosing.js';
import { command } from './command.js';
import { everywhere, note, output, present } from './output.js';
import { paper } from './paper.js';

export const printCommand = command({
  operands: [kindOperand],
  options: () => ({ ...choosing(), ...output(), ...paper(), ...everywhere() }),
  examples: [
    ['convene print gifts', 'all the gifts questions'],
    ['convene print --paired -f markdown -o pairs.md', 'the six pairs, for a wiki'],
    ['convene print gifts -f pdf -o cards.pdf', 'cards to cut out, eight to a page'],
    ['convene print -d my-deck.yaml -o my-deck.csv', 'a deck as a spreadsheet'],
  ],
  async run(io, { operands, options }) {
    const decks = await load(io, options);
    const selection = choose(decks, operands, options);
    const { prompts } = selection;
    if (prompts.length === 0) {
      note(io, nothingLeft(selection));
      return Exit.no;
    }
    await present(io, promptSheet(prompts, { title: titleOf(prompts, decks), byKind: true }), options);
    return Exit.done;
  },
});

/** What these prompts are together: a deck, a kind, or so many. */
function titleOf(prompts: readonly Prompt[], decks: readonly Located[]): string {
  const [deck, ...otherDecks] = new Set(prompts.map((prompt) => prompt.deck));
  if (otherDecks.length === 0) return decks.findLast((one) => one.deck.name === deck)?.deck.title ?? deck!;
  const [kind, ...otherKinds] = new Set(prompts.map((prompt) => prompt.kind));
  return otherKinds.length === 0 ? capital(kind!) : counted(prompts.length, 'prompt');
}
