import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { create, type Font, type Glyph } from 'fontkit';
import type { Shape } from '../layout/shape.js';
import type { Face, Metrics, Weight } from '../layout/type.js';
import { kerningOf } from './kerning.js';

const subsets = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const weights: Readonly<Record<Weight, number>> = { regular: 400, semibold: 600 };

/**
 * Copies the family that goes on paper, as rules with WOFF2 for HTML and as TrueType for PDF, and measures it once, so that text
 * can be laid out without opening a font.
 */
export function compileFonts(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const faces: Face[] = [];
  let box = { ascent: 0, descent: 0 };
  for (const [weight, number] of Object.entries(weights) as [Weight, number][]) {
    for (const subset of subsets) {
      const source = join(from, `source-serif-4-${subset}-${number}-normal`);
      const file = `${subset}-${number}`;
      const bytes = sfnt(readFileSync(`${source}.woff`));
      writeFileSync(join(to, `${file}.ttf`), bytes);
      const font = create(bytes) as Font;
      const advances = runs(font, ({ advanceWidth }) => Math.round((advanceWidth * 1000) / font.unitsPerEm));
      const css = ruleOf(readFileSync(`${source}.woff2`), number, advances);
      writeFileSync(join(to, `${file}.css`), css);
      faces.push({ file, weight, hash: createHash('sha256').update(css).digest('base64'), runs: advances });
      writeFileSync(join(to, `${file}.json`), JSON.stringify(shapeOf(font, file)));
      box = { ascent: (font.ascent * 1000) / font.unitsPerEm, descent: (-font.descent * 1000) / font.unitsPerEm };
    }
  }
  const metrics: Metrics = { ...box, faces };
  writeFileSync(join(to, 'metrics.json'), JSON.stringify(metrics));
}

/** The rule by which a page carries a font, for the characters of these runs. */
function ruleOf(woff2: Buffer, weight: number, held: Face['runs']): string {
  const hex = (point: number) => point.toString(16);
  const ranges = held.map(([first, { length }]) => `U+${hex(first)}${length > 1 ? `-${hex(first + length - 1)}` : ''}`);
  const source = `url(data:font/woff2;base64,${woff2.toString('base64')})`;
  return `@font-face{font-family:Convene;font-weight:${weight};src:${source};unicode-range:${ranges}}`;
}

function runs(font: Font, of: (glyph: Glyph) => number): [number, number[]][] {
  const made: [number, number[]][] = [];
  for (const point of [...font.characterSet].sort((a, b) => a - b)) {
    if (point < 0x20 || point === 0xffff || (point >= 0x7f && point < 0xa0)) continue;
    const value = of(font.glyphForCodePoint(point));
    const last = made.at(-1);
    if (last && last[0] + last[1].length === point) last[1].push(value);
    else made.push([point, [value]]);
  }
  return made;
}

/** What a PDF says of a font, and how its letters follow one another. */
function shapeOf(font: Font, file: string): Shape {
  const { ascent, descent, lineGap, capHeight, xHeight, unitsPerEm, italicAngle, bbox } = font;
  const glyphs = runs(font, ({ id }) => id);
  const { minX, minY, maxX, maxY } = bbox;
  return {
    name: `${font.postscriptName}-${file}`,
    ...{ ascent, descent, lineGap, capHeight, xHeight, unitsPerEm, italicAngle, bbox: { minX, minY, maxX, maxY } },
    advances: Array.from({ length: font.numGlyphs }, (_, id) => font.getGlyph(id).advanceWidth),
    glyphs,
    kerning: kerningOf(font, [...new Set(glyphs.flatMap(([, ids]) => ids))]),
  };
}

/** The TrueType file within a WOFF file (W3C WOFF 1.0, sections 3 to 5): the same tables, inflated. */
function sfnt(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const entries = Array.from({ length: count }, (_, i) => {
    const at = 44 + 20 * i;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [number, number, number];
    const stored = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      data: packed < length ? inflateSync(stored) : stored,
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  [count, power * 16, Math.log2(power), (count - power) * 16].forEach((value, i) => {
    head.writeUInt16BE(value, 4 + 2 * i);
  });
  const parts: Buffer[] = [head];
  let offset = head.length;
  entries.forEach(({ tag, checksum, data }, i) => {
    const at = 12 + 16 * i;
    tag.copy(head, at);
    checksum.copy(head, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}
