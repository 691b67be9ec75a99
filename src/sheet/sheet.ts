/** What a result has to say, before it has a form: every format knows only sheets. */
export interface Sheet {
  readonly title: string;
  readonly sections: readonly Section[];
  /** Lines under the title: when, where, for how many. */
  readonly lead?: readonly string[];
  /** BCP 47. */
  readonly language?: string;
  /** Each question of it is shown large, on a page of its own. */
  readonly large?: boolean;
  /** It holds what is wrong with files and nothing to say aloud; what a page says where nothing is wrong. */
  readonly findings?: string;
  /** What of it goes into a calendar. */
  readonly calendar?: Calendar;
  /** The whole result as plain values: what `json` and `yaml` show. */
  readonly data: unknown;
  /** One flat record for each item: what `jsonl`, `csv`, `tsv` and templates show. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** The columns of a table of the records, where they are the same whatever the records hold. */
  readonly columns?: readonly string[];
}

/** A part of a sheet, under a heading where it has one. */
export interface Section {
  readonly heading?: string;
  readonly items: readonly Item[];
}

/** One thing to say aloud, one row of a list, one step of an agenda, a remark, or one thing that is wrong. */
export type Item = Saying | Row | Step | Remark | Finding;

/** A part of a meeting. */
export interface Step {
  readonly is: 'step';
  readonly title: string;
  /** When it starts, where that is to be shown. */
  readonly time?: string;
  /** How long it takes, in words. */
  readonly length?: string;
  /** A few words each: how people are together, how long each voice has. */
  readonly facts: readonly string[];
  readonly asks: readonly Saying[];
  /** Lines to read aloud, in order. */
  readonly say: readonly string[];
  /** Lines that are read aloud after those, each group of them under its name. */
  readonly reads?: readonly { readonly name: string; readonly lines: readonly string[] }[];
  /** What stands beside it, for whoever leads it. */
  readonly details: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** A quotation that stands over it. */
  readonly motto?: { readonly text: string; readonly credit: string };
}

/** A line beside the plan, under a name where it has one. */
export interface Remark {
  readonly is: 'remark';
  readonly name?: string;
  readonly text: string;
}

/** Events with their times. */
export interface Calendar {
  /** When the calendar was made, in milliseconds since 1970. */
  readonly stamp: number;
  readonly events: readonly Event[];
}

/** One event of a calendar, in milliseconds since 1970. */
export interface Event {
  /** The same for the same event, whenever it is written. */
  readonly uid: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly lines: readonly string[];
}

/** One thing to say aloud, with what stands beside it. */
export interface Saying {
  readonly is: 'saying';
  readonly text: string;
  /** What it is for; empty where nobody has said. */
  readonly label: string;
  /** The How question it goes ahead of. */
  readonly how?: string;
  /** Who is quoted. */
  readonly credit?: string;
  /** What follows it on its line in a pipe, each a tab apart. */
  readonly beside?: readonly string[];
  /** By what name it is asked for again. */
  readonly id?: string;
  /** BCP 47. */
  readonly language?: string;
  /** Questions that go deeper. */
  readonly deeper?: readonly string[];
  /** What stands beside it, for the facilitator. */
  readonly details: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** One row of a list. */
export interface Row {
  readonly is: 'row';
  /** Names the columns of the rows below it. */
  readonly head?: true;
  /** What it is, for whoever sees no heading: the first column of a stream of lines. */
  readonly sort?: string;
  readonly cells: readonly string[];
}

export interface Finding {
  readonly is: 'finding';
  /** Place and sentence in one line. */
  readonly text: string;
  readonly severity: 'error' | 'warning' | 'advice';
  /** The line of the file it stands on, and what of it is meant: column from 1, length in UTF-16 units. */
  readonly snippet?: { readonly line: number; readonly source: string; readonly column: number; readonly length: number };
}

/** The language of a sheet: that of the first thing in it that tells one. BCP 47. */
export function languageOf({ language, sections }: Sheet): string {
  if (language) return language;
  for (const { items } of sections) for (const item of items) if (item.is === 'saying' && item.language) return item.language;
  return 'en';
}
