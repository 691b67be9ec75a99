import { basename, extname, resolve } from 'node:path';
import { line } from '../core/problem.js';
import { counted, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import type { Importer } from '../importers/index.js';
import type { Imported } from '../importers/prompts.js';
import type { Updated } from '../importers/write.js';
import type { Io } from '../io.js';
import { deckLimit, readStdin, readText } from '../store/read.js';
import { writeFile } from '../store/write.js';
import { knownWord } from './choosing.js';
import { command, someText } from './command.js';
import { deckHead } from './deck-head.js';
import { everywhere, note } from './output.js';

/** Files larger than this are refused. */
const importLimit = 4 * 1024 * 1024;

export const importCommand = command({
  operands: [{ form: '<file>', about: 'what to bring in, or - for standard input', words: 'files' }],
  options: () => ({
    from: {
      value: 'form',
      about: 'text, markdown, csv, json, yaml, fortune or anki; found out if left out',
      group: 'Choosing',
      read: someText,
    },
    column: { value: 'name', about: 'the column, or key, that holds the questions: its name or number', group: 'Choosing', read: someText },
    header: { value: 'yes|no', about: 'whether the first row names the columns', group: 'Choosing', read: yesOrNo, words: ['yes', 'no'] },
    separator: {
      value: 'sep',
      about: 'what parts the cells: comma, semicolon, tab, pipe, or a character',
      group: 'Choosing',
      read: someText,
    },
    key: { value: 'key', about: 'the key of JSON or YAML that holds the list', group: 'Choosing', read: someText },
    encoding: { value: 'name', about: 'if not UTF-8: windows-1252, utf-16le …', group: 'Choosing', read: encodingName },
    questions: { about: 'leave out what asks nothing', group: 'Choosing' },
    ...deckHead(),
    kind: { ...deckHead().kind, about: 'the kind of all prompts that have none' },
    language: { ...deckHead().language, about: 'its language, such as de; as the file says if left out' },
    source: { ...deckHead().source, about: 'who wrote all prompts that name nobody' },
    output: {
      short: 'o',
      value: 'file',
      about: 'the deck to write; standard output if left out',
      group: 'Output',
      read: someText,
      words: 'files',
    },
    update: { about: 'bring that deck up to date: no id, comment or added key is lost', group: 'Output' },
    force: { about: 'overwrite that file', group: 'Output' },
    dryRun: { about: 'only say what was understood', group: 'Output' },
    ...everywhere(),
  }),
  examples: [
    ['convene import questions.txt', 'shows the deck it would make'],
    ['convene import questions.csv -o mine.yaml', 'writes it'],
    ['convene import questions.csv -o mine.yaml --update', 'later, with what has changed'],
    ['convene import board.xls.csv --separator semicolon --column Frage', 'where it has to be told'],
  ],
  async run(io, { operands, options }) {
    const [file = '-'] = operands;
    if (options.update && (options.output ?? '-') === '-') throw new Failure(Exit.usage, '--update: which deck? give it with -o');
    const text = foreignText(io, file, options.encoding);
    const { importers, formOf } = await import('../importers/index.js');
    const names = importers.map((one) => one.name);
    const from = options.from && knownWord(options.from, names, 'form', (word) => word.toLowerCase(), '--from');
    const form = importers.find(({ name }) => name === from) ?? formOf(extname(file).slice(1), text);
    const imported = await understood(io, { form, text, file, options });
    if (imported.prompts.length === 0) {
      note(io, 'nothing to bring in');
      return Exit.no;
    }
    if (options.dryRun) return Exit.done;
    await write(io, imported, file, options);
    return Exit.done;
  },
});

interface Options {
  readonly [name: string]: string | boolean | undefined;
  readonly column?: string;
  readonly output?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly language?: string;
  readonly source?: string;
}

/** Reads the entries and says what was understood, before anything is written. */
async function understood(
  io: Io,
  { form, text, file, options }: { form: Importer; text: string; file: string; options: Options },
): Promise<Imported> {
  const { NotUnderstood } = await import('../importers/entry.js');
  const { toPrompts } = await import('../importers/prompts.js');
  const { settle } = await import('../parse/settle.js');
  try {
    if (text.length > (form.limit ?? importLimit)) throw new NotUnderstood(`this is too large to be read as ${form.name}; split it first`);
    const read = await form.load();
    const { column, separator, key, header } = options as { column?: string; separator?: string; key?: string; header?: boolean };
    const found = read(text.replace(/^\ufeff/, ''), { column, separator, key, header });
    const { kind } = options;
    const imported = toPrompts(found, { settle, questions: !!options['questions'] });
    const named = kind ? { ...imported, prompts: imported.prompts.map((prompt) => ({ ...prompt, kind: prompt.kind ?? kind })) } : imported;
    if (!options['quiet']) for (const said of report(named, found.understood, file)) note(io, said);
    return named;
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    // What says what to do says enough.
    const next = error.message.includes(';') ? '' : '; --from says what it is, convene import --help what there is';
    throw new Failure(Exit.file, `${called(file)}: ${visible(error.message)}${next}`);
  }
}

function report({ prompts, left, notes, numbered }: Imported, understood: readonly string[], file: string, most = 10): string[] {
  const whys = [...new Set(left.map(({ why }) => why))];
  const count = whys.map((why) => `${why}: ${left.filter((one) => one.why === why).length}`).join(', ');
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  return [
    ...understood.map((said) => `${called(file)}: ${visible(said)}`),
    `${counted(prompts.length + left.length, 'entry', 'entries')}: ${counted(prompts.length, 'prompt')}, ${left.length} left out${count ? ` (${count})` : ''}`,
    ...prompts.slice(0, 3).map(({ text, kind }) => `  ${kind ? `[${visible(kind)}] ` : ''}${visible(short(text))}`),
    ...left
      .slice(0, most)
      .map(({ line: at, text, why }) => `  left out, ${numbered ? 'item' : 'line'} ${at}, ${why}: ${visible(short(text))}`),
    ...(left.length > most ? [`  and ${left.length - most} more`] : []),
    ...notes,
  ];
}

/** What messages call the file. */
function called(file: string): string {
  return file === '-' ? 'standard input' : visible(file);
}

async function write(io: Io, { prompts, deck }: Imported, file: string, options: Options): Promise<void> {
  const { newDeck, updatedDeck } = await import('../importers/write.js');
  const { parseDeck } = await import('../parse/deck.js');
  const target = options.output === '-' ? undefined : options.output;
  const earlier = options['update'] && target !== undefined && io.disk.existsSync(resolve(io.cwd, target)) ? target : undefined;
  const named = target ?? (file === '-' ? 'deck' : file);
  const name = basename(named, extname(named));
  const tooLarge = () =>
    new Failure(
      Exit.file,
      `${called(file)}: makes a deck larger than ${deckLimit / 1048576} MB, which is more than is read; split it first`,
    );
  if (prompts.reduce((sum, prompt) => sum + prompt.text.length, 0) > deckLimit) throw tooLarge();
  let text: string;
  if (earlier === undefined) {
    const { title = name, ...rest } = deck;
    const { language, source } = options;
    text = newDeck({ title: options.title ?? title, ...rest, ...(language && { language }), ...(source && { source }) }, prompts);
  } else {
    const reading = readText(io, resolve(io.cwd, earlier), { shown: earlier });
    const problems = 'problem' in reading ? [reading.problem] : parseDeck(reading.text, { name, file: earlier }).problems;
    if ('problem' in reading || problems.some(({ severity }) => severity === 'error')) throw new Failure(Exit.file, problems.map(line));
    const updated = updatedDeck(reading.text, prompts);
    if (!options['quiet']) note(io, `${visible(earlier)}: ${changes(updated)}`);
    text = updated.text;
  }
  if (Buffer.byteLength(text) > deckLimit) throw tooLarge();
  if (target === undefined) io.stdout.write(text);
  else {
    writeFile(io, resolve(io.cwd, target), text, { shown: target, force: !!options['force'] || earlier !== undefined });
    if (!options['quiet']) note(io, `${visible(target)}: written; try: convene check ${visible(target)}`);
  }
}

function changes({ same, changed, added, kept }: Updated): string {
  return `${same} unchanged, ${changed} reworded under their old ids, ${added} new, ${kept} no longer in the file but kept`;
}

function foreignText(io: Io, file: string, encoding: string | undefined): string {
  const how = { shown: file, limit: importLimit, marked: true, ...(encoding && { encoding }) };
  const reading = file === '-' ? readStdin(io, how) : readText(io, resolve(io.cwd, file), how);
  if ('text' in reading) return reading.text;
  const { problem } = reading;
  if (problem.code !== 'encoding') throw new Failure(Exit.file, line(problem));
  const likely = problem.found.startsWith('UTF-16') ? problem.found.toLowerCase() : 'windows-1252';
  throw new Failure(Exit.file, `${line(problem)}, or say what it is: --encoding ${likely}`);
}

function yesOrNo(text: string, flag: string): boolean {
  if (/^(?:yes|no)$/i.test(text)) return text.toLowerCase() === 'yes';
  throw new Failure(Exit.usage, `${flag}: "${visible(text)}" should be yes or no`);
}

function encodingName(text: string, flag: string): string {
  try {
    return new TextDecoder(text).encoding;
  } catch {
    throw new Failure(Exit.usage, `${flag}: unknown encoding "${visible(text)}"; usual ones: utf-8, windows-1252, utf-16le, shift_jis`);
  }
}
