import type { Saying } from '../sheet/sheet.js';
import type { Weight } from './type.js';

/** What stands where on a page of paper: lengths in points of 1/72 inch, counted from the upper left corner. */
export interface Page {
  readonly width: number;
  readonly height: number;
  /** In reading order; texts of one block belong together. */
  readonly blocks: readonly Block[];
  /** Cut marks and folds: drawn, never read aloud. */
  readonly marks: readonly Stroke[];
  /** Page numbers and words beside a fold: shown, not part of the text. */
  readonly notes: readonly Text[];
}

export interface Block {
  /** Of the prompt it shows. */
  readonly id?: string;
  /** BCP 47, where it is another than the sheet's. */
  readonly language?: string;
  readonly texts: readonly Text[];
  readonly strokes: readonly Stroke[];
}

/** Lines of one size under one another, each `leading` high, set from the left. */
export interface Text {
  readonly as: 'title' | 'heading' | 'text';
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly leading: number;
  readonly weight: Weight;
  /** `#rrggbb` */
  readonly colour: string;
}

export interface Stroke {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly width: number;
  readonly colour: string;
  readonly dashed?: boolean;
}

/** Strokes that are drawn alike: each set is one path. */
export function alike(strokes: readonly Stroke[]): readonly (readonly [Stroke, ...Stroke[]])[] {
  const sets = new Map<string, [Stroke, ...Stroke[]]>();
  for (const stroke of strokes) {
    const look = `${stroke.width} ${stroke.colour} ${stroke.dashed}`;
    const set = sets.get(look);
    if (set) set.push(stroke);
    else sets.set(look, [stroke]);
  }
  return [...sets.values()];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const mm = 72 / 25.4;

export type PaperName = 'a4' | 'letter';

/** Upright, in points (ISO 216; ANSI Y14.1). */
export const papers: Readonly<Record<PaperName, { readonly width: number; readonly height: number }>> = {
  a4: { width: 210 * mm, height: 297 * mm },
  letter: { width: 612, height: 792 },
};

/** Nearer to its edge than this a page is not printed on: home printers leave 3 to 6 mm white. */
export const margin = 10 * mm;

/** Why a sheet can't go on paper as it was asked for. */
export type Refusal =
  | { readonly because: 'too long'; readonly saying: Saying; readonly least: number }
  | { readonly because: 'no glyph'; readonly characters: readonly string[]; readonly text: string; readonly id?: string }
  | { readonly because: 'right to left'; readonly text: string; readonly id?: string };

export type Laid = { readonly pages: readonly Page[] } | { readonly refused: readonly Refusal[] };

/** How the pages of a layout may vary. */
export interface Variation {
  readonly paper: PaperName;
  readonly perPage?: number;
  /** Each place of the page counts on through the stack of pages, so that piles cut from it are in sequence. */
  readonly cutOrder: boolean;
  /** How many cards without words follow. */
  readonly blank: number;
}
