import type { Prompt } from '../core/deck.js';
import { draw } from '../core/draw.js';
import { capital } from '../core/text.js';

/** Where somebody is in the menu. */
export interface State {
  readonly prompts: readonly Prompt[];
  /** Each kind there is, with what it is for. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly seed: string;
  /** The kind they are drawing from; undefined for any. */
  readonly kind?: string | undefined;
  /** How many have been drawn of each kind; '' stands for any. */
  readonly drawn: Readonly<Record<string, number>>;
  readonly current?: Prompt | undefined;
  /** The room whose pile they draw from; undefined for none. */
  readonly room?: string | undefined;
}

/** A list to choose from, as data. */
export interface Question {
  readonly message: string;
  readonly choices: readonly { readonly value: Choice; readonly name: string; readonly short?: string }[];
}

export type Choice = 'room' | 'draw' | 'how' | 'deeper' | 'listen' | 'kinds' | 'print' | 'quit' | 'any' | `kind ${string}`;

/** What to put in front of the room next to the new state. */
export type Shown =
  | { readonly prompt: Prompt }
  | { readonly prompts: readonly Prompt[] }
  | { readonly heading: string; readonly lines: readonly string[] };

export interface Step {
  /** Undefined when they leave. */
  readonly state?: State;
  readonly shown?: Shown;
  /** What to take the next prompt from, where a room has a say in it; `drawn` goes on from there. */
  readonly wanted?: readonly Prompt[];
}

export function start(prompts: readonly Prompt[], kinds: ReadonlyMap<string, string>, seed: string): State {
  return { prompts, kinds, seed, drawn: {} };
}

export function question({ prompts, kinds, kind, current, room }: State): Question {
  if (!current) {
    const count = (of: string) => prompts.filter((prompt) => prompt.kind === of).length;
    return {
      message: 'What would you like to ask?',
      choices: [
        { value: 'any', name: 'Anything' },
        ...[...kinds]
          .filter(([of]) => count(of) > 0)
          .map(([of, about]) => ({
            value: `kind ${of}` as const,
            name: about ? `${capital(of)} - ${about}` : capital(of),
            short: capital(of),
          })),
        { value: 'room', name: room === undefined ? 'For a room, which remembers' : `Another room than ${room}` },
        { value: 'quit', name: 'Quit' },
      ],
    };
  }
  return {
    message: 'And now?',
    choices: [
      { value: 'draw', name: kind ? `Another (${kind})` : 'Another' },
      ...(current.how ? [{ value: 'how' as const, name: 'The How it goes ahead of' }] : []),
      ...(current.followups?.length ? [{ value: 'deeper' as const, name: 'Follow-ups, to go deeper' }] : []),
      ...(current.listen?.length ? [{ value: 'listen' as const, name: 'What to listen for' }] : []),
      { value: 'kinds', name: 'Another kind' },
      { value: 'print', name: kind ? `Print all (${kind})` : 'Print all' },
      { value: 'quit', name: 'Quit' },
    ],
  };
}

/** What an answer leads to. Nothing comes twice until all of its kind has come. */
export function answer(state: State, choice: Choice): Step {
  const { current } = state;
  switch (choice) {
    case 'quit':
      return {};
    case 'kinds':
    case 'room':
      return { state: { ...state, current: undefined } };
    case 'any':
      return drawNext({ ...state, kind: undefined });
    case 'draw':
      return drawNext(state);
    case 'print':
      return { state, shown: { prompts: pile(state) } };
    case 'how':
      return { state, shown: { heading: 'Asked ahead of', lines: [current!.how!] } };
    case 'deeper':
      return { state, shown: { heading: 'Go deeper', lines: current!.followups! } };
    case 'listen':
      return { state, shown: { heading: 'Listen for', lines: current!.listen! } };
    default:
      return drawNext({ ...state, kind: choice.slice('kind '.length) });
  }
}

/** The question that chooses a room, and what its answers stand for. */
export function roomQuestion(rooms: readonly string[]): { message: string; choices: readonly { value: RoomChoice; name: string }[] } {
  return {
    message: 'Who is meeting?',
    choices: [
      ...rooms.map((name) => ({ value: `room ${name}` as const, name })),
      { value: 'new', name: 'A new room' },
      { value: 'none', name: 'No room: remember nothing' },
    ],
  };
}

export type RoomChoice = 'new' | 'none' | `room ${string}`;

/** Goes on with what the room's pile gave. */
export function drawn(state: State, prompt: Prompt): Step {
  return { state: { ...state, current: prompt }, shown: { prompt } };
}

function drawNext(state: State): Step {
  if (state.room !== undefined) return { state, wanted: pile(state) };
  const all = pile(state);
  const of = state.kind ?? '';
  const drawn = state.drawn[of] ?? 0;
  const order = draw(all, { count: all.length, seed: `${state.seed} ${Math.floor(drawn / all.length)}` });
  const prompt = order[drawn % all.length]!;
  return { state: { ...state, current: prompt, drawn: { ...state.drawn, [of]: drawn + 1 } }, shown: { prompt } };
}

function pile({ prompts, kind }: State): readonly Prompt[] {
  return kind === undefined ? prompts : prompts.filter((prompt) => prompt.kind === kind);
}
