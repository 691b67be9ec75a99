import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownKinds, type Prompt } from '../../src/core/deck.js';
import { lay, layouts } from '../../src/layout/index.js';
import { markOf } from '../../src/layout/kinds.js';
import { type Page, papers, type Text, type Variation } from '../../src/layout/page.js';
import { dealt, gridOf } from '../../src/layout/sequence.js';
import { fitted, lines, measured, steps } from '../../src/layout/wrap.js';
import { listSheet } from '../../src/sheet/lists.js';
import { promptSheet } from '../../src/sheet/prompts.js';
import type { Sheet } from '../../src/sheet/sheet.js';
import { pageLook } from '../paper.js';

const { type } = pageLook();
const a4: Variation = { paper: 'a4', cutOrder: false, blank: 0 };
const asks = (text: string, more: Partial<Prompt> = {}): Prompt => ({ id: 'd/x', deck: 'd', kind: 'gifts', text, language: 'en', ...more });
const sheetOf = (...prompts: Prompt[]) => promptSheet(prompts, { title: 'Gifts' });
const textsOf = ({ blocks, notes }: Page) => [...blocks.flatMap(({ texts }) => texts), ...notes];

async function pagesOf(name: string, sheet: Sheet, variation: Variation = a4): Promise<readonly Page[]> {
  const laid = await lay(sheet, name, variation, type);
  if ('refused' in laid) throw new Error(`refused: ${laid.refused.map(({ because }) => because)}`);
  return laid.pages;
}

const words = fc.array(fc.stringMatching(/^[A-Za-zéßЖωあ漢'’-]{1,14}$/), { minLength: 1, maxLength: 22 }).map((some) => some.join(' '));
const prompts = fc.array(
  fc.record({
    text: words,
    how: fc.option(words, { nil: undefined }),
    source: fc.option(words, { nil: undefined }),
    followups: fc.array(words, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('on every page of every layout', () => {
  test.each(layouts.map(({ name }) => name).filter((name) => name !== 'table'))(
    '%s: nothing leaves the page, nothing covers another, every text stands there whole',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(prompts, fc.constantFrom('a4' as const, 'letter' as const), fc.boolean(), async (some, paper, cutOrder) => {
          const made = some.map(({ how, source, ...more }, i) =>
            asks(more.text, { ...more, id: `d/${i}`, ...(how && { how }), ...(source && { source }) }),
          );
          const laid = await lay(sheetOf(...made), name, { paper, cutOrder, blank: 0 }, type);
          fc.pre(!('refused' in laid));
          const pages = laid.pages;
          const all = pages.map(textsOf);
          for (const [i, texts] of all.entries()) {
            for (const text of texts) {
              expect(text.x).toBeGreaterThan(0);
              expect(text.y).toBeGreaterThan(0);
              expect(text.x + text.width).toBeLessThanOrEqual(pages[i]!.width);
              expect(text.y + text.lines.length * text.leading).toBeLessThanOrEqual(pages[i]!.height);
              for (const line of text.lines)
                expect((type.width(line.trimEnd(), text.weight) / 1000) * text.size).toBeLessThanOrEqual(text.width + 1e-6);
            }
            expect(overlaps(texts)).toEqual([]);
          }
          const said = all.flat().map(({ lines: parts }) => parts.join('').trim());
          for (const { text } of made) expect(said.join(' ')).toContain(text.normalize('NFC'));
        }),
        { numRuns: 40 },
      );
    },
  );
});

function overlaps(texts: readonly Text[]): string[] {
  const boxes = texts.map(({ x, y, width, lines: { length }, leading }) => ({ x, y, right: x + width, bottom: y + length * leading }));
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.x < b.right - 0.01 && b.x < a.right - 0.01 && a.y < b.bottom - 0.01 && b.y < a.bottom - 0.01)
      .map((b) => JSON.stringify([a, b])),
  );
}

describe('pages', () => {
  test.each<[string, Partial<Variation>, number, number]>([
    ['cards', {}, 17, 3],
    ['cards', { perPage: 4 }, 17, 5],
    ['cards', { blank: 8 }, 17, 4],
    ['fold', {}, 17, 6],
    ['table', {}, 17, 17],
    ['poster', {}, 17, 3],
    ['handout', {}, 17, 1],
  ])('%s with %j hold %i prompts on %i', async (name, variation, count, pages) => {
    const sheet = sheetOf(...Array.from({ length: count }, (_, i) => asks(`What is it that you bring, number ${i}?`, { id: `d/${i}` })));
    expect(await pagesOf(name, sheet, { ...a4, ...variation })).toHaveLength(pages);
  });

  test('a table sign lies on its side, and its letters are never smaller than 40 points', async () => {
    const text =
      'If the people who will never be in this room could ask us one honest question today, which would you least want answered?';
    const [page] = await pagesOf('table', sheetOf(asks(text)));
    expect([page!.width, page!.height]).toEqual([papers.a4.height, papers.a4.width]);
    expect(Math.max(...textsOf(page!).map(({ size }) => size))).toBeGreaterThanOrEqual(40);
  });

  test('a folded card has the How on its first panel and the Yes on its third', async () => {
    const [page] = await pagesOf('fold', sheetOf(asks('What refusal have I been postponing?', { how: 'How do you do it?' })));
    const third = page!.width / 3;
    const panelOf = (words: string) => Math.floor(textsOf(page!).find(({ lines: parts }) => parts.join('') === words)!.x / third);
    expect([panelOf('How do you do it?'), panelOf('What refusal have I been postponing?')]).toEqual([0, 2]);
  });

  test('a sheet of rows is a list, whatever the layout', async () => {
    const sheet = listSheet('Kinds', [{ kind: 'gifts', about: 'what people give' }], ({ kind, about }) => [kind, about]);
    const said = (await pagesOf('cards', sheet)).flatMap(textsOf).flatMap((text) => text.lines);
    expect(said).toEqual(['Kinds', 'gifts', 'what people give']);
  });

  test('a heading never stands alone at the foot of a page', async () => {
    const kinds = ['gifts', 'dissent', 'wants', 'ownership'];
    const made = Array.from({ length: 80 }, (_, i) =>
      asks(`Question number ${i}?`, { id: `d/${i}`, kind: kinds[i % 4]!, followups: ['And?', 'Then?'] }),
    );
    for (const page of await pagesOf('handout', promptSheet(made, { title: 't', byKind: true }))) {
      expect(page.blocks.at(-1)!.texts.at(-1)!.as).toBe('text');
    }
  });

  test('an agenda marks what is said aloud and names what helps once; what follows a list is no part of it', async () => {
    const step = {
      ...{ is: 'step' as const, title: 'Gifts', time: '14:00', length: '5 min', facts: ['in one circle'], asks: [] },
      say: ['Name one gift.', 'Only breathe.'],
      details: [{ name: 'Listen for', values: ['warmth', 'a pause'] }],
      motto: { text: 'Small groups', credit: 'someone' },
    };
    const bring = ['2 pens', 'a bell'].map((text) => ({ is: 'remark' as const, text }));
    const seed = { is: 'remark' as const, name: 'Seed', text: 'x brings these questions back' };
    const sections = [{ items: [step] }, { heading: 'To bring', items: bring }, { items: [seed] }];
    const [page] = await pagesOf('handout', { title: 'Agenda', sections, data: {}, records: [] });
    const shown = page!.blocks.flatMap(({ texts }) => texts);
    expect(shown.map(({ lines: some }) => some.join(' '))).toEqual([
      ...['Agenda', '14:00  Gifts · 5 min', 'in one circle', '“Small groups” — someone', '› Name one gift.', '› Only breathe.'],
      ...['Listen for: warmth · a pause', 'To bring', '– 2 pens', '– a bell', 'Seed: x brings these questions back'],
    ]);
    const above = (at: number) => shown.at(at)!.y - shown.at(at - 1)!.y;
    expect(above(-1)).toBeGreaterThan(above(-2) + shown.at(-1)!.leading);
  });

  test('a text that no page holds is refused by its name, and goes on over pages in a handout', async () => {
    const long = sheetOf(asks('What would you say if nobody could answer back? '.repeat(120).trim(), { id: 'd/long' }));
    for (const { name } of layouts.filter((layout) => layout.name !== 'handout')) {
      expect(await lay(long, name, a4, type)).toMatchObject({ refused: [{ because: 'too long', saying: { id: 'd/long' } }] });
    }
    expect((await pagesOf('handout', long)).length).toBeGreaterThan(1);
  });
});

describe('the cut', () => {
  test('in cut order, piles laid on one another are in sequence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 24 }), (count, places) => {
        const pages = dealt(
          Array.from({ length: count }, (_, i) => i),
          places,
          true,
        );
        const piles = Array.from({ length: places }, (_, place) => pages.map((page) => page[place]));
        expect(piles.flat().filter((card) => card !== undefined)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  test('marks stand at every crossing, so that strips cut first keep theirs', async () => {
    const [page] = await pagesOf('cards', sheetOf(asks('What?')));
    const crossings = new Set(
      page!.marks.map(({ from, to }) => `${Math.round((from[0] + to[0]) / 2)} ${Math.round((from[1] + to[1]) / 2)}`),
    );
    expect(crossings.size).toBe(3 * 5);
  });

  test.each([
    [1, 1, 1],
    [2, 1, 2],
    [4, 2, 2],
    [6, 2, 3],
    [8, 2, 4],
    [9, 3, 3],
    [10, 2, 5],
  ])('%i to a page are %i beside %i', (places, columns, rows) => {
    expect(gridOf(places, { width: 538, height: 785 })).toEqual({ columns, rows });
  });

  test('the grid has room for as many as were asked for', () => {
    for (let places = 1; places <= 24; places++) {
      const { columns, rows } = gridOf(places, { width: 538, height: 785 });
      expect(columns * rows).toBeGreaterThanOrEqual(places);
    }
  });
});

describe('lines', () => {
  test.each([
    ['one two three', 5, ['one two ', 'three']],
    ['well-being', 3, ['well-', 'being']],
    ['work/life', 3, ['work/', 'life']],
    ['10-12 – 3', 2.6, ['10-12 ', '– 3']],
    ['我们想一起创造什么？', 4.2, ['我们想一', '起创造什', '么？']],
    ['incomprehensibilities', 4, ['incomp', 'rehensi', 'bilities']],
    ['a\u00a0b c', 1.5, ['a\u00a0b ', 'c']],
  ])('%s in %d ems', (text, room, expected) => {
    const made = lines(measured(text, 'regular', type), 1000 * room, 'regular', type);
    expect(made.join('')).toBe(expected.join(''));
    expect(made).toEqual(expected);
  });

  test('the largest size that fits is taken', () => {
    const sizes = steps(40, 8);
    const box = { width: 200, height: 100, weight: 'regular' as const, type, sizes };
    expect(fitted('Why?', box)?.size).toBe(40);
    const middle = fitted('What would you bring if nobody had asked you to bring anything at all?', box)!;
    expect(middle.size).toBeLessThan(40);
    expect(middle.size).toBeGreaterThan(8);
    expect(fitted('What? '.repeat(400), box)).toBeUndefined();
  });

  test('sizes go down to the least, never past it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 100 }), fc.integer({ min: 6, max: 40 }), (largest, least) => {
        const sizes = steps(largest, least);
        expect(sizes.at(-1)).toBe(least);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });
});

describe('a kind', () => {
  const luminance = (colour: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  test('is read on white in colour and in grey', () => {
    for (const kind of Object.keys(knownKinds)) expect(1.05 / (luminance(markOf(kind).colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  test('has a place of its own on the line', () => {
    expect(new Set(Object.keys(knownKinds).map((kind) => markOf(kind).place)).size).toBe(Object.keys(knownKinds).length);
    expect(markOf('a kind of our own')).toEqual(markOf('a kind of our own'));
  });
});
