import { resolve } from 'node:path';
import { Exit } from '../failure.js';
import { writeFile } from '../store/write.js';
import { knownWord } from './choosing.js';
import { command, options as declared, someText } from './command.js';
import { everywhere } from './output.js';

type Schema = Readonly<Record<string, unknown>>;

/** Every file and every result that has a schema. A new one is a line here. */
const schemas: Readonly<Record<string, () => Promise<Schema>>> = {
  deck: async () => (await import('../parse/schema.js')).deckSchema(),
  session: async () => (await import('../parse/schema.js')).sessionSchema(),
  prompts: async () => (await import('../parse/schema.js')).promptsSchema(),
  kinds: async () => (await import('./results.js')).kindsSchema,
  decks: async () => (await import('./results.js')).decksSchema,
  check: async () => (await import('./results.js')).findingsSchema,
};

const written = declared({
  output: { short: 'o', value: 'file', about: 'write to a file', group: 'Output', read: someText, words: 'files' },
  force: { about: 'overwrite that file', group: 'Output' },
});

export const schemaCommand = command({
  operands: [{ form: '[what]', about: `${Object.keys(schemas).join(', ')}; deck if left out`, words: Object.keys(schemas) }],
  options: { ...written, ...everywhere },
  examples: [
    ['convene schema -o deck.schema.json', 'for an editor to check decks by'],
    ['convene schema prompts', 'what draw, print and show give as JSON'],
  ],
  async run(io, { operands, options }) {
    const name = knownWord(operands[0] ?? 'deck', Object.keys(schemas), 'schema', (word) => word.trim().toLowerCase().replace(/s$/, ''));
    const text = `${JSON.stringify(await schemas[name]!(), null, 2)}\n`;
    const file = options.output;
    if (file === undefined || file === '-') io.stdout.write(text);
    else writeFile(io, resolve(io.cwd, file), text, { shown: file, force: options.force ?? false });
    return Exit.done;
  },
});
