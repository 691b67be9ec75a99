import { isUtf8 } from 'node:buffer';
import type { Problem } from '../core/problem.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import { type Io, readAll } from '../io.js';

/** Decks larger than this are refused: YAML is read at about 1 MB a second. */
export const deckLimit = 2 * 1024 * 1024;

export type TextReading = { readonly text: string } | { readonly problem: Problem };

/** What to call the file, how many bytes to read at most, and its encoding where that isn't UTF-8. */
interface Reading {
  readonly shown?: string;
  readonly limit?: number;
  readonly encoding?: string;
  /** UTF-16 that says so by its byte order mark is read as such. */
  readonly marked?: boolean;
}

/**
 * The one way in for text from a file: regular files only, so that a pipe or a device never makes it wait; bounded;
 * UTF-8, without its byte order mark. Throws a Failure where the file can't be read at all.
 */
export function readText(io: Io, path: string, how: Reading = {}): TextReading {
  const { shown = path, limit = deckLimit } = how;
  return decode(readBytes(io, path, shown, limit), shown, how);
}

/** Standard input as text. Throws a Failure where nothing is piped in. */
export function readStdin(io: Io, how: Reading = {}): TextReading {
  if (io.stdin.isTerminal) {
    throw new Failure(Exit.usage, 'standard input: nothing is piped in; try: convene draw -d - < my-deck.yaml');
  }
  try {
    return decode(io.stdin.read(how.limit ?? deckLimit), 'standard input', how);
  } catch (error) {
    throw unreadable('standard input', error);
  }
}

/** The largest text that is annotated. */
export const textLimit = 256 * 1024 * 1024;

/** A text of any encoding, byte for byte: from a file, or from standard input where none is named. Throws a Failure. */
export function readRaw(io: Io, path?: string, shown = path ?? 'standard input'): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = path === undefined ? io.stdin.read(textLimit) : readBytes(io, path, shown, textLimit);
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(shown, error);
  }
  if (bytes.length <= textLimit) return bytes;
  throw new Failure(Exit.file, `${visible(shown)}: this is larger than ${textLimit / 1048576} MB; split it`);
}

/** Whether these bytes are UTF-8, so that nothing is lost when they are read as such. */
export { isUtf8 };

/** A file's bytes, as `readText` reads them; more than `limit` of them where it is larger. */
export function readBytes(io: Io, path: string, shown: string, limit: number): Uint8Array {
  const { disk } = io;
  let descriptor: number;
  try {
    // O_NONBLOCK: opening a FIFO that nobody writes to comes back at once.
    descriptor = disk.openSync(path, disk.constants.O_RDONLY | (disk.constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(shown, error);
  }
  try {
    const stat = disk.fstatSync(descriptor);
    if (stat.isDirectory()) throw new Failure(Exit.file, `${visible(shown)}: this is a folder, not a file`);
    if (!stat.isFile()) throw new Failure(Exit.file, `${visible(shown)}: this is not a regular file; use "-" to read standard input`);
    if (stat.size > limit) return new Uint8Array(limit + 1);
    return readAll(descriptor, limit);
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(shown, error);
  } finally {
    disk.closeSync(descriptor);
  }
}

function unreadable(shown: string, error: unknown): Failure {
  return new Failure(Exit.file, `${visible(shown)}: can't be read: ${reason(error)}`);
}

function decode(bytes: Uint8Array, file: string, { limit = deckLimit, encoding, marked }: Reading): TextReading {
  const problem = (
    detail: { code: 'too-big'; bytes: number; limit: number } | { code: 'encoding'; found: string },
    line = 1,
    column = 1,
  ) => ({
    problem: { ...detail, severity: 'error' as const, place: { file, line, column } },
  });
  if (bytes.length > limit) return problem({ code: 'too-big', bytes: bytes.length, limit });
  if (encoding !== undefined && encoding !== 'utf-8') return { text: decoded(bytes, encoding) };
  const [a, b, c] = bytes;
  const utf16 = utf16In(bytes);
  if (utf16 && !(marked && utf16.marked)) return problem({ code: 'encoding', found: utf16.name });
  if (utf16) return { text: decoded(bytes, utf16.name.toLowerCase()) };
  if (!isUtf8(bytes)) {
    const before = validStart(bytes);
    const lines = Buffer.from(before).toString('utf8').split('\n');
    return problem({ code: 'encoding', found: 'not UTF-8' }, lines.length, lines.at(-1)!.length + 1);
  }
  return { text: Buffer.from(bytes.subarray(a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0)).toString('utf8') };
}

/**
 * UTF-16 by its byte order mark, or by the zeros that stand in every other place of a text in Latin letters: which of
 * the two orders it has.
 */
function utf16In(bytes: Uint8Array): { name: 'UTF-16LE' | 'UTF-16BE'; marked: boolean } | undefined {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { name: 'UTF-16LE', marked: true };
  if (a === 0xfe && b === 0xff) return { name: 'UTF-16BE', marked: true };
  const head = bytes.subarray(0, 400);
  const zeros = [0, 1].map((odd) => head.filter((byte, i) => byte === 0 && i % 2 === odd).length);
  const order = zeros.findIndex((count, odd) => head.length >= 4 && count > head.length * 0.3 && zeros[1 - odd] === 0);
  return order < 0 ? undefined : { name: order === 1 ? 'UTF-16LE' : 'UTF-16BE', marked: false };
}

/** 0x80 to 0x9f of windows-1252 (WHATWG Encoding Standard); a decoder of Node 20 reads them as ISO 8859-1 has them. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decoded(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80]!) : text;
}

/** The bytes before the first that is not UTF-8. */
function validStart(bytes: Uint8Array): Uint8Array {
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // A character cut in two is not yet a fault: up to three bytes may belong to it.
    const whole = [0, 1, 2, 3].some((cut) => middle >= cut && isUtf8(bytes.subarray(0, middle - cut)));
    if (whole) low = middle;
    else high = middle - 1;
  }
  while (!isUtf8(bytes.subarray(0, low))) low--;
  return bytes.subarray(0, low);
}
