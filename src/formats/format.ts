import type { Refusal, Variation } from '../layout/page.js';
import type { Shape } from '../layout/shape.js';
import type { Type } from '../layout/type.js';
import type { Sheet } from '../sheet/sheet.js';

/** A form a sheet can take. */
export interface Format {
  readonly name: string;
  /** What it is good for, in the help. */
  readonly about: string;
  /** Endings of file names that ask for it. */
  readonly endings: readonly string[];
  /** What a sheet has to have for it. */
  readonly needs?: 'calendar';
  /** What a sheet may not be about. */
  readonly without?: 'findings';
  /** Goes on paper: it is given a `page` to set. */
  readonly paper?: true;
  /** Bytes that no terminal shows. */
  readonly binary?: true;
  readonly load: () => Promise<Write>;
}

/** Text ends with a line break unless there is nothing to show. Never throws for what a sheet holds. */
export type Write = (sheet: Sheet, look: Look) => Written | Promise<Written>;
export type Written = string | Uint8Array | { readonly refused: readonly Refusal[] };

export interface Look {
  /** Set for reading in this many cells; otherwise an item a line, for other programs. */
  readonly width?: number;
  /** 0 none, 1 sixteen. */
  readonly colours: 0 | 1;
  /** What ends each item where an item is a line. */
  readonly end: '\n' | '\0';
  /** `{{text}}`-style; stands for each item. */
  readonly template?: string;
  /** For the formats that go on paper. */
  readonly page?: PageLook;
}

export interface PageLook extends Variation {
  readonly layout: string;
  readonly type: Type;
  /** The bytes of a file of the family. */
  readonly file: (name: string) => Uint8Array;
  /** What the build wrote for pages of HTML to carry that file; undefined for one that was given. */
  readonly rule: (name: string) => FontRule | undefined;
  /** What the build knows of that file; undefined for one that has to be opened. */
  readonly shape: (name: string) => Shape | undefined;
  /** A page for a shared screen instead, one prompt at a time, with this many seconds for each. */
  readonly present?: { readonly seconds?: number };
  /** The program's name and version, which the document tells as its producer. */
  readonly producer: () => string;
}

/** CSS that carries a font, and its SHA-256 in base64 where that is known already: to count it takes a while. */
export interface FontRule {
  readonly css: string;
  readonly hash?: string;
}
