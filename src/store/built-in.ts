import type { Cards, Catalogue, Named, Run } from '../core/catalogue.js';
import type { Deck, Prompt } from '../core/deck.js';
import { type Hash, mayReach } from '../core/random.js';
import type { Selectable } from '../core/select.js';
import type { Io } from '../io.js';
import { packaged } from './packaged.js';

/** What every draw needs to know of a built-in deck: its keys, where its prompts stand among all, how they lie, and their names. */
export interface KeptDeck {
  readonly head: Omit<Deck, 'prompts' | 'catalogue'>;
  /** The line of its first prompt, and of the first of the next deck. */
  readonly lines: readonly [from: number, to: number];
  /** Each kind and weight its prompts have, and how they lie. */
  readonly sorts: readonly (readonly [kind: string, weight?: number])[];
  readonly runs: readonly Run[];
  /** For each prompt the two words of the hash of its id. */
  readonly names: readonly number[];
}

/** What else there is to know of it. */
export interface KeptWords {
  readonly tags: readonly string[];
  /** For each prompt a word of the hash of its text made plain. */
  readonly texts: readonly number[];
}

/**
 * The decks that come with the package, as the build compiled them: a line of JSON for what every draw needs to know, one
 * for what else is known, and one for each prompt. No two of these have the same text.
 */
export function builtInDecks(io: Io): readonly Deck[] {
  const lines = sound(() => io.disk.readFileSync(`${io.root}/dist/decks.jsonl`, 'utf8').split('\n'));
  let words: readonly KeptWords[] | undefined;
  const wordsOf = (deck: number) => {
    words ??= sound(() => JSON.parse(lines[1]!) as KeptWords[]);
    return words[deck]!;
  };
  return sound(() => JSON.parse(lines[0]!) as KeptDeck[]).map((kept, i) => readLater(kept, lines, () => wordsOf(i)));
}

function sound<T>(read: () => T): T {
  return packaged('the built-in decks', read);
}

function readLater(kept: KeptDeck, lines: readonly string[], words: () => KeptWords): Deck {
  let prompts: readonly Prompt[] | undefined;
  return {
    ...kept.head,
    catalogue: new KeptCatalogue(kept, lines, words),
    get prompts() {
      prompts ??= sound(() => lines.slice(...kept.lines).map((line) => JSON.parse(line) as Prompt));
      return prompts;
    },
  };
}

class KeptCatalogue implements Catalogue, Cards {
  readonly coarse = true;
  readonly distinct = true;

  constructor(
    private readonly kept: KeptDeck,
    private readonly lines: readonly string[],
    private readonly words: () => KeptWords,
  ) {}

  get size() {
    const [from, to] = this.kept.lines;
    return to - from;
  }

  get kinds() {
    return this.kept.sorts.map(([kind]) => kind);
  }

  tags() {
    return this.words().tags;
  }

  get runs() {
    return this.kept.runs;
  }

  get sorts(): Selectable {
    const { head, sorts } = this.kept;
    const { name, aside, language } = head;
    const like = ([kind, weight = 1]: KeptDeck['sorts'][number], i: number): Prompt => {
      const id = `${name}/${i}`;
      return { id, deck: name, language, kind, text: id, weight };
    };
    return { name, aside, prompts: sorts.map(like) };
  }

  open(): Cards {
    return this;
  }

  close() {}

  lucky(seed: Hash, from: number, count: number, least: number): Named[] {
    const { names } = this.kept;
    const found: Named[] = [];
    for (let card = from; card < from + count; card++) {
      const [a, b] = [names[2 * card]!, names[2 * card + 1]!];
      if (mayReach(seed, a, b, least)) found.push({ card, name: [a, b] });
    }
    return found;
  }

  prompt(card: number): Prompt {
    return sound(() => JSON.parse(this.lines[this.kept.lines[0] + card]!) as Prompt);
  }

  alike(text: number): readonly number[] {
    return this.words().texts.flatMap((word, card) => (word === text ? [card] : []));
  }
}
