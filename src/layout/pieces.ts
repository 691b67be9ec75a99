import { capital } from '../core/text.js';
import type { Saying } from '../sheet/sheet.js';
import { markOf } from './kinds.js';
import type { Block, Box, Refusal, Stroke, Text } from './page.js';
import type { Type, Weight } from './type.js';
import { balanced, fitted, leadings, measured, roomIn } from './wrap.js';

export const ink = '#111111';
export const grey = '#4a4a4a';
const light = '#9a9a9a';

/** Text of a given size in a given width, as high as it needs. */
export function set(
  text: string,
  {
    x,
    y,
    width,
    size,
    weight = 'regular',
    colour = ink,
    as = 'text',
  }: { x: number; y: number; width: number; size: number; weight?: Weight; colour?: string; as?: Text['as'] },
  type: Type,
): Text {
  return {
    as,
    lines: balanced(measured(text, weight, type), roomIn(width, size), weight, type),
    x,
    y,
    width,
    size,
    leading: size * leadings[weight],
    weight,
    colour,
  };
}

export function heightOf({ lines: { length }, leading }: Text): number {
  return length * leading;
}

/** The kind's name under a line on which a thick part stands where the kind has its place: it is seen in grey as well. */
export function kindMark(
  label: string,
  { x, y, width }: Omit<Box, 'height'>,
  size: number,
  type: Type,
): { texts: Text[]; strokes: Stroke[]; height: number } {
  const { colour, place, places } = markOf(label);
  const name = set(capital(label), { x, y: y + size * 0.45, width, size, weight: 'semibold', colour }, type);
  const slot = width / places;
  return {
    texts: label ? [name] : [],
    strokes: [
      { from: [x, y], to: [x + width, y], width: 0.6, colour },
      { from: [x + slot * place, y], to: [x + slot * (place + 1), y], width: size / 3, colour },
    ],
    height: size * 0.45 + heightOf(name),
  };
}

/** The words that name the How question a prompt goes ahead of. */
export function aheadOf(how: string): string {
  return `Ahead of “${how}”`;
}

/** Who is quoted, at the foot of a box. */
export function creditAt(foot: number, credit: string, { x, width, size }: { x: number; width: number; size: number }, type: Type): Text {
  const made = set(`— ${credit}`, { x, y: 0, width, size, colour: grey }, type);
  return { ...made, y: foot - heightOf(made) };
}

/** By what a block is known. */
export function named({ id, language }: Saying): Pick<Block, 'id' | 'language'> {
  return { ...(id && { id }), ...(language && { language }) };
}

/**
 * One prompt in a box: its kind, what it goes ahead of, its words as large as they fit, and who is quoted. With a number
 * in place of the kind's name, the number stands beside the words.
 */
export function sayingIn(
  saying: Saying,
  box: Box,
  {
    type,
    sizes,
    small,
    weight = 'regular',
    number,
  }: { type: Type; sizes: readonly number[]; small: number; weight?: Weight; number?: string },
): { block: Block } | { refusal: Refusal } {
  const { x, width } = box;
  const mark = kindMark(saying.label, { x, y: box.y, width }, small, type);
  const gap = small * 0.6;
  let top = box.y + (number ? gap : mark.height);
  const how = saying.how && set(aheadOf(saying.how), { x, y: top, width, size: small, colour: grey }, type);
  if (how) top += heightOf(how);
  const credit = saying.credit && creditAt(box.y + box.height, saying.credit, { x, width, size: small * 0.8 }, type);
  const bottom = credit ? credit.y : box.y + box.height;
  const height = bottom - top - 2 * gap;
  const indent = number ? small * 3.5 : 0;
  const made = fitted(saying.text, { width: width - indent, height, weight, type, sizes });
  if (!made) return { refusal: { because: 'too long', saying, least: sizes.at(-1)! } };
  const { size } = made;
  const leading = size * leadings[weight];
  const y = top + gap + (height - made.lines.length * leading) / 2;
  const text: Text = { as: 'text', lines: made.lines, x: x + indent, y, width: width - indent, size, leading, weight, colour: ink };
  const head = number ? [set(number, { x, y, width: indent, size, weight, colour: markOf(saying.label).colour }, type)] : mark.texts;
  return {
    block: {
      ...named(saying),
      texts: [...head, ...(how ? [how] : []), text, ...(credit ? [credit] : [])],
      strokes: mark.strokes,
    },
  };
}

/**
 * Cut marks at every crossing of a grid, not at its edge alone: whichever cut is made first, both parts keep the marks
 * for the next.
 */
export function cutMarks({ x, y, width, height }: Box, columns: number, rows: number): Stroke[] {
  const arm = 8.5;
  const marks: Stroke[] = [];
  const stroke = (from: [number, number], to: [number, number]) => marks.push({ from, to, width: 0.4, colour: light });
  for (let column = 0; column <= columns; column++) {
    for (let row = 0; row <= rows; row++) {
      const [cx, cy] = [x + (width * column) / columns, y + (height * row) / rows];
      stroke([cx - arm, cy], [cx + arm, cy]);
      stroke([cx, cy - arm], [cx, cy + arm]);
    }
  }
  return marks;
}

export function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** The places of a grid, row by row. */
export function cells({ x, y, width, height }: Box, columns: number, rows: number): Box[] {
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: x + (width / columns) * (i % columns),
    y: y + (height / rows) * Math.floor(i / columns),
    width: width / columns,
    height: height / rows,
  }));
}
