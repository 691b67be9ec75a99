import type { Node } from 'yaml';
import { listsIn, noPair, parseSays } from '../core/cue.js';
import { type Deck, type Hearing, knownKinds, type PromptKeys, unsorted } from '../core/deck.js';
import { derivedId } from '../core/id.js';
import { nearest } from '../core/nearest.js';
import type { Place, Problem } from '../core/problem.js';
import { singular } from '../core/text.js';
import type { Cursor } from './cursor.js';
import { deckKeys, promptKeys } from './keys.js';
import { toldAsOther } from './other-file.js';
import { isError, problemsOf } from './problems.js';
import { type Head, type PromptSource, promptOf } from './prompt.js';
import { readAs } from './reader.js';
import { list, type MapShape } from './shape.js';
import { readYaml } from './yaml.js';

export { deckKeys, promptKeys } from './keys.js';

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
  const deck = refused || toldAsOther('prompts', root, cursor) ? undefined : deckOf(root, name, cursor, found);
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
  const head = headOf(read, name, cursor);
  const { prompts = [], hearing } = read;
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
  if (hearing?.weights) refuseUnknownPairs(hearing, prompts, cursor);
  const kindOf = (source: PromptSource) => (source.kind === undefined ? head.kind : knownKind(source, head.declared, cursor));
  return { ...head.deck, prompts: [...found].map(([id, source]) => promptOf(head, id, source, kindOf(source))) };
}

function headOf(read: DeckSource, name: string, cursor: Cursor): Head {
  const { title, description, language = 'en', license, kinds = {}, was, aside = false, hearing, prompts: _, ...defaults } = read;
  const declared = [...Object.keys(knownKinds), ...Object.keys(kinds)];
  return {
    deck: {
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
    },
    kind: defaults.kind === undefined ? unsorted : knownKind(read, declared, cursor),
    declared,
    defaults: Object.fromEntries(Object.entries(defaults).filter(([key]) => key in promptKeys)) as Partial<PromptKeys>,
  };
}

/** Reads a deck up to its line `prompts:`. */
export function parseHead(text: string, { name, file }: { name: string; file: string }): { head?: Head; problems: readonly Problem[] } {
  const { root, cursor } = readYaml(`${text}prompts:\n  - {id: a, text: a}\n`, file);
  const read = readAs(deckShape, root, '', cursor) as DeckSource | undefined;
  const head = read && !cursor.problems.some(isError) ? headOf(read, name, cursor) : undefined;
  return { problems: cursor.problems, ...(head && { head }) };
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
  for (const prompt of prompts) check(prompt.cues, cursor.where(prompt, 'cues'));
  check(Object.keys(hearing.weights ?? {}), cursor.where(hearing, 'weights'));
  for (const entries of Object.values(hearing.words!)) check(entries, cursor.where(hearing, 'words'));
}

/** Told of each weight for a pair that isn't there. */
function refuseUnknownPairs(hearing: Hearing, prompts: readonly PromptSource[], cursor: Cursor): void {
  const pairs = [...prompts.flatMap(({ id, how }) => (how && id ? [id] : [])), noPair];
  for (const [cue, says] of Object.entries(hearing.weights!)) {
    for (const { pair } of parseSays(says).filter((one) => !pairs.includes(one.pair))) {
      const near = nearest(pair, pairs);
      cursor.warning(cursor.where(hearing, 'weights'), { code: 'unknown-pair', cue, pair, ...(near ? { nearest: near } : {}) });
    }
  }
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
