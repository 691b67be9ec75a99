import type { Deck, Prompt } from './deck.js';
import { better, luckOf, type Throw } from './draw.js';
import { type Hash, hash, leastFor } from './random.js';
import { type Criteria, holders, meeting, namedTwice, type Selectable, type Selection, select, type Tally } from './select.js';
import { plain } from './text.js';

/** What is known of a built-in or a large deck without reading its prompts: enough to draw a few of them. */
export interface Catalogue {
  /** How many prompts it has, and of which kinds. */
  readonly size: number;
  readonly kinds: readonly string[];
  /** The tags its prompts have, in the order of their first use. */
  tags(): readonly string[];
  /** Undefined where the deck is not what it was when the catalogue was made. */
  open(): Cards | undefined;
}

/** An open catalogue, a card for each prompt. What turns out to be damaged is undefined. */
export interface Cards {
  /**
   * The deck with one prompt of each sort, in words of its own: prompts of one sort differ only in their words, so that what
   * a selection says of one, search aside, holds for all.
   */
  readonly sorts: Selectable;
  /** Whether prompts of one sort are alike in their kind and their weight alone. */
  readonly coarse: boolean;
  /** Whether no two prompts have the same text, of this deck and of all others that say so. */
  readonly distinct: boolean;
  /** How the cards lie: so many of one sort, so many of the next. */
  readonly runs: readonly Run[];
  /** Among `count` cards from this one on, all whose chance has first bits as great as `least` (see `leastFor`), and maybe others. */
  lucky(seed: Hash, from: number, count: number, least: number): readonly Named[] | undefined;
  prompt(card: number): Prompt | undefined;
  /** The cards of prompts whose text, made plain, has this hash. */
  alike(text: number): readonly number[] | undefined;
  close(): void;
}

export type Run = readonly [sort: number, count: number];

/** A card, and the hash of the id of its prompt. */
export interface Named {
  readonly card: number;
  readonly name: Hash;
}

/** The sort of a card. */
function sortOf({ runs }: Cards, card: number): number {
  let end = 0;
  for (const [sort, count] of runs) {
    end += count;
    if (card < end) return sort;
  }
  throw new RangeError(`there is no card ${card}`);
}

/** As `select`, for decks of which some have a catalogue: their prompts are read only when they are looked at. */
export function selectLater(decks: readonly Deck[], criteria: Criteria, how: { aside: boolean }): Selection {
  let selected: Selection | undefined;
  let counted: readonly Tally[] | undefined;
  const now = () => {
    selected ??= select(decks, criteria, how);
    return selected;
  };
  return {
    get prompts() {
      return now().prompts;
    },
    get considered() {
      return now().considered;
    },
    get leftOut() {
      return now().leftOut;
    },
    take: (choice) => take(decks, criteria, { ...how, ...choice }),
    tally() {
      counted ??= tally(decks, criteria, how);
      return counted;
    },
  };
}

interface Choice {
  readonly aside: boolean;
  readonly count: number;
  readonly seed: string;
}

/** More than these are not worth looking for one by one. */
const most = 1000;

/** What `draw` takes of what `select` leaves; undefined where the catalogues can't tell. */
function take(decks: readonly Deck[], criteria: Criteria, choice: Choice): Prompt[] | undefined {
  if (choice.count > most) return undefined;
  return byCatalogue(decks, criteria, choice.aside, (drawers) => {
    const small = decks.filter(({ catalogue }) => !catalogue);
    const prompts = small.length ? select(small, criteria, choice).prompts : [];
    const texts = prompts.length || drawers.some(({ cards }) => !cards.distinct) ? new Texts(drawers, prompts) : undefined;
    // A few to spare, for those that turn out to be another's text.
    for (let room = texts ? 2 * choice.count + 8 : choice.count + 1; room < 10 * most; room *= 4) {
      const found = best(drawers, prompts, choice.seed, room);
      const taken = found && firsts(found, texts, choice.count);
      if (!taken || taken.length === choice.count || !found.more) return taken;
    }
    return undefined;
  });
}

/** How many prompts of each deck and kind `select` leaves; undefined where the catalogues can't tell. */
function tally(decks: readonly Deck[], criteria: Criteria, { aside }: { aside: boolean }): Tally[] | undefined {
  if (decks.some(({ catalogue }) => !catalogue)) return undefined;
  return byCatalogue(decks, criteria, aside, (drawers) => {
    if (drawers.some(({ cards }) => !cards.distinct)) return undefined;
    return drawers.flatMap(({ cards: { sorts, runs }, weights }) =>
      runs.flatMap(([sort, count]) => (weights[sort] === undefined ? [] : [{ deck: sorts.name, kind: sorts.prompts[sort]!.kind, count }])),
    );
  });
}

/** What is found out from the catalogues of the decks that may hold what is asked for; undefined where these can't tell. */
function byCatalogue<T>(
  decks: readonly Deck[],
  criteria: Criteria,
  aside: boolean,
  find: (drawers: readonly Drawer[]) => T | undefined,
): T | undefined {
  // A search looks at the words of all.
  if (criteria.search) return undefined;
  const large = holders(decks, criteria, aside).filter(({ catalogue }) => catalogue);
  const twice = namedTwice(decks);
  // A deck of the same name may replace its prompts.
  if (large.some(({ name }) => twice.has(name))) return undefined;
  const opened: Cards[] = [];
  try {
    for (const { catalogue } of large) {
      const cards = catalogue!.open();
      if (!cards) return undefined;
      opened.push(cards);
    }
    const { kinds: _, decks: __, languages: ___, ...more } = criteria;
    if (opened.some(({ coarse }) => coarse) && Object.values(more).some((asked) => (Array.isArray(asked) ? asked.length : asked))) {
      return undefined;
    }
    const sorts = opened.map((cards) => cards.sorts);
    const kept = new Set(meeting(sorts, criteria, aside).prompts);
    const drawers = opened.map((cards, i): Drawer => {
      return { cards, weights: sorts[i]!.prompts.map((sort) => (kept.has(sort) ? (sort.weight ?? 1) : undefined)) };
    });
    return find(drawers);
  } finally {
    for (const cards of opened) cards.close();
  }
}

/** A catalogue, and the weight of each of its sorts; undefined for one that was not selected. */
interface Drawer {
  readonly cards: Cards;
  readonly weights: readonly (number | undefined)[];
}

/** A prompt that is read already, or the card of one that isn't. */
type Candidate = { readonly luck: number } & ({ readonly prompt: Prompt } | { readonly drawer: Drawer; readonly card: number });

/** The best throws of all, the best first, and whether there are more; where there are, those as good as the last are left out. */
interface Best {
  readonly candidates: readonly Candidate[];
  readonly more: boolean;
}

function best(drawers: readonly Drawer[], prompts: readonly Prompt[], seed: string, room: number): Best | undefined {
  const seeded = hash(seed);
  const byLuck = (a: Candidate, b: Candidate) => b.luck - a.luck;
  let candidates: Candidate[] = prompts
    .filter(({ weight = 1 }) => weight > 0)
    .map((prompt) => ({ prompt, luck: luckOf(seeded, hash(prompt.id), prompt.weight ?? 1) }))
    .sort(byLuck);
  let more = candidates.length > room;
  let seen = 0;
  for (const drawer of drawers) {
    const { cards, weights } = drawer;
    let from = 0;
    for (const [sort, count] of cards.runs) {
      const weight = weights[sort];
      const end = from + count;
      // As many again each time: then few in each lot throw better than the best of all before.
      for (let lot = 0; weight && from < end; from += lot, seen += lot) {
        lot = Math.min(Math.max(seen, 256), end - from);
        candidates = candidates.slice(0, room);
        const last = candidates.length < room ? Number.NEGATIVE_INFINITY : candidates[room - 1]!.luck;
        // Rounded so that a throw as good as the last is never missed.
        const found = cards.lucky(seeded, from, lot, leastFor(Math.exp(last * weight) * (1 - 1e-9)));
        if (!found) return undefined;
        for (const { card, name } of found) {
          const luck = luckOf(seeded, name, weight);
          if (luck >= last) candidates.push({ drawer, card, luck });
        }
        candidates.sort(byLuck);
        more ||= candidates.length > room || last > Number.NEGATIVE_INFINITY;
      }
      from = end;
    }
  }
  if (!more) return { candidates, more };
  const last = candidates[room - 1]!.luck;
  return { candidates: candidates.filter(({ luck }) => luck > last), more };
}

/** The first `count` candidates that are not the same text as a selected prompt whose id comes before theirs. */
function firsts({ candidates }: Best, texts: Texts | undefined, count: number): Prompt[] | undefined {
  const taken: Throw[] = [];
  for (let i = 0; i < candidates.length && taken.length < count; ) {
    const { luck } = candidates[i]!;
    const same: Throw[] = [];
    for (; candidates[i]?.luck === luck; i++) {
      const prompt = promptOf(candidates[i]!);
      const first = prompt && (texts ? texts.first(prompt.text) : prompt.id);
      if (first === undefined) return undefined;
      if (first === prompt!.id) same.push({ prompt: prompt!, luck });
    }
    taken.push(...same.sort(better));
  }
  return taken.slice(0, count).map(({ prompt }) => prompt);
}

function promptOf(candidate: Candidate): Prompt | undefined {
  return 'prompt' in candidate ? candidate.prompt : candidate.drawer.cards.prompt(candidate.card);
}

/** Which of the selected prompts with the same text counts. */
class Texts {
  private readonly firsts = new Map<string, string>();
  private readonly small: ReadonlyMap<string, string>;
  private looked = 0;

  constructor(
    private readonly drawers: readonly Drawer[],
    prompts: readonly Prompt[],
  ) {
    this.small = new Map(prompts.map((prompt) => [plain(prompt.text), prompt.id]));
  }

  /** The id that comes first; undefined where that can't be told, or only by reading too many prompts. */
  first(text: string): string | undefined {
    const said = plain(text);
    let first = this.firsts.get(said);
    if (first !== undefined) return first;
    first = this.small.get(said);
    const [word] = hash(said);
    for (const { cards, weights } of this.drawers) {
      const alike = cards.alike(word);
      this.looked += alike?.length ?? 0;
      if (!alike || this.looked > 2 * most) return undefined;
      for (const card of alike) {
        const prompt = cards.prompt(card);
        if (!prompt) return undefined;
        if (weights[sortOf(cards, card)] !== undefined && plain(prompt.text) === said && (first === undefined || prompt.id < first))
          first = prompt.id;
      }
    }
    if (first !== undefined) this.firsts.set(said, first);
    return first;
  }
}
