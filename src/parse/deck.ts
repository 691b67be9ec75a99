import type { Node } from 'yaml';
import { forms } from '../core/advice/form.js';
import { listsIn } from '../core/cue.js';
import {
  type Allowable,
  channels,
  type Deck,
  type Hearing,
  knownKinds,
  levels,
  type PromptKeys,
  settings,
  unsorted,
} from '../core/deck.js';
import { derivedId, idPattern, languagePattern } from '../core/id.js';
import { nearest } from '../core/nearest.js';
import type { Place, Problem } from '../core/problem.js';
import { singular } from '../core/text.js';
import type { Cursor } from './cursor.js';
import { isError, problemsOf } from './problems.js';
import { readAs } from './reader.js';
import { choice, decimal, flag, glossary, type Key, list, lists, type MapShape, prose, range, whole } from './shape.js';
import { readYaml } from './yaml.js';

const allowable: readonly Allowable[] = [...forms, 'near-duplicate', 'no-id'];

const hears: MapShape = {
  is: 'map',
  keys: {
    phrases: { shape: list(prose), about: 'cues like the others, too many to be listed' },
    asked: { shape: list(prose), about: 'cues that count in a question only' },
    hints: { shape: list(prose), about: 'cues of which it takes two, in a question' },
    against: { shape: list(prose), about: 'cues that speak against this pair' },
    beats: { shape: list(prose), about: 'ids of the pairs it goes ahead of when both are heard; or all' },
  },
};

/** Every key of a prompt. The compiler holds this list against the type. */
export const promptKeys: Readonly<Record<keyof PromptKeys, Key>> = {
  id: { shape: { is: 'name', pattern: idPattern, such: 'a short name' }, about: 'a stable name within the deck' },
  text: { shape: prose, about: 'what is said aloud', required: 'text: What brought you here?' },
  kind: { shape: prose, about: 'what the prompt is for', examples: Object.keys(knownKinds) },
  how: { shape: prose, about: 'the How question it is asked ahead of' },
  cues: { shape: list(prose), about: 'phrases by which that How is recognised' },
  hears: { shape: hears, about: 'more to recognise it by, for flip alone' },
  bridge: { shape: prose, about: 'said between the How that was heard and this' },
  why: { shape: prose, about: 'what this opens, for the facilitator' },
  followups: { shape: list(prose), about: 'go deeper, not wider' },
  listen: { shape: list(prose), about: 'what is heard when it works' },
  level: { shape: list(choice(levels)), about: 'whom it concerns' },
  settings: { shape: list(choice(settings)), about: 'where it fits; any if left out' },
  channels: { shape: list(choice(channels)), about: 'how people are present; any if left out' },
  minutes: { shape: whole(1, 1440), about: 'how long it takes' },
  group: { shape: range(1, 1000), about: 'how many speak together, least and most' },
  silence: { shape: whole(0, 3600), about: 'seconds before the first voice' },
  edge: { shape: choice([1, 2, 3]), about: '1 warm, 2 real, 3 sharp' },
  address: { shape: choice(['one', 'many']), about: 'whom "you" means' },
  pair: { shape: whole(1, 1000), about: 'the pair it stands nearest to' },
  principles: { shape: list(whole(1, 6)), about: 'the convener principles it practises' },
  tags: { shape: list(prose), about: 'words to find it by' },
  weight: { shape: decimal(0, 1e6), about: 'how often it comes up beside the others; 1 if left out' },
  once: { shape: flag, about: 'asked at most once in a room' },
  source: { shape: prose, about: 'who is quoted, and from where; "original" where nobody is' },
  allow: { shape: list(choice(allowable)), about: 'advice that check should not give again' },
};

const { id: _id, text: _text, ...defaults } = promptKeys;

/** What the pairs of a deck need to know of its language. */
const hearing: MapShape = {
  is: 'map',
  keys: {
    endings: { shape: list(prose), about: 'endings by which the forms of one word differ' },
    fillers: { shape: list(prose), about: 'words that say nothing' },
    asks: { shape: list(prose), about: 'words with which a question begins' },
    spellings: { shape: glossary, about: 'short forms, each with the words it stands for' },
    words: { shape: lists, about: 'lists that cues name as <list>' },
    unpaired: { shape: list(prose), about: 'cues of what belongs to none of the pairs' },
  },
};

/** Every key of a deck, but `prompts`; those of a prompt stand for all the prompts that don't say otherwise. */
export const deckKeys: Readonly<Record<string, Key>> = {
  title: { shape: prose, about: "the deck's title", required: 'title: Questions for our Mondays' },
  description: { shape: prose, about: 'what it is for' },
  language: {
    shape: { is: 'name', pattern: languagePattern, such: 'a language tag such as en, pt-BR or de' },
    about: 'BCP 47; en if left out',
  },
  license: { shape: prose, about: 'under which others may use the texts' },
  kinds: { shape: glossary, about: 'kinds of its own, each with what it is for' },
  was: { shape: list(prose), about: 'its file name before it was renamed, so that rooms remember' },
  aside: { shape: flag, about: 'left out of a draw unless asked for by name' },
  hearing: { shape: hearing, about: 'the language in which its pairs are recognised' },
  ...defaults,
};

/** A whole deck file. */
export const deckShape: MapShape = {
  is: 'map',
  keys: {
    ...deckKeys,
    prompts: {
      shape: list({ is: 'map', keys: promptKeys, bare: 'text' }),
      about: 'what can be drawn: a bare sentence, or keys',
      required: 'prompts:',
    },
  },
};

type PromptSource = PromptKeys & { readonly kind?: string };
type DeckSource = Partial<Omit<PromptKeys, 'id' | 'text'>> & Pick<Deck, 'title'> & Partial<Deck> & { prompts?: PromptSource[] };

/** A deck with what is wrong with it; none where an error keeps it from being used. */
export interface DeckReading {
  readonly deck?: Deck;
  readonly problems: readonly Problem[];
  /** Where a prompt stands, by its id, or certain words of it; where the deck starts for an id it doesn't have. */
  readonly locate: (id: string, words?: string) => Place;
  /** The prompts whose ids follow from their words. */
  readonly unnamed: ReadonlySet<string>;
}

/** Reads a deck. `name` becomes the first half of its prompts' ids; `file` is what messages call it. Never throws. */
export function parseDeck(text: string, { name, file }: { name: string; file: string }): DeckReading {
  const { root, cursor, trusted, refused } = readYaml(text, file);
  const found = new Map<string, PromptSource>();
  const deck = refused ? undefined : deckOf(root, name, cursor, found);
  const prefix = name.length + 1;
  const locate = (id: string, words?: string): Place => {
    const source = found.get(id.slice(prefix));
    if (!source) return cursor.place(0);
    return words === undefined ? cursor.place(cursor.where(source, 'text')) : cursor.find(source, words);
  };
  const unnamed = new Set([...found].filter(([, source]) => source.id === undefined).map(([id]) => `${name}/${id}`));
  const problems = problemsOf(cursor, trusted);
  return problems.some(isError) || !deck ? { problems, locate, unnamed } : { deck, problems, locate, unnamed };
}

function deckOf(root: Node | null, name: string, cursor: Cursor, found: Map<string, PromptSource>): Deck | undefined {
  const read = readAs(deckShape, root, '', cursor) as DeckSource | undefined;
  if (!read) return undefined;
  const { title, description, language = 'en', license, kinds = {}, was, aside = false, hearing, prompts = [], ...defaults } = read;
  const declared = [...Object.keys(knownKinds), ...Object.keys(kinds)];
  for (const source of prompts) {
    if (source.text === undefined) continue; // told already
    const id = source.id ?? derivedId(source.text);
    const before = found.get(id);
    if (before) {
      const first = cursor.place(cursor.where(before)).line;
      if (source.id || before.id) cursor.error(cursor.where(source, 'id'), { code: 'duplicate-id', id, first });
      else cursor.warning(cursor.where(source), { code: 'duplicate-text', first });
    } else found.set(id, source);
  }
  if (prompts.length === 0 && cursor.problems.length === 0) cursor.warning(cursor.where(read, 'prompts'), { code: 'no-prompts' });
  if (hearing?.words) refuseUnknownLists(hearing, prompts, cursor);
  const kindOf = (source: object & { kind?: string }) => knownKind(source, declared, cursor);
  const kind = defaults.kind === undefined ? unsorted : kindOf(read);
  return {
    name,
    title,
    ...(description && { description }),
    language,
    ...(license && { license }),
    ...(defaults.source && { source: defaults.source }),
    kinds,
    ...(was?.length && { was: was.map((one) => one.replace(/\.ya?ml$/i, '').normalize('NFC')) }),
    aside,
    ...(hearing && { hearing }),
    prompts: [...found].map(([id, source]) => ({
      ...(Object.fromEntries(Object.entries(defaults).filter(([key]) => key in promptKeys)) as Partial<PromptKeys>),
      ...source,
      ...(source.allow && defaults.allow && { allow: [...new Set([...defaults.allow, ...source.allow])] }),
      id: `${name}/${id}`,
      deck: name,
      kind: source.kind === undefined ? kind : kindOf(source),
      language,
    })),
  };
}

/** Told of each cue whose list isn't there. A deck without lists of its own may use those of another in its language. */
function refuseUnknownLists(hearing: Hearing, prompts: readonly PromptSource[], cursor: Cursor): void {
  const known = Object.keys(hearing.words!);
  const check = (cues: readonly string[] | undefined, at: number) => {
    for (const cue of cues ?? []) {
      for (const list of listsIn(cue).filter((one) => !known.includes(one))) {
        const near = nearest(list, known);
        cursor.warning(at, { code: 'unknown-list', cue, list, ...(near ? { nearest: near } : {}) });
      }
    }
  };
  for (const prompt of prompts) {
    check(prompt.cues, cursor.where(prompt, 'cues'));
    const { phrases, asked, hints, against } = prompt.hears ?? {};
    for (const cues of [phrases, asked, hints, against]) check(cues, cursor.where(prompt, 'hears'));
  }
  check(hearing.unpaired, cursor.where(hearing, 'unpaired'));
  for (const entries of Object.values(hearing.words!)) check(entries, cursor.where(hearing, 'words'));
}

/** The kind in its usual form; one that isn't known is kept, and told. */
function knownKind(source: { readonly kind?: string }, known: readonly string[], cursor: Cursor): string {
  const typed = source.kind!.toLowerCase();
  const kind = known.find((one) => singular(one) === singular(typed));
  if (kind) return kind;
  const near = nearest(typed, known);
  cursor.warning(cursor.where(source, 'kind'), { code: 'unknown-kind', kind: typed, ...(near ? { nearest: near } : {}) });
  return typed;
}
