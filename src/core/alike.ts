import { folded } from './text.js';

/** Words that a sentence is built with rather than what it is about. Question words and negations are not among them. */
const built = new Set(
  `a an the this that these those i you we they he she it me us them him her my your our their its mine yours ours one
  do does did is are am was were be been being have has had having will would shall should can could may might must
  of to in on at by for from with as and or but so than then there here just now`.split(/\s+/),
);

const same: Readonly<Record<string, string>> = { which: 'what', whom: 'who' };

/** What a sentence is about: its words without those it is built with, each once. */
function gist(text: string): string[] {
  const words = folded(text).match(/[\p{L}\p{N}\p{M}']+/gu) ?? [];
  return [...new Set(words.filter((word) => !built.has(word)).map((word) => same[word] ?? word.replace(/(?<=\w{3})s$/, '')))];
}

/** Comparisons after which the search ends: only a file made to be slow has so many sentences of the same rare words. */
const most = 2_000_000;

/**
 * Pairs of texts that say nearly the same, as positions in the list, the earlier first: three quarters of the words
 * that either is about are in both (Jaccard), and they are three at least.
 * Only texts that share one of their rarest words are compared (R. J. Bayardo, Y. Ma, R. Srikant, "Scaling up all pairs
 * similarity search", 2007).
 */
export function alike(texts: readonly string[], least = 0.75): [number, number][] {
  const gists = texts.map(gist);
  const often = new Map<string, number>();
  for (const words of gists) for (const word of words) often.set(word, (often.get(word) ?? 0) + 1);
  const holders = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  let compared = 0;
  gists.forEach((words, at) => {
    if (words.length < 3) return;
    const rarest = words.toSorted((a, b) => often.get(a)! - often.get(b)! || (a < b ? -1 : 1));
    const seen = new Set<number>();
    const own = new Set(words);
    for (const word of rarest.slice(0, words.length - Math.ceil(least * words.length) + 1)) {
      const others = holders.get(word) ?? [];
      for (const other of others) {
        if (seen.has(other) || compared > most) continue;
        seen.add(other);
        compared++;
        const shared = gists[other]!.filter((one) => own.has(one)).length;
        if (shared >= least * (own.size + gists[other]!.length - shared)) pairs.push([other, at]);
      }
      if (others.length) others.push(at);
      else holders.set(word, [at]);
    }
  });
  return pairs;
}
