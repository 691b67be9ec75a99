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
  readonly load: () => Promise<Write>;
}

/** Ends with a line break unless there is nothing to show. Never throws for what a sheet holds. */
export type Write = (sheet: Sheet, look: Look) => string | Uint8Array | Promise<string | Uint8Array>;

export interface Look {
  /** Set for reading in this many cells; otherwise an item a line, for other programs. */
  readonly width?: number;
  /** 0 none, 1 sixteen. */
  readonly colours: 0 | 1;
  /** What ends each item where an item is a line. */
  readonly end: '\n' | '\0';
  /** `{{text}}`-style; stands for each item. */
  readonly template?: string;
}
