import inquirer from 'inquirer';
import { visible } from '../core/text.js';
import type { Io } from '../io.js';

/** Asks for a line of text on standard error; Enter alone takes what was proposed. Rejects with ExitPromptError on Ctrl-C. */
export async function askText(io: Io, message: string, proposed = ''): Promise<string> {
  const prompt = inquirer.createPromptModule({ input: io.stdin.stream(), output: io.stderr.stream() });
  const listening = io.onStop(() => io.stderr.write('\x1b[?25h'));
  try {
    const { text } = await prompt([{ type: 'input', name: 'text', message, ...(proposed && { default: visible(proposed) }) }]);
    return String(text).trim();
  } finally {
    listening();
  }
}
