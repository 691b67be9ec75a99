import { instantOf, minute, wallOf } from './clock.js';
import type { Channel, Prompt, Setting } from './deck.js';
import { split } from './groups.js';
import type { Draw, Form, Material } from './session.js';

/** A session fitted to the minutes, the people and the start at hand, with its prompts drawn. Plain data: it can be written, edited and given back. */
export interface Agenda {
  /** The session's name. */
  readonly session: string;
  readonly title: string;
  readonly description?: string;
  /** Brings the same prompts back. */
  readonly seed: string;
  readonly people: number;
  readonly channel: Channel;
  readonly settings?: readonly Setting[];
  readonly groupSize?: number;
  readonly minutes: number;
  readonly date: string;
  /** `HH:MM`, as a clock in the time zone shows it. */
  readonly start: string;
  readonly end: string;
  /** A name of the IANA Time Zone Database. */
  readonly timeZone: string;
  readonly language: string;
  readonly source?: string;
  /** Why this session was chosen, where none was named. */
  readonly because?: string;
  /** What was left out for want of time. */
  readonly dropped: readonly string[];
  readonly notes: readonly string[];
  readonly blocks: readonly Block[];
}

/** A part of an agenda: when, how long, in what form, what to say and what to ask. */
export interface Block {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
  /** The minutes it may take with these people. */
  readonly range: readonly [least: number, most: number];
  readonly form: Form;
  readonly size?: number;
  readonly with?: 'same' | 'new' | 'near';
  /** Minutes at its end in which all hear a few voices. */
  readonly share?: number;
  /** People in each group; empty where they are not in groups. */
  readonly groups: readonly number[];
  /** Null where nobody has a turn of their own. */
  readonly minutesPerVoice: number | null;
  /** How many voices are heard by all. */
  readonly voices?: number;
  readonly round?: 'voice' | 'sentence' | 'word' | 'few';
  /** Seconds before the first voice. */
  readonly silence?: number;
  /** Lines to read aloud, in order. */
  readonly say: readonly string[];
  /** The same lines with their placeholders, where they have any. */
  readonly script?: readonly string[];
  readonly prompts: readonly Prompt[];
  /** The kinds it draws from, for another draw. */
  readonly draw?: readonly Draw[];
  readonly setup?: readonly string[];
  readonly listen?: readonly string[];
  readonly materials?: readonly Material[];
  readonly principles?: readonly number[];
  readonly cut?: number;
  readonly essential?: boolean;
  readonly at?: string;
  /** When it was to start before the agenda was planned anew. */
  readonly was?: string;
  readonly notes: readonly string[];
}

/** When each block starts and ends, in milliseconds since 1970: minutes are minutes, whatever the clock does meanwhile. */
export function instants({
  date,
  start,
  timeZone,
  blocks,
}: Pick<Agenda, 'date' | 'start' | 'timeZone'> & { blocks: readonly Pick<Block, 'minutes'>[] }): number[] {
  const first = instantOf({ date, time: start }, timeZone);
  if (first === undefined) return blocks.map(() => Number.NaN);
  const ends = [first];
  for (const { minutes } of blocks) ends.push(ends.at(-1)! + minutes * minute);
  return ends;
}

/** Clock times for blocks of these minutes, and the time at which the last one ends. */
export function timetable<B extends { readonly minutes: number }>(
  blocks: readonly B[],
  from: Pick<Agenda, 'date' | 'start' | 'timeZone'>,
): { blocks: (B & { start: string; end: string })[]; end: string; minutes: number } {
  const times = instants({ ...from, blocks }).map((instant) => wallOf(instant, from.timeZone).time);
  return {
    blocks: blocks.map((block, i) => ({ ...block, start: times[i]!, end: times[i + 1]! })),
    end: times.at(-1)!,
    minutes: blocks.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

/** What has to be brought, each thing once with how many. */
export function materialsOf({
  blocks,
  people,
  groupSize,
}: Pick<Agenda, 'blocks' | 'people' | 'groupSize'>): { what: string; count: number }[] {
  const needed = new Map<string, number>();
  for (const { materials = [], groups } of blocks) {
    for (const { what, per, count = 1, used } of materials) {
      const times = per === 'person' ? people : per === 'group' ? (groups.length > 1 ? groups : split(people, groupSize ?? 3)).length : 1;
      const before = needed.get(what) ?? 0;
      needed.set(what, used ? before + times * count : Math.max(before, times * count));
    }
  }
  return [...needed].map(([what, count]) => ({ what, count }));
}

/** The minutes that can be won without leaving anything out. */
export function slack({ blocks }: Pick<Agenda, 'blocks'>): number {
  return blocks.reduce((sum, { minutes, range }) => sum + Math.max(0, minutes - range[0]), 0);
}

/** What to leave out first, in order. */
export function cutOrder({ blocks }: Pick<Agenda, 'blocks'>): Block[] {
  return blocks.filter(({ cut }) => cut !== undefined).sort((a, b) => a.cut! - b.cut! || blocks.indexOf(b) - blocks.indexOf(a));
}
