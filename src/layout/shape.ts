/** What the build knows of one font file, so that setting text in it needs no reading of its tables. In font units. */
export interface Shape {
  /** No other file has this name. */
  readonly name: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly italicAngle: number;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  /** By glyph. */
  readonly advances: readonly number[];
  /** Runs of characters, each with its glyph. */
  readonly glyphs: readonly (readonly [first: number, glyphs: readonly number[]])[];
  readonly kerning: Kerning;
}

/** By how much two glyphs are set nearer, as a table of few rows: `rows[left[first]][right[second]]`, in font units. */
export interface Kerning {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly rows: readonly (readonly number[])[];
}
