import { noPair, parseCue, parseSays, plainCue, spelt, wordPattern } from './cue.js';
import { type Deck, type Hearing, type Prompt, pool } from './deck.js';
import { Cues, Lexicon } from './lexicon.js';
import { Listener, type Skipped, type Stretch, type Trace } from './listen.js';
import type { Tables } from './tables.js';

/** What was heard in a text: the pair it belongs to, if any, and why. */
export interface Hearsay {
  /** Undefined where none of the pairs was heard. */
  readonly pair?: Prompt;
  /** The words that decided, as they stand in the text. */
  readonly because: readonly string[];
  /** 0 not heard at all, towards 1 the more was heard of it and the less of anything else. */
  readonly score: number;
}

/** Pairs that are heard by the same ears: those of one deck. */
export interface Pairs {
  readonly pairs: readonly Prompt[];
  readonly hearing: Hearing;
}

/**
 * The pairs of these decks, deck by deck. A deck that doesn't say how its language is heard is heard as another of the
 * same language says, of these decks or of `others`; what its cues weigh, each deck says for itself.
 */
export function pairsOf(decks: readonly Deck[], others: readonly Pick<Deck, 'language' | 'hearing'>[] = []): Pairs[] {
  const groups = new Map<string, Prompt[]>();
  for (const prompt of pool(decks)) {
    if (prompt.how) groups.set(prompt.deck, [...(groups.get(prompt.deck) ?? []), prompt]);
  }
  const language = (tag: string) => tag.toLowerCase().split('-')[0];
  return [...groups].flatMap(([name, pairs]) => {
    const ready = decks.find((deck) => deck.name === name && deck.hearing?.tables);
    const alike = [...decks, ...others].find((deck) => deck.hearing && language(deck.language) === language(pairs[0]!.language));
    const { weights: _, tables: _tables, ...shared } = alike?.hearing ?? {};
    const hearing = { ...shared, ...decks.findLast((deck) => deck !== ready && deck.name === name && deck.hearing)?.hearing };
    if (!ready) return [{ pairs, hearing }];
    // What was made ready is for the pairs the deck came with; those that replace them are heard by their own cues besides.
    const replacing = pairs.filter((pair) => !ready.prompts.includes(pair));
    return [{ pairs, hearing: ready.hearing! }, ...(replacing.length ? [{ pairs: replacing, hearing }] : [])];
  });
}

/** Finds the How in what somebody said. */
export type Recognizer = (text: string) => Verdict;

/** The pair that was heard, if any, and why; and how near each of the others came. */
export interface Verdict extends Hearsay {
  /** Every pair, the likeliest first, each with what was heard of it. */
  readonly ranked: readonly (Hearsay & { readonly pair: Prompt })[];
}

/**
 * Makes a recognizer of the pairs of some decks. It knows no language: all it goes by stands in the decks.
 *
 * 1. A text is taken apart into sentences and words, and short forms are spelt out.
 * 2. Every cue that matches is found: in any inflection, with fillers between its words, across a gap where it has one, and,
 *    in a question, with a slip of the fingers.
 * 3. Each cue speaks once, for its pair or for none of them, as much as its weight says; what it speaks for adds up. A
 *    sentence that is a Yes question is passed over: who asks it has flipped already.
 * 4. The pair for which most is said is heard, if that is at least 0.6 more than what is said for none.
 * 5. A text is heard in stretches: sentences, until they have sixty words. The one counts in which a pair stands out most.
 *
 * A sum of weights is all there is to it, so that the words that decided can be shown. Takes time in proportion to the
 * text, whatever it holds.
 */
export function recognizer(groups: readonly Pairs[]): Recognizer {
  const ears = groups.map((group) => ear(group, groups));
  return (text) => {
    const heard = ears.map((listen) => listen(text));
    const ranked = () => {
      const all = heard.flatMap((one) => one.ranked()).sort((a, b) => b.lead - a.lead);
      const found = new Set<Prompt>();
      return all.filter(({ pair }) => !found.has(pair) && found.add(pair)).map(({ pair, because, score }) => ({ pair, because, score }));
    };
    if (!heard.some(({ lead }) => lead >= enough)) {
      return {
        because: [],
        score: 0,
        // Wanted by few, and most lines of a text end here.
        get ranked() {
          return ranked();
        },
      };
    }
    const all = ranked();
    return { ...all[0]!, ranked: all };
  };
}

/** By how much a pair has to outweigh what belongs to none. */
const enough = 0.6;

/** What was heard of the pairs of one deck. */
interface Earful {
  /** By how much the first of them outweighs none. */
  readonly lead: number;
  ranked(): (Hearsay & { readonly pair: Prompt; readonly lead: number })[];
}

/** Hears the pairs of one deck, and passes over the Yes questions of all. */
function ear({ pairs, hearing }: Pairs, groups: readonly Pairs[]): (text: string) => Earful {
  const tables = hearing.tables ?? tablesOf({ pairs, hearing });
  const lexicon = new Lexicon(hearing, tables);
  const listener = new Listener(lexicon, tables.sides.length, yesOf(groups, lexicon));
  const byId = new Map(pairs.map((pair) => [within(pair), pair]));
  /** The pair of each side; a side whose pair isn't there says nothing. */
  const sides = tables.sides.map((id, side) => (side > 0 ? byId.get(id) : undefined));
  return (text) => {
    let best: Stretch = { from: 0, to: 0, sums: new Float64Array(sides.length) };
    let lead = Number.NEGATIVE_INFINITY;
    listener.stretches(text, (stretch) => {
      const leads = leadOf(stretch, sides);
      if (leads <= lead) return;
      lead = leads;
      best = { ...stretch, sums: stretch.sums.slice() };
    });
    return { lead, ranked: () => rank(sides, best, listener, text) };
  };
}

/** The cues of pairs, ready to be heard. */
export function tablesOf({ pairs, hearing }: Pairs): Tables {
  const all = new Cues(hearing);
  const sides = [noPair, ...pairs.map(within)];
  for (const [i, { how, cues = [] }] of pairs.entries()) {
    for (const cue of [plainCue(how!), ...cues.map(parseCue)]) all.add(cue, [[i + 1, 1]]);
  }
  for (const [cue, says] of Object.entries(hearing.weights ?? {})) {
    const voice = parseSays(says).map(({ pair, weight }) => [sides.indexOf(pair), weight] as const);
    all.add(
      parseCue(cue),
      voice.filter(([side]) => side >= 0),
    );
  }
  return all.packed(sides);
}

/** A pair's id within its deck. */
function within({ id, deck }: Prompt): string {
  return id.slice(deck.length + 1);
}

/** The sentences of all the Yes questions. */
function yesOf(groups: readonly Pairs[], lexicon: Lexicon): Skipped {
  const sentences = groups
    .flatMap(({ pairs }) => pairs.flatMap(({ text }) => text.split(/[.?!]+(?=\s|$)|[;:…]/)))
    .map((sentence) => (sentence.match(wordPattern) ?? []).flatMap((word) => lexicon.inFull(spelt(word)).map(() => spelt(word))))
    .filter(({ length }) => length);
  return { sentences: new Set(sentences.map((words) => words.join(' '))), lengths: new Set(sentences.map(({ length }) => length)) };
}

/** By how much the first pair outweighs none; nothing is heard where nothing speaks for any. */
function leadOf({ sums }: Stretch, sides: readonly (Prompt | undefined)[]): number {
  let most = 0;
  for (let i = 1; i < sums.length; i++) if (sides[i] && sums[i]! > most) most = sums[i]!;
  return most > 0 ? most - sums[0]! : Number.NEGATIVE_INFINITY;
}

function rank(sides: readonly (Prompt | undefined)[], { from, to, sums }: Stretch, listener: Listener, text: string) {
  const stretch = text.slice(from, to);
  const traces = listener.traced(stretch);
  const over = (sum: number) => Math.max(0, sum);
  const total = sums.reduce((all, sum) => all + over(sum), 0);
  return sides.flatMap((pair, side) => {
    if (!pair) return [];
    const sum = over(sums[side]!);
    return {
      pair,
      because: sum > 0 ? decisive(traces, side, stretch) : [],
      score: Math.round((100 * sum) / (sum + (total - sum) / 2 + 0.5)) / 100,
      lead: sums[side]! - sums[0]!,
    };
  });
}

/** The words that said most, as they stand in the text: those with no more than a word between them together, three such at most. */
function decisive(traces: readonly Trace[], side: number, text: string): string[] {
  const words = new Map<number, { end: number; weight: number }>();
  for (const { side: one, weight, places } of traces) {
    if (one !== side || weight <= 0) continue;
    for (const [start, end] of places) {
      words.set(start, { end, weight: (words.get(start)?.weight ?? 0) + weight / places.length });
    }
  }
  const most = Math.max(...[...words.values()].map(({ weight }) => weight));
  const passages: { start: number; end: number; weight: number }[] = [];
  for (const [start, { end, weight }] of [...words].sort(([a], [b]) => a - b)) {
    if (weight < most / 4) continue;
    const before = passages.at(-1);
    if (before && /^[ \t]+(?:[^\s.?!;:,]+[ \t]+)?$/.test(text.slice(before.end, start))) {
      before.end = end;
      before.weight += weight;
    } else passages.push({ start, end, weight });
  }
  return passages
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => text.slice(start, end));
}
