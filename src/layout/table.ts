import type { Sheet } from '../sheet/sheet.js';
import { sayingsOf } from './cards.js';
import { type Laid, mm, type Page, papers, type Refusal, type Variation } from './page.js';
import { inset, sayingIn } from './pieces.js';
import type { Type } from './type.js';
import { steps } from './wrap.js';

/** Read from two metres: a capital of 40 points is 9.5 mm high, one to two hundred and ten of the distance. */
export const leastOnTables = 40;

/** One question to a page laid sideways, for a table, a door, a wall. */
export function layTable(sheet: Sheet, { paper, blank }: Variation, type: Type): Laid {
  const { height: width, width: height } = papers[paper];
  const box = inset({ x: 0, y: 0, width, height }, 18 * mm);
  const refused: Refusal[] = [];
  const sizes = steps(84, leastOnTables);
  const empty: Page = { width, height, marks: [], notes: [], blocks: [] };
  const pages = sayingsOf(sheet).map((saying): Page => {
    const made = sayingIn(saying, box, { type, sizes, small: 16, weight: 'semibold' });
    if ('block' in made) return { ...empty, blocks: [made.block] };
    refused.push(made.refusal);
    return empty;
  });
  return refused.length ? { refused } : { pages: [...pages, ...Array.from({ length: blank }, () => empty)] };
}
