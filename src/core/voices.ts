import type { Channel, Prompt } from './deck.js';
import { groupsOf, split } from './groups.js';
import { type Form, type SessionBlock, smallForms } from './session.js';
import { capital } from './text.js';

/** Who is there. */
export interface Gathering {
  readonly people: number;
  readonly channel: Channel;
  /** People in a small group where the block leaves it open. */
  readonly groupSize?: number;
}

/** What each voice gets in a block. */
export interface Turn {
  /** People in each group; empty where people are not in groups. */
  readonly groups: readonly number[];
  /** Minutes for each voice; null where nobody has a turn of their own. */
  readonly minutesPerVoice: number | null;
  /** How many are heard by all. */
  readonly voices?: number;
  /** How a circle is gone round in the time there is. */
  readonly round?: Round;
  /** Seconds of silence before the first voice. */
  readonly silence?: number;
  /** Minutes for each voice in a second round, and how far into the block it begins. */
  readonly again?: number;
  readonly againAfter?: number;
  /** Minutes at its end in which all hear a few voices, where a circle is too large for all. */
  readonly share?: number;
  readonly note?: string;
}

export type Round = 'voice' | 'sentence' | 'word' | 'few';

type Placed = Pick<SessionBlock, 'form' | 'size' | 'with' | 'share' | 'interview'>;

function staying({ with: company }: Placed): boolean {
  return company === 'same' || company === 'near';
}

/** Who is with whom: one line on the phone can't be split, and up to five can share it. */
export function grouping(block: Placed, { people, channel, groupSize }: Gathering): number[] {
  if (channel === 'phone' && block.form === 'groups' && people <= 5) return [people];
  return groupsOf(block.form, people, block.size ?? groupSize);
}

/** Minutes until everybody sits where they should: one where they sit there already, one more for every thirty people above thirty. */
export function settling(block: Placed, { people, channel }: Gathering): number {
  if (!smallForms.includes(block.form)) return 0;
  return staying(block) || channel === 'phone' ? 1 : 2 + growth(block, people);
}

/** The minutes that a block which makes people move takes longer in a large room, at most five. */
export function growth(block: Placed, people: number): number {
  if (!smallForms.includes(block.form) || staying(block)) return 0;
  return Math.min(5, Math.max(0, Math.floor((people - 30) / 30)));
}

/** Voices heard after small groups: a third of the groups, at least three, at most eight. */
export function voicesOf(groups: number): number {
  return Math.min(groups, Math.max(3, Math.min(8, Math.ceil(groups / 3))));
}

/** The minutes a block wants for these people: time to settle, a turn for everyone, a minute to end, one for silence. */
export function wanted(block: Placed, gathering: Gathering, { each = 2, silence = 1 } = {}): number {
  const { people, groupSize } = gathering;
  if (block.form === 'sharing') return 1 + Math.ceil(0.75 * voicesOf(split(people, groupSize ?? 3).length));
  if (!smallForms.includes(block.form)) return 0;
  const largest = Math.max(...grouping(block, gathering));
  return settling(block, gathering) + Math.ceil(largest * each) + 1 + silence + (block.share ?? 0);
}

/** What each voice gets of a block of so many minutes. `before` are the small groups the voices come from. */
export function turns(
  block: Placed,
  minutes: number,
  gathering: Gathering,
  { silence = 0, before }: { silence?: number; before?: readonly number[] } = {},
): Turn {
  const { people } = gathering;
  const groups = grouping(block, gathering);
  switch (block.form as Form) {
    case 'pairs':
    case 'groups':
    case 'tables':
    case 'sixes': {
      const settle = settling(block, gathering);
      const share = block.share ?? 0;
      const talk = minutes - settle - 1 - share;
      const largest = Math.max(...groups);
      const kept = silence >= 60 && (talk - 1) / largest < 1 ? 15 : silence;
      const quiet = kept >= 60 ? 1 : 0;
      const { each, again } = paced(block, talk - quiet, largest);
      const note = each < 0.5 ? `${minutes} minutes leave ${spokenTime(each)} for each voice here` : undefined;
      return {
        ...{ groups, minutesPerVoice: each },
        ...(kept > 0 && { silence: kept }),
        ...(again && { again, againAfter: settle + quiet + largest * each }),
        ...(share && { voices: heard(share, groups.length, people) }),
        ...(note && { note }),
      };
    }
    case 'circle': {
      // Half a minute goes into the question and the thanks.
      const seconds = Math.floor((minutes * 60 - 30) / people / 5) * 5;
      if (seconds >= 40) return { groups, minutesPerVoice: twoPlaces(seconds / 60), round: 'voice', ...(silence > 0 && { silence }) };
      if (people <= 25 && seconds >= 10) {
        return { groups, minutesPerVoice: twoPlaces(seconds / 60), round: seconds >= 20 ? 'sentence' : 'word' };
      }
      const small = before?.length ? before : split(people, gathering.groupSize ?? 3);
      const largest = Math.max(...small);
      const each = Math.min(4, Math.max(0.25, talked(minutes - 1 - Math.floor(minutes / 3), largest)));
      const share = minutes < 4 ? 0 : Math.floor(minutes - 1 - largest * each);
      return {
        groups: small,
        minutesPerVoice: each,
        round: 'few',
        ...(share > 0 && { share, voices: heard(share, small.length, people) }),
      };
    }
    case 'sharing': {
      const from = before ?? split(people, gathering.groupSize ?? 3);
      const voices = heard(minutes - 1, from.length, people);
      const each = twoPlaces(Math.min(3, Math.max(0.5, (minutes - 1) / voices)));
      const note = voices < 2 && from.length > 2 ? `${minutes} minutes give ${voices} of ${from.length} groups a voice` : undefined;
      return { groups, minutesPerVoice: each, voices, ...(note && { note }) };
    }
    case 'plenary':
      return { groups, minutesPerVoice: null };
    case 'silence':
    case 'open':
    case 'break':
    case 'buffer':
      return { groups, minutesPerVoice: null };
  }
}

/** How many are heard in so many minutes: 45 seconds each, a minute where a microphone has to travel; in a long time more, two minutes each. */
function heard(minutes: number, groups: number, people: number): number {
  const usual = Math.min(voicesOf(groups), Math.floor(minutes / (people > 60 ? 1 : 0.75)));
  return Math.max(1, usual, Math.min(people, 12, Math.floor(minutes / 2)));
}

/**
 * Turns of four minutes at most: what is longer becomes a second round on what lies deeper, and free talk. Not where one is
 * interviewed, and not at tables, where nobody counts.
 */
function paced({ form, interview }: Placed, minutes: number, voices: number): { each: number; again?: number } {
  const each = talked(minutes, voices);
  if (each <= 4.5 || interview || (form !== 'groups' && form !== 'pairs')) return { each };
  const first = Math.min(4, Math.max(2.5, Math.ceil(each) / 2));
  return { each: first, again: Math.min(4, talked(minutes - voices * first, voices)) };
}

/** Seconds of silence before the first voice: what the block wants, and what its questions want; none where they were read out before a silence. */
export function silenceOf(
  { quiet = 0, prompts }: { readonly quiet?: number; readonly prompts: readonly Pick<Prompt, 'silence'>[] },
  before: { readonly form: Form; readonly prompts: readonly unknown[] } | undefined,
): number {
  return before?.form === 'silence' && before.prompts.length === 0 ? quiet : Math.max(quiet, ...prompts.map(({ silence = 0 }) => silence));
}

/** A turn with the times at which its second round and its sharing begin. `clock` shows the time so many minutes into the block. */
export function clocked<T extends Pick<Turn, 'again' | 'againAfter' | 'share'>>(
  { againAfter, ...turn }: T,
  minutes: number,
  clock: (after: number) => string,
): Omit<T, 'againAfter'> & { againAt?: string; shareAt?: string } {
  return {
    ...turn,
    ...(againAfter !== undefined && { againAt: clock(againAfter) }),
    ...(turn.share && { shareAt: clock(minutes - turn.share) }),
  };
}

/** The minutes that its settling, its silence and its voices take, each at the time that is printed. */
export function taken(
  block: Placed & Pick<Turn, 'groups' | 'minutesPerVoice' | 'voices' | 'silence' | 'again'> & { readonly minutes: number },
  gathering: Gathering,
): number {
  const each = block.minutesPerVoice ?? 0;
  if (block.form === 'sharing' || block.form === 'circle') return block.minutes;
  if (!smallForms.includes(block.form)) return 0;
  const quiet = (block.silence ?? 0) >= 60 ? 1 : 0;
  return Math.ceil(settling(block, gathering) + quiet + Math.max(...block.groups) * (each + (block.again ?? 0)) + 1 + (block.share ?? 0));
}

/** A turn that can be called out: whole and half minutes, quarters below one. */
function talked(minutes: number, voices: number): number {
  const each = Math.max(0, minutes / voices);
  return each >= 1 ? Math.floor(each * 2) / 2 : Math.floor(each * 4) / 4;
}

function twoPlaces(number: number): number {
  return Math.round(number * 100) / 100;
}

const words = [
  ...['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen'],
  ...['fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'],
];

/** A small number as it is said. */
export function spokenNumber(number: number): string {
  return words[number] ?? String(number);
}

/** Minutes as they are said at the start of a line: `Two minutes`, `Ninety seconds`, `Two and a half minutes`. */
export function spokenTime(minutes: number): string {
  if (minutes === 1.5) return 'Ninety seconds';
  if (minutes < 1) {
    const seconds = Math.floor((minutes * 60) / 5) * 5;
    const tens: Readonly<Record<number, string>> = {
      60: 'sixty',
      45: 'forty-five',
      40: 'forty',
      30: 'thirty',
      15: 'fifteen',
      20: 'twenty',
    };
    return capital(`${tens[seconds] ?? spokenNumber(seconds)} seconds`);
  }
  const whole = Math.floor(minutes);
  const half = minutes - whole >= 0.5;
  return capital(`${spokenNumber(whole)}${half ? ' and a half' : ''} ${whole === 1 && !half ? 'minute' : 'minutes'}`);
}
