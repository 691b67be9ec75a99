import type { Understanding, Wish } from './entry.js';

/** A form that questions come in. */
export interface Importer {
  readonly name: string;
  readonly about: string;
  readonly endings: readonly string[];
  /** Whether a text without a telling ending looks like this. */
  readonly looks: (text: string) => boolean;
  /** How many letters it reads at most, where that takes its parser long. */
  readonly limit?: number;
  readonly load: () => Promise<(text: string, wish: Wish) => Understanding>;
}

/** Every form, the surest to be recognised first. A new one is a function and an entry here. */
export const importers: readonly Importer[] = [
  {
    name: 'anki',
    about: 'a text export of Anki',
    endings: [],
    looks: (text) => /^#(?:separator|html|columns|(?:tags|guid|deck|notetype) column):/im.test(text.slice(0, 300)) && text.startsWith('#'),
    load: async () => (await import('./table.js')).fromAnki,
  },
  {
    name: 'fortune',
    about: 'a fortune file, entries parted by %',
    endings: ['fortune', 'u8'],
    looks: (text) => /^%[ \t]*\r?$/m.test(text),
    load: async () => (await import('./plain.js')).fromFortune,
  },
  {
    name: 'json',
    about: 'JSON, or a JSON value a line',
    endings: ['json', 'jsonl', 'ndjson'],
    looks: (text) => /^\s*[[{]/.test(text),
    load: async () => (await import('./data.js')).fromJson,
  },
  {
    name: 'yaml',
    about: 'a YAML list, or a deck',
    endings: ['yaml', 'yml'],
    looks: (text) => /^(?:---\n|\w+:(?: \S[^\n]*)?\n)/.test(text) && /^\s*- /m.test(text),
    limit: 2_000_000,
    load: async () => (await import('./data.js')).fromYaml,
  },
  {
    name: 'markdown',
    about: 'Markdown lists',
    endings: ['md', 'markdown'],
    looks: (text) =>
      /^#{1,6} \S/m.test(text) &&
      /^[-*+] /m.test(text) &&
      text.split(/\r\n|\r|\n/).every((line) => /^\s*$|^#{1,6} |^[-*+] |^\d+[.)] |^ {2,}|^\t/.test(line)),
    limit: 1_000_000,
    load: async () => (await import('./markdown.js')).fromMarkdown,
  },
  {
    name: 'csv',
    about: 'a table, however it is separated',
    endings: ['csv', 'tsv', 'tab', 'psv'],
    looks: (text) => {
      const lines = text.split(/\r\n|\r|\n/, 20).filter(Boolean);
      return lines.length > 1 && ['\t', ';', '|'].some((separator) => lines.every((line) => line.includes(separator)));
    },
    load: async () => (await import('./table.js')).fromTable,
  },
  {
    name: 'text',
    about: 'a question a line',
    endings: ['txt', 'text'],
    looks: () => true,
    load: async () => (await import('./plain.js')).fromText,
  },
];

/** The form of a file, by its ending, else by how it looks. What calls itself text may be more than that. */
export function formOf(ending: string, text: string): Importer {
  const named = importers.find(({ endings }) => endings.includes(ending.toLowerCase()));
  return named && named.name !== 'text' ? named : importers.find(({ looks }) => looks(text))!;
}
