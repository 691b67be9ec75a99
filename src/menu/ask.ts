import inquirer from 'inquirer';
import stringWidth from 'string-width';
import { visible } from '../core/text.js';
import { colours, type Io } from '../io.js';
import { cut, rowsFor } from './fit.js';
import type { Choice } from './menu.js';
import { theme } from './theme.js';

/** Asks on standard error, so that standard output holds results alone. Rejects with ExitPromptError on Ctrl-C. */
export async function ask<C extends string = Choice>(io: Io, { message, choices }: Asking<C>, how: How = {}): Promise<C> {
  const { rows = 24, columns = 80 } = io.stderr.stream();
  const { sign, keys, ...look } = looks(io, how);
  const room = Math.max(8, columns - stringWidth(message) - 4);
  // The cursor and a space stand before a choice; a line that is full to its last cell would break.
  const listed = choices.map(({ name, value, short = name }) => ({
    name: cut(visible(name), columns - 3, sign),
    value,
    short: cut(visible(short), room, sign),
  }));
  const pageSize = rowsFor(message, { rows, columns });
  const tip = keys(choices.length > pageSize ? choices.length : undefined, columns);
  const styled = { ...look, style: { ...look.style, keysHelpTip: () => tip } };
  const { choice } = await prompting(io, (prompt) =>
    prompt([{ type: 'select', name: 'choice', message, choices: listed, pageSize, loop: false, theme: styled }]),
  );
  return choice as C;
}

interface How {
  readonly noColor?: boolean;
}

function looks(io: Io, { noColor = false }: How) {
  return theme(io, colours(io, io.stderr, { never: noColor }));
}

interface Asking<C extends string> {
  readonly message: string;
  readonly choices: readonly { readonly value: C; readonly name: string; readonly short?: string }[];
}

type Prompting = ReturnType<typeof inquirer.createPromptModule>;

/** Asks with the cursor given back, however it ends. */
async function prompting(io: Io, ask: (prompt: Prompting) => Promise<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const listening = io.onStop(() => io.stderr.write('\x1b[?25h'));
  try {
    return await ask(inquirer.createPromptModule({ input: io.stdin.stream(), output: io.stderr.stream() }));
  } finally {
    listening();
  }
}

/** A yes or a no; no if left empty. */
export async function askYes(io: Io, message: string, how: How = {}): Promise<boolean> {
  const { yes } = await prompting(io, (prompt) =>
    prompt([{ type: 'confirm', name: 'yes', message, default: false, theme: looks(io, how) }]),
  );
  return yes as boolean;
}

interface LineHow extends How {
  /** What Enter alone stands for. */
  readonly proposed?: string;
  /** What is wrong with an answer, so that it is asked for again; undefined for a good one. */
  readonly check?: (answer: string) => string | undefined;
}

/** One line. */
export async function askLine(io: Io, message: string, { proposed = '', check, ...how }: LineHow = {}): Promise<string> {
  const validate = (typed: string) => check?.(typed.trim()) ?? true;
  const { line } = await prompting(io, (prompt) =>
    prompt([{ type: 'input', name: 'line', message, validate, theme: looks(io, how), ...(proposed && { default: visible(proposed) }) }]),
  );
  return String(line).trim();
}
