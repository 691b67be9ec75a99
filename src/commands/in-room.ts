import type { Prompt } from '../core/deck.js';
import { counted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import type { Io } from '../io.js';
import type { Located } from '../store/decks.js';
import type { Room, Taken } from '../store/room.js';
import { options, someText } from './command.js';
import { note } from './output.js';

/** The options by which a command draws from a room's own pile. */
export const inRoom = options(() => ({
  room: {
    value: 'room',
    about: 'what this room was not asked yet: its name, or a file.jsonl',
    group: 'Chance',
    read: someText,
    words: 'rooms',
  },
  dryRun: { about: 'leave the room as it is', group: 'Chance' },
}));

interface Typed {
  readonly room?: string;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
}

/** Opens the room that was asked for, if one was. Throws a Failure for what can't be a room's name. */
export async function enter(io: Io, located: readonly Located[], { room: given, dryRun = false, quiet }: Typed): Promise<Room | undefined> {
  if (given === undefined) return undefined;
  const [{ openRoom }, { meantInstead, placeOf }] = await Promise.all([import('../store/room.js'), import('../store/rooms.js')]);
  const decks = located.map(({ deck }) => deck);
  try {
    const place = placeOf(io, given);
    if (!quiet) noteIfNew(io, meantInstead(io, place), place.name);
    return openRoom(io, place, decks, { dry: dryRun });
  } catch (error) {
    if (error instanceof Failure && error.code === Exit.file) return openRoom(io, error, decks, { dry: dryRun });
    throw error;
  }
}

/**
 * The prompts a room was not asked yet, kind by kind; of a kind that is used up, and with `again` of every kind, all that are
 * in play. Nothing is claimed.
 */
export async function inPlay(
  io: Io,
  located: readonly Located[],
  typed: Typed,
  { prompts, seed, again = false }: { prompts: readonly Prompt[]; seed: string; again?: boolean },
): Promise<readonly Prompt[]> {
  const room = (await enter(io, located, { ...typed, dryRun: true, quiet: true }))!;
  const piles = [...new Set(prompts.map(({ kind }) => kind))].map(async (kind) => {
    const pile = prompts.filter((prompt) => prompt.kind === kind);
    const { left, of } = room.remaining(pile);
    return (await room.take(pile, { count: again ? of : left || of, seed })).prompts;
  });
  return (await Promise.all(piles)).flat();
}

/** Says that a room is new where another was perhaps meant. */
export function noteIfNew(io: Io, near: string | undefined, name: string): void {
  if (near) note(io, `room "${visible(name)}" is new; there is also "${visible(near)}"`);
}

/** Records what was shown, and tells where that can't be done: the question has been shown all the same. */
export function remember(io: Io, room: Room, by: string): ExitCode {
  try {
    room.record(by);
    return Exit.done;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note(io, `${error.message}; what was shown is not recorded`);
    return Exit.file;
  }
}

/** What is worth knowing of a draw from a room, for standard error. */
export function tellings(room: Room, { reshuffled }: Taken, { seeded }: { seeded: boolean }): string[] {
  const name = `room "${visible(room.name)}"`;
  const strange =
    room.strange === 1 ? '1 line is no event and is stepped over' : `${room.strange} lines are no events and are stepped over`;
  return [
    ...(room.strange ? [`${name}: ${strange}`] : []),
    ...(reshuffled ? [`${name}: all of these have been asked; the pile is shuffled again`] : []),
    ...(seeded ? [`${name}: the seed brings this draw back only where the same was asked before`] : []),
  ];
}

/** Why a room has nothing left to be asked. */
export function nothingInRoom(room: Room, prompts: Parameters<Room['remaining']>[0]): string {
  const { retired, once } = room.remaining(prompts);
  const reasons = [
    ...(retired ? [`${counted(retired, 'prompt')} retired`] : []),
    ...(once ? [`${once} asked once and not to be asked again`] : []),
  ];
  return `room "${visible(room.name)}": nothing is left to draw: ${reasons.join(', ')}; convene room restore brings one back`;
}
