import { type Channel, type Deck, type Level, type Prompt, pool, type Setting } from './deck.js';
import { folded, plain } from './text.js';

/** What a selection asks for. Within one criterion any value will do; a prompt has to meet every criterion. */
export interface Criteria {
  readonly kinds?: readonly string[];
  readonly decks?: readonly string[];
  readonly tags?: readonly string[];
  readonly levels?: readonly Level[];
  /** A prompt that names no setting fits any; so with channels. */
  readonly settings?: readonly Setting[];
  readonly channels?: readonly Channel[];
  /** BCP 47; `en` also takes `en-GB`. */
  readonly languages?: readonly string[];
  readonly edges?: readonly number[];
  readonly maxEdge?: number;
  readonly principles?: readonly number[];
  /** Only prompts that are asked ahead of a How question. */
  readonly paired?: boolean;
  /** Found in the prompt or its How, whatever the case and the accents. */
  readonly search?: string;
}

/** As much of a deck as a selection looks at. */
export type Selectable = Pick<Deck, 'name' | 'aside' | 'prompts'>;

/** The prompts that meet the criteria, and how many each criterion left out, in the order they were applied. */
export interface Selection {
  readonly prompts: readonly Prompt[];
  readonly considered: number;
  readonly leftOut: readonly { readonly by: string; readonly count: number }[];
  /** Draws as `draw` does from these prompts, without reading them all; undefined where that can't be done. */
  readonly take?: (choice: { count: number; seed: string }) => readonly Prompt[] | undefined;
  /** How many of each deck and kind these are, without reading them; undefined where that can't be done. */
  readonly tally?: () => readonly Tally[] | undefined;
}

export interface Tally {
  readonly deck: string;
  readonly kind: string;
  readonly count: number;
}

/** How many prompts of each deck and kind were selected. */
export function tallied(selection: Selection): readonly Tally[] {
  return selection.tally?.() ?? selection.prompts.map(({ deck, kind }) => ({ deck, kind, count: 1 }));
}

/**
 * Chooses among the prompts of the decks. Two prompts with the same text count once: the one whose id comes first.
 * Decks that are set aside take part only where their name or one of their kinds is asked for, or `aside` says so.
 */
export function select(decks: readonly Deck[], criteria: Criteria = {}, { aside = false } = {}): Selection {
  const mayHold = holders(decks, criteria, aside);
  if (mayHold.length === decks.length) return selectAll(decks, criteria, aside);
  let whole: Selection | undefined;
  const all = () => {
    whole ??= selectAll(decks, criteria, aside);
    return whole;
  };
  return {
    prompts: selectAll(mayHold, criteria, aside).prompts,
    get considered() {
      return all().considered;
    },
    get leftOut() {
      return all().leftOut;
    },
  };
}

/** The decks without those that surely hold nothing of what is asked for, so that they need not be read. */
export function holders(decks: readonly Deck[], { kinds, decks: names }: Criteria, aside: boolean): readonly Deck[] {
  const twice = namedTwice(decks);
  return decks.filter(({ name, catalogue, aside: apart }) => {
    // Of two decks of one name, a prompt of the later may replace one of the earlier.
    if (!catalogue || twice.has(name)) return true;
    return kinds?.length ? catalogue.kinds.some((kind) => kinds.includes(kind)) : aside || !!names?.length || !apart;
  });
}

/** The names that several decks have. */
export function namedTwice(decks: readonly Deck[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of decks) (once.has(name) ? twice : once).add(name);
  return twice;
}

function selectAll(decks: readonly Deck[], criteria: Criteria, aside: boolean): Selection {
  const { prompts: met, considered, leftOut } = meeting(decks, criteria, aside);
  const prompts = firstOfEachText(met);
  const twice = met.length - prompts.length;
  return { prompts, considered, leftOut: twice ? [...leftOut, { by: 'the same text twice', count: twice }] : leftOut };
}

/** The prompts that meet the criteria, though their texts may be alike. */
export function meeting(decks: readonly Selectable[], criteria: Criteria, aside: boolean): Selection {
  const all = pool(decks);
  const leftOut: { by: string; count: number }[] = [];
  let prompts = all;
  const keep = (by: string, test: (prompt: Prompt) => boolean) => {
    const kept = prompts.filter(test);
    if (kept.length < prompts.length) leftOut.push({ by, count: prompts.length - kept.length });
    prompts = kept;
  };
  const { kinds, decks: names, tags, levels, settings, channels, languages, edges, maxEdge, principles, paired } = criteria;

  const apart = new Set(aside || names?.length ? [] : decks.filter((deck) => deck.aside).map((deck) => deck.name));
  if (apart.size) keep('decks set aside', ({ deck, kind }) => !apart.has(deck) || !!kinds?.includes(kind));
  if (names?.length) keep('--deck', ({ deck }) => names.includes(deck));
  if (kinds?.length) keep('kinds', ({ kind }) => kinds.includes(kind));
  if (tags?.length) keep('--tag', (prompt) => shares(tags, prompt.tags));
  if (levels?.length) keep('--level', (prompt) => shares(levels, prompt.level));
  if (settings?.length) keep('--setting', (prompt) => !prompt.settings?.length || shares(settings, prompt.settings));
  if (channels?.length) keep('--channel', (prompt) => !prompt.channels?.length || shares(channels, prompt.channels));
  if (languages?.length) keep('--language', ({ language }) => languages.some((range) => speaks(language, range)));
  if (edges?.length) keep('--edge', ({ edge }) => edge !== undefined && edges.includes(edge));
  if (maxEdge !== undefined) keep('--max-edge', ({ edge }) => edge !== undefined && edge <= maxEdge);
  if (principles?.length) keep('--principle', (prompt) => shares(principles, prompt.principles));
  if (paired) keep('--paired', ({ how }) => how !== undefined);
  if (criteria.search) {
    const sought = folded(criteria.search);
    keep('--search', ({ text, how = '' }) => folded(text).includes(sought) || folded(how).includes(sought));
  }
  return { prompts, considered: all.length, leftOut };
}

function shares<T>(wanted: readonly T[], had: readonly T[] | undefined): boolean {
  return had?.some((value) => wanted.includes(value)) ?? false;
}

/** Basic filtering of language tags (RFC 4647, section 3.3.1). */
export function speaks(language: string, range: string): boolean {
  return `${language}-`.toLowerCase().startsWith(`${range}-`.toLowerCase());
}

function firstOfEachText(prompts: readonly Prompt[]): readonly Prompt[] {
  const texts = prompts.map(({ text }) => plain(text));
  const first = new Map<string, Prompt>();
  prompts.forEach((prompt, i) => {
    const before = first.get(texts[i]!);
    if (!before || prompt.id < before.id) first.set(texts[i]!, prompt);
  });
  return first.size === prompts.length ? prompts : prompts.filter((prompt, i) => first.get(texts[i]!) === prompt);
}
