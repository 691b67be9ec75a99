import { join } from 'node:path';
import { typewritten } from './core/text.js';
import { hasTypography, type Io, width } from './io.js';

/** Cells to a line of the help. */
export const helpWidth = 80;

/**
 * The command whose help is asked for, '' for that of the whole program, undefined where none is. `help draw` is
 * `draw --help`; and whoever asks for help gets it, whatever else is on the line.
 */
export function helpAsked(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const asks = firstWord(argv) === 'help' || options.includes('--help') || options.includes('-h');
  return asks ? (commandWord(argv) ?? '') : undefined;
}

/** The first word that is no option: which command this is. */
export function commandWord(argv: readonly string[]): string | undefined {
  const first = firstWord(argv);
  return first === 'help' ? firstWord(argv.slice(argv.indexOf(first) + 1)) : first;
}

function firstWord(argv: readonly string[]): string | undefined {
  return argv.find((word) => !word.startsWith('-'));
}

/**
 * The help of a command, or of the whole program for ''. As the build set it, so that it shows at once; set anew where
 * the terminal is narrower than that. Undefined where there is no such command.
 */
export async function helpText(io: Io, topic: string): Promise<string | undefined> {
  const cells = io.stdout.isTerminal ? Math.min(helpWidth, width(io, io.stdout)) : helpWidth;
  const set = cells === helpWidth ? built(io)[topic] : undefined;
  const text = set ?? (await (await import('./help-page.js')).helpPage(topic, cells));
  return text && io.stdout.isTerminal && !hasTypography(io.env) ? typewritten(text) : text;
}

function built(io: Io): Readonly<Record<string, string | undefined>> {
  try {
    const texts = JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'help.json'), 'utf8')) as Record<string, string>;
    return Object.assign(Object.create(null), texts);
  } catch {
    return {};
  }
}
