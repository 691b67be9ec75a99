import { resolve } from 'node:path';
import { annotate } from '../core/annotate.js';
import { pairsOf, type Recognizer, recognizer } from '../core/flip.js';
import { counted, quoted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import { type Flip, flipSheet } from '../sheet/flips.js';
import { builtInHearings, withHearing } from '../store/hearing.js';
import { isUtf8, readRaw } from '../store/read.js';
import { writeFile } from '../store/write.js';
import { choosing, load } from './choosing.js';
import { command } from './command.js';
import { everywhere, note, output, present } from './output.js';

export const flipCommand = command({
  operands: [{ form: '[question...]', about: 'what was asked; standard input, a line each, if left out', words: 'files' }],
  options: () => ({
    deck: choosing().deck,
    all: { about: 'rank all pairs, with what was heard of each', group: 'Output' },
    annotate: { about: 'pass a text through, the Yes question set above each How; the operand is a file', group: 'Output' },
    ...output(),
    ...everywhere(),
  }),
  examples: [
    ['convene flip "How long will it take?"', 'the question to ask first'],
    ['convene flip < questions.txt', 'a line each'],
    ['convene flip --annotate agenda.md', 'the agenda, with the Yes questions'],
    ['convene flip --annotate --json agenda.md', 'the lines in which a How is heard'],
  ],
  async run(io, { operands, options }) {
    if (options.annotate) return annotated(io, operands, options);
    const inputs = operands.length && operands.join() !== '-' ? questions(operands) : await linesOf(io);
    const recognize = await recognizerOf(io, options);
    const flips = inputs.map((input): Flip => ({ input, verdict: recognize(input) }));
    const unheard = flips.filter(({ verdict }) => !verdict.pair);
    const none = unheard.length === flips.length;
    if (!none || options.all || options.json || options.format) await present(io, flipSheet(flips, options), options);
    if (none || (unheard.length && !options.quiet)) note(io, nothingHeard(unheard, flips, fileMeant(io, operands)));
    return none ? Exit.no : Exit.done;
  },
});

interface Typed {
  readonly deck?: string[];
  readonly all?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly format?: string;
  readonly template?: string;
  readonly null?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

async function recognizerOf(io: Io, options: Typed): Promise<Recognizer> {
  const hearings = builtInHearings(io);
  const decks = withHearing(await load(io, options), () => hearings);
  const groups = pairsOf(decks, [...hearings.values()]);
  if (groups.length) return recognizer(groups);
  throw new Failure(Exit.no, 'no deck here pairs a How with a question to ask first; a prompt that has "how:" is such a pair');
}

/** Quoted questions are one argument each; bare words are one question, until one ends it. */
function questions(operands: readonly string[]): string[] {
  if (operands.some((one) => /\s/.test(one.trim()))) return [...operands];
  return operands.join(' ').split(/(?<=[?!？])\s+/);
}

async function linesOf(io: Io): Promise<string[]> {
  if (io.stdin.isTerminal) {
    if (!canAsk(io)) throw new Failure(Exit.usage, 'nothing to flip; try: convene flip "How long will it take?"');
    const { askLine } = await import('../menu/ask.js');
    return [await askLine(io, 'What was asked?', { check: (typed) => (typed ? undefined : 'Type the question you heard') })];
  }
  const text = Buffer.from(readRaw(io))
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A kind word about what isn't flipped. */
function nothingHeard([first, ...more]: readonly Flip[], { length }: readonly Flip[], meant = 'it may well stand as it is'): string {
  if (!first) return 'nothing came in; try: convene flip "How long will it take?"';
  const { ranked } = first.verdict;
  const count = ['', '', 'two', 'three', 'four', 'five', 'six'][ranked.length] ?? ranked.length;
  const pairs = ranked.length === 1 ? 'the one pair there is' : `none of the ${count}`;
  const was = ranked.length === 1 ? 'was not heard' : 'was heard';
  if (length > 1) return `${pairs} ${was} in ${more.length + 1} of ${counted(length, 'line')}`;
  const input = visible(first.input);
  return `${pairs} ${was} in "${input.length > 70 ? `${input.slice(0, 69)}…` : input}"; ${meant}`;
}

/** Where the one word that was given names a file: what flips the lines in it. */
function fileMeant(io: Io, operands: readonly string[]): string | undefined {
  const [file = '-'] = operands;
  const path = resolve(io.cwd, file);
  if (operands.length !== 1 || file === '-' || !io.disk.existsSync(path) || !io.disk.statSync(path).isFile()) return undefined;
  const name = /^[\w./-]+$/.test(file) ? file : quoted(visible(file));
  return `that is a file: convene flip --annotate ${name}, or convene flip < ${name}`;
}

async function annotated(io: Io, operands: readonly string[], options: Typed): Promise<ExitCode> {
  const { all: _, json, ...rest } = options;
  const asJson = json || options.format === 'json';
  const other = (['format', 'template', 'null', 'all'] as const).find((name) => options[name] && !(asJson && name === 'format'));
  if (other) throw new Failure(Exit.usage, `--annotate and --${other} don't go together; --annotate gives the text, or --json`);
  if (operands.length > 1)
    throw new Failure(Exit.usage, `--annotate takes one file, not ${operands.length}; give one, or pipe the text in`);
  const [file] = operands;
  const named = file !== undefined && file !== '-';
  if (!named && io.stdin.isTerminal) throw new Failure(Exit.usage, 'nothing is piped in; try: convene flip --annotate agenda.md');
  const bytes = readRaw(io, named ? resolve(io.cwd, file) : undefined, file);
  // What holds NUL is no text, or text in a form whose lines are not found by bytes: it passes through as it is.
  const foreign = bytes.includes(0);
  const { text, heard } = foreign ? { text: '', heard: [] } : annotateBytes(bytes, await recognizerOf(io, options));
  if (asJson) {
    const flips = heard.map(({ line, input, verdict }): Flip => ({ line, input, verdict }));
    await present(io, flipSheet(flips), { ...rest, json: true });
  } else {
    const result = foreign ? bytes : text;
    if (options.output && options.output !== '-') {
      writeFile(io, resolve(io.cwd, options.output), result, { shown: options.output, force: options.force ?? false });
    } else io.stdout.write(result);
  }
  if (foreign && !options.quiet) note(io, `${file ?? 'standard input'}: this is not UTF-8 text; it is passed through as it is`);
  return Exit.done;
}

/** Annotates UTF-8, or bytes that are nearly so: then each byte is kept as one character, and read as UTF-8 line by line. */
function annotateBytes(bytes: Uint8Array, recognize: Recognizer) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return annotate(buffer.toString('utf8'), recognize);
  const { text, heard } = annotate(buffer.toString('latin1'), recognize, {
    read: (line) => Buffer.from(line, 'latin1').toString('utf8'),
    write: (question) => Buffer.from(question, 'utf8').toString('latin1'),
  });
  return { text: Buffer.from(text, 'latin1'), heard };
}
