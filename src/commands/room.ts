import { nearest } from '../core/nearest.js';
import { visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { choosing } from './choosing.js';
import { command } from './command.js';
import { everywhere, output } from './output.js';
import { forgetRoom, renameRoom, resetRoom, restorePrompts, retirePrompts, undoInRoom } from './room-change.js';
import { listRooms, showRoom } from './room-look.js';
import { noteInRoom } from './room-notes.js';
import { type RoomAsked, type RoomOptions, roomOptions } from './room-options.js';

type Action = (io: Io, asked: RoomAsked) => Promise<ExitCode>;

/** What can be done with rooms: the first word, what stands after it, and what does it. */
const actions: Readonly<Record<string, { readonly takes: string; readonly least: number; readonly most: number; readonly act: Action }>> = {
  list: { takes: '', least: 0, most: 0, act: listRooms },
  show: { takes: 'NAME', least: 1, most: 1, act: showRoom },
  retire: { takes: 'NAME ID…', least: 1, most: Number.POSITIVE_INFINITY, act: retirePrompts },
  restore: { takes: 'NAME ID…', least: 1, most: Number.POSITIVE_INFINITY, act: restorePrompts },
  reset: { takes: 'NAME', least: 1, most: 1, act: resetRoom },
  undo: { takes: 'NAME', least: 1, most: 1, act: undoInRoom },
  rename: { takes: 'NAME NEW-NAME', least: 2, most: 2, act: renameRoom },
  forget: { takes: 'NAME', least: 1, most: 1, act: forgetRoom },
  note: { takes: 'NAME', least: 1, most: 1, act: noteInRoom },
};

export const roomCommand = command({
  operands: [
    { form: '[what]', about: `${Object.keys(actions).join(', ')}; list if left out`, words: Object.keys(actions) },
    { form: '[name]', about: 'the room, or the path of its file.jsonl', words: 'rooms' },
    { form: '[more...]', about: 'prompts, or a new name' },
  ],
  options: () => ({ ...roomOptions(), deck: choosing().deck, ...output(), ...everywhere() }),
  examples: [
    ['convene room', 'the rooms there are'],
    ['convene room show board', 'asked, left, retired, promised'],
    ['convene room undo board', 'the last draw was not asked after all'],
    ['convene room retire board gifts/thanks', 'never again in that room'],
    ['convene room retire gifts/thanks --all-rooms', 'nor in any other'],
    ['convene room note board --promise "I will call Ana"', 'keep what was promised'],
  ],
  async run(io, { operands: [what = 'list', ...operands], options }) {
    const action = Object.hasOwn(actions, what) ? actions[what] : undefined;
    if (!action) {
      const near = nearest(what, Object.keys(actions));
      throw new Failure(
        Exit.usage,
        `room: unknown word "${visible(what)}"; ${near ? `did you mean "${near}"?` : `there are: ${Object.keys(actions).join(', ')}`}`,
      );
    }
    const missing = operands.length < action.least;
    if (missing || operands.length > action.most) {
      throw new Failure(
        Exit.usage,
        `room ${what}: ${missing ? 'something is missing' : 'that is too much'}; it is: convene room ${what} ${action.takes}`.trimEnd(),
      );
    }
    return action.act(io, { operands, options: options as RoomOptions });
  },
});
