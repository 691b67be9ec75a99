import type { Understanding, Wish } from './entry.js';
import { isTextName } from './fields.js';

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
      if (lines.length < 2) return false;
      return ['\t', ';', '|'].some((separator) => lines.every((line) => line.includes(separator))) || commaTable(lines);
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

/**
 * Whether commas part cells here and not clauses: the first line asks nothing, and either names the column of the questions, or
 * all lines have as many commas as it, none followed by a space as in a sentence.
 */
function commaTable([first = '', ...rest]: readonly string[]): boolean {
  const outside = (line: string) => line.replace(/"[^"]*"/g, '""');
  const commas = (line: string) => outside(line).split(',').length - 1;
  if (commas(first) === 0 || /[?？؟]/.test(first)) return false;
  const names = first.split(',').map((name) => name.replace(/^\s*"|"\s*$/g, '').trim());
  // With spaces between them, several words are a sentence: "Questions, gathered on Monday".
  const longest = /,\s/.test(first) ? /^\S*$/ : /^.{0,40}$/;
  if (names.some(isTextName) && names.every((name) => longest.test(name))) return rest.some((line) => line.includes(','));
  return [first, ...rest].every((line) => commas(line) === commas(first) && !/,\s+\S/.test(outside(line)));
}

/** The form of a file, by its ending, else by how it looks. What calls itself text may be more than that. */
export function formOf(ending: string, text: string): Importer {
  const named = importers.find(({ endings }) => endings.includes(ending.toLowerCase()));
  return named && named.name !== 'text' ? named : importers.find(({ looks }) => looks(text))!;
}
