/**
 * What a YAML value has to look like. One declaration serves the reader, its messages and the lists of keys in them.
 */
export type Shape =
  /** A line of prose: white space is folded into single spaces. */
  | { readonly is: 'prose' }
  /** A name or a code, matched by `pattern`; `such` says in words what is wanted. */
  | { readonly is: 'name'; readonly pattern: RegExp; readonly such: string }
  | { readonly is: 'number'; readonly least: number; readonly most: number; readonly whole: boolean }
  | { readonly is: 'flag' }
  | { readonly is: 'choice'; readonly of: readonly (string | number)[] }
  /** One value may stand for a list of one; one map only where it is `lone`. */
  | { readonly is: 'list'; readonly of: Shape; readonly lone?: boolean }
  /** Least and most; one number stands for both. */
  | { readonly is: 'range'; readonly least: number; readonly most: number }
  /** Least, usual and most; one number stands for all three, two for the ends. */
  | { readonly is: 'span'; readonly least: number; readonly most: number }
  /** A map of names to prose; a list of names stands for a map without prose. */
  | { readonly is: 'glossary' }
  /** A map of names to lists of prose. */
  | { readonly is: 'lists' }
  | MapShape;

/** A map with known keys. Keys that start with `x-` are the author's own and are kept as they are. */
export interface MapShape {
  readonly is: 'map';
  readonly keys: Readonly<Record<string, Key>>;
  /** The key that a bare sentence in this map's place stands for. */
  readonly bare?: string;
  /** The keys a whole file of this shape starts with, for whoever has not written any. */
  readonly start?: string;
}

export interface Key {
  readonly shape: Shape;
  /** For whoever writes the file. */
  readonly about: string;
  /** An example line; a key that has one must be there. */
  readonly required?: string;
  /** Values that an editor may offer. */
  readonly examples?: readonly string[];
}

export const prose: Shape = { is: 'prose' };
export const flag: Shape = { is: 'flag' };
export const glossary: Shape = { is: 'glossary' };
export const lists: Shape = { is: 'lists' };
export const choice = (of: readonly (string | number)[]): Shape => ({ is: 'choice', of });
export const list = (of: Shape): Shape => ({ is: 'list', of });
export const some = (of: Shape): Shape => ({ is: 'list', of, lone: true });
export const whole = (least: number, most: number): Shape => ({ is: 'number', least, most, whole: true });
export const decimal = (least: number, most: number): Shape => ({ is: 'number', least, most, whole: false });
export const range = (least: number, most: number): Shape => ({ is: 'range', least, most });
export const span = (least: number, most: number): Shape => ({ is: 'span', least, most });
