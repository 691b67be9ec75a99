import { join } from 'node:path';
import type { Cards, Catalogue, Named, Run } from '../core/catalogue.js';
import type { Deck, Prompt } from '../core/deck.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';

/** What the build says of a built-in deck: its keys, where its prompts stand among all, and what its catalogue knows of them. */
export interface KeptDeck {
  readonly head: Omit<Deck, 'prompts' | 'catalogue'>;
  /** The line of its first prompt, and of the first of the next deck. */
  readonly lines: readonly [from: number, to: number];
  /** One prompt for each kind and weight; how its prompts lie. */
  readonly sorts: readonly Prompt[];
  readonly runs: readonly Run[];
  /** For each prompt the two words of the hash of its id, and one of its text made plain. */
  readonly names: readonly number[];
  readonly texts: readonly number[];
  readonly tags: readonly string[];
}

/** The decks that come with the package, as the build compiled them: a line of JSON for what is known of them, and one for each prompt. */
export function builtInDecks(io: Io): readonly Deck[] {
  try {
    const lines = io.disk.readFileSync(join(io.root, 'dist', 'decks.jsonl'), 'latin1').split('\n');
    return (JSON.parse(lines[0]!) as KeptDeck[]).map((kept) => readLater(kept, lines));
  } catch (error) {
    throw new Failure(Exit.file, `the built-in decks can't be read (${reason(error)}); build or install convene again: npm ci`);
  }
}

function readLater(kept: KeptDeck, lines: readonly string[]): Deck {
  let prompts: readonly Prompt[] | undefined;
  return {
    ...kept.head,
    catalogue: new KeptCatalogue(kept, lines),
    get prompts() {
      prompts ??= JSON.parse(`[${lines.slice(...kept.lines).join(',')}]`) as Prompt[];
      return prompts;
    },
  };
}

class KeptCatalogue implements Catalogue, Cards {
  readonly coarse = true;

  constructor(
    private readonly kept: KeptDeck,
    private readonly lines: readonly string[],
  ) {}

  get kinds() {
    return this.kept.sorts.map(({ kind }) => kind);
  }

  tags() {
    return this.kept.tags;
  }

  get runs() {
    return this.kept.runs;
  }

  get sorts(): Deck {
    return { ...this.kept.head, prompts: this.kept.sorts };
  }

  open(): Cards {
    return this;
  }

  close() {}

  /** All of them: a few hundred are thrown for sooner than looked through. */
  lucky(_: unknown, from: number, count: number): Named[] {
    const { names } = this.kept;
    const all: Named[] = [];
    for (let card = from; card < from + count; card++) all.push({ card, name: [names[2 * card]!, names[2 * card + 1]!] });
    return all;
  }

  prompt(card: number): Prompt {
    return JSON.parse(this.lines[this.kept.lines[0] + card]!) as Prompt;
  }

  alike(text: number): readonly number[] {
    return this.kept.texts.flatMap((word, card) => (word === text ? [card] : []));
  }
}
