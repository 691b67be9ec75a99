import { drawFrom, seedOfDay } from '../core/draw.js';
import type { Remaining } from '../core/pile.js';
import type { Selection } from '../core/select.js';
import { counted, visible } from '../core/text.js';
import { Exit } from '../failure.js';
import { promptSheet } from '../sheet/prompts.js';
import { choose, choosing, kindOperand, load, nothingLeft } from './choosing.js';
import { command, someText, wholeNumber } from './command.js';
import { enter, inRoom, nothingInRoom, remember, tellings } from './in-room.js';
import { everywhere, note, output, present } from './output.js';
import { paper } from './paper.js';

export const drawCommand = command({
  operands: [kindOperand],
  options: () => ({
    ...choosing(),
    count: { short: 'n', value: 'n', about: 'how many; none comes twice', group: 'Chance', read: wholeNumber(1, 1e6) },
    seed: { value: 'seed', about: 'a word or number that brings the same draw back', group: 'Chance', read: someText },
    today: { about: 'the same draw all day, by the local date', group: 'Chance' },
    explain: { about: 'say on standard error how it was chosen, and the seed', group: 'Chance' },
    ...inRoom(),
    ...output(),
    ...paper(),
    ...everywhere(),
  }),
  examples: [
    ['convene draw crossroads', 'one question about a choice'],
    ['convene draw -n 3 gifts dissent', 'three, of these two kinds'],
    ['convene draw --today', 'the question of the day'],
    ['convene draw gifts --room board', 'what the board was not asked yet'],
    ['convene draw --setting town-hall --max-edge 2', 'fit for strangers'],
    ['convene draw --json | jq -r ".[].text"', 'for scripts'],
  ],
  async run(io, { operands, options }) {
    const decks = await load(io, options);
    const selection = choose(decks, operands, options);
    const seed = options.today ? seedOfDay(io.now(), options.seed) : (options.seed ?? io.seed());
    const count = options.count ?? 1;
    const room = await enter(io, decks, options);
    const left = options.explain ? room?.remaining(selection.prompts) : undefined;
    const taken = await room?.take(selection.prompts, { count, seed, day: options.today ? seed : undefined });
    try {
      const drawn = taken?.prompts ?? drawFrom(selection, { count, seed });
      if (options.explain) for (const line of explanation(selection, decks.length, drawn.length, seed, left)) note(io, line);
      if (room && taken && !options.quiet) {
        for (const line of tellings(room, taken, { seeded: options.seed !== undefined && !options.today })) note(io, line);
      }
      if (drawn.length === 0) {
        note(io, room && selection.prompts.length ? nothingInRoom(room, selection.prompts) : nothingLeft(selection));
        return Exit.no;
      }
      await present(io, promptSheet(drawn, { title: counted(drawn.length, 'prompt') }), options);
      if (drawn.length < count && !options.quiet) note(io, `there are only ${drawn.length}; all are shown`);
      return room ? remember(io, room, 'draw') : Exit.done;
    } finally {
      room?.release();
    }
  },
});

function explanation({ considered, leftOut, prompts }: Selection, decks: number, drawn: number, seed: string, left?: Remaining): string[] {
  return [
    `${counted(considered, 'prompt')} in ${counted(decks, 'deck')}`,
    ...leftOut.map(({ by, count }) => `${by}: ${count} left out`),
    ...(left ? [`room: ${left.left} of ${left.of} left in the pile, ${left.retired} retired, ${left.once} asked once and out`] : []),
    `${counted(prompts.length, 'candidate')}, ${drawn} drawn`,
    `seed: ${visible(seed)}`,
  ];
}
