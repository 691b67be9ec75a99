import type { Saying, Sheet } from '../sheet/sheet.js';
import { sayingsOf } from './cards.js';
import { type Block, type Laid, mm, type Page, papers, type Refusal, type Text, type Variation } from './page.js';
import { cells, creditAt, heightOf, inset, sayingIn, set } from './pieces.js';
import type { Type } from './type.js';
import { steps } from './wrap.js';

const leastOnPosters = 11;

/**
 * Six prompts on one page for the wall, under the title. Who is quoted is said once where it is the same for all; those of
 * one kind are numbered.
 */
export function layPoster(sheet: Sheet, { paper, perPage = 6 }: Variation, type: Type): Laid {
  const { width, height } = papers[paper];
  const area = inset({ x: 0, y: 0, width, height }, 16 * mm);
  const sayings = sayingsOf(sheet);
  const refused: Refusal[] = [];
  const pages: Page[] = [];
  for (let first = 0; first < sayings.length; first += perPage) {
    const shown = sayings.slice(first, first + perPage);
    const title = set(sheet.title, { ...area, size: 30, weight: 'semibold', as: 'title' }, type);
    const credit = sameCredit(shown);
    const sameLabel = shown.every(({ label }) => label === shown[0]!.label);
    const foot = credit && creditAt(area.y + area.height, credit, { x: area.x, width: area.width, size: 9.5 }, type);
    const top = area.y + heightOf(title) + 10;
    const bottom = foot ? foot.y - 6 : area.y + area.height;
    const rows = cells({ x: area.x, y: top, width: area.width, height: bottom - top }, 1, Math.max(shown.length, Math.min(perPage, 6)));
    const largest = Math.max(12, Math.min(28, Math.round(rows[0]!.height * 0.22)));
    // One size for the whole page: the largest at which its longest prompt fits.
    const made = steps(largest, leastOnPosters)
      .map((size) => shown.map((saying, i) => row(saying, i, size)))
      .find((blocks, i, all) => i === all.length - 1 || blocks.every((block) => 'block' in block));
    function row({ credit: own, ...saying }: Saying, i: number, size: number) {
      // Larger letters ask for more white before the next line.
      const box = { ...rows[i]!, height: rows[i]!.height - 8 - 0.4 * (size - leastOnPosters) };
      const small = Math.max(8, Math.min(13, rows[i]!.height * 0.12));
      const shownCredit = own && !credit ? { credit: own } : {};
      const number = sameLabel && !saying.how ? String(first + i + 1) : undefined;
      return sayingIn({ ...saying, ...shownCredit }, box, { type, sizes: [size], small, weight: 'semibold', ...(number && { number }) });
    }
    const blocks: Block[] = [];
    for (const one of made ?? []) {
      if ('block' in one) blocks.push(one.block);
      else refused.push({ ...one.refusal, ...(one.refusal.because === 'too long' && { least: leastOnPosters }) });
    }
    const around = (texts: Text[]): Block[] => (texts.length ? [{ texts, strokes: [] }] : []);
    pages.push({
      width,
      height,
      marks: [],
      notes: [],
      blocks: [...around([title]), ...blocks, ...around(foot ? [foot] : [])],
    });
  }
  return refused.length ? { refused } : { pages };
}

/** Who is quoted by all of them, if it is the same source. */
function sameCredit(sayings: readonly Saying[]): string | undefined {
  const [first] = sayings;
  return sayings.every(({ credit }) => credit === first?.credit) ? first?.credit : undefined;
}
