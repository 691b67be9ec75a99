export type Weight = 'regular' | 'semibold';

/** What is known of a font family without opening it: runs of characters, each with its advance in thousandths of an em. */
export interface Metrics {
  /** Thousandths of an em above and below the baseline. */
  readonly ascent: number;
  readonly descent: number;
  readonly faces: readonly Face[];
}

/** One file of the family. A character may stand in several. */
export interface Face {
  readonly file: string;
  readonly weight: Weight;
  /** Of the rule by which pages of HTML carry it: SHA-256, in base64. */
  readonly hash: string;
  readonly runs: readonly (readonly [first: number, advances: readonly number[]])[];
}

/** A family to set text in. */
export interface Type {
  readonly ascent: number;
  readonly descent: number;
  /** Thousandths of an em, without kerning: whole numbers, as far as a font has them, which are added up sooner. */
  width(text: string, weight: Weight): number;
  /** The files that hold a character; none if the family lacks it. */
  files(codePoint: number, weight: Weight): readonly string[];
}

/** The family that the build measured. */
export function measuredType({ ascent, descent, faces }: Metrics): Type {
  const of = (weight: Weight) => faces.filter((face) => face.weight === weight);
  const own = { regular: of('regular'), semibold: of('semibold') };
  // A text has few of all the characters there are: each is looked up when it is first met.
  const met = { regular: new Map<number, number>(), semibold: new Map<number, number>() };
  const held = { regular: new Map<number, readonly string[]>(), semibold: new Map<number, readonly string[]>() };
  return {
    ascent: ascent / 1000,
    descent: descent / 1000,
    files: (point, weight) => {
      const known = held[weight].get(point);
      if (known) return known;
      const found = own[weight].filter((face) => advanceIn(face, point) !== undefined).map(({ file }) => file);
      held[weight].set(point, found);
      return found;
    },
    width: (text, weight) => {
      const known = met[weight];
      let sum = 0;
      for (let i = 0; i < text.length; i++) {
        const point = text.codePointAt(i)!;
        if (point > 0xffff) i++;
        let advance = known.get(point);
        if (advance === undefined) {
          advance = advanceOf(point, own[weight]);
          known.set(point, advance);
        }
        sum += advance;
      }
      return sum;
    },
  };
}

function advanceOf(point: number, faces: readonly Face[]): number {
  for (const face of faces) {
    const advance = advanceIn(face, point);
    if (advance !== undefined) return advance;
  }
  return guess(String.fromCodePoint(point));
}

function advanceIn({ runs }: Face, point: number): number | undefined {
  const run = runs.find((one) => one[0] <= point && point < one[0] + one[1].length);
  return run?.[1][point - run[0]];
}

/** The letters of one family, and of another where the first lacks them. Lines are as high as the first has them. */
export function firstOf(first: Type, other: Type): Type {
  return {
    ascent: first.ascent,
    descent: first.descent,
    files: (codePoint, weight) => [...first.files(codePoint, weight), ...other.files(codePoint, weight)],
    width: (text, weight) =>
      [...text].reduce((sum, char) => {
        const has = first.files(char.codePointAt(0)!, weight).length > 0;
        return sum + (has ? first : other).width(char, weight);
      }, 0),
  };
}

/** A careful width for a character of a font that isn't at hand: another one will stand in, in a browser. */
export function guess(char: string): number {
  if (unseen(char) || /\p{M}/u.test(char)) return 0;
  if (/\p{Emoji_Presentation}/u.test(char)) return 1400;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(char)
    ? 1000
    : 750;
}

/** Characters that have no shape of their own (Unicode, Default_Ignorable_Code_Point). */
export function unseen(char: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(char);
}

/** The parts of a text that are set from one file each, and what no file holds. Marks go with the letter they stand on. */
export function partsOf(text: string, weight: Weight, type: Type): { parts: { file: string; text: string }[]; missing: string[] } {
  const parts: { file: string; text: string }[] = [];
  const missing: string[] = [];
  for (const char of text) {
    const files = type.files(char.codePointAt(0)!, weight);
    const last = parts.at(-1);
    if (files.length === 0) {
      if (!unseen(char)) missing.push(char);
    } else if (last && files.includes(last.file)) last.text += char;
    else parts.push({ file: files[0]!, text: char });
  }
  return { parts, missing };
}
