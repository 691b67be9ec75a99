import { type Shell, shells } from '../completion/index.js';
import { nearest } from '../core/nearest.js';
import { visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import { command } from './command.js';
import { everywhere } from './output.js';

const names = Object.keys(shells) as Shell[];

export const completionCommand = command({
  operands: [{ form: '<shell>', about: names.join(', '), words: names }],
  options: everywhere,
  examples: [
    ['convene completion fish | source', 'in ~/.config/fish/config.fish'],
    ['source <(convene completion bash)', 'in ~/.bashrc'],
    ['source <(convene completion zsh)', 'in ~/.zshrc'],
  ],
  async run(io, { operands }) {
    const [typed = ''] = operands;
    const shell = names.find((name) => name === typed.toLowerCase());
    if (!shell) {
      const near = nearest(typed, names);
      throw new Failure(
        Exit.usage,
        `unknown shell "${visible(typed)}"; ${near ? `did you mean "${near}"?` : `there are: ${names.join(', ')}`}`,
      );
    }
    io.stdout.write(shells[shell]);
    return Exit.done;
  },
});
