import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';
import { describe, expect, test } from 'vitest';
import type { Prompt } from '../../src/core/deck.js';
import type { PageLook } from '../../src/formats/format.js';
import { openedFont } from '../../src/formats/opened-font.js';
import { write } from '../../src/formats/pdf.js';
import { measuredFont } from '../../src/formats/pdf-font.js';
import { realIo } from '../../src/io.js';
import { layouts } from '../../src/layout/index.js';
import { promptSheet } from '../../src/sheet/prompts.js';
import { builtInDecks } from '../../src/store/built-in.js';
import { have, pageLook, told } from '../paper.js';
import { folder, root } from '../run.js';

const prompts = builtInDecks({ ...realIo(), root }).flatMap((deck) => deck.prompts);
const asks = (text: string, more: Partial<Prompt> = {}): Prompt => ({ id: 'd/x', deck: 'd', kind: 'gifts', text, language: 'en', ...more });

async function pdfOf(some: readonly Prompt[], look: Partial<PageLook> = {}): Promise<Uint8Array> {
  const made = await write(promptSheet(some, { title: 'Cards <b>', byKind: true }), { colours: 0, end: '\n', page: pageLook(look) });
  if (!(made instanceof Uint8Array)) throw new Error(JSON.stringify(made));
  return made;
}

async function fileOf(some: readonly Prompt[], look: Partial<PageLook> = {}): Promise<string> {
  const file = join(folder(), 'cards.pdf');
  writeFileSync(file, await pdfOf(some, look));
  return file;
}

const flat = (text: string) => text.replace(/\s+/g, ' ');

/** How often one text stands in another. */
const times = (text: string, within: string) => within.split(text).length - 1;

describe.each(layouts.map(({ name }) => name))('%s', (layout) => {
  test.skipIf(!have('qpdf'))('is a PDF without fault (skipped where qpdf is missing)', async () => {
    expect(told('qpdf', '--check', await fileOf(prompts, { layout }))).toContain('No syntax or stream encoding errors found');
  });

  test.skipIf(!have('pdftotext'))('gives every prompt once and whole (skipped where pdftotext is missing)', async () => {
    const file = await fileOf(prompts, { layout });
    const said = flat(told('pdftotext', '-raw', file, '-'));
    for (const { text } of prompts) {
      const within = prompts.filter((prompt) => prompt.text.includes(text)).length;
      expect(times(flat(text), said), text).toBe(within);
    }
  });
});

test.skipIf(!have('pdftotext'))(
  'cards are read one after the other, not line by line over the page (skipped where pdftotext is missing)',
  async () => {
    const some = [
      asks('What is the first question on the left side of this page?'),
      asks('And what is the second, beside it on the right?', { id: 'd/y' }),
    ];
    const said = flat(told('pdftotext', await fileOf(some), '-'));
    expect(said).toContain('What is the first question on the left side of this page?');
    expect(said).toContain('And what is the second, beside it on the right?');
  },
);

test.skipIf(!have('pdfinfo'))('is tagged, and says its title, language and size (skipped where pdfinfo is missing)', async () => {
  const file = await fileOf(prompts.slice(0, 9), { paper: 'letter' });
  const info = told('pdfinfo', file);
  expect(info).toMatch(/^Title: +Cards <b>$/m);
  expect(info).toMatch(/^Tagged: +yes$/m);
  expect(info).toMatch(/^Pages: +2$/m);
  expect(info).toMatch(/^Page size: +612 x 792 pts \(letter\)$/m);
  expect(readFileSync(file, 'latin1')).toContain('/Lang (en)');
  expect(told('pdfinfo', '-struct-text', file)).toMatch(/P \(block\)/);
});

test.skipIf(!have('pdffonts'))('holds every font, with the letters used alone (skipped where pdffonts is missing)', async () => {
  const file = await fileOf([asks('Что мы хотим создать вместе? Τι θέλουμε; Zażółć'), asks('Вели́кая?', { id: 'd/y' })]);
  const fonts = told('pdffonts', file).split('\n').slice(2).filter(Boolean);
  expect(fonts.length).toBeGreaterThanOrEqual(4);
  for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /);
  expect(readFileSync(file).length).toBeLessThan(60_000);
  if (have('pdftotext')) {
    const said = flat(told('pdftotext', '-raw', file, '-'));
    for (const words of ['Что мы хотим создать вместе? Τι θέλουμε; Zażółć', 'Вели́кая?']) expect(said).toContain(words);
  }
});

test('the same input gives the same bytes', async () => {
  expect(Buffer.from(await pdfOf(prompts)).equals(Buffer.from(await pdfOf(prompts)))).toBe(true);
});

test('what cannot be set is refused by name', async () => {
  const refusedBy = async (text: string) => write(promptSheet([asks(text)], { title: 't' }), { colours: 0, end: '\n', page: pageLook() });
  expect(await refusedBy('What shall we celebrate 🎉?')).toEqual({
    refused: [{ because: 'no glyph', characters: ['🎉'], text: 'What shall we celebrate 🎉?', id: 'd/x' }],
  });
  expect(await refusedBy('ماذا نريد؟')).toMatchObject({ refused: [{ because: 'right to left', id: 'd/x' }] });
  expect(await refusedBy('word '.repeat(1000).trim())).toMatchObject({ refused: [{ because: 'too long' }] });
});

test('characters without a shape need no glyph', async () => {
  await expect(pdfOf([asks('Re\u00adthink, and a\u200b b\u200d?')])).resolves.toBeInstanceOf(Uint8Array);
});

describe('a measured font', () => {
  const files = ['latin-400', 'latin-600', 'greek-400', 'cyrillic-400', 'latin-ext-400'];

  test.each(files)('%s sets its letters where fontkit does, but for ligatures', (name) => {
    const look = pageLook();
    const opened = create(Buffer.from(look.file(name))) as Font;
    const measured = measuredFont(look.shape(name)!, look.file(name));
    const letters = opened.characterSet.map((point) => String.fromCodePoint(point)).filter((char) => /[\p{L}\p{N}.,?!]/u.test(char));
    for (const first of letters) {
      const text = letters
        .map((second) => first + second)
        .join('')
        .slice(0, 240);
      const theirs = opened.layout(text, { kern: true, liga: false, ccmp: false } as never);
      const ours = measured.layout(text);
      expect(ours.glyphs.map(({ id }) => id)).toEqual(theirs.glyphs.map(({ id }) => id));
      const apart = ours.positions.filter(({ xAdvance }, i) => xAdvance !== theirs.positions[i]!.xAdvance).length;
      expect(apart / text.length, first).toBeLessThan(0.02);
    }
  });

  test.each(files)('%s keeps the outlines of the glyphs that are kept', (name) => {
    const look = pageLook();
    const bytes = look.file(name);
    const opened = openedFont(bytes)!;
    const glyphs = Array.from({ length: 60 }, (_, i) => i % opened.numGlyphs);
    const font = measuredFont(look.shape(name)!, bytes);
    const subset = font.createSubset();
    for (const glyph of glyphs) subset.includeGlyph(glyph);
    const kept = create(Buffer.from(subset.encode())) as Font;
    for (const [place, glyph] of [...new Set(glyphs)].entries()) {
      expect(kept.getGlyph(place).path.toSVG()).toBe(opened.getGlyph(glyph).path.toSVG());
      expect(kept.getGlyph(place).advanceWidth).toBe(opened.getGlyph(glyph).advanceWidth);
    }
  });
});
