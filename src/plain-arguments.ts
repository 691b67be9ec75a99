import { type Command, flagOf, type Given, type Option, valuesOf } from './commands/command.js';
import { unknownOption } from './unknown.js';

/**
 * Reads arguments that leave no question open, from the same declaration commander is given: known options spelled in
 * full, each with the value it needs. Undefined for everything else (help, a missing value, too many operands), which
 * commander then reads or refuses. What this reads, commander reads alike; loading commander takes longer than a draw.
 * Throws the Failure of an option that is unknown or whose value is refused, as commander does.
 */
export function readPlainly(name: string, command: Command, words: readonly string[]): Given | undefined {
  const operands: string[] = [];
  const options: Record<string, unknown> = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const [flag, joined] = split(word);
    if (word === '--' || flag === '--help' || flag === '-h') return undefined;
    const found = optionNamed(command, flag);
    if (!found) throw unknownOption(flag, name, command);
    const [key, option] = found;
    if (!option.value) {
      if (joined !== undefined) return undefined;
      options[key] = true;
      continue;
    }
    const value = joined ?? words[++i];
    if (value === undefined) return undefined;
    options[key] = valuesOf(option, flagOf(key), value, options[key]);
  }
  return fits(operands, command) ? { operands, options } : undefined;
}

/** The option that `--name` or `-n` stands for. */
export function optionNamed(command: Command, flag: string): readonly [key: string, option: Option] | undefined {
  return Object.entries(command.options()).find(([key, { short }]) => flag === flagOf(key) || (short && flag === `-${short}`));
}

/** `--name=value` and `-n5` in two. */
export function split(word: string): [flag: string, value: string | undefined] {
  if (!word.startsWith('--')) return [word.slice(0, 2), word.length > 2 ? word.slice(2) : undefined];
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** Whether there are as many operands as the command takes. */
function fits({ length }: readonly string[], { operands = [] }: Command): boolean {
  const required = operands.filter(({ form }) => form.startsWith('<')).length;
  const most = operands.some(({ form }) => form.includes('...')) ? Number.POSITIVE_INFINITY : operands.length;
  return length >= required && length <= most;
}
