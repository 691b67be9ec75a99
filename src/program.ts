import { CommanderError, Option as Flag, Command as Program } from 'commander';
import { type Command, flagOf, type Given, type Option, valuesOf } from './commands/command.js';
import { commands } from './commands/index.js';
import { visible } from './core/text.js';
import { Exit, Failure } from './failure.js';
import { commandWord } from './help.js';
import { optionForm } from './help-page.js';
import type { Io } from './io.js';
import { unknownCommand, unknownOption } from './unknown.js';
import { version } from './version.js';

/** What was asked for: a command to run, a text to show, or nothing yet. */
export type Asked =
  | { readonly do: 'run'; readonly command: Command; readonly given: Given }
  | { readonly do: 'help' }
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'menu'; readonly options: Given['options'] };

/** Reads the arguments with commander. Throws a Failure for a usage error. */
export async function parse(io: Io): Promise<Asked> {
  let said = '';
  let asked: Asked | undefined;
  const program = new Program('convene')
    .version(version(io), '-V, --version')
    .helpOption('-h, --help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => {
        said += text;
      },
      writeErr: () => {},
    })
    .option('--no-color')
    .action(() => {
      asked = { do: 'menu', options: program.opts()['color'] === false ? { noColor: true } : {} };
    });

  const typed = commandWord(io.argv);
  const loaded = await Promise.all(
    commands.map(async (listed) => ({ listed, command: listed.name === typed ? await listed.load() : undefined })),
  );
  for (const { listed, command } of loaded) {
    const sub = program.command(listed.name).helpOption('-h, --help');
    if (command)
      declare(sub, command, (given) => {
        asked = { do: 'run', command, given };
      });
  }
  if (typed !== undefined && !commands.some(({ name }) => name === typed)) throw unknownCommand(typed);
  try {
    await program.parseAsync([...io.argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.version') return { do: 'say', text: said };
    if (error.exitCode === 0) return { do: 'help' };
    throw usage(error, typed, loaded.find(({ command }) => command)?.command);
  }
  return asked ?? { do: 'menu', options: {} };
}

function declare(sub: Program, command: Command, run: (given: Given) => void): void {
  const options = command.options();
  for (const { form } of command.operands ?? []) sub.argument(form);
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

function flag(name: string, option: Option): Flag {
  const made = new Flag(optionForm(name, option));
  if (!option.value) return made;
  return made.argParser((text: string, before: unknown) => valuesOf(option, flagOf(name), text, before));
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
