/** One thing found in a foreign file, before it is a prompt: its words, and whatever stood beside them by name. */
export interface Entry {
  /** Where it starts, from 1: its line, or where the file is data, its number in its list. */
  readonly line: number;
  readonly text: string;
  /** By the names the file gives; values as texts, lists, numbers. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** An entry that doesn't become a prompt, and why. */
export interface Left {
  readonly line: number;
  readonly text: string;
  readonly why: 'duplicate' | 'empty' | 'not a text' | 'not a list item' | 'no question' | 'cell without a column' | 'too long';
}

/** What a file was taken for. Every entry of it is in `entries` or in `left`. */
export interface Understanding {
  /** In sentences, for whoever has to say whether that is right. */
  readonly understood: readonly string[];
  readonly entries: readonly Entry[];
  readonly left: readonly Left[];
  /** Places are numbers of items, not of lines. */
  readonly numbered?: true;
  /** What the file says of itself as a whole: a title, a language, a licence. */
  readonly deck?: Readonly<Record<string, unknown>>;
}

/** What can be said about how to take a file. */
export interface Wish {
  /** The column, or the key, that holds the questions: its name, or its number from 1. */
  readonly column?: string | undefined;
  /** Whether the first row of a table names its columns; found out if left out. */
  readonly header?: boolean | undefined;
  readonly separator?: string | undefined;
  /** Under which key of JSON or YAML the list stands. */
  readonly key?: string | undefined;
}

/** A fault that keeps a file from being understood at all. */
export class NotUnderstood extends Error {}
