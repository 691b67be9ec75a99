import { dirname, join } from 'node:path';
import { hash } from '../core/random.js';
import type { Io } from '../io.js';
import { cacheFolder } from './places.js';

/** A file as it stands on the disk: as long as `is` is the same, so is what stands in it. */
export interface Snapshot {
  readonly path: string;
  readonly is: string;
  /** In bytes. */
  readonly size: number;
  /**
   * False where it changed so lately that another change could go unseen: it is then as good as unknown, as git does with
   * what it calls racily clean.
   */
  readonly settled: boolean;
}

/** What was worked out of a file, part by part: texts as bytes, columns of numbers as they are. */
export interface Entry {
  readonly parts: readonly Part[];
  /** A part as it was kept; undefined where it was not kept whole. */
  whole(part: number): Buffer | undefined;
  /** Numbers of a column, from this one on; false where they aren't there. Whether they are right is for the caller to check. */
  read(part: number, numbers: Column, from: number): boolean;
  /** Throws it away, as it was found to be damaged. */
  forget(): void;
  close(): void;
}

export type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

export interface Part {
  /** In bytes. */
  readonly length: number;
  /** Of what is read whole: an entry as long as it says was written to its end, and the rest is checked by what it leads to. */
  readonly sum: number;
}

/** Raised when an entry can't be read any other way than it was written. */
const format = 2;
const suffix = '.deck';
const ours = /^[0-9a-f]{16}\.deck(\.[0-9a-z]+)?$/;

/** Nanoseconds within which a file may change twice without looking any different. */
const blink = 2_000_000_000n;

/** Looks at a file. Undefined where there is none, or something else. */
export function snapshot(io: Io, path: string): Snapshot | undefined {
  try {
    const stat = io.disk.statSync(path, { bigint: true });
    const now = BigInt(io.now().getTime()) * 1_000_000n;
    const lately = now - stat.ctimeNs < blink || (now - stat.mtimeNs < blink && stat.mtimeNs - now < blink);
    return stat.isFile() ? { path, is: identity(stat), size: Number(stat.size), settled: !lately } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file is still the one that was looked at. */
export function unchanged(io: Io, file: Snapshot): boolean {
  return snapshot(io, file.path)?.is === file.is;
}

function identity({
  dev,
  ino,
  size,
  mtimeNs,
  ctimeNs,
}: {
  dev: bigint;
  ino: bigint;
  size: bigint;
  mtimeNs: bigint;
  ctimeNs: bigint;
}): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/** What another build of this program keeps is not trusted either: it may read decks otherwise. */
function program(io: Io): string {
  return identity(io.disk.statSync(join(io.root, 'dist', 'convene.cjs'), { bigint: true }));
}

/** What is kept of a file as it stands now; undefined for anything else that may stand in its place. Never throws. */
export function recall(io: Io, file: Snapshot): Entry | undefined {
  const { disk } = io;
  let descriptor: number | undefined;
  try {
    const place = file.settled ? placeOf(io, file.path) : undefined;
    if (!place) return undefined;
    const opened = disk.openSync(place, disk.constants.O_RDONLY | (disk.constants.O_NONBLOCK ?? 0));
    descriptor = opened;
    const stat = disk.fstatSync(opened);
    const start = Buffer.allocUnsafe(65536);
    const read = stat.isFile() ? disk.readSync(opened, start) : 0;
    const end = start.subarray(0, read).indexOf('\n') + 1;
    const { parts } = JSON.parse(start.toString('utf8', 0, end)) as { parts: Part[] };
    const total = parts.reduce((sum, { length }) => sum + length, end);
    if (start.toString('utf8', 0, end) !== header(io, file, parts) || stat.size !== total) throw new Error('of something else');
    return entry(io, opened, { place, start: start.subarray(0, read), end, parts });
  } catch {
    if (descriptor !== undefined) disk.closeSync(descriptor);
    return undefined;
  }
}

function entry(
  { disk }: Io,
  descriptor: number,
  { place: path, start, end, parts }: { place: string; start: Buffer; end: number; parts: readonly Part[] },
): Entry {
  const places = parts.map((_, part) => parts.slice(0, part).reduce((at, { length }) => at + length, end));
  return {
    parts,
    whole,
    read(part, numbers, from) {
      const bytes = bytesOf(numbers);
      const at = from * numbers.BYTES_PER_ELEMENT;
      if (at + bytes.length > parts[part]!.length) return false;
      const place = places[part]! + at;
      if (place + bytes.length <= start.length) return start.copy(bytes, 0, place, place + bytes.length) === bytes.length;
      try {
        return disk.readSync(descriptor, bytes, 0, bytes.length, place) === bytes.length;
      } catch {
        return false;
      }
    },
    forget() {
      try {
        disk.rmSync(path, { force: true });
      } catch {
        // It is found damaged again.
      }
    },
    close: () => disk.closeSync(descriptor),
  };
}

function whole(this: Entry, part: number): Buffer | undefined {
  const { length, sum } = this.parts[part]!;
  const bytes = new Uint8Array(length);
  return this.read(part, bytes, 0) && sumOf(bytes) === sum ? Buffer.from(bytes.buffer) : undefined;
}

/** What was worked out and could not be kept, or not yet, by the same door. */
export function unkept(columns: readonly Column[]): Entry {
  const parts = columns.map(({ byteLength }, part) => ({ length: byteLength, sum: sumOf(columns[part]!) }));
  return {
    parts,
    whole,
    read(part, numbers, from) {
      const [bytes, at] = [bytesOf(columns[part]!), from * numbers.BYTES_PER_ELEMENT];
      bytesOf(numbers).set(bytes.subarray(at, at + numbers.byteLength));
      return at + numbers.byteLength <= bytes.length;
    },
    forget() {},
    close() {},
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Column): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * Keeps what was worked out of a file, for the next run: written beside and renamed, so that nobody ever finds half of
 * it, and only while the file is what it was. Never throws: where it can't be kept, it is worked out again.
 */
export function keep(io: Io, file: Snapshot, parts: readonly Column[]): void {
  const { disk } = io;
  try {
    const place = file.settled && unchanged(io, file) ? placeOf(io, file.path) : undefined;
    if (!place) return;
    makeFolder(io, dirname(place));
    const beside = `${place}.${io.seed()}`;
    const descriptor = disk.openSync(beside, 'wx', 0o600);
    try {
      try {
        disk.writeFileSync(descriptor, header(io, file, unkept(parts).parts));
        for (const part of parts) disk.writeFileSync(descriptor, bytesOf(part));
        disk.fsyncSync(descriptor);
      } finally {
        disk.closeSync(descriptor);
      }
      disk.renameSync(beside, place);
    } catch {
      disk.rmSync(beside, { force: true });
    }
    tidy(io, place);
  } catch {
    // Not kept.
  }
}

function header(io: Io, { path, is }: Snapshot, parts: readonly Part[]): string {
  return `${JSON.stringify({ convene: format, path, is, program: program(io), parts })}\n`;
}

function placeOf(io: Io, path: string): string | undefined {
  const folder = cacheFolder(io);
  const name = hash(path).map((word) => word.toString(16).padStart(8, '0'));
  return folder && join(folder, `${name.join('')}${suffix}`);
}

/** Adds up 32-bit words, and the sums as they grow (after J. Fletcher, 1982): what was changed or moved comes out otherwise. */
function sumOf(column: Column): number {
  const bytes = bytesOf(column);
  const aligned = bytes.byteOffset % 4 ? bytes.slice() : bytes;
  let [low, high] = [0, 0];
  const add = (word: number) => {
    low = (low + word) | 0;
    high = (high + low) | 0;
  };
  new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2).forEach(add);
  aligned.subarray(aligned.length & ~3).forEach(add);
  return low ^ Math.imul(high, 0x9e3779b1);
}

/** One level after the other: made in one go, a folder under /proc would never come back. */
function makeFolder(io: Io, path: string): void {
  try {
    io.disk.mkdirSync(path, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(io, dirname(path));
    io.disk.mkdirSync(path, 0o700);
  }
}

/** Throws away a few entries whose files are gone, and what was left half written a day ago: those next to this one by name. */
function tidy(io: Io, place: string, most = 8): void {
  const { disk } = io;
  const folder = dirname(place);
  const names = disk.readdirSync(folder).filter((name) => ours.test(name) && join(folder, name) !== place);
  const next = names.sort().findIndex((name) => join(folder, name) > place);
  for (const name of [...names.slice(Math.max(0, next)), ...names.slice(0, Math.max(0, next))].slice(0, most)) {
    const one = join(folder, name);
    const left = name.endsWith(suffix) ? !disk.existsSync(pathIn(io, one)) : io.now().getTime() - disk.statSync(one).mtimeMs > 86_400_000;
    if (left) disk.rmSync(one, { force: true });
  }
}

function pathIn({ disk }: Io, place: string): string {
  const start = Buffer.alloc(16384);
  const descriptor = disk.openSync(place, disk.constants.O_RDONLY | (disk.constants.O_NONBLOCK ?? 0));
  try {
    const read = disk.readSync(descriptor, start);
    return (JSON.parse(start.toString('utf8', 0, start.subarray(0, read).indexOf('\n'))) as { path: string }).path;
  } finally {
    disk.closeSync(descriptor);
  }
}
