import type { Agenda } from './agenda.js';
import type { Channel, Prompt } from './deck.js';
import type { NoteEvent } from './ledger.js';
import { schedule } from './schedule.js';
import type { Session, SessionBlock } from './session.js';
import { counted, visible } from './text.js';
import { type Answer, lengths, timeBox, type Wish } from './time-box.js';

/** A promise or a gift as it was noted in a room. */
export interface Noted {
  readonly what: 'promise' | 'gift';
  /** On one line, safe to show. */
  readonly text: string;
  /** The day it was noted, `2026-11-20`; left out where that is not known. */
  readonly date?: string;
}

export function noted({ what, text, at }: Pick<NoteEvent, 'what' | 'text' | 'at'>): Noted {
  const [date] = /^\d{4}-\d{2}-\d{2}/.exec(at) ?? [];
  return { what: what === 'given' ? 'gift' : 'promise', text: visible(text.replace(/\s+/g, ' ').trim()), ...(date && { date }) };
}

/** A block before all others, in which what was promised and given is heard again. */
export interface Opening {
  readonly block: Omit<SessionBlock, 'id'>;
  readonly notes: readonly Noted[];
  /** How many more there are, too many to be read. */
  readonly older: number;
}

/** Seconds to say what it is about and to find a reader; a breath after each note; one sentence on what became of a promise. */
const [start, breath, answer] = [45, 2, 15];
/** Letters a second, read aloud slowly: 150 words a minute of six letters each. */
const pace = 15;
/** A longer reading is no opening any more (minutes). */
const longest = 5;

function secondsFor({ what, text }: Noted, answered: boolean): number {
  return breath + text.length / pace + (answered && what === 'promise' ? answer : 0);
}

function minutesFor(notes: readonly Noted[], answered: boolean): number {
  return Math.ceil(notes.reduce((sum, note) => sum + secondsFor(note, answered), start) / 60);
}

/** The latest of them that are read in so many minutes, one at least. */
function latest(notes: readonly Noted[], minutes: number): readonly Noted[] {
  let from = notes.length;
  for (let seconds = start; from > 0; from--) {
    seconds += secondsFor(notes[from - 1]!, false);
    if (seconds > minutes * 60 && from < notes.length) break;
  }
  return notes.slice(from);
}

/**
 * How a meeting of so many minutes opens with these notes. Where an eighth of it is enough, whoever promised has a
 * sentence on what became of it; otherwise they are heard. As many are read as a sixth of it holds, or two minutes, the latest.
 */
export function openingWith(notes: readonly Noted[], { minutes, channel }: { minutes: number; channel: Channel }): Opening {
  const some = latest(notes, Math.max(2, Math.min(longest, Math.floor(minutes / 6))));
  const answered = some.length === notes.length && minutesFor(some, true) <= Math.max(1, minutes / 8);
  const length = minutesFor(some, answered);
  const [promises, gifts] = (['promise', 'gift'] as const).map((what) => some.some((one) => one.what === what));
  return {
    block: {
      title: promises ? 'What was promised here' : 'What was given here',
      minutes: [length, length, length],
      form: 'plenary',
      setup: [ready[channel]],
      say: [
        `First, ${promises ? `what was promised here${gifts ? ', and what was given' : ''}` : 'what was given here'}.`,
        'Who lends it a voice? One by one, with a breath after each.',
        ...(promises && answered ? ['If one is yours: one sentence on what became of it. Or pass.'] : []),
        ...(promises ? ['Nobody keeps count, and nobody answers for another.'] : []),
        ...(gifts ? ['After a gift, only the breath.'] : []),
      ],
      cut: 1,
    },
    notes: some,
    older: notes.length - some.length,
  };
}

const ready: Readonly<Record<Channel, string>> = {
  room: 'The list on paper, for whoever reads it.',
  virtual: 'The list, ready for the chat.',
  hybrid: 'The list on paper and ready for the chat, for whoever reads it.',
  phone: 'The list, sent to whoever will read it.',
};

/** The session with that block before all others, by an id that none of them has. */
function opened(session: Session, { block }: Opening): Session {
  const ids = new Set(session.blocks.map(({ id }) => id));
  let id = 'read-back';
  for (let n = 2; ids.has(id); n++) id = `read-back-${n}`;
  return { ...session, blocks: [{ ...block, id }, ...session.blocks] };
}

/**
 * As `schedule`, opened by these notes, unless there is no time for them. Where nobody says how long, it takes no longer
 * than it usually does, if that can be.
 */
export function scheduleOpened(session: Session, notes: readonly Noted[], wish: Wish, prompts: readonly Prompt[]): Answer<Agenda> {
  if (notes.length === 0) return schedule(session, wish, prompts);
  const opening = openingWith(notes, { minutes: wish.minutes ?? lengths(session, wish).typical, channel: wish.channel });
  const longer = opened(session, opening);
  const [{ id }] = longer.blocks as [SessionBlock];
  const usual = wish.minutes === undefined ? timeBox(session, wish) : undefined;
  const minutes = usual && 'ok' in usual ? usual.ok.minutes.reduce((sum, one) => sum + one, 0) : undefined;
  for (const wished of [...(minutes ? [{ ...wish, minutes }] : []), wish]) {
    const answer = schedule(longer, wished, prompts);
    if (!('ok' in answer) || answer.ok.blocks[0]!.id !== id) continue;
    const [first, ...rest] = answer.ok.blocks as [Agenda['blocks'][number], ...Agenda['blocks']];
    const remarks = opening.older ? [`${counted(opening.older, 'older note')} too many to read; convene room show has them`] : [];
    const heard = { ...first, readBack: opening.notes, notes: [...first.notes, ...remarks] };
    return { ok: { ...answer.ok, blocks: [heard, ...rest] } };
  }
  return schedule(session, wish, prompts);
}
