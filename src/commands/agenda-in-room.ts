import { extname } from 'node:path';
import type { Agenda } from '../core/agenda.js';
import { instantOf, minute } from '../core/clock.js';
import { type Prompt, pool as promptsOf } from '../core/deck.js';
import { type Noted, noted } from '../core/read-back.js';
import { counted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import type { Located } from '../store/decks.js';
import type { Room, Taken } from '../store/room.js';
import { options } from './command.js';
import { enter, inPlay, inRoom, remember, tellings } from './in-room.js';
import { note, type Typed as Shown } from './output.js';

/** The options by which an agenda is drawn for a room. */
export const agendaRoom = options(() => ({
  ...inRoom(),
  noReadBack: { about: 'do not open with what was promised and given in the room', group: 'Chance' },
}));

interface Typed extends Shown {
  readonly room?: string;
  readonly dryRun?: boolean;
  readonly noReadBack?: boolean;
  readonly quiet?: boolean;
  readonly seed?: string;
  readonly copy?: string;
  readonly oneEvent?: boolean;
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
  /** Tells what is worth knowing of it, and shows it. */
  show(agenda: Agenda): Promise<void>;
}

/**
 * Draws an agenda from the pile of a room, opened by what was promised and given there, and records what it asks and
 * reads back once it has been shown. Then, where somebody sits there whose meeting is near, asks what is promised.
 */
export async function showInRoom(io: Io, typed: Typed, undrawn: Undrawn): Promise<ExitCode> {
  const room = (await enter(io, undrawn.decks, typed))!;
  const notes = typed.noReadBack ? [] : room.unread(undrawn.date);
  try {
    const { agenda, taken, again } = await drawn(io, room, typed, undrawn, notes.map(noted));
    const read = agenda.blocks.some(({ readBack }) => readBack);
    if (read && showsNotes(typed)) room.read(notes, agenda.date);
    if (!typed.quiet) {
      const name = `room "${visible(room.name)}"`;
      if (again) note(io, `${name}: too little is left for every block; some of it was asked before`);
      for (const line of tellings(room, taken, { seeded: typed.seed !== undefined })) note(io, line);
      if (notes.length && !read)
        note(io, `${name}: there is no time to read back ${counted(notes.length, 'note')}; give it a longer -m, or the next agenda does`);
    }
    await undrawn.show(agenda);
    const code = remember(io, room, 'agenda');
    if (code === Exit.done && isCopy(typed)) await tellOfCopies(io, typed, room);
    if (code === Exit.done && forSomebody(io, typed)) await afterwards(io, typed, agenda);
    return code;
  } finally {
    room.release();
  }
}

/** Whether what is read back stands in what was asked for: what was not shown is not recorded. */
function showsNotes({ copy = 'host', oneEvent = false }: Typed): boolean {
  return copy === 'host' && !oneEvent;
}

/** Whether others of its kind may be wanted with the same questions: it is for paper or for other eyes, and no plan to make them from. */
function isCopy({ quiet, dryRun, output = '-', copy, format = extname(output).slice(1), json }: Typed): boolean {
  const plan = (copy ?? 'host') === 'host' && (json || /^(json|ya?ml)$/i.test(format));
  return !quiet && !dryRun && !plan && (copy !== undefined || output !== '-');
}

/** Each agenda for a room asks what it was not asked yet: two that were made one after the other are not two copies of one. */
async function tellOfCopies(io: Io, { room }: Typed, { name }: Room): Promise<void> {
  const { roomCommand } = await import('./room-notes.js');
  note(
    io,
    `room "${visible(name)}": its next agenda asks other questions; for copies that agree, take this one back with ${roomCommand('undo', room!)}, save one with -o plan.yaml, and make each from it: convene agenda plan.yaml --copy table`,
  );
}

interface Drawn {
  readonly agenda: Agenda;
  readonly taken: Taken;
  /** Too little was left for every block. */
  readonly again: boolean;
}

/** How often an agenda is drawn anew because somebody else was asked its questions meanwhile. */
const mostTries = 50;

/** An agenda whose questions are ours alone, and that nobody was asked while it was drawn. */
async function drawn(io: Io, room: Room, typed: Typed, { decks, prompts, seed, make }: Undrawn, notes: readonly Noted[]): Promise<Drawn> {
  const all = promptsOf(decks.map(({ deck }) => deck));
  const inHand = async () => new Map((await inPlay(io, decks, typed, { prompts, seed })).map((prompt) => [prompt.id, prompt]));
  for (let tries = 1; ; tries++) {
    const free = await inHand();
    const { agenda, again } = await fromPile([...free.values()], notes, {
      make,
      refill: () => inPlay(io, decks, typed, { prompts, seed, again: true }),
    });
    const asked = new Set(agenda.blocks.flatMap((block) => block.prompts.map(({ id }) => id)));
    const shown = all.filter(({ id }) => asked.has(id));
    const taken = await room.take(shown, { count: shown.length, seed });
    const still = again || tries === mostTries ? free : await inHand();
    if (shown.every(({ id }) => !free.has(id) || still.has(id))) return { agenda, taken, again };
    room.release();
  }
}

/** What is left of a pile may not fit every block: then some is asked again. */
async function fromPile(
  free: readonly Prompt[],
  notes: readonly Noted[],
  { make, refill }: Pick<Undrawn, 'make'> & { refill: () => Promise<readonly Prompt[]> },
): Promise<Pick<Drawn, 'agenda' | 'again'>> {
  try {
    return { agenda: make(free, notes), again: false };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== Exit.no) throw error;
    return { agenda: make(await refill(), notes), again: true };
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
async function afterwards(io: Io, typed: Typed, { date, start, timeZone }: Agenda): Promise<void> {
  const { askForNotes, roomCommand } = await import('./room-notes.js');
  const begins = instantOf({ date, time: start }, timeZone) ?? 0;
  if (begins - io.now().getTime() <= near * minute) await askForNotes(io, typed.room!, typed);
  else note(io, `what is promised there is kept, and read back next time, by: ${roomCommand('note', typed.room!)}`);
}
