import { resolve } from 'node:path';
import { Exit, Failure } from '../failure.js';
import { writeFile } from '../store/write.js';
import { knownWord } from './choosing.js';
import { command, options as declared, someText } from './command.js';
import { everywhere } from './output.js';
import type { Result } from './results.js';

type Schema = Readonly<Record<string, unknown>>;

/** What a schema is of: a file that is written by hand, or what commands give as JSON. */
type Described = { readonly file: () => Promise<Schema> } | { readonly of: readonly string[]; readonly result: () => Promise<Result> };

/** Every file and every result that has a schema. A new one is a line here. */
export const schemas: Readonly<Record<string, Described>> = {
  deck: { file: async () => (await import('../parse/schema.js')).deckSchema() },
  session: { file: async () => (await import('../parse/schema.js')).sessionSchema() },
  prompts: { of: ['draw', 'print', 'show', 'list prompts'], result: async () => (await import('./results.js')).prompts },
  agenda: { of: ['agenda'], result: async () => (await import('./results.js')).agenda },
  flip: { of: ['flip'], result: async () => (await import('./results.js')).flip },
  review: { of: ['review'], result: async () => (await import('./results.js')).review },
  list: { of: ['list'], result: async () => (await import('./results.js')).kindsAndDecks },
  kinds: { of: ['list kinds'], result: async () => (await import('./results.js')).kinds },
  decks: { of: ['list decks'], result: async () => (await import('./results.js')).decks },
  sessions: { of: ['list sessions'], result: async () => (await import('./results.js')).sessions },
  rooms: { of: ['room list'], result: async () => (await import('./results.js')).rooms },
  room: { of: ['room show'], result: async () => (await import('./results.js')).roomShown },
  'room-undo': { of: ['room undo'], result: async () => (await import('./results.js')).takenBack },
  check: { of: ['check'], result: async () => (await import('./results.js')).check },
};

const written = declared(() => ({
  output: { short: 'o', value: 'file', about: 'write to a file', group: 'Output', read: someText, words: 'files' },
  force: { about: 'overwrite that file', group: 'Output' },
}));

export const schemaCommand = command({
  operands: [
    {
      form: '[what...]',
      about: `${Object.keys(schemas).join(', ')}, or a command, such as list decks; deck if left out`,
      words: Object.keys(schemas),
    },
  ],
  options: () => ({
    lines: { about: 'of each line of -f jsonl, rather than of -f json', group: 'Choosing' },
    ...written(),
    ...everywhere(),
  }),
  examples: [
    ['convene schema -o deck.schema.json', 'for an editor to check decks by'],
    ['convene schema agenda', 'what agenda gives as JSON'],
    ['convene schema list decks', 'what list decks gives'],
  ],
  async run(io, { operands, options }) {
    const name = named(operands.join(' ') || 'deck');
    const text = `${JSON.stringify(await schemaOf(name, options.lines ?? false), null, 2)}\n`;
    const file = options.output;
    if (file === undefined || file === '-') io.stdout.write(text);
    else writeFile(io, resolve(io.cwd, file), text, { shown: file, force: options.force ?? false });
    return Exit.done;
  },
});

/** The schema that was meant, by its name or by a command that gives such a result. */
function named(typed: string): string {
  const names = new Map(Object.entries(schemas).flatMap(([name, one]) => ('of' in one ? one.of : []).map((of) => [of, name] as const)));
  for (const name of Object.keys(schemas)) names.set(name, name);
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  return names.get(knownWord(words, names.keys(), 'schema', (word) => word.replace(/s$/, '')))!;
}

async function schemaOf(name: string, lines: boolean): Promise<Schema> {
  const described = schemas[name]!;
  if ('file' in described) {
    if (lines) throw new Failure(Exit.usage, `--lines: a ${name} is a file, and no command gives it line by line`);
    return described.file();
  }
  const { title, whole, line } = await described.result();
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: lines ? `${title}, a line` : title, ...(lines ? line : whole) };
}
