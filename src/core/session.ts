import type { Channel, Level, Setting } from './deck.js';

/** How people are together during a block. */
export const forms = {
  plenary: 'the whole group listens to one voice',
  sharing: 'a few voices from the small groups, heard by all',
  silence: 'everybody alone',
  pairs: 'twos',
  groups: 'small groups, threes unless `size` says otherwise',
  tables: 'tables of four or five',
  sixes: 'three pairs together',
  circle: 'every voice in turn, in one circle',
  open: 'people choose where to be',
  break: 'a break',
  buffer: 'time kept free, used up first when it runs late',
} as const;
/** How people are together in a block. */
export type Form = keyof typeof forms;

/** Those in which each voice has a turn of its own. */
export const smallForms: readonly Form[] = ['pairs', 'groups', 'tables', 'sixes'];

/** A design of a meeting, before it is fitted to the minutes and the people at hand. */
export interface Session {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** BCP 47. */
  readonly language: string;
  readonly source?: string;
  readonly license?: string;
  readonly settings?: readonly Setting[];
  readonly channels?: readonly Channel[];
  /** How many people it serves. */
  readonly people: readonly [least: number, most: number];
  /** People take their breaks themselves. */
  readonly ownBreaks?: boolean;
  readonly blocks: readonly SessionBlock[];
}

/** A part of a session. Its minutes are those it takes at least, as a rule and at most. */
export interface SessionBlock {
  /** Unique in its session, and the same whichever other blocks are dropped. */
  readonly id: string;
  readonly title: string;
  readonly minutes: readonly [least: number, typical: number, most: number];
  readonly form: Form;
  /** People in a small group. */
  readonly size?: number;
  /** With the people of the block before, with others, or with those nearest, so that nobody moves; others if left out. */
  readonly with?: 'same' | 'new' | 'near';
  /** Minutes at its end in which all hear a few voices. */
  readonly share?: number;
  /** Seconds of silence before the first voice, whatever is asked. */
  readonly quiet?: number;
  /** One is asked by the others for the whole of a turn, however long. */
  readonly interview?: boolean;
  /** Lines to read aloud, in order; `{{each}}` and the like are filled in. */
  readonly say?: readonly string[];
  /** What has to be ready. */
  readonly setup?: readonly string[];
  readonly listen?: readonly string[];
  readonly materials?: readonly Material[];
  /** Prompts to draw. */
  readonly draw?: readonly Draw[];
  /** Prompts by their ids. */
  readonly prompts?: readonly string[];
  /** Questions of its own. */
  readonly ask?: readonly string[];
  /** The convener principles it practises by what is done, 1 to 6. */
  readonly principles?: readonly number[];
  /** Where it comes in the order of what to leave out, 1 first; never left out without. A break goes with the block after it that has the same. */
  readonly cut?: number;
  /** Kept whole for as long as can be when time runs short. */
  readonly essential?: boolean;
  /** Starts at this time, `HH:MM`, whatever comes before. */
  readonly at?: string;
}

/** Something to bring. */
export interface Material {
  readonly what: string;
  /** One for each person or each group; one in all if left out. */
  readonly per?: 'person' | 'group';
  /** How many for each; 1 if left out. */
  readonly count?: number;
  /** Used up, so that every block needs its own. */
  readonly used?: boolean;
}

/** The questions a block draws. */
export interface Draw {
  readonly kind: string;
  /** 1 if left out. */
  readonly count?: number;
  readonly level?: readonly Level[];
  readonly tags?: readonly string[];
  /** Not sharper than this. */
  readonly maxEdge?: number;
}
