/**
 * The language of cues, small enough to learn from examples:
 *
 * | in a cue | stands for |
 * |---|---|
 * | `how long` | these words, one after the other, in any of their inflections |
 * | `soon/fast/quick` | one of these words |
 * | `(the)` | a word that may be missing |
 * | `budget*` | any word that begins like this |
 * | `=others` | this word in this very form, be it a filler |
 * | `<people>` | an entry of the word list `people` of the deck |
 * | `…` or `...` | up to six words, or none |
 * | `.` | the sentence begins or ends here |
 * | `?` | the sentence ends here, as a question |
 *
 * Fillers say nothing, here as in a text, where they may stand between the words.
 */
export type Step =
  /** One of several, each of which may be more than a word in a text. */
  | { readonly is: 'words'; readonly choices: readonly (readonly string[])[]; readonly optional: boolean }
  | { readonly is: 'list'; readonly list: string; readonly optional: boolean }
  | { readonly is: 'gap' }
  | { readonly is: 'edge'; readonly edge: '.' | '?' };

/** Reads a cue. Never fails: what is no mark is a word. */
export function parseCue(cue: string): Step[] {
  const parts = cue.replaceAll('...', ' … ').match(/\(?<[^>]*>\)?|\S+/g) ?? [];
  return parts.flatMap((part): Step[] => {
    if (part === '…') return [{ is: 'gap' }];
    if (part === '.' || part === '?') return [{ is: 'edge', edge: part }];
    const optional = /^\(.+\)$/.test(part);
    const bare = optional ? part.slice(1, -1) : part;
    const list = /^<(.+)>$/.exec(bare)?.[1];
    if (list !== undefined) return [{ is: 'list', list: list.toLowerCase(), optional }];
    // "e-mail" or "well-being" are several words in a text, and so they are here.
    const choices = (bare.includes('<') ? [bare] : bare.split('/')).map(wordsOf).filter(({ length }) => length);
    return choices.length ? [{ is: 'words', choices, optional }] : [];
  });
}

/** The words of a question, none of its signs being a mark. */
export function plainCue(text: string): Step[] {
  return (text.match(wordPattern) ?? []).map((word) => ({ is: 'words', choices: [[word]], optional: false }));
}

/** For which pairs a cue speaks, by their ids, and how much: `cost 1.2, none -0.3`; 1 where no number stands. */
export function parseSays(says: string): { readonly pair: string; readonly weight: number }[] {
  return says.split(',').map((part) => {
    const [, pair = part.trim(), weight = '1'] = /^\s*(\S+)(?:\s+([+-]?(?:\d+\.?\d*|\.\d+)))?\s*$/.exec(part) ?? [];
    return { pair, weight: Math.max(-10, Math.min(10, Number(weight))) };
  });
}

/** What speaks for none of the pairs, in the place of an id. */
export const noPair = 'none';

/** The lists a cue names, so that a deck can be checked. */
export function listsIn(cue: string): string[] {
  return parseCue(cue).flatMap((step) => (step.is === 'list' ? [step.list] : []));
}

/** A word is letters and digits, with apostrophes inside; a currency sign; or a character of a script without spaces. */
export const wordPattern =
  /\p{Sc}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}\p{M}])+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*/gu;

function wordsOf(text: string): string[] {
  if (text.startsWith('=')) return wordsOf(text.slice(1)).map((word) => `=${word}`);
  // Plain letters, the usual case, need no knowledge of scripts.
  const words = text.match(/^[\x20-\x7e]+$/) ? text.match(/[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*|\$/g) : text.match(wordPattern);
  return (words ?? []).map((word, i, { length }) => (i === length - 1 && text.endsWith(`${word}*`) ? `${word}*` : word));
}

/** How a word is compared: case, the encoding of accents and the form of apostrophes made alike. */
export function spelt(word: string): string {
  return /^[A-Za-z0-9]*$/.test(word)
    ? word.toLowerCase()
    : word
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[‘’ʼ]/g, "'");
}

/**
 * What a word has in common with its inflections: the longest ending of the list is taken off if three letters stay,
 * then what joined it (a doubled letter, a silent e, an i for a y). Crude on purpose: cues and texts are treated alike,
 * so the stem need not be a word. (After J. B. Lovins 1968: longest match, then recoding.)
 */
export function stem(word: string, endings: readonly string[]): string {
  const ending = endings.find((one) => word.length - one.length >= 3 && word.endsWith(one));
  const rest = ending === undefined ? word : word.slice(0, -ending.length);
  if (rest.length <= 3) return rest;
  return rest
    .replace(/(.)\1$/, '$1')
    .replace(/e$/, '')
    .replace(/i$/, 'y');
}
