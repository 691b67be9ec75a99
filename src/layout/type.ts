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
  readonly runs: readonly (readonly [first: number, advances: readonly number[]])[];
}

/** A family to set text in. Widths are in ems, without kerning. */
export interface Type {
  readonly ascent: number;
  readonly descent: number;
  width(text: string, weight: Weight): number;
  /** The files that hold a character; none if the family lacks it. */
  files(codePoint: number, weight: Weight): readonly string[];
}

/** The family that the build measured. */
export function measuredType({ ascent, descent, faces }: Metrics): Type {
  const of = (weight: Weight) => faces.filter((face) => face.weight === weight);
  const sought = { regular: seeker(of('regular')), semibold: seeker(of('semibold')) };
  return {
    ascent: ascent / 1000,
    descent: descent / 1000,
    files: (codePoint, weight) => sought[weight](codePoint).files,
    width: (text, weight) => {
      const seek = sought[weight];
      let sum = 0;
      for (let i = 0; i < text.length; i++) {
        const point = text.codePointAt(i)!;
        if (point > 0xffff) i++;
        sum += seek(point).advance;
      }
      return sum / 1000;
    },
  };
}

/** Looks a character up in these faces when it is first met: a text has few of all there are. */
function seeker(faces: readonly Face[]): (point: number) => { readonly advance: number; readonly files: readonly string[] } {
  const met = new Map<number, { readonly advance: number; readonly files: readonly string[] }>();
  return (point) => {
    const before = met.get(point);
    if (before) return before;
    const found = faces.flatMap(({ file, runs }) => {
      const run = runs.find(([first, { length }]) => first <= point && point < first + length);
      return run ? [{ file, advance: run[1][point - run[0]]! }] : [];
    });
    const made = { advance: found[0]?.advance ?? guess(String.fromCodePoint(point)), files: found.map(({ file }) => file) };
    met.set(point, made);
    return made;
  };
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
