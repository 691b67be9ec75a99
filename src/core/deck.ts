import type { Form } from './advice/form.js';
import type { Catalogue } from './catalogue.js';
import type { Tables } from './tables.js';

/** What a prompt is for. The seven of the source, and two that stand beside them; a deck may declare more. */
export const knownKinds: Readonly<Record<string, string>> = {
  possibility: 'a future worth wanting, said aloud',
  dissent: 'a doubt or a no that needs no remedy',
  crossroads: 'a choice the speaker stands in front of',
  ownership: "the speaker's own hand in how things are",
  commitment: 'a promise to peers, with its price',
  contracting: 'what we need from each other, and what we offer',
  gifts: 'what people give, and what they have received',
  wants: 'a want, said plainly to one person',
  principle: 'what a convener holds to',
};

/** The kind of a prompt whose deck names none. */
export const unsorted = 'other';

export const levels = ['individual', 'organization', 'society'] as const;
/** Whose matter a prompt speaks of. */
export type Level = (typeof levels)[number];

export const settings = [
  'staff-meeting',
  'cross-functional-team',
  'focus-group',
  'town-hall',
  'strategy-session',
  'education-event',
] as const;
/** Where people meet. */
export type Setting = (typeof settings)[number];

export const channels = ['room', 'virtual', 'hybrid', 'phone'] as const;
/** How people are present. */
export type Channel = (typeof channels)[number];

/** What a deck says of one prompt, each key as in the YAML. Only `text` is required there. */
export interface PromptKeys {
  /** Something to say aloud: one line, free of control characters. */
  readonly text: string;
  /** A stable name within the deck. */
  readonly id?: string;
  readonly kind?: string;
  /** The How question this prompt is asked ahead of; a prompt that has one is a pair. */
  readonly how?: string;
  /** Phrases by which a How in other words is recognised; `cue.ts` tells how they are written. */
  readonly cues?: readonly string[];
  /** Said between the How that was heard and this. */
  readonly bridge?: string;
  /** What this opens, for the facilitator. */
  readonly why?: string;
  readonly followups?: readonly string[];
  readonly listen?: readonly string[];
  readonly level?: readonly Level[];
  /** Where it fits; any setting if left out. */
  readonly settings?: readonly Setting[];
  /** How people are present; any channel if left out. */
  readonly channels?: readonly Channel[];
  readonly minutes?: number;
  /** How many speak together, least and most. */
  readonly group?: readonly [least: number, most: number];
  /** Seconds before the first voice. */
  readonly silence?: number;
  /** What it asks of the person answering: 1 warm, 2 real, 3 sharp. */
  readonly edge?: 1 | 2 | 3;
  /** Whom "you" means. */
  readonly address?: 'one' | 'many';
  /** For an original prompt: the pair it stands nearest to. */
  readonly pair?: number;
  /** The convener principles it practises, 1 to 6. */
  readonly principles?: readonly number[];
  readonly tags?: readonly string[];
  /** How often it comes up beside the others; 1 if left out, 0 for never. */
  readonly weight?: number;
  /** Asked at most once in a room. */
  readonly once?: boolean;
  /** Who is quoted, and from where; `original` where nobody is. */
  readonly source?: string;
  /** Advice that its author has heard and doesn't want to hear again. */
  readonly allow?: readonly Allowable[];
}

/** What `check` says that is advice, by the names under which `allow:` silences it. */
export type Allowable = Form | 'near-duplicate' | 'no-id';

/** A prompt as it is drawn: what its deck says of it, under its full name. Keys that start with `x-` are its author's. */
export interface Prompt extends PromptKeys {
  /** `deck/prompt`, unique among the prompts loaded. */
  readonly id: string;
  readonly deck: string;
  readonly kind: string;
  /** BCP 47. */
  readonly language: string;
  readonly [extra: `x-${string}`]: unknown;
}

/** What the pairs of a deck need to know of a language to be recognised in it. */
export interface Hearing {
  /** Endings by which the forms of one word differ, such as -s and -ing. */
  readonly endings?: readonly string[];
  /** Words that say nothing, and are passed over. */
  readonly fillers?: readonly string[];
  /** Words with which a question begins. */
  readonly asks?: readonly string[];
  /** Short forms, each with the words it stands for. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Lists that cues name as `<list>`. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** Cues, each with the pairs of the deck that it speaks for or against, or `none`, and how much: `cost 1.2, none -0.3`. */
  readonly weights?: Readonly<Record<string, string>>;
  /** All of that with the pairs' own cues, made ready beforehand. */
  readonly tables?: Tables;
}

/** A deck as it was read: its keys and its prompts. */
export interface Deck {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** BCP 47. */
  readonly language: string;
  readonly license?: string;
  readonly source?: string;
  /** Kinds of its own, each with what it is for. */
  readonly kinds: Readonly<Record<string, string>>;
  /** What it was called before, so that rooms that were asked from it go on remembering. */
  readonly was?: readonly string[];
  /** Left out of a draw unless its name or its kind is asked for: lines for the convener rather than questions. */
  readonly aside: boolean;
  readonly hearing?: Hearing;
  /** Those of a built-in deck, or one with a catalogue, are read when they are looked at. */
  readonly prompts: readonly Prompt[];
  /** What is known of its prompts without looking at these. */
  readonly catalogue?: Catalogue;
}

/** The prompts of several decks, a later one replacing an earlier one of the same id. */
export function pool(decks: readonly Pick<Deck, 'prompts'>[]): Prompt[] {
  const byId = new Map<string, Prompt>();
  for (const deck of decks) for (const prompt of deck.prompts) byId.set(prompt.id, prompt);
  return [...byId.values()];
}

/** The kinds that can be asked for: the known ones, then those the decks declare or use. */
export function kindsOf(decks: readonly Deck[]): Map<string, string> {
  const kinds = new Map(Object.entries(knownKinds));
  for (const deck of decks) {
    for (const [kind, purpose] of Object.entries(deck.kinds)) if (!kinds.has(kind)) kinds.set(kind, purpose);
    for (const kind of deck.catalogue?.kinds ?? deck.prompts.map((prompt) => prompt.kind)) if (!kinds.has(kind)) kinds.set(kind, '');
  }
  return kinds;
}

/** The tags that can be asked for. */
export function tagsOf(decks: readonly Deck[]): Set<string> {
  return new Set(decks.flatMap((deck) => deck.catalogue?.tags() ?? deck.prompts.flatMap((prompt) => prompt.tags ?? [])));
}

/** Nobody is quoted: the words are the deck's own. */
export const original = 'original';

/** Who must be named wherever these words are shown, if anybody. */
export function attribution(prompt: Prompt): string | undefined {
  return prompt.source === original ? undefined : prompt.source;
}
