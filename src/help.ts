import { join } from 'node:path';
import { type Io, width } from './io.js';

/** Cells to a line of the help. */
export const helpWidth = 80;

/**
 * The command whose help is asked for, '' for that of the whole program, undefined where none is. `help draw` is
 * `draw --help`; and whoever asks for help gets it, whatever else is on the line.
 */
export function helpAsked(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const asks = argv[0] === 'help' || options.includes('--help') || options.includes('-h');
  return asks ? (commandWord(argv) ?? '') : undefined;
}

/** The first word that is no option: which command this is. */
export function commandWord(argv: readonly string[]): string | undefined {
  const words = argv[0] === 'help' ? argv.slice(1) : argv;
  return words.find((word) => !word.startsWith('-'));
}

/** The help as the build set it; undefined where it was not, or the terminal is narrower than it is. */
export function helpText(io: Io, topic: string): string | undefined {
  if (io.stdout.isTerminal && width(io, io.stdout) < helpWidth) return undefined;
  try {
    const texts = JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'help.json'), 'utf8')) as Record<string, string>;
    return Object.hasOwn(texts, topic) ? texts[topic] : undefined;
  } catch {
    return undefined;
  }
}
