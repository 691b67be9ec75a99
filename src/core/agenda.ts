import { instantOf, minute, wallOf } from './clock.js';
import type { Channel, Prompt, Setting } from './deck.js';
import { split } from './groups.js';
import type { Noted } from './read-back.js';
import type { Draw, Form, Material } from './session.js';
import { taken } from './voices.js';

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
  /** Minutes at its end in which all hear a few voices, and when that is, `HH:MM`. */
  readonly share?: number;
  readonly shareAt?: string;
  /** Minutes for each voice in a second round, and when it begins, `HH:MM`. */
  readonly again?: number;
  readonly againAt?: string;
  /** Seconds of silence before the first voice, whatever is asked. */
  readonly quiet?: number;
  readonly interview?: boolean;
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
  /** What was promised and given in the room before, to be read back after its lines. */
  readonly readBack?: readonly Noted[];
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

/** The blocks that can be shortened with nothing left out and every voice given its time, each with the minutes that win. */
export function slack({ blocks, people, channel }: Pick<Agenda, 'blocks' | 'people' | 'channel'>): { block: Block; minutes: number }[] {
  return blocks
    .map((block) => ({ block, minutes: block.minutes - Math.max(block.range[0], taken(block, { people, channel })) }))
    .filter(({ minutes }) => minutes > 0);
}

/** What to leave out first, in order, a break together with the block it leads to. */
export function cutOrder({ blocks }: Pick<Agenda, 'blocks'>): Block[][] {
  const wayTo = (block: Block) => {
    const before = blocks[blocks.indexOf(block) - 1];
    return before?.form === 'break' && before.cut === block.cut ? before : undefined;
  };
  const ways = new Set(blocks.flatMap((block) => (block.cut === undefined ? [] : (wayTo(block) ?? []))));
  return blocks
    .filter((block) => block.cut !== undefined && !ways.has(block))
    .sort((a, b) => a.cut! - b.cut! || blocks.indexOf(b) - blocks.indexOf(a))
    .map((block) => [...(wayTo(block) ? [wayTo(block)!] : []), block]);
}
