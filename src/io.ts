import type * as filesystem from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import type { ReadStream, WriteStream } from 'node:tty';
import { typewritten } from './core/text.js';
import { Exit, Failure, ReaderLeft, reason } from './failure.js';

/** Everything the program has to do with the world around it. Only this file names process, clock and terminal. */
export interface Io {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Where the package stands: `decks`, `dist` and `package.json` are in it. */
  readonly root: string;
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly disk: typeof filesystem;
  now(): Date;
  /** The time zone of the machine's clock, a name of the IANA Time Zone Database. */
  timeZone(): string;
  readonly machine: {
    readonly host: string;
    /** The number of this process. */
    readonly self: number;
    /** Whether a process of that number is there. */
    runs(id: number): boolean;
  };
  /** A fresh seed, short enough to be typed again. */
  seed(): string;
  /** A name that nothing else has: more than 70 bits of chance, letters and digits. */
  name(): string;
  /** CRC-32 of these bytes, going on from that of the bytes before them. */
  checksum(bytes: Uint8Array | string, before?: number): number;
  /** The user's home, or undefined where there is none. */
  home(): string | undefined;
  /** Runs `leave` if the program is told to stop from outside; gives back how to stop listening. */
  onStop(leave: () => void): () => void;
}

export interface Source {
  readonly isTerminal: boolean;
  /** All of it, up to `limit` bytes and one more, so that the caller can tell. */
  read(limit: number): Uint8Array;
  stream(): ReadStream;
}

export interface Sink {
  readonly isTerminal: boolean;
  /** Cells to a line, where the terminal says. */
  readonly columns: number | undefined;
  /** Writes all of it. Throws ReaderLeft or a Failure. */
  write(data: string | Uint8Array): void;
  stream(): WriteStream;
}

// Builtin modules by name: an import of all of node:fs is copied key by key when it is bundled, before every draw.
const fs = process.getBuiltinModule('node:fs');

/** The world as it is. */
export function realIo(): Io {
  return {
    argv: process.argv.slice(2),
    env: process.env,
    get cwd() {
      return process.cwd();
    },
    root: dirname(import.meta.dirname),
    stdin: {
      get isTerminal() {
        return isTerminal(0);
      },
      read: (limit) => readAll(0, limit),
      stream: () => process.stdin,
    },
    stdout: sink(1, 'standard output', () => process.stdout),
    // What is said beside the result is for people: on a terminal without typography it does without.
    stderr: sink(
      2,
      'standard error',
      () => process.stderr,
      (text) => (isTerminal(2) && !hasTypography(process.env) ? typewritten(text) : text),
    ),
    disk: fs,
    now: () => new Date(),
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    machine: {
      get host() {
        return process.getBuiltinModule('node:os').hostname();
      },
      self: process.pid,
      runs,
    },
    seed: () => Math.floor(Math.random() * 2 ** 40).toString(36),
    name: () =>
      [0, 1]
        .map(() =>
          Math.floor(Math.random() * 36 ** 7)
            .toString(36)
            .padStart(7, '0'),
        )
        .join(''),
    checksum: (bytes, before) => process.getBuiltinModule('node:zlib').crc32(bytes, before),
    home() {
      const home = process.env['HOME'] || (process.env['HOME'] === '' ? '' : homeOf());
      return home && isAbsolute(home) ? home : undefined;
    },
    onStop(leave) {
      const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
      for (const signal of signals) process.once(signal, leave);
      return () => {
        for (const signal of signals) process.removeListener(signal, leave);
      };
    },
  };
}

/** Whether a descriptor is a terminal. node:tty is slow to load, and only a character device can be one, /dev/null being none. */
function isTerminal(descriptor: number): boolean {
  try {
    const stat = fs.fstatSync(descriptor);
    if (!stat.isCharacterDevice() || stat.rdev === fs.statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return false;
    return process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false;
  }
}

function runs(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function homeOf(): string | undefined {
  try {
    return process.getBuiltinModule('node:os').homedir();
  } catch {
    return undefined;
  }
}

function sink(descriptor: number, name: string, stream: () => NodeJS.WriteStream, form = (text: string) => text): Sink {
  return {
    get isTerminal() {
      return isTerminal(descriptor);
    },
    get columns() {
      return isTerminal(descriptor) ? stream().columns : undefined;
    },
    write(data) {
      const bytes = typeof data === 'string' ? Buffer.from(form(data)) : data;
      for (let at = 0; at < bytes.length; ) {
        try {
          at += fs.writeSync(descriptor, bytes, at);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          // A pipe that another process made non-blocking: wait a moment for its reader.
          if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
          else if (code === 'EPIPE') throw new ReaderLeft();
          else throw new Failure(Exit.file, `${name}: can't be written: ${reason(error)}`);
        }
      }
    },
    stream,
  };
}

/** Reads a descriptor to its end, or to one byte past the limit. */
export function readAll(descriptor: number, limit: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  while (total <= limit) {
    const chunk = new Uint8Array(Math.min(65536, limit + 1 - total));
    let read = 0;
    try {
      read = fs.readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') break;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      continue;
    }
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    total += read;
  }
  return Buffer.concat(chunks);
}

/**
 * How many colours a stream is given: 0 none, 1 sixteen. First to speak wins: `--no-color`, NO_COLOR, FORCE_COLOR,
 * TERM=dumb, whether it is a terminal. (no-color.org, force-color.org: an empty variable counts as unset.)
 */
export function colours(io: Io, sink: Sink, { never = false } = {}): 0 | 1 {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (never || NO_COLOR) return 0;
  if (FORCE_COLOR) return /^(0|false)$/i.test(FORCE_COLOR) ? 0 : 1;
  return sink.isTerminal && TERM !== 'dumb' ? 1 : 0;
}

/** Cells to a line of a terminal: COLUMNS, else what it says of itself, else 80; between 20 and 120. */
export function width(io: Io, sink: Sink): number {
  const said = /^[1-9]\d*$/.test(io.env['COLUMNS'] ?? '') ? Number(io.env['COLUMNS']) : sink.columns || 80;
  return Math.min(120, Math.max(20, said));
}

/** Whether somebody sits at both ends, so that a question can be asked, at a terminal whose cursor moves. */
export function canAsk(io: Io): boolean {
  return io.stdin.isTerminal && io.stderr.isTerminal && !io.env['CI'] && io.env['TERM'] !== 'dumb';
}

/**
 * Whether a terminal shows more than ASCII: the locale names UTF-8, or nothing is said of it, as on Windows. (POSIX XBD
 * 8.2: LC_ALL goes before LC_CTYPE, and that before LANG; an empty one counts as unset.)
 */
export function hasTypography({ LC_ALL, LC_CTYPE, LANG }: Io['env']): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG;
  return !locale || /utf-?8/i.test(locale);
}
