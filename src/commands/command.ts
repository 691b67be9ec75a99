import { timeOf } from '../core/clock.js';
import { visible } from '../core/text.js';
import type { ExitCode } from '../failure.js';
import { Exit, Failure } from '../failure.js';
import type { Io } from '../io.js';

/**
 * A command as data: its help, its completion and its reading of arguments are all made from this one declaration.
 */
export interface Command {
  readonly operands?: readonly Operand[];
  options(): Options;
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  run(io: Io, given: Given): Promise<ExitCode>;
}

export interface Operand {
  /** As the help shows them, such as `[kinds...]`. */
  readonly form: string;
  readonly about: string;
  readonly words?: Words;
}

/** Where the words of a completion come from. */
export type Words = 'kinds' | 'decks' | 'sessions' | 'tags' | 'prompts' | 'formats' | 'files' | 'languages' | 'rooms' | readonly string[];

export type Options = Readonly<Record<string, Option>>;

export interface Option {
  readonly short?: string;
  /** What the value is called in the help; an option without one is a switch. */
  readonly value?: string;
  readonly about: string;
  readonly group: 'Choosing' | 'Fitting' | 'Chance' | 'Rooms' | 'Output' | 'Paper' | 'Other';
  /** May be given several times, or its values be parted by commas. */
  readonly many?: 'commas' | 'repeated';
  /** Checks and converts one value; throws a Failure that names the option. */
  readonly read?: (text: string, flag: string) => unknown;
  readonly words?: Words;
}

/** What was typed: operands in order, options by their names in camel case. */
export interface Given {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Holds a command against its type and gives `run` typed options. */
export function command<O extends Options>(
  declared: Omit<Command, 'options' | 'run'> & {
    options(): O;
    run(io: Io, given: { readonly operands: readonly string[]; readonly options: Values<O> }): Promise<ExitCode>;
  },
): Command {
  return { ...declared, options: options(declared.options) } as unknown as Command;
}

type Values<O extends Options> = { readonly [K in keyof O]?: ValueOf<O[K]> };
type ValueOf<T extends Option> = T extends { value: string } ? (T extends { many: string } ? One<T>[] : One<T>) : boolean;
type One<T extends Option> = T extends { read: (text: string, flag: string) => infer V } ? V : string;

/** A set of options with their literal types, made once, when it is first looked at: what is typed most names none. */
export function options<const O extends Options>(declare: () => O): () => O {
  let declared: O | undefined;
  return () => {
    declared ??= declare();
    return declared;
  };
}

/** What an option holds after one more value was typed. Throws a Failure for a value that is refused. */
export function valuesOf(option: Option, flag: string, text: string, before: unknown): unknown {
  const read = option.read ?? ((value: string) => value);
  if (!option.many) return read(text, flag);
  const values = option.many === 'commas' ? text.split(',').filter(Boolean) : [text];
  if (values.length === 0) throw new Failure(Exit.usage, `${flag}: its value is empty`);
  return [...((before as unknown[]) ?? []), ...values.map((value) => read(value, flag))];
}

/** `maxEdge` as it is typed: `--max-edge`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A whole number in a range, written in digits alone. */
export function wholeNumber(least: number, most: number): (text: string, flag: string) => number {
  return (text, flag) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Failure(Exit.usage, `${flag}: "${text}" should be a whole number from ${least} to ${most}`);
  };
}

/** A text that isn't empty. */
export function someText(text: string, flag: string): string {
  if (text.trim()) return text;
  throw new Failure(Exit.usage, `${flag}: its value is empty`);
}

/** A time of day, `HH:MM`. */
export function timeOfDay(text: string, flag: string): string {
  const time = timeOf(text.trim());
  if (time) return time;
  throw new Failure(Exit.usage, `${flag}: "${visible(text)}" should be a time of day such as 14:05`);
}
