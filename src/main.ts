import type { Command, Given } from './commands/command.js';
import { commands, unnamed } from './commands/index.js';
import { visible } from './core/text.js';
import { Exit, type ExitCode, Failure, ReaderLeft } from './failure.js';
import { commandWord, helpAsked, helpText } from './help.js';
import { canAsk, type Io } from './io.js';
import { readPlainly } from './plain-arguments.js';
import { unknownCommand } from './unknown.js';

/** The first word by which a shell, on TAB, asks for words rather than for a result; no command of a person's. */
const completing = '__complete';

/** Runs the program once, and maps every outcome to its exit code. Never throws. */
export async function main(io: Io): Promise<ExitCode> {
  try {
    return await run(io);
  } catch (error) {
    return told(io, error);
  }
}

async function run(io: Io): Promise<ExitCode> {
  if (io.argv[0] === completing) return await (await import('./words/answer.js')).answer(io, io.argv.slice(1));
  const topic = helpAsked(io.argv) ?? (io.argv.length === 0 && !canAsk(io) ? '' : undefined);
  if (topic !== undefined) return await help(io, topic);
  const asked = await readAtOnce(io.argv);
  return asked ? await asked.command.run(io, asked.given) : await runByCommander(io);
}

async function help(io: Io, topic: string): Promise<ExitCode> {
  const text = await helpText(io, topic);
  if (text === undefined) throw unknownCommand(topic);
  return say(io, text);
}

/** A command line that can be read without loading more than the command. */
async function readAtOnce([name = '', ...words]: readonly string[]): Promise<{ command: Command; given: Given } | undefined> {
  if (!name || name.startsWith('-')) return undefined;
  const listed = commands.find((one) => one.name === name);
  if (!listed) throw unknownCommand(name);
  const command = await listed.load();
  const given = readPlainly(name, command, words);
  return given && { command, given };
}

async function runByCommander(io: Io): Promise<ExitCode> {
  const { parse } = await import('./program.js');
  const asked = await parse(io);
  switch (asked.do) {
    case 'help':
      return await help(io, commandWord(io.argv) ?? '');
    case 'say':
      return say(io, asked.text);
    case 'run':
      return await asked.command.run(io, asked.given);
    case 'menu':
      return await (await unnamed()).run(io, { operands: [], options: asked.options });
  }
}

function say(io: Io, text: string): ExitCode {
  io.stdout.write(text);
  return Exit.done;
}

/** Says on standard error what went wrong, if that can be said. */
function told(io: Io, error: unknown): ExitCode {
  try {
    if (error instanceof ReaderLeft) return Exit.done;
    if (error instanceof Failure) {
      const lines = typeof error.lines === 'string' ? [error.lines] : error.lines;
      for (const line of lines) io.stderr.write(`${/^[^\n]*:\d+:\d+: /.test(line) ? '' : 'convene: '}${line}\n`);
      return error.code;
    }
    if ((error as Error)?.name === 'ExitPromptError') return Exit.interrupted;
    const { message = String(error), stack = '' } = error as Error;
    const where = io.env['CONVENE_DEBUG'] ? `\n${stack}` : '; CONVENE_DEBUG=1 shows where';
    io.stderr.write(`convene: this is a bug in convene, please report it: ${visible(message)}${where}\n`);
    return Exit.bug;
  } catch {
    return error instanceof Failure ? error.code : error instanceof ReaderLeft ? Exit.done : Exit.bug;
  }
}
