/** What the exit code says to a script. */
export const Exit = {
  done: 0,
  /** A negative answer: nothing matched, nothing recognised, problems found. */
  no: 1,
  usage: 2,
  /** A file that can't be read, understood or written. */
  file: 3,
  bug: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof Exit)[keyof typeof Exit];

/** Something the user can put right: said in one line or a few, without a stack. */
export class Failure extends Error {
  constructor(
    readonly code: ExitCode,
    readonly lines: string | readonly string[],
  ) {
    super(typeof lines === 'string' ? lines : lines.join('\n'));
  }
}

/** Whoever read our output has left, as `head` does: a quiet end, not a failure. */
export class ReaderLeft extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'that is not permitted',
  EISDIR: 'that is a folder',
  ENOTDIR: 'part of the path is a file, not a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk can only be read',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file would become too large',
  EEXIST: 'it exists already',
  EBUSY: 'it is in use',
  EIO: 'the disk reports an error',
  ENXIO: 'nothing is at the other end',
  ETXTBSY: 'it is running as a program',
};

/** Why the operating system refused, in words. */
export function reason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? (code || message);
}
