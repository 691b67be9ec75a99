import { CommanderError, Option as Flag, Command as Program } from 'commander';
import { type Command, flagOf, type Given, type Option, valuesOf } from './commands/command.js';
import { commands, type Listed } from './commands/index.js';
import { visible } from './core/text.js';
import { Exit, Failure } from './failure.js';
import { commandWord, helpAsked, helpWidth } from './help.js';
import { type Io, width } from './io.js';
import { unknownCommand, unknownOption } from './unknown.js';
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
    .enablePositionalOptions()
    .configureHelp({ minWidthToWrap: 12 })
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => {
        said += text;
      },
      writeErr: () => {},
      getOutHelpWidth: () => (io.stdout.isTerminal ? Math.min(helpWidth, width(io, io.stdout)) : helpWidth),
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
  const topic = helpAsked(io.argv);
  const argv = topic === undefined ? io.argv : [topic, '--help'].filter(Boolean);
  const [word] = argv.filter((one) => !one.startsWith('-'));
  if (word !== undefined && !commands.some(({ name }) => name === word)) throw unknownCommand(word);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { do: 'say', text: said };
    throw usage(error, typed, loaded.find(({ command }) => command)?.command);
  }
  return asked ?? { do: 'menu', options: {} };
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
    // commander turns --no-x into { x: false }.
    const values = Object.entries({ ...sub.parent?.opts(), ...sub.opts<Record<string, unknown>>() }).flatMap(([name, value]) => {
      const negated = `no${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      if (!Object.hasOwn(options, negated)) return name === 'color' ? [] : [[name, value]];
      return value === false || sub.parent?.opts()[name] === false ? [[negated, true]] : [];
    });
    run({ operands: operandsGiven, options: Object.fromEntries(values) });
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
  return made.argParser((text: string, before: unknown) => valuesOf(option, long, text, before));
}

function usage({ code, message }: CommanderError, name: string | undefined, command: Command | undefined): Failure {
  const text = message
    .replace(/^error: /, '')
    .replace(/\n.*/s, '')
    .replace(/\.$/, '');
  const flag = code === 'commander.unknownOption' ? /'(.*)'/.exec(text)?.[1] : undefined;
  if (flag && name && command) return unknownOption(flag, name, command);
  return new Failure(Exit.usage, `${visible(text)}; convene ${name ? `${name} ` : ''}--help shows what there is`);
}
