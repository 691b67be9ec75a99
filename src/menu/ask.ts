import inquirer from 'inquirer';
import { visible } from '../core/text.js';
import type { Io } from '../io.js';
import type { Choice, Question } from './menu.js';

/** Asks on standard error, so that standard output holds results alone. Rejects with ExitPromptError on Ctrl-C. */
export async function ask(io: Io, { message, choices }: Question): Promise<Choice> {
  const prompt = inquirer.createPromptModule({ input: io.stdin.stream(), output: io.stderr.stream() });
  const listening = io.onStop(() => io.stderr.write('\x1b[?25h'));
  try {
    const listed = choices.map(({ name, value }) => ({ name: visible(name), value, short: visible(name) }));
    const rows = io.stderr.stream().rows || 24;
    const { choice } = await prompt([
      { type: 'select', name: 'choice', message, choices: listed, pageSize: Math.max(3, Math.min(16, rows - 4)), loop: false },
    ]);
    return choice as Choice;
  } finally {
    listening();
  }
}
