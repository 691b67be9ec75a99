import { unnamed } from './commands/index.js';
import { visible } from './core/text.js';
import { Exit, type ExitCode, Failure, ReaderLeft } from './failure.js';
import { canAsk, type Io } from './io.js';

/** Runs the program once, and maps every outcome to its exit code. Never throws. */
export async function main(io: Io): Promise<ExitCode> {
  try {
    return await run(io);
  } catch (error) {
    return told(io, error);
  }
}

async function run(io: Io): Promise<ExitCode> {
  const { help, parse } = await import('./program.js');
  const asked = await parse(io);
  if (asked.do === 'run') return await asked.command.run(io, asked.given);
  if (asked.do === 'menu' && canAsk(io)) return await (await unnamed()).run(io, { operands: [], options: asked.options });
  io.stdout.write(asked.do === 'say' ? asked.text : await help(io));
  return Exit.done;
}

/** Says on standard error what went wrong, if that can be said. */
function told(io: Io, error: unknown): ExitCode {
  try {
    if (error instanceof ReaderLeft) return Exit.done;
    if (error instanceof Failure) {
      const lines = typeof error.lines === 'string' ? [error.lines] : error.lines;
      for (const line of lines) io.stderr.write(`${/^[^\n]*:\d+:\d+: /.test(line) ? '' : 'convene: '}${line}\n`);
      return error.code;
    }
    if ((error as Error)?.name === 'ExitPromptError') return Exit.interrupted;
    const { message = String(error), stack = '' } = error as Error;
    const where = io.env['CONVENE_DEBUG'] ? `\n${stack}` : '; CONVENE_DEBUG=1 shows where';
    io.stderr.write(`convene: this is a bug in convene, please report it: ${visible(message)}${where}\n`);
    return Exit.bug;
  } catch {
    return error instanceof Failure ? error.code : error instanceof ReaderLeft ? Exit.done : Exit.bug;
  }
}
