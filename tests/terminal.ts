import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folder, root, type World } from './run.js';

const bin = join(root, 'bin', 'convene.js');

/** Whether a program can be run here. */
export const has = (program: string) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;

export const keys = { down: '\x1b[B', up: '\x1b[A', enter: '\r', tab: '\t', ctrlC: '\x03', ctrlD: '\x04', clear: '\x15' } as const;

export interface Setting {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: World['files'];
  readonly cwd?: string;
}

/** A screen without its escape sequences. */
export function bare(screen: string): string {
  return screen.replace(/\x1b(\[[0-9;?>=]*[A-Za-z]|\][^\x07\x1b]*(\x07|\x1b\\)|[=>()][B0]?)/g, '');
}

/**
 * Runs lines of bash in a real pseudo-terminal (script of util-linux), `convene` being the built command, and types each
 * key when its cue has been seen. Gives back all that was on the screen, and the exit code of the last line.
 */
export async function terminal(lines: string, typed: readonly (readonly [cue: RegExp, key: string])[] = [], setting: Setting = {}) {
  const { columns = 80, rows = 24, env = {} } = setting;
  const command = `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`;
  const tools = folder({ 'bin/convene': command, 'run.sh': `stty cols ${columns} rows ${rows}\n${lines}\necho "[code $?]"\n` });
  const cwd = setting.cwd ?? folder(setting.files);
  const child = spawn('script', ['-qec', `chmod +x '${tools}/bin/convene'; bash '${tools}/run.sh'`, '/dev/null'], {
    cwd,
    env: { PATH: `${tools}/bin:${process.env['PATH']}`, HOME: cwd, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let screen = '';
  let seen = 0;
  const waiting = [...typed];
  child.stdout.setEncoding('utf8').on('data', (data) => {
    screen += data;
    while (waiting[0]?.[0].test(bare(screen.slice(seen)))) {
      seen = screen.length;
      child.stdin.write(waiting.shift()![1]);
    }
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await new Promise((done) => child.on('exit', done));
  clearTimeout(timer);
  return { screen: screen.replaceAll('\r\n', '\n'), code: Number(/\[code (\d+)\]/.exec(screen)?.[1]), cwd };
}
