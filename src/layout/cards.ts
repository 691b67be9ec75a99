import type { Saying, Sheet } from '../sheet/sheet.js';
import { type Block, type Laid, margin, mm, type Page, papers, type Refusal, type Variation } from './page.js';
import { cells, cutMarks, inset, sayingIn } from './pieces.js';
import { dealt, gridOf } from './sequence.js';
import type { Type } from './type.js';
import { steps } from './wrap.js';

/** The least size in points at which a card is still read at arm's length. */
export const leastOnCards = 8;

/** Cards to cut out, eight to a page. */
export function layCards(sheet: Sheet, { paper, perPage = 8, cutOrder, blank }: Variation, type: Type): Laid {
  const { width, height } = papers[paper];
  const area = inset({ x: 0, y: 0, width, height }, margin);
  const { columns, rows } = gridOf(perPage, area);
  const places = cells(area, columns, rows);
  const pad = Math.min(12 * mm, Math.max(3.5 * mm, Math.min(places[0]!.width, places[0]!.height) * 0.09));
  const boxes = places.map((place) => inset(place, pad));
  const sizes = steps(Math.max(10, Math.min(72, Math.round(boxes[0]!.width * 0.08))), leastOnCards);
  const small = Math.max(6.5, Math.min(14, boxes[0]!.width * 0.038));
  const refused: Refusal[] = [];
  const marks = cutMarks(area, columns, rows);
  const cards: (Saying | 'blank')[] = [...sayingsOf(sheet), ...Array.from({ length: blank }, () => 'blank' as const)];
  const pages: Page[] = dealt(cards, perPage, cutOrder).map((onPage) => ({
    width,
    height,
    marks,
    notes: [],
    blocks: onPage.flatMap((card, i): Block[] => {
      if (!card || card === 'blank') return [];
      const made = sayingIn(card, boxes[i]!, { type, sizes, small });
      if ('block' in made) return [made.block];
      refused.push(made.refusal);
      return [];
    }),
  }));
  return refused.length ? { refused } : { pages };
}

/** What a sheet has to say aloud, that of an agenda's steps too. */
export function sayingsOf(sheet: Sheet): Saying[] {
  return sheet.sections
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      if (item.is === 'step') return item.asks;
      return item.is === 'saying' ? [item] : [];
    });
}
