import type { Sheet } from './sheet.js';

/** A kind as scripts see it: a row of `list kinds`. */
export interface KindRecord {
  readonly kind: string;
  readonly prompts: number;
  readonly about: string;
}

/** A list of things as a sheet: `cells` says what a row shows of each record. */
export function listSheet<T extends Record<string, unknown>>(
  title: string,
  records: readonly T[],
  cells: (record: T) => readonly (string | number)[],
): Sheet {
  return {
    title,
    sections: [{ heading: title, items: records.map((record) => ({ is: 'row', cells: cells(record).map(String) })) }],
    data: records,
    records,
  };
}

/** Several lists one below the other, each under its own key. */
export function listsSheet(title: string, lists: Readonly<Record<string, Sheet>>): Sheet {
  const sheets = Object.values(lists);
  return {
    title,
    sections: sheets.flatMap(({ sections }) => sections),
    data: Object.fromEntries(Object.entries(lists).map(([name, { data }]) => [name, data])),
    records: sheets.flatMap(({ records }) => records),
  };
}

/** A few lines under a heading. */
export function linesSheet(title: string, lines: readonly string[]): Sheet {
  return {
    ...listSheet(
      title,
      lines.map((text) => ({ text })),
      ({ text }) => [text],
    ),
    data: lines,
  };
}
