import { type Deck, type Hearing, type Prompt, pool } from './deck.js';
import { Lexicon } from './lexicon.js';
import { Listener, type Match, type Sentence } from './listen.js';

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
 * same language says; what belongs to no pair, each deck says for itself.
 */
export function pairsOf(decks: readonly Deck[]): Pairs[] {
  const groups = new Map<string, Prompt[]>();
  for (const prompt of pool(decks)) {
    if (prompt.how) groups.set(prompt.deck, [...(groups.get(prompt.deck) ?? []), prompt]);
  }
  const language = (tag: string) => tag.toLowerCase().split('-')[0];
  return [...groups].map(([name, pairs]) => {
    const own = decks.findLast((deck) => deck.name === name && deck.hearing)?.hearing;
    const { unpaired: _, ...shared } =
      decks.find((deck) => deck.hearing && language(deck.language) === language(pairs[0]!.language))?.hearing ?? {};
    return { pairs, hearing: { ...shared, ...own } };
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
 * 1. A text is taken apart into sentences and words; fillers are dropped, short forms spelt out.
 * 2. Every cue that matches is found: in any inflection, across a gap where it has one, and, in a question, with a slip of
 *    the fingers.
 * 3. Phrases win over words: a match whose words all belong to a longer match doesn't count, whichever pair that is for.
 *    So "proof of address", which belongs to none of the pairs, silences "proof".
 * 4. A cue counts 1 and a twentieth for each of its words, a hint 0.5, a cue against a pair -1. One word alone counts 0.8 in a
 *    question. In a statement it counts 0.3, a cue meant for questions or a hint 0.2. A word counts once for a pair.
 * 5. What belongs to no pair silences, in its sentence, every pair of which no more than that was heard.
 * 6. The pairs that reach 0.6 over all sentences are heard. One that reaches 0.9 goes ahead of those it beats; else the stronger
 *    goes first, then the one heard earlier, then the one that stands earlier in the deck.
 *
 * Takes time in proportion to the text, whatever it holds.
 */
export function recognizer(groups: readonly Pairs[]): Recognizer {
  const ears = groups.map(ear);
  const all = groups.flatMap(({ pairs }) => pairs);
  const silence: Verdict = { because: [], score: 0, ranked: all.map((pair) => ({ pair, because: [], score: 0 })) };
  return (text) => {
    const heard = ears.map((listen) => listen(text));
    if (heard.every((one) => one === undefined)) return silence;
    const ranked = () =>
      heard
        .flatMap((one, i) => one?.ranked() ?? groups[i]!.pairs.map((pair): Ranked => ({ pair, because: [], score: 0, rank: 0 })))
        .sort((a, b) => b.rank - a.rank || b.score - a.score);
    const shown = (all: readonly Ranked[]) => all.map(({ pair, because, score }) => ({ pair, because, score }));
    if (!heard.some((one) => one?.enough)) {
      return {
        because: [],
        score: 0,
        // Wanted by few, and most lines of a text end here.
        get ranked() {
          return shown(ranked());
        },
      };
    }
    const all = shown(ranked());
    return { ...all[0]!, ranked: all };
  };
}

/** What was heard of the pairs of one deck, and whether it is enough to flip. */
interface Earful {
  readonly enough: boolean;
  ranked(): Ranked[];
}

type Ranked = Hearsay & { readonly pair: Prompt; readonly rank: number };

/** Hears the pairs of one deck; undefined where nothing of any was heard. */
function ear({ pairs, hearing }: Pairs): (text: string) => Earful | undefined {
  const lexicon = new Lexicon(hearing);
  for (const [i, { how, cues = [], hears = {} }] of pairs.entries()) {
    const { phrases = [], asked = [], hints = [], against = [] } = hears;
    for (const cue of [how!.replace(/[?.!]/g, ''), ...cues, ...phrases]) lexicon.add(cue, { pair: i, strength: 'cue' });
    for (const cue of asked) lexicon.add(cue, { pair: i, strength: 'asked' });
    for (const cue of hints) lexicon.add(cue, { pair: i, strength: 'hint' });
    for (const cue of against) lexicon.add(cue, { pair: i, strength: 'against' });
  }
  // Who asks the Yes question has flipped already.
  for (const { text } of pairs) lexicon.add(text.replace(/[?.!]/g, ''), { pair: -1, strength: 'cue' });
  for (const cue of hearing.unpaired ?? []) lexicon.add(cue, { pair: -1, strength: 'cue' });
  const beats = pairs.map(({ hears: { beats = [] } = {}, deck }) =>
    pairs.map(({ id }) => beats.includes(id.slice(deck.length + 1)) || beats.includes('all')),
  );
  const listener = new Listener(lexicon);
  return (text) => {
    const evidence = weigh(text, listener, pairs.length);
    return evidence && { enough: evidence.some(({ weight }) => weight >= enough), ranked: () => rank(pairs, evidence, beats) };
  };
}

/** The weight from which on a pair is heard. */
const enough = 0.6;

/** What was heard of one pair in a text. */
interface Evidence {
  weight: number;
  /** Where it was first heard. */
  first: number;
  readonly because: string[];
}

function rank(pairs: readonly Prompt[], evidence: readonly Evidence[], beats: readonly (readonly boolean[])[]): Ranked[] {
  const heard = pairs.map((_, i) => i).filter((i) => evidence[i]!.weight >= enough);
  const beaten = (i: number) => heard.some((j) => j !== i && evidence[j]!.weight >= 0.9 && beats[j]![i] && !beats[i]![j]);
  const order = heard.sort(
    (a, b) =>
      Number(beaten(a)) - Number(beaten(b)) ||
      evidence[b]!.weight - evidence[a]!.weight ||
      evidence[a]!.first - evidence[b]!.first ||
      a - b,
  );
  const total = evidence.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  return pairs.map((pair, i) => {
    const { weight, because } = evidence[i]!;
    const place = order.indexOf(i);
    const others = place === 0 ? (total - weight) / 2 : total - weight;
    return {
      pair,
      because: [...new Set(because)],
      score: Math.round((100 * Math.max(0, weight)) / (weight + others + 0.5) || 0) / 100,
      rank: place < 0 ? 0 : order.length - place,
    };
  });
}

/** What is heard of each pair, sentence by sentence; undefined where nothing of any is. */
function weigh(text: string, listener: Listener, pairs: number): Evidence[] | undefined {
  let evidence: Evidence[] | undefined;
  listener.sentences(text, (sentence) => {
    if (sentence.matches.every(({ voice }) => voice.pair < 0)) return;
    evidence ??= Array.from({ length: pairs }, () => ({ weight: 0, first: text.length, because: [] }));
    judge(sentence, evidence);
  });
  return evidence;
}

function judge(sentence: Sentence, evidence: readonly Evidence[]): void {
  const matches = sentence.matches.sort((a, b) => b.size - a.size);
  const weights = evidence.map(() => 0);
  /** The words that were counted, for each pair and, last, for what belongs to none. */
  const low = [...weights, 0];
  const high = [...weights, 0];
  const counted: Match[] = [];
  let none = 0;
  for (const match of matches) {
    const { pair, strength } = match.voice;
    const at = pair < 0 ? evidence.length : pair;
    if ((low[at]! & match.low) !== 0 || (high[at]! & match.high) !== 0 || covered(match, matches)) continue;
    low[at]! |= match.low;
    high[at]! |= match.high;
    if (pair < 0) none += phrase(match.size);
    else {
      weights[pair]! += weightOf(match, sentence.asked);
      if (strength !== 'against') counted.push(match);
    }
  }
  for (const [i, weight] of weights.entries()) if (weight > none || weight < 0) evidence[i]!.weight += weight;
  for (const match of counted) {
    if (weights[match.voice.pair]! <= none) continue;
    const { first, quote } = sentence.quote(match);
    const one = evidence[match.voice.pair]!;
    one.first = Math.min(one.first, first);
    one.because.push(quote);
  }
}

/** Whether a longer match holds all the words of this one. */
function covered({ low, high, size }: Match, matches: readonly Match[]): boolean {
  for (const other of matches) {
    // The longest stand first.
    if (other.size <= size) return false;
    if ((other.low & low) === low && (other.high & high) === high) return true;
  }
  return false;
}

/** How much a phrase says: the longer, the more. */
function phrase(size: number): number {
  return 1 + size / 20;
}

/** How much a match says. One word alone says little in a statement: bread has a price, and a raffle has results. */
function weightOf({ voice, size }: Match, asked: boolean): number {
  switch (voice.strength) {
    case 'against':
      return -1;
    case 'cue':
      return size > 1.5 ? phrase(size) : asked ? 0.8 : 0.3;
    case 'asked':
      return asked ? (size > 1.5 ? phrase(size) : 0.8) : 0.2;
    case 'hint':
      return asked ? 0.5 : 0.2;
  }
}
