import { kindsOf } from '../core/deck.js';
import { select } from '../core/select.js';
import { Exit } from '../failure.js';
import { answer, question, type Shown, type State, start } from '../menu/menu.js';
import { linesSheet } from '../sheet/lists.js';
import { promptSheet } from '../sheet/prompts.js';
import type { Sheet } from '../sheet/sheet.js';
import { load } from './choosing.js';
import { command } from './command.js';
import { everywhere, present } from './output.js';

/** What `convene` alone does on a terminal. */
export const menuCommand = command({
  options: everywhere,
  examples: [['convene', 'a menu of what there is to ask']],
  async run(io, { options }) {
    const { ask } = await import('../menu/ask.js');
    const decks = (await load(io, options)).map(({ deck }) => deck);
    let state: State | undefined = start(select(decks).prompts, kindsOf(decks), io.seed());
    while (state) {
      const step = answer(state, await ask(io, question(state)));
      if (step.shown) await present(io, sheetOf(step.shown), options);
      state = step.state;
    }
    return Exit.done;
  },
});

function sheetOf(shown: Shown): Sheet {
  if ('prompt' in shown) return promptSheet([shown.prompt], { title: 'Prompt' });
  if ('prompts' in shown) return promptSheet(shown.prompts, { title: 'Prompts', byKind: true });
  return linesSheet(shown.heading, shown.lines);
}
