/** What a result has to say, before it has a form: every format knows only sheets. */
export interface Sheet {
  readonly title: string;
  readonly sections: readonly Section[];
  /** The whole result as plain values: what `json` and `yaml` show. */
  readonly data: unknown;
  /** One flat record for each item: what `jsonl`, `csv`, `tsv` and templates show. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** The columns of a table of the records, where they are the same whatever the records hold. */
  readonly columns?: readonly string[];
}

export interface Section {
  readonly heading?: string;
  readonly items: readonly Item[];
}

/** One thing to say aloud, or one row of a list. */
export type Item = Saying | Row;

export interface Saying {
  readonly is: 'saying';
  readonly text: string;
  /** What it is for. */
  readonly label: string;
  /** The How question it goes ahead of. */
  readonly how?: string;
  /** Who is quoted. */
  readonly credit?: string;
  /** What stands beside it, for the facilitator. */
  readonly details: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export interface Row {
  readonly is: 'row';
  readonly cells: readonly string[];
}
