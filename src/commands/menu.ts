import { kindsOf } from '../core/deck.js';
import { select } from '../core/select.js';
import { visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { answer, drawn, question, roomQuestion, type Shown, type State, start } from '../menu/menu.js';
import { linesSheet } from '../sheet/lists.js';
import { promptSheet } from '../sheet/prompts.js';
import type { Sheet } from '../sheet/sheet.js';
import type { Located } from '../store/decks.js';
import type { Room, Taken } from '../store/room.js';
import { load } from './choosing.js';
import { command } from './command.js';
import { enter, nothingInRoom, remember, tellings } from './in-room.js';
import { everywhere, note, present } from './output.js';

/** What `convene` alone does on a terminal. */
export const menuCommand = command({
  options: everywhere,
  examples: [['convene', 'a menu of what there is to ask']],
  async run(io, { options }) {
    const { ask } = await import('../menu/ask.js');
    const located = await load(io, options);
    const decks = located.map(({ deck }) => deck);
    let state: State | undefined = start(select(decks).prompts, kindsOf(decks), io.seed());
    let room: Room | undefined;
    let code: ExitCode = Exit.done;
    while (state) {
      const choice = await ask(io, question(state), options);
      let step = answer(state, choice);
      if (choice === 'room') {
        room = await chooseRoom(io, located, room);
        step = { state: { ...state, room: room?.name } };
      }
      const taken: Taken | undefined = step.wanted && (await room!.take(step.wanted, { count: 1, seed: io.seed() }));
      if (taken) {
        for (const line of tellings(room!, taken, { seeded: false })) note(io, line);
        if (taken.prompts[0]) step = drawn(step.state!, taken.prompts[0]);
        else note(io, nothingInRoom(room!, step.wanted!));
      }
      if (step.shown) await present(io, sheetOf(step.shown), options);
      if (taken && remember(io, room!, 'menu') !== Exit.done) code = Exit.file;
      state = step.state;
    }
    return code;
  },
});

/** Asks which room this is for; a name that can't be one is told, and leaves things as they were. */
async function chooseRoom(io: Io, located: readonly Located[], before: Room | undefined): Promise<Room | undefined> {
  const [{ ask, askLine }, { roomNames }] = await Promise.all([import('../menu/ask.js'), import('../store/rooms.js')]);
  try {
    const choice = await ask(io, roomQuestion(roomNames(io)));
    if (choice === 'none') return undefined;
    const name = choice === 'new' ? await askLine(io, 'What is the room called?') : choice.slice('room '.length);
    if (name) return await enter(io, located, { room: name });
    note(io, `a room needs a name; ${before ? `still in room "${visible(before.name)}"` : 'no room, nothing is remembered'}`);
    return before;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note(io, error.message);
    return before;
  }
}

function sheetOf(shown: Shown): Sheet {
  if ('prompt' in shown) return promptSheet([shown.prompt], { title: 'Prompt' });
  if ('prompts' in shown) return promptSheet(shown.prompts, { title: 'Prompts', byKind: true });
  return linesSheet(shown.heading, shown.lines);
}
