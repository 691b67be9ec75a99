import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { Failure, ReaderLeft } from '../src/failure.js';
import type { Io } from '../src/io.js';
import { main } from '../src/main.js';

export const root = join(import.meta.dirname, '..');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Files by their path under the working folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly cwd?: string;
  readonly now?: Date;
  readonly seed?: string;
  readonly timeZone?: string;
  /** Cells to a line of a terminal; none is a pipe. */
  readonly terminal?: number;
  /** Where standard output breaks: its reader has left, or its disk is full. */
  readonly broken?: 'reader left' | 'disk full';
  /** Null for somebody without a home. */
  readonly home?: null;
  readonly disk?: Partial<typeof fs>;
}

/** Runs the program in this process, in an empty folder with an empty home, and gives back all it said. */
export async function run(...args: readonly (World | string)[]): Promise<Outcome> {
  const world = typeof args[0] === 'object' ? args[0] : {};
  const argv = args.filter((arg) => typeof arg === 'string');
  const cwd = world.cwd ?? folder(world.files);
  const said = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({
    isTerminal: world.terminal !== undefined,
    columns: world.terminal,
    write(data: string | Uint8Array) {
      if (name === 'stdout' && world.broken === 'reader left') throw new ReaderLeft();
      if (name === 'stdout' && world.broken === 'disk full') {
        throw new Failure(3, "standard output: can't be written: no space is left on the disk");
      }
      said[name] += typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
    },
    stream: () => {
      throw new Error('no stream in tests');
    },
  });
  const io: Io = {
    argv,
    env: { ...world.env },
    cwd,
    root,
    stdin: {
      isTerminal: world.terminal !== undefined && world.stdin === undefined,
      read: (limit) => Buffer.from(world.stdin ?? '').subarray(0, limit + 1),
      stream: () => {
        throw new Error('no stream in tests');
      },
    },
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    disk: { ...fs, ...world.disk } as typeof fs,
    machine: { host: 'here', self: process.pid, runs: (id) => id === process.pid },
    now: () => world.now ?? new Date(2026, 10, 22, 9, 30),
    timeZone: () => world.timeZone ?? 'UTC',
    name: () => randomBytes(9).toString('hex'),
    checksum: crc32,
    seed: () => world.seed ?? 'kelp',
    home: () => (world.home === null ? undefined : join(cwd, 'home')),
    onStop: () => () => {},
  };
  const code = await main(io);
  return { code, ...said };
}

/** A new empty folder with these files, gone when the test is over. */
export function folder(files: World['files'] = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'convene-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** A deck of plain sentences. */
export function deckOf(...prompts: string[]): string {
  return `title: A deck\nkind: gifts\nprompts:\n${prompts.map((prompt) => `  - ${JSON.stringify(prompt)}\n`).join('')}`;
}
