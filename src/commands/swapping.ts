import type { Agenda } from '../core/agenda.js';
import type { Prompt } from '../core/deck.js';
import { pick, redraw, type Swapped } from '../core/swap.js';
import { visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import type { Located } from '../store/decks.js';
import { assigned, blockNamed } from './fitting.js';
import { named } from './named.js';

/** What was picked and drawn again, one after the other. */
export function swapped(
  agenda: Agenda,
  { pick: picks = [], redraw: redraws = [] }: { pick?: string[]; redraw?: string[] },
  decks: readonly Located[],
  pool: readonly Prompt[],
): Agenda {
  let current = agenda;
  const take = (one: Swapped, flag: string) => {
    if ('nothingElse' in one) throw new Failure(Exit.no, `${flag}: no other prompt is left for "${visible(one.nothingElse)}"`);
    current = one.ok;
  };
  for (const text of picks) {
    const [block, id] = assigned(text, '--pick', '--pick 3=how-and-yes/measure');
    const prompt = named(
      id,
      decks.map(({ deck }) => deck),
    );
    take(pick(current, blockNamed(block, current.blocks, '--pick').id, prompt, pool), '--pick');
  }
  for (const text of redraws.flatMap((one) => one.split(','))) {
    take(redraw(current, blockNamed(text, current.blocks, '--redraw').id, pool), '--redraw');
  }
  return current;
}
