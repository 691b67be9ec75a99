import type { Agenda } from '../core/agenda.js';
import { instantOf, minute } from '../core/clock.js';
import { type Prompt, pool as promptsOf } from '../core/deck.js';
import { type Noted, noted } from '../core/read-back.js';
import { counted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import type { Located } from '../store/decks.js';
import type { Room } from '../store/room.js';
import { options } from './command.js';
import { enter, inPlay, inRoom, remember, tellings } from './in-room.js';
import { note, type Typed as Shown } from './output.js';

/** The options by which an agenda is drawn for a room. */
export const agendaRoom = options({
  ...inRoom,
  noReadBack: { about: 'do not open with what was promised and given in the room', group: 'Chance' },
});

interface Typed extends Shown {
  readonly room?: string;
  readonly dryRun?: boolean;
  readonly noReadBack?: boolean;
  readonly quiet?: boolean;
  readonly seed?: string;
  readonly copy?: string;
}

/** An agenda that is still to be drawn. */
export interface Undrawn {
  readonly decks: readonly Located[];
  readonly prompts: readonly Prompt[];
  readonly seed: string;
  /** The day of the meeting. */
  readonly date: string;
  /** Draws from these prompts, opened by what was noted. Throws a Failure where it can't be. */
  make(prompts: readonly Prompt[], notes?: readonly Noted[]): Agenda;
  /** What was asked for beyond the draw, done with these prompts. */
  finish(agenda: Agenda, prompts: readonly Prompt[]): Agenda;
  show(agenda: Agenda): Promise<void>;
}

/**
 * Draws an agenda from the pile of a room, opened by what was promised and given there, and records what it asks and
 * reads back once it has been shown. Then, where somebody sits there whose meeting is near, asks what is promised.
 */
export async function showInRoom(io: Io, typed: Typed, undrawn: Undrawn): Promise<ExitCode> {
  const { decks, prompts, seed } = undrawn;
  const room = (await enter(io, decks, typed))!;
  const notes = typed.noReadBack ? [] : room.unread(undrawn.date);
  const free = await inPlay(io, decks, typed, { prompts, seed });
  const run = undrawn.finish(await fromPile(io, typed, undrawn, { room, free, notes: notes.map(noted) }), free);
  const asked = new Set(run.blocks.flatMap((block) => block.prompts.map(({ id }) => id)));
  const shown = promptsOf(decks.map(({ deck }) => deck)).filter(({ id }) => asked.has(id));
  const taken = await room.take(shown, { count: shown.length, seed });
  try {
    const read = run.blocks.some(({ readBack }) => readBack);
    if (read) room.read(notes, run.date);
    if (!typed.quiet) {
      for (const line of tellings(room, taken, { seeded: typed.seed !== undefined })) note(io, line);
      const name = `room "${visible(room.name)}"`;
      if (notes.length && !read)
        note(io, `${name}: there is no time to read back ${counted(notes.length, 'note')}; give it a longer -m, or the next agenda does`);
    }
    await undrawn.show(run);
    const code = remember(io, room, 'agenda');
    return code === Exit.done && forSomebody(io, typed) ? await afterwards(io, typed.room!, run) : code;
  } finally {
    room.release();
  }
}

/** What is left of a pile may not fit every block: then some is asked again. */
async function fromPile(
  io: Io,
  typed: Typed,
  { decks, prompts, seed, make }: Undrawn,
  { room, free, notes }: { room: Room; free: readonly Prompt[]; notes: readonly Noted[] },
): Promise<Agenda> {
  try {
    return make(free, notes);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== Exit.no) throw error;
    if (!typed.quiet) note(io, `room "${visible(room.name)}": too little is left for every block; some of it was asked before`);
    return make(await inPlay(io, decks, typed, { prompts, seed, again: true }), notes);
  }
}

/** Whether the host has it on the screen now, rather than in a file, a pipe or another program. */
function forSomebody(io: Io, { quiet, dryRun, output, format = 'text', json, template, null: ended, copy = 'host' }: Typed): boolean {
  const elsewhere = quiet || dryRun || json || ended || template !== undefined || (output !== undefined && output !== '-');
  return !elsewhere && format === 'text' && copy === 'host' && io.stdout.isTerminal && canAsk(io);
}

/** How long before a meeting its host is taken to be about to hold it (minutes). */
const near = 60;

/**
 * Who has the agenda on the screen when the meeting is near holds it from there: the question may stay open until the
 * end, and Enter leaves it. Who prepares another day is only told how to keep what will be promised.
 */
async function afterwards(io: Io, given: string, { date, start, timeZone }: Agenda): Promise<ExitCode> {
  const begins = instantOf({ date, time: start }, timeZone) ?? 0;
  const { askForNotes, noteCommand } = await import('./room-notes.js');
  if (begins - io.now().getTime() <= near * minute) return askForNotes(io, given);
  note(io, `what is promised there is kept, and read back next time, by: ${noteCommand(given)}`);
  return Exit.done;
}
