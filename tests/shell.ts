import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './run.js';

/** The built command, as a user's shell runs it. */
export const bin = join(root, 'bin', 'convene.js');

/** Nothing but a path, a home and a locale. */
export const env = (home: string) => ({ PATH: process.env['PATH'] ?? '', HOME: home, LC_ALL: 'C.UTF-8' });

/** Runs a program in a folder that is its home as well, with nothing on standard input. */
export function spawned(cwd: string, program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env: env(cwd), encoding: 'utf8', input: '', timeout: 20_000 });
  return { code: status, stdout, stderr };
}

/** Runs a line of shell in a folder that is its home as well, `convene` being the built command. */
export function shell(cwd: string, line: string) {
  return spawned(cwd, 'bash', '-c', `convene() { '${process.execPath}' '${bin}' "$@"; }\n${line}`);
}
