import { CommanderError, Option as Flag, Command as Program } from 'commander';
import { type Command, flagOf, type Given, type Option } from './commands/command.js';
import { commands, type Listed } from './commands/index.js';
import { nearest } from './core/nearest.js';
import { visible } from './core/text.js';
import { Exit, Failure } from './failure.js';
import { type Io, width } from './io.js';
import { version } from './version.js';

/** What was asked for: a command to run, a text to show, or nothing yet. */
export type Asked =
  | { readonly do: 'run'; readonly command: Command; readonly given: Given }
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'menu'; readonly options: Given['options'] };

/** Reads the arguments with commander. Throws a Failure for a usage error. */
export async function parse(io: Io): Promise<Asked> {
  let said = '';
  let asked: Asked | undefined;
  const program = new Program('convene')
    .description('A question deck for people who bring other people together.')
    .version(version(io), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => {
        said += text;
      },
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(80, width(io, io.stdout)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', footer)
    .option('--no-color', 'no colour')
    .action(() => {
      asked = { do: 'menu', options: program.opts()['color'] === false ? { noColor: true } : {} };
    });

  const typed = commandWord(io.argv);
  const loaded = await Promise.all(
    commands.map(async (listed) => ({ listed, command: listed.name === typed ? await listed.load() : undefined })),
  );
  for (const { listed, command } of loaded) {
    const sub = program.command(listed.name, {}).summary(listed.summary).helpOption('-h, --help', 'show this help');
    if (command)
      declare(sub, listed, command, (given) => {
        asked = { do: 'run', command, given };
      });
  }
  const argv = helpFirst(io.argv);
  refuseUnknown(argv);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { do: 'say', text: said };
    throw usage(error, typed);
  }
  return asked ?? { do: 'menu', options: {} };
}

/** The help of the whole program, for when nothing was asked and nobody can be. */
export async function help(io: Io): Promise<string> {
  const asked = await parse({ ...io, argv: ['--help'] });
  return asked.do === 'say' ? asked.text : '';
}

const footer = `
Examples:
  convene draw crossroads            a question worth asking, at random
  convene print gifts                all of a kind
  convene help draw                  the options of a command

Exit codes: 0 done, 1 nothing matched, 2 wrong usage, 3 a file can't be read
or written, 130 interrupted.`;

function declare(sub: Program, { summary }: Listed, command: Command, run: (given: Given) => void): void {
  const { operands, options, examples } = command;
  sub.description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.\n\nExamples:\n${exampleLines(examples)}`);
  for (const { form, about } of operands ?? []) sub.argument(form, about);
  for (const [name, option] of Object.entries(options)) sub.addOption(flag(name, option));
  sub.action((...args: unknown[]) => {
    const operandsGiven = args
      .slice(0, -2)
      .flat()
      .filter((value) => value !== undefined) as string[];
    const { color, ...values } = sub.opts<Record<string, unknown>>();
    run({
      operands: operandsGiven,
      options: { ...values, ...(color === false || sub.parent?.opts()['color'] === false ? { noColor: true } : {}) },
    });
  });
}

function exampleLines(examples: Command['examples']): string {
  return examples
    .map(([line, does]) => `  ${line.length > 36 ? `${line}\n${' '.repeat(39)}${does}` : `${line.padEnd(37)}${does}`}`)
    .join('\n');
}

function flag(name: string, option: Option): Flag {
  const long = flagOf(name);
  const form = `${option.short ? `-${option.short}, ` : ''}${long}${option.value ? ` <${option.value}>` : ''}`;
  const made = new Flag(form, option.about).helpGroup(`${option.group}:`);
  if (!option.value) return made;
  const read = option.read ?? ((text: string) => text);
  return made.argParser((text: string, before: unknown) => {
    if (!option.many) return read(text, long);
    const values = option.many === 'commas' ? text.split(',').filter(Boolean) : [text];
    if (values.length === 0) throw new Failure(Exit.usage, `${long}: its value is empty`);
    return [...((before as unknown[]) ?? []), ...values.map((value) => read(value, long))];
  });
}

/** The first word that is no option: which command this is. */
function commandWord(argv: readonly string[]): string | undefined {
  const words = argv[0] === 'help' ? argv.slice(1) : argv;
  return words.find((word) => !word.startsWith('-'));
}

/** `help draw` is `draw --help`; and whoever asks for help gets it, whatever else is on the line. */
function helpFirst(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const asks = argv[0] === 'help' || options.includes('--help') || options.includes('-h');
  if (!asks) return argv;
  const word = commandWord(argv);
  return word !== undefined ? [word, '--help'] : ['--help'];
}

function refuseUnknown(argv: readonly string[]): void {
  const word = commandWord(argv);
  if (word === undefined || commands.some(({ name }) => name === word)) return;
  const near = nearest(
    word,
    commands.map(({ name }) => name),
  );
  throw new Failure(
    Exit.usage,
    `unknown command "${visible(word)}"; ${near ? `did you mean "${near}"?` : 'convene --help shows those there are'}`,
  );
}

function usage({ message }: CommanderError, command: string | undefined): Failure {
  const text = visible(message.replace(/^error: /, '').replace(/\n/g, ' '))
    .replace(/\(Did you mean (.*?)\?\)$/, '; did you mean "$1"?')
    .replace(' ; ', '; ');
  return new Failure(
    Exit.usage,
    /did you mean/.test(text) ? text : `${text.replace(/\.$/, '')}; convene ${command ? `${command} ` : ''}--help shows what there is`,
  );
}
