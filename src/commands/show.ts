import { counted } from '../core/text.js';
import { Exit } from '../failure.js';
import { promptSheet } from '../sheet/prompts.js';
import { choosing, load } from './choosing.js';
import { command } from './command.js';
import { named } from './named.js';
import { everywhere, output, present } from './output.js';
import { paper } from './paper.js';

export const showCommand = command({
  operands: [{ form: '<ids...>', about: 'such as how-and-yes/measure', words: 'prompts' }],
  options: () => ({ deck: choosing().deck, ...output(), ...paper(), ...everywhere() }),
  examples: [
    ['convene show how-and-yes/measure', 'one prompt with all that is known about it'],
    ['convene show measure cost --json', 'two, as JSON'],
  ],
  async run(io, { operands, options }) {
    const decks = await load(io, options);
    const prompts = operands.map((id) =>
      named(
        id,
        decks.map(({ deck }) => deck),
      ),
    );
    await present(io, promptSheet(prompts, { title: counted(prompts.length, 'prompt'), detailed: true }), options);
    return Exit.done;
  },
});
