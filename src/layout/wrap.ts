import { visible } from '../core/text.js';
import type { Type, Weight } from './type.js';

/** A text in the pieces between which a line may end, measured once for every size. Widths are in thousandths of an em. */
export interface Measured {
  readonly pieces: readonly Piece[];
  readonly longest: number;
  /** Of all pieces, without the spaces between them. */
  readonly total: number;
}

interface Piece {
  readonly text: string;
  readonly width: number;
  /** Of the space behind it, which doesn't count at the end of a line. */
  readonly space: number;
}

/** A word with the spaces behind it. */
const words = /[^ \u2000-\u2006\u2008-\u200b\u3000]*[ \u2000-\u2006\u2008-\u200b\u3000]+|[^ \u2000-\u2006\u2008-\u200b\u3000]+$/g;
/** After a hyphen, dash or slash within a word, but not before a digit. */
const afterHyphen = /(?<=[^\s!-/:-@[-`{-~][-\u2010\u2013\u2014/])(?=[^\s\d!-/:-@[-`{-~])/;

/** The pieces of a text between which a line may end. Joined they are the text. */
function piecesOf(text: string): readonly string[] {
  let pieces: readonly string[] = text.match(words) ?? [];
  if (/[-/\u2010-\u2014]/.test(text)) pieces = pieces.flatMap((piece) => piece.split(afterHyphen));
  return /[\u2e80-\uffff]/.test(text) ? pieces.flatMap((piece) => piece.split(amongWide())) : pieces;
}

let between: RegExp | undefined;

/**
 * Around the characters of scripts that use no spaces, but not before what closes and after what opens. Made when it is
 * first needed: what Unicode says of scripts takes milliseconds to look up.
 */
function amongWide(): RegExp {
  const wide = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u3000-\\u303f\\uff01-\\uff60';
  const closing = '、。，．！？」』）】〉》ー々：；';
  const opening = '「『（【〈《';
  between ??= new RegExp(
    `(?<=[${wide}])(?<![${opening}])(?![${closing}])(?=[${wide}\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=[${wide}])(?![${closing}])`,
    'u',
  );
  return between;
}

/** Words, labels and sources come again and again: what was measured is kept as long as the family is. */
const known = new WeakMap<Type, Record<Weight, { readonly texts: Map<string, Measured>; readonly pieces: Map<string, Piece> }>>();

export function measured(text: string, weight: Weight, type: Type): Measured {
  const nothing = () => ({ texts: new Map<string, Measured>(), pieces: new Map<string, Piece>() });
  const kept = known.get(type) ?? { regular: nothing(), semibold: nothing() };
  known.set(type, kept);
  const { texts, pieces } = kept[weight];
  const before = texts.get(text);
  if (before) return before;
  let longest = 0;
  let total = 0;
  const made = piecesOf(composed(visible(text))).map((piece) => {
    let one = pieces.get(piece);
    if (!one) {
      const word = piece.trimEnd();
      one = { text: piece, width: type.width(word, weight), space: type.width(piece.slice(word.length), weight) };
      pieces.set(piece, one);
    }
    longest = Math.max(longest, one.width);
    total += one.width;
    return one;
  });
  const all = { pieces: made, longest, total };
  texts.set(text, all);
  return all;
}

/**
 * The lines of a text, each at most `room` wide but for the spaces at its end, in thousandths of an em; joined they are
 * the text again. A piece that is wider itself is cut between its letters.
 */
export function lines({ pieces }: Measured, room: number, weight: Weight, type: Type): string[] {
  const made: string[] = [];
  let line = '';
  let used = 0;
  const add = (text: string, width: number, space: number) => {
    line += text;
    used += width + space;
  };
  const turn = (width: number) => {
    if (!line || used + width <= room) return;
    made.push(line);
    line = '';
    used = 0;
  };
  pieces.forEach(({ text, width, space }) => {
    turn(width);
    if (width <= room) add(text, width, space);
    else
      for (const letter of letters(text)) {
        const its = type.width(letter, weight);
        turn(its);
        add(letter, its, 0);
      }
  });
  return line ? [...made, line] : made;
}

/** Letters and their marks as one character, where there is one. Quotation marks and dashes alone need no asking Unicode. */
function composed(text: string): string {
  return /[\u0300-\u200f\u2028-\uffff]/.test(text) ? text.normalize('NFC') : text;
}

/** How many lines `lines` gives where no piece is cut. */
function count({ pieces }: Measured, room: number): number {
  let made = 1;
  let used = 0;
  // Asked for more often than anything else here: an index makes no object for each step.
  for (let i = 0; i < pieces.length; i++) {
    const { width, space } = pieces[i]!;
    if (used > 0 && used + width > room) {
      made++;
      used = 0;
    }
    used += width + space;
  }
  return made;
}

let segmenter: Intl.Segmenter | undefined;

function letters(text: string): string[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** As many lines as `lines` gives, about equally long: no word is left alone on the last. */
export function balanced(text: Measured, room: number, weight: Weight, type: Type): string[] {
  if (text.longest > room) return lines(text, room, weight, type);
  const least = count(text, room);
  if (least < 2 || least > 12) return lines(text, room, weight, type);
  let low = Math.max(text.longest, Math.floor(text.total / least));
  let high = room;
  for (let step = 0; step < 4 && low < high; step++) {
    const middle = Math.floor((low + high) / 2);
    if (count(text, middle) > least) low = middle;
    else high = middle;
  }
  return lines(text, high, weight, type);
}

/** The height of a line, in sizes of its letters. */
export const leadings = { regular: 1.3, semibold: 1.22 } as const;

/** How much goes on a line of this width at this size, both in points: whole thousandths of an em. */
export function roomIn(width: number, size: number): number {
  return Math.floor((width / size) * 1000);
}

/**
 * The largest of `sizes` at which a text stands in a box, and its lines; undefined where even the least is too large.
 * No word is cut that could be whole at a smaller size.
 */
export function fitted(
  text: string,
  { width, height, weight, type, sizes }: { width: number; height: number; weight: Weight; type: Type; sizes: readonly number[] },
): { size: number; lines: readonly string[] } | undefined {
  const pieces = measured(text, weight, type);
  // A word that is too long at every size is cut, at one of the smaller sizes.
  const hopeless = pieces.longest > roomIn(width, sizes.at(-1)!);
  const tried = hopeless ? sizes.slice(sizes.length >> 1) : sizes;
  const fits = (size: number) => {
    const room = roomIn(width, size);
    const most = Math.floor(height / (size * leadings[weight]) + 1e-6);
    if (pieces.total > room * most) return false;
    if (pieces.longest > room) return hopeless && lines(pieces, room, weight, type).length <= most;
    return count(pieces, room) <= most;
  };
  let [low, high] = [0, tried.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(tried[middle]!)) high = middle;
    else low = middle + 1;
  }
  const size = tried[low];
  if (size !== undefined) return { size, lines: balanced(pieces, roomIn(width, size), weight, type) };
  return undefined;
}

/** Sizes in points from the largest down to the least, in steps the eye takes for one. */
export function steps(largest: number, least: number): number[] {
  const sizes: number[] = [];
  for (let size = largest; size > least; size = Math.min(size - 0.5, Math.floor(size * 0.94 * 2) / 2)) sizes.push(size);
  return [...sizes, least];
}
