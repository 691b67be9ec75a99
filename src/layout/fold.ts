import { capital } from '../core/text.js';
import type { Saying, Sheet } from '../sheet/sheet.js';
import { leastOnCards, sayingsOf } from './cards.js';
import {
  type Block,
  type Box,
  type Laid,
  margin,
  mm,
  type Page,
  papers,
  type Refusal,
  type Stroke,
  type Text,
  type Variation,
} from './page.js';
import { cells, creditAt, cutMarks, grey, heightOf, ink, inset, kindMark, named, set } from './pieces.js';
import { dealt } from './sequence.js';
import type { Type } from './type.js';
import { fitted, leadings, steps } from './wrap.js';

/**
 * Cards to fold, printed on one side: strips of three panels. The first, with the How, is folded back behind the second
 * and becomes the cover; the third, with the Yes, is folded in over the second. Closed, the How is outside; open, the
 * Yes is inside.
 */
export function layFold(sheet: Sheet, { paper, perPage = 3, cutOrder, blank }: Variation, type: Type): Laid {
  const { height: width, width: height } = papers[paper];
  const area = inset({ x: 0, y: 0, width, height }, margin);
  const refused: Refusal[] = [];
  const marks = [...cutMarks(area, 1, perPage), ...folds(area, perPage)];
  const notes = [note('fold back', area, 1, type), note('fold in', area, 2, type)];
  const strips = cells(area, 1, perPage);
  const cards: (Saying | 'blank')[] = [...sayingsOf(sheet), ...Array.from({ length: blank }, () => 'blank' as const)];
  const pages = dealt(cards, perPage, cutOrder).map(
    (onPage): Page => ({
      width,
      height,
      marks,
      notes,
      blocks: onPage.flatMap((card, i): Block[] => {
        if (!card || card === 'blank') return [];
        const made = panels(card, strips[i]!, type);
        if (Array.isArray(made)) return made;
        refused.push(made);
        return [];
      }),
    }),
  );
  return refused.length ? { refused } : { pages };
}

function panels(saying: Saying, strip: Box, type: Type): Block[] | Refusal {
  const [cover, left, right] = cells(strip, 3, 1).map((panel) => inset(panel, 6 * mm)) as [Box, Box, Box];
  const small = Math.max(7, Math.min(12, cover.height * 0.06));
  const sizes = steps(Math.max(10, Math.min(40, Math.round(cover.height * 0.14))), leastOnCards);
  const centred = (text: string, box: Box): Text | undefined => {
    const made = fitted(text, { ...box, weight: 'regular', type, sizes });
    if (!made) return undefined;
    const leading = made.size * leadings.regular;
    const y = box.y + (box.height - made.lines.length * leading) / 2;
    return { as: 'text', lines: made.lines, x: box.x, y, width: box.width, size: made.size, leading, weight: 'regular', colour: ink };
  };
  const outside = centred(saying.how ?? capital(saying.label), cover);
  const inside = centred(saying.text, right);
  if (!outside || !inside) return { because: 'too long', saying, least: leastOnCards };
  const mark = kindMark(saying.label, left, small, type);
  const credit = saying.credit && creditAt(left.y + left.height, saying.credit, { x: left.x, width: left.width, size: small * 0.85 }, type);
  // As many of the questions that go deeper as there is room for.
  const foot = (credit ? credit.y : left.y + left.height) - small * 0.4;
  const deeper: Text[] = [];
  let y = left.y + mark.height + small * 0.6;
  for (const text of saying.deeper ?? []) {
    const made = set(text, { x: left.x, y, width: left.width, size: small, colour: grey }, type);
    y += heightOf(made) + small * 0.4;
    if (y > foot) break;
    deeper.push(made);
  }
  return [
    { ...named(saying), texts: outside.lines.length ? [outside] : [], strokes: [] },
    { ...named(saying), texts: [...mark.texts, ...deeper, ...(credit ? [credit] : [])], strokes: mark.strokes },
    { ...named(saying), texts: [inside], strokes: [] },
  ];
}

function folds({ x, y, width, height }: Box, rows: number): Stroke[] {
  return [1, 2].flatMap((fold) => {
    const at = x + (width * fold) / 3;
    const line = { width: 0.4, colour: '#bdbdbd', dashed: true } as const;
    return Array.from({ length: rows }, (_, row): Stroke => {
      const top = y + (height * row) / rows;
      return { ...line, from: [at, top], to: [at, top + height / rows] };
    });
  });
}

function note(text: string, { x, y, width }: Box, fold: number, type: Type): Text {
  const size = 6.5;
  const long = (type.width(text, 'regular') / 1000) * size;
  return set(text, { x: x + (width * fold) / 3 - long / 2, y: y - 14, width: long + size, size, colour: grey }, type);
}
