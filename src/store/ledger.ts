import { dirname } from 'node:path';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';

/** A ledger's file: where it is, and what messages call it. */
export interface LedgerFile {
  readonly path: string;
  readonly shown: string;
}

/** Larger files are no ledgers: this is more than a million events. */
const limit = 256 * 1024 * 1024;

/** An open ledger. Whoever opens it closes it. */
export interface OpenLedger {
  readonly size: number;
  /** Changes when another file takes its place. */
  readonly identity: string;
  /** Its bytes from one place to another, or to its end; in `into`, where they fit there. */
  bytes(from: number, to?: number, into?: Buffer): Buffer;
  close(): void;
}

/** Opens a ledger for reading; undefined where there is none yet. Throws a Failure for what is no regular file. */
export function openLedger(io: Io, file: LedgerFile): OpenLedger | undefined {
  const { disk } = io;
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = disk.constants;
  let descriptor: number;
  try {
    descriptor = disk.openSync(file.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw refused(file, 'read', error);
  }
  try {
    const { size, dev, ino } = regular(io, descriptor, file);
    if (size > limit) throw new Failure(Exit.file, `${visible(file.shown)}: is larger than any ledger; is it the right file?`);
    return {
      size,
      identity: `${dev}.${ino}`,
      bytes: (from, to = size, into = Buffer.allocUnsafe(Math.max(0, to - from))) => {
        return read(io, descriptor, file, from, into.subarray(0, Math.max(0, to - from)));
      },
      close: () => disk.closeSync(descriptor),
    };
  } catch (error) {
    disk.closeSync(descriptor);
    throw error;
  }
}

function read({ disk }: Io, descriptor: number, file: LedgerFile, from: number, bytes: Buffer): Buffer {
  let at = 0;
  try {
    while (at < bytes.length) {
      const got = disk.readSync(descriptor, bytes, at, bytes.length - at, from + at);
      if (got === 0) break;
      at += got;
    }
  } catch (error) {
    throw refused(file, 'read', error);
  }
  return bytes.subarray(0, at);
}

/**
 * Adds lines to a ledger in one write, so that those of several processes never mix (POSIX, O_APPEND). A last line that
 * was torn, by a full disk or a crash, is ended first. The file is for its owner alone where it is new. Throws a Failure,
 * after which nothing of these lines counts as written.
 */
export function append(io: Io, file: LedgerFile, lines: string, { folder = false } = {}): void {
  const { disk } = io;
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = disk.constants;
  let descriptor: number;
  try {
    if (folder) makeFolder(io, dirname(file.path));
    descriptor = disk.openSync(file.path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  } catch (error) {
    throw refused(file, 'written', error);
  }
  try {
    const { size } = regular(io, descriptor, file);
    const end = Buffer.alloc(1);
    const whole = size === 0 || (disk.readSync(descriptor, end, 0, 1, size - 1) === 1 && end[0] === 0x0a);
    const data = Buffer.from(whole ? lines : `\n${lines}`);
    // Part of it was written: the disk is all but full. What is torn now is ended by the second attempt, or the next event.
    if (disk.writeSync(descriptor, data) < data.length && disk.writeSync(descriptor, `\n${lines}`) < Buffer.byteLength(lines) + 1) {
      throw Object.assign(new Error(), { code: 'ENOSPC' });
    }
    disk.fsyncSync(descriptor);
  } catch (error) {
    throw error instanceof Failure ? error : refused(file, 'written', error);
  } finally {
    disk.closeSync(descriptor);
  }
}

function regular({ disk }: Io, descriptor: number, { shown }: LedgerFile) {
  const stat = disk.fstatSync(descriptor);
  if (stat.isFile()) return stat;
  throw new Failure(
    Exit.file,
    `${visible(shown)}: this is ${stat.isDirectory() ? 'a folder' : 'a pipe or a device'}, and a room is kept in a plain file`,
  );
}

/** Makes a folder for its owner alone, level by level: Node's own way never comes back from below /proc. */
export function makeFolder(io: Io, folder: string): void {
  if (io.disk.statSync(folder, { throwIfNoEntry: false })) return;
  if (dirname(folder) !== folder) makeFolder(io, dirname(folder));
  makeLevel(io, folder);
}

/** Makes the last level of a folder, if nobody else has meanwhile. */
export function makeLevel(io: Io, folder: string): void {
  try {
    io.disk.mkdirSync(folder, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Why a ledger can't be used, in words. */
export function refused({ shown }: LedgerFile, verb: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP' || code === 'EMLINK') {
    return new Failure(
      Exit.file,
      `${visible(shown)}: this is a symbolic link, and a room is not followed through one; name the file itself`,
    );
  }
  if (code === 'EISDIR') return new Failure(Exit.file, `${visible(shown)}: this is a folder, and a room is kept in a plain file`);
  if (code === 'ENXIO') return new Failure(Exit.file, `${visible(shown)}: this is a pipe or a device, and a room is kept in a plain file`);
  if (code === 'ENOENT' && verb === 'written')
    return new Failure(Exit.file, `${visible(shown)}: can't be written: there is no such folder`);
  return new Failure(Exit.file, `${visible(shown)}: can't be ${verb}: ${reason(error)}`);
}
