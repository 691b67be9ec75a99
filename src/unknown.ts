import { type Command, flagOf } from './commands/command.js';
import { commands } from './commands/index.js';
import { nearest } from './core/nearest.js';
import { visible } from './core/text.js';
import { Exit, Failure } from './failure.js';

/** A command that doesn't exist, with the nearest that does. */
export function unknownCommand(word: string): Failure {
  const names = commands.map(({ name }) => name);
  return unknown('command', word, nearest(word, names), 'convene --help shows those there are');
}

/** An option that doesn't exist, with the nearest that does. */
export function unknownOption(flag: string, name: string, command: Command): Failure {
  const flags = [...Object.keys(command.options()).map(flagOf), '--help'];
  return unknown('option', flag, flag.startsWith('--') ? nearest(flag, flags) : undefined, `convene ${name} --help shows those there are`);
}

function unknown(what: string, word: string, near: string | undefined, otherwise: string): Failure {
  return new Failure(Exit.usage, `unknown ${what} "${visible(word)}"; ${near ? `did you mean "${near}"?` : otherwise}`);
}
