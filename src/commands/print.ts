import { counted } from '../core/text.js';
import { Exit } from '../failure.js';
import { promptSheet } from '../sheet/prompts.js';
import { choose, choosing, kindOperand, load, nothingLeft } from './choosing.js';
import { command } from './command.js';
import { everywhere, note, output, present } from './output.js';

export const printCommand = command({
  operands: [kindOperand],
  options: { ...choosing, ...output, ...everywhere },
  examples: [
    ['convene print gifts', 'all the gifts questions'],
    ['convene print --paired -f markdown -o pairs.md', 'the six pairs, for a wiki'],
    ['convene print -d my-deck.yaml -o my-deck.csv', 'a deck as a spreadsheet'],
  ],
  async run(io, { operands, options }) {
    const selection = choose(await load(io, options), operands, options);
    const { prompts } = selection;
    if (prompts.length === 0) {
      note(io, nothingLeft(selection));
      return Exit.no;
    }
    await present(io, promptSheet(prompts, { title: counted(prompts.length, 'prompt'), byKind: true }), options);
    return Exit.done;
  },
});
