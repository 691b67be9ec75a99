import { noPair, parseCue, spelt, stem, wordPattern } from '../core/cue.js';
import type { Deck, Hearing } from '../core/deck.js';
import { Cues, endingsOf, Lexicon } from '../core/lexicon.js';
import { Listener } from '../core/listen.js';

/** Something that somebody said, and the id of the pair it belongs to, or `none`. */
export interface Example {
  readonly text: string;
  readonly pair: string;
}

/** In how many examples words have to stand together to become a cue. */
const least = 5;
/** How closely the weights follow the examples: the C of the machine below. */
const closeness = 0.5;
/** What a weight of 1 is, in the machine's own measure. */
const unit = 2.5;
/** What none of the pairs is given besides, so that "at least 0.6 more" asks for no more than most. */
const handicap = 0.6;
/** What is too little to be said. */
const negligible = 0.45;

/**
 * Weights for the cues of a deck, fitted to examples: up to three words that stand together in several of them, and the cues
 * of more kinds that the deck has already. What fits best is told by linear support vector machines, one for each side
 * (Cortes and Vapnik 1995), on rows weighed by inverse document frequency and brought to one length (Salton and Buckley 1988).
 * The weights are sums to be compared, so that all of one cue's may be moved together: its median is taken for nothing.
 */
export function weigh(deck: Deck, examples: readonly Example[]): Record<string, string> {
  const hearing = deck.hearing ?? {};
  const sides = [noPair, ...deck.prompts.filter(({ how }) => how).map(({ id }) => id.slice(deck.name.length + 1))];
  const cues = [...new Set([...phrases(hearing, examples), ...Object.keys(hearing.weights ?? {}).filter(isPattern), ...lists(hearing)])];
  const rows = heardIn(hearing, cues, examples);
  const known = idf(rows, cues.length);
  const measured = rows.map((row) => {
    const length = Math.sqrt(row.reduce((sum, i) => sum + known[i]! ** 2, 0));
    return { at: row, value: row.map((i) => known[i]! / length) };
  });
  const fitted = sides.map((side) =>
    separate(
      measured,
      examples.map(({ pair }) => pair === side),
      cues.length,
    ),
  );
  const says = cues.map((cue, i) => {
    const weights = fitted.map((weight) => weight[i]! * known[i]!);
    const median = weights.toSorted((a, b) => a - b)[weights.length >> 1]!;
    const own = cue === '.' ? -handicap : 0;
    return sides
      .map((side, j) => ({ side, weight: Math.round((10 * (weights[j]! - median)) / unit) / 10 + (j === 0 ? own : 0) }))
      .filter(({ weight }) => Math.abs(weight) > negligible)
      .sort((a, b) => b.weight - a.weight);
  });
  const strongest = (i: number) => says[i]![0];
  const place = (i: number) => [sides.indexOf(strongest(i)!.side), -strongest(i)!.weight] as const;
  return Object.fromEntries(
    cues
      .map((_, i) => i)
      .filter((i) => says[i]!.length)
      .sort((a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1] || (cues[a]! < cues[b]! ? -1 : 1))
      .map((i) => [cues[i]!, says[i]!.map(({ side, weight }) => `${side} ${Number(weight.toFixed(1))}`).join(', ')]),
  );
}

/** A cue that is more than words that stand together. */
function isPattern(cue: string): boolean {
  return parseCue(cue).some((step) => {
    if (step.is === 'words') return step.choices.length > 1 || step.optional || /\*$|^=/.test(step.choices[0]![0]!);
    return step.is !== 'edge';
  });
}

function lists({ words = {} }: Hearing): string[] {
  return Object.keys(words).map((name) => `<${name}>`);
}

/** Up to three words that stand together in several examples, the start and the end of a sentence counting as words. */
function phrases(hearing: Hearing, examples: readonly Example[]): string[] {
  const lexicon = new Lexicon(hearing, new Cues(hearing).packed([]));
  const endings = endingsOf(hearing);
  /** How often each form of a word is used, by its stem. */
  const forms = new Map<string, Map<string, number>>();
  const counts = new Map<string, number>();
  const written = (word: string) => {
    if (lexicon.isFiller(word)) return `=${word}`;
    const root = stem(word, endings);
    const used = forms.get(root) ?? new Map<string, number>();
    forms.set(root, used.set(word, (used.get(word) ?? 0) + 1));
    return root;
  };
  for (const text of new Set(examples.map(({ text }) => text))) {
    const here = new Set(['.']);
    for (const { words, asked } of sentences(text, lexicon)) {
      const all = words.map(written);
      for (const some of [all, all.filter((word) => !word.startsWith('='))]) {
        const sequence = ['.', ...some, asked ? '?' : '.'];
        for (let size = 1; size <= 3; size++) {
          for (let i = size > 1 ? 0 : 1; i + size <= sequence.length; i++) here.add(sequence.slice(i, i + size).join(' '));
        }
      }
    }
    for (const phrase of here) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  const usual = new Map([...forms].map(([root, used]) => [root, [...used].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
  return [...counts]
    .filter(([phrase, count]) => count >= least && !/\d/.test(phrase))
    .map(([phrase]) =>
      phrase
        .split(' ')
        .map((word) => usual.get(word) ?? word)
        .join(' '),
    );
}

function sentences(text: string, lexicon: Lexicon): { words: string[]; asked: boolean }[] {
  const parts = text.match(/(?:[^.?!;:…—–]|[.](?!\s|$))+[.?!;:…—–]*/gu) ?? [];
  return parts.flatMap((part) => {
    const words = (part.match(wordPattern) ?? []).flatMap((word) => lexicon.inFull(spelt(word)));
    const first = words.find((word) => !lexicon.isFiller(word));
    return words.length ? [{ words, asked: /\?/.test(part) || (first !== undefined && lexicon.isAsking(first)) }] : [];
  });
}

/** Which cues are heard in each example. */
function heardIn(hearing: Hearing, cues: readonly string[], examples: readonly Example[]): number[][] {
  const all = new Cues(hearing);
  for (const [i, cue] of cues.entries()) all.add(parseCue(cue), [[i, 1]]);
  const listener = new Listener(new Lexicon(hearing, all.packed([])), cues.length);
  return examples.map(({ text }) => [...new Set(listener.traced(text).map(({ side }) => side))]);
}

/** The rarer a cue, the more it weighs; one that is heard once in all the examples teaches nothing. */
function idf(rows: readonly (readonly number[])[], count: number): Float64Array {
  const found = new Float64Array(count);
  for (const row of rows) for (const i of row) found[i]!++;
  return found.map((n) => (n < 2 ? 0 : Math.log((1 + rows.length) / (1 + n)) + 1));
}

interface Row {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/**
 * A linear support vector machine with squared hinge loss and without an intercept, by dual coordinate descent (C.-J. Hsieh,
 * K.-W. Chang, C.-J. Lin, S. S. Keerthi, S. Sundararajan, ICML 2008, algorithm 1). The rows are taken in an order that is
 * the same each time.
 */
function separate(rows: readonly Row[], is: readonly boolean[], count: number): Float64Array {
  const weight = new Float64Array(count);
  const alpha = new Float64Array(rows.length);
  const diagonal = 1 / (2 * closeness);
  const squares = rows.map(({ value }) => value.reduce((sum, x) => sum + x * x, diagonal));
  const order = rows.map((_, i) => i);
  let seed = 1;
  for (let round = 0; round < 60; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const j = seed % (i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { at, value } = rows[i]!;
      const sign = is[i] ? 1 : -1;
      let sum = 0;
      for (let k = 0; k < at.length; k++) sum += weight[at[k]!]! * value[k]!;
      const gradient = sign * sum - 1 + diagonal * alpha[i]!;
      const before = alpha[i]!;
      alpha[i] = Math.max(0, before - gradient / squares[i]!);
      const change = (alpha[i]! - before) * sign;
      if (change) for (let k = 0; k < at.length; k++) weight[at[k]!]! += change * value[k]!;
    }
  }
  return weight;
}
