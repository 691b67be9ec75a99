import { dirname, join, resolve } from 'node:path';
import { nearest } from '../core/nearest.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import { forgetClaims } from './claims.js';
import { type LedgerFile, makeFolder, refused } from './ledger.js';
import { roomsFolder } from './places.js';
import { forgetKept } from './recall.js';

/** Where a room is kept. */
export interface Place extends LedgerFile {
  /** As the user calls it. */
  readonly name: string;
  /** Kept in the rooms folder, which is made when it is needed; otherwise the user said where. */
  readonly ours: boolean;
}

const ending = '.jsonl';
/** Letters, digits and emoji of any script, and between them spaces and a few signs. */
const namePattern =
  /^[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}](?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator} ._,'’&+()#-]|\u200d|\ufe0f)*$/u;
/** What Windows takes for a device, or can't end a name with. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[ .]$/i;

/**
 * Where the room of this name is kept: in the rooms folder, whatever the case it was typed in, or in the file that is given as a path. Throws
 * a Failure for what is neither, and where there is no home to keep it in.
 */
export function placeOf(io: Io, given: string): Place {
  if (/[\\/]/.test(given) || given.toLowerCase().endsWith(ending)) {
    if (given.toLowerCase().endsWith(ending) && !given.includes('\0'))
      return { name: given, path: resolve(io.cwd, given), shown: given, ours: false };
    throw new Failure(Exit.usage, `--room: "${visible(given)}" should be a name, or the path of a file that ends in ${ending}`);
  }
  const typed = given.normalize('NFC').trim();
  if (!namePattern.test(typed) || reserved.test(typed) || Buffer.byteLength(typed) > 120) {
    throw new Failure(
      Exit.usage,
      `--room: "${visible(given.slice(0, 80))}" can't be the name of a room; letters, digits, spaces and - _ . can stand in one, such as monday-team`,
    );
  }
  const folder = roomsFolder(io);
  if (!folder) {
    throw new Failure(
      Exit.file,
      `room "${visible(typed)}": there is no home folder to keep it in; give the path of a file, such as --room ./${visible(typed)}${ending}`,
    );
  }
  const known = roomNames(io);
  const name = known.includes(typed) ? typed : (known.find((one) => one.toLowerCase() === typed.toLowerCase()) ?? typed);
  const path = join(folder, name + ending);
  return { name, path, shown: path, ours: true };
}

/** As `placeOf`, for a room that must be there already. */
export function knownPlace(io: Io, given: string): Place {
  const place = placeOf(io, given);
  if (io.disk.lstatSync(place.path, { throwIfNoEntry: false })) return place;
  if (!place.ours) throw new Failure(Exit.file, `${visible(place.shown)}: there is no such file`);
  const near = nearest(place.name, roomNames(io));
  throw new Failure(
    Exit.usage,
    `unknown room "${visible(given)}"; ${near ? `did you mean "${visible(near)}"?` : 'convene room list shows those there are'}`,
  );
}

/** A room there is that was probably meant, where this one is new. */
export function meantInstead(io: Io, { name, path, ours }: Place): string | undefined {
  if (!ours || io.disk.lstatSync(path, { throwIfNoEntry: false })) return undefined;
  return nearest(name, roomNames(io));
}

/** The names of the rooms in the rooms folder. Throws a Failure where it can't be read. */
export function roomNames(io: Io): string[] {
  const folder = roomsFolder(io);
  try {
    const names = folder ? io.disk.readdirSync(folder) : [];
    return names
      .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
      .map((name) => name.slice(0, -ending.length))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Failure(Exit.file, `${visible(folder!)}: can't be read: ${reason(error)}`);
  }
}

/** Where it is kept what is retired in every room, those to come included; undefined where there is no home. */
export function everywherePlace(io: Io): Place | undefined {
  const folder = roomsFolder(io);
  const path = folder && join(folder, '..', `all-rooms${ending}`);
  return path ? { name: 'all rooms', path, shown: path, ours: true } : undefined;
}

/** Gives a room another name or place. Nothing is ever overwritten. Throws a Failure. */
export function movePlace(io: Io, from: Place, to: Place): void {
  const { disk } = io;
  try {
    if (!disk.lstatSync(from.path).isFile()) throw new Failure(Exit.file, `${visible(from.shown)}: this is not a plain file`);
    if (to.ours) makeFolder(io, dirname(to.path));
    // A link, unlike a renaming, fails where its name is taken.
    disk.linkSync(from.path, to.path);
    disk.unlinkSync(from.path);
    forgetKept(io, from);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new Failure(Exit.file, `room "${visible(to.name)}" exists already; forget it first, or choose another name`);
    throw refused(to, 'written', error);
  }
}

/** Deletes a room and all that was kept of it. Throws a Failure. */
export function forgetPlace(io: Io, place: Place): void {
  try {
    io.disk.unlinkSync(place.path);
    forgetKept(io, place);
    forgetClaims(io, place.path);
  } catch (error) {
    throw refused(place, 'deleted', error);
  }
}
