import type { Kerning, Shape } from '../layout/shape.js';
import { subset } from './truetype.js';

interface Position {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/**
 * A font as pdfkit asks for one (an object with `layout`, in place of a file that fontkit would open), made from what
 * the build knows: a letter is a glyph, and neighbours are kerned. For a text with marks to be placed, or in a script
 * whose letters change shape, this is not enough.
 */
export function measuredFont(shape: Shape, file: Uint8Array) {
  const { name, advances, kerning, ascent, descent, lineGap, capHeight, xHeight, unitsPerEm, italicAngle, bbox } = shape;
  const glyphs = new Map<number, Glyph>();
  for (const [first, ids] of shape.glyphs) {
    ids.forEach((id, i) => {
      glyphs.set(first + i, { id, advanceWidth: advances[id]!, codePoints: [first + i] });
    });
  }
  const unknown: Glyph = { id: 0, advanceWidth: advances[0]!, codePoints: [0] };
  return {
    postscriptName: name,
    ...{ ascent, descent, lineGap, capHeight, xHeight, unitsPerEm, italicAngle, bbox },
    post: { isFixedPitch: 0 },
    head: { macStyle: { italic: false } },
    getGlyph: (id: number) => ({ advanceWidth: advances[id] ?? 0 }),
    createSubset: () => new Subset(file),
    layout(text: string) {
      const run: Glyph[] = [];
      for (const char of text) run.push(glyphs.get(char.codePointAt(0)!) ?? unknown);
      const positions = run.map((glyph, i): Position => {
        const next = run[i + 1];
        return { xAdvance: glyph.advanceWidth + (next ? between(kerning, glyph.id, next.id) : 0), yAdvance: 0, xOffset: 0, yOffset: 0 };
      });
      return { glyphs: run, positions, advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
    },
  };
}

function between({ left, right, rows }: Kerning, first: number, second: number): number {
  return rows[left[first]!]![right[second]!]!;
}

/** The glyphs used, numbered as they come. */
class Subset {
  readonly #glyphs: number[] = [0];
  readonly #places = new Map<number, number>([[0, 0]]);
  readonly #file: Uint8Array;

  constructor(file: Uint8Array) {
    this.#file = file;
  }

  includeGlyph(glyph: number): number {
    const known = this.#places.get(glyph);
    if (known !== undefined) return known;
    this.#places.set(glyph, this.#glyphs.length);
    return this.#glyphs.push(glyph) - 1;
  }

  encode(): Uint8Array {
    return subset(this.#file, this.#glyphs);
  }
}
