import { basename, dirname, extname, join, resolve } from 'node:path';
import { knownKinds } from '../core/deck.js';
import { sentence } from '../core/problem.js';
import { starterDeck } from '../core/starter.js';
import { singular, visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import { userDecksFolder } from '../store/places.js';
import { writeFile } from '../store/write.js';
import { command, someText } from './command.js';
import { everywhere, note } from './output.js';

export const newCommand = command({
  operands: [{ form: '[file]', about: 'the deck to write, such as mondays.yaml; asked for if left out', words: 'files' }],
  options: {
    title: { value: 'text', about: "the deck's title", group: 'Output', read: someText },
    kind: { value: 'kind', about: 'the kind of its prompts; crossroads if left out', group: 'Output', read: someText, words: 'kinds' },
    prompt: {
      value: 'text',
      about: 'a question to start with; may be given several times',
      group: 'Output',
      many: 'repeated',
      read: someText,
    },
    language: { value: 'tag', about: 'the language, such as de; en if left out', group: 'Output', read: someText },
    source: { value: 'text', about: 'who wrote the questions', group: 'Output', read: someText },
    yours: { about: 'write it among your own decks, from which every draw takes', group: 'Output' },
    force: { about: 'overwrite that file', group: 'Output' },
    ...everywhere,
  },
  examples: [
    ['convene new', 'asks for what it needs'],
    ['convene new mondays --title "Our Mondays"', 'writes mondays.yaml'],
    ['convene new mondays --yours', 'where every draw finds it'],
  ],
  async run(io, { operands, options }) {
    const answers = operands[0] === undefined ? await asked(io, options) : { file: operands[0], ...options };
    const file = /\.ya?ml$/i.test(answers.file) ? answers.file : `${answers.file}.yaml`;
    const { path, shown } = placeFor(io, file, options.yours ?? false);
    const { parseDeck } = await import('../parse/deck.js');
    const { deckSchemaUrl } = await import('../parse/schema.js');
    const named = basename(file, extname(file)).replace(/[-_]+/g, ' ');
    const text = starterDeck(
      {
        title: answers.title ?? named.charAt(0).toUpperCase() + named.slice(1),
        kind: kindOf(answers.kind ?? 'crossroads'),
        language: answers.language ?? 'en',
        source: answers.source ?? 'original',
        prompts: answers.prompt ?? [],
      },
      deckSchemaUrl,
    );
    const [wrong] = parseDeck(text, { name: named, file: shown }).problems.filter(({ severity }) => severity === 'error');
    if (wrong) throw new Failure(Exit.usage, `that would be no good deck: ${sentence(wrong)}`);
    writeFile(io, path, text, { shown, force: options.force ?? false });
    if (!options.quiet) note(io, `${visible(shown)}: written; open it in an editor, then: convene check ${visible(shown)}`);
    return Exit.done;
  },
});

interface Answers {
  readonly file: string;
  readonly title?: string;
  readonly kind?: string;
  readonly prompt?: string[];
  readonly language?: string;
  readonly source?: string;
}

/** Asks on a terminal for what was not given. */
async function asked(io: Io, given: Partial<Answers>): Promise<Answers> {
  if (!canAsk(io)) throw new Failure(Exit.usage, 'which file? give its name, such as: convene new mondays.yaml');
  const { askText } = await import('../menu/ask-text.js');
  const title = given.title ?? ((await askText(io, 'What is the deck called?', 'Questions for our Mondays')) || 'Questions');
  const kind =
    given.kind ??
    (await askText(io, `What are its questions for? (${Object.keys(knownKinds).join(', ')}, or a word of yours)`, 'crossroads'));
  const prompt: string[] = [...(given.prompt ?? [])];
  for (;;) {
    const text = await askText(io, prompt.length ? 'Another? (Enter to end)' : 'A first question?');
    if (!text) break;
    prompt.push(text);
  }
  const slug =
    title
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('-') ?? 'deck';
  const file = (await askText(io, 'Write it to which file?', `${slug}.yaml`)) || `${slug}.yaml`;
  return { ...given, title, kind, prompt, file };
}

function kindOf(typed: string): string {
  return Object.keys(knownKinds).find((kind) => singular(kind) === singular(typed)) ?? typed.trim().toLowerCase();
}

function placeFor(io: Io, file: string, yours: boolean): { path: string; shown: string } {
  if (!yours) return { path: resolve(io.cwd, file), shown: file };
  if (basename(file) !== file) throw new Failure(Exit.usage, `--yours: give a name without a folder, not "${visible(file)}"`);
  const folder = userDecksFolder(io);
  if (folder === undefined) throw new Failure(Exit.file, 'there is no home folder to keep decks in; give a path instead of --yours');
  makeFolder(io, folder);
  return { path: join(folder, file), shown: join(folder, file) };
}

/** Level by level: making all at once never comes back for some paths (a fault of Node 20). */
function makeFolder(io: Io, folder: string): void {
  if (io.disk.existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(io, dirname(folder));
  try {
    io.disk.mkdirSync(folder, 0o700);
  } catch (error) {
    throw new Failure(Exit.file, `${visible(folder)}: can't be made: ${reason(error)}`);
  }
}
