import inquirer from 'inquirer';
import type { Io } from '../io.js';

/** Asks for a line on standard error, until one is given. Rejects with ExitPromptError on Ctrl-C. */
export async function askLine(io: Io, message: string): Promise<string> {
  const prompt = inquirer.createPromptModule({ input: io.stdin.stream(), output: io.stderr.stream() });
  const listening = io.onStop(() => io.stderr.write('\x1b[?25h'));
  try {
    const { line } = await prompt([
      { type: 'input', name: 'line', message, validate: (typed: string) => typed.trim() !== '' || 'Type the question you heard' },
    ]);
    return String(line).trim();
  } finally {
    listening();
  }
}
