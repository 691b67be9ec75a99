import { basename, extname, join, resolve } from 'node:path';
import type { Deck } from '../core/deck.js';
import { nearest } from '../core/nearest.js';
import { line, type Problem } from '../core/problem.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import type { DeckReading } from '../parse/deck.js';
import { builtInDecks } from './built-in.js';
import { readDeck } from './deck-file.js';
import { deckFolders } from './places.js';
import { deckLimit, readStdin, readText, type TextReading } from './read.js';

/** Where a deck was found: in the package, in a package beside it, in the user's folder, by CONVENE_DECKS, or by its path. */
export type Origin = 'built-in' | 'package' | 'yours' | 'CONVENE_DECKS' | 'named';

/** A deck, and the file it came from; undefined for a built-in one. */
export interface Located {
  readonly deck: Deck;
  readonly file?: string;
  readonly origin: Origin;
}

/** The decks found, and a line for everything that was stepped over or looks wrong. */
export interface Loaded {
  readonly decks: readonly Located[];
  readonly notes: readonly string[];
  /** Deck files that can't be used, with how many problems each. */
  readonly broken: readonly { readonly name: string; readonly file: string; readonly origin: Origin; readonly problems: number }[];
}

/** Whether the text itself is wanted, and where things stand in it; what was kept of a file will do otherwise. */
interface Look {
  readonly closely: boolean;
}

/** One deck file, read or not. */
export interface Found {
  readonly name: string;
  /** What messages call the file. */
  readonly shown: string;
  readonly origin: Origin;
  /** Undefined for a built-in deck and for standard input. */
  readonly file?: string;
  readonly deck?: Deck;
  readonly problems: readonly Problem[];
  /** Why it can't be read at all. */
  readonly unread?: string;
  /** How much of it was read. */
  readonly bytes?: number;
  /** What stands in it, and where: for whoever looks closer. Built-in decks have neither. */
  readonly text?: string;
  readonly reading?: DeckReading;
}

/**
 * Finds and reads decks: the built-in ones, those of packages beside this one, then the user's folder, then the folders
 * in CONVENE_DECKS; or only those named, each a deck's name, a file, a folder, or `-` for standard input. A broken deck is
 * stepped over with a note, unless it was named: then it is a Failure with all its problems.
 */
export async function loadDecks(io: Io, named: readonly string[] = []): Promise<Loaded> {
  if (named.length === 0) {
    const { found, notes } = await standing(io, { closely: false });
    return collect(found, notes);
  }
  const wanted = await readDecks(io, named, { closely: false });
  const broken = wanted.filter(({ deck }) => !deck);
  if (broken.length) throw new Failure(Exit.file, broken.flatMap(lines));
  return collect(wanted, []);
}

/** Reads the decks that were named, in the order they were found; a broken one is given back as such. */
export async function readDecks(io: Io, named: readonly string[], look: Look = { closely: true }): Promise<Found[]> {
  const wanted: Found[] = [];
  const names = new Set<string>();
  for (const value of named) {
    if (value === '-') wanted.push(await parsed(readStdin(io), { name: 'stdin', shown: 'standard input', origin: 'named' }));
    else if (looksLikePath(value) || isFolder(io, value)) wanted.push(...(await fromPath(io, value, look)));
    else names.add(value.normalize('NFC'));
  }
  if (names.size > 0) {
    const { found } = await standing(io, look);
    for (const name of names) wanted.push(...matching(name, found));
  }
  return wanted;
}

/** The decks that are there without being named, but for the built-in ones. */
export async function ownDecks(io: Io, look: Look = { closely: true }): Promise<{ found: Found[]; notes: string[] }> {
  const found: Found[] = [];
  const notes: string[] = [];
  for (const { folder, origin } of deckFolders(io)) found.push(...(await fromFolder(io, folder, notes, { ...look, origin })));
  return { found, notes };
}

async function standing(io: Io, look: Look): Promise<{ found: Found[]; notes: string[] }> {
  const builtIn = builtInDecks(io).map((deck): Found => ({ name: deck.name, shown: deck.name, origin: 'built-in', deck, problems: [] }));
  const { found, notes } = await ownDecks(io, look);
  return { found: [...builtIn, ...found], notes };
}

function collect(found: readonly Found[], notes: readonly string[]): Loaded {
  return {
    decks: found.flatMap(({ deck, file, origin }) => (deck ? { deck, origin, ...(file && { file }) } : [])),
    notes: [...notes, ...found.flatMap(lines)],
    broken: found.flatMap(({ deck, name, shown, origin, problems }) =>
      deck ? [] : { name, file: shown, origin, problems: Math.max(1, problems.length) },
    ),
  };
}

function lines({ unread, problems }: Found): string[] {
  return unread === undefined ? told(problems) : [unread];
}

function matching(name: string, found: readonly Found[]): Found[] {
  const known = [...new Set(found.map((one) => one.name))];
  const exact = known.find((one) => one === name) ?? known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (exact !== undefined) return found.filter((one) => one.name === exact);
  const near = nearest(name, known);
  throw new Failure(
    Exit.usage,
    `--deck: unknown deck "${visible(name)}"; ${near ? `did you mean "${visible(near)}"?` : 'convene list decks shows those there are; a file is given by its path'}`,
  );
}

export function looksLikePath(value: string): boolean {
  return /[\\/]|\.ya?ml$/i.test(value);
}

function isFolder(io: Io, path: string): boolean {
  try {
    return io.disk.statSync(resolve(io.cwd, path)).isDirectory();
  } catch {
    return false;
  }
}

async function fromPath(io: Io, path: string, { closely }: Look): Promise<Found[]> {
  const absolute = resolve(io.cwd, path);
  if (!isFolder(io, path)) return [await fromFile(io, absolute, { shown: path, origin: 'named', closely })];
  const notes: string[] = [];
  const found = await fromFolder(io, absolute, notes, { shown: path, origin: 'named', closely });
  if (notes.length) throw new Failure(Exit.file, notes);
  if (found.length === 0)
    throw new Failure(Exit.file, `${visible(path)}: there is no deck in this folder (a file ending in .yaml or .yml)`);
  return found;
}

/** As much as is read of one folder, so that no folder makes a draw wait for minutes. */
const folderLimit = { files: 5000, bytes: 16 * 1024 * 1024 };

async function fromFolder(
  io: Io,
  folder: string,
  notes: string[],
  { shown = folder, origin, closely }: Look & { shown?: string; origin: Origin },
): Promise<Found[]> {
  let names: string[];
  try {
    names = io.disk.readdirSync(folder);
  } catch (error) {
    notes.push(`${visible(shown)}: can't be read: ${reason(error)}`);
    return [];
  }
  const files = names.filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort();
  const found: Found[] = [];
  let bytes = 0;
  for (const name of files) {
    if (found.length >= folderLimit.files || bytes > folderLimit.bytes) {
      notes.push(
        `${visible(shown)}: holds more than can be read at once; ${files.length - found.length} files are left out, from ${visible(name)} on`,
      );
      break;
    }
    try {
      found.push(await fromFile(io, join(folder, name), { shown: join(shown, name), origin, closely }));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      found.push({ name: deckName(name), shown: join(shown, name), origin, problems: [], unread: error.message });
    }
    const { text, bytes: read = text?.length ?? 0 } = found.at(-1)!;
    bytes += read;
  }
  return found;
}

async function fromFile(io: Io, path: string, { shown, origin, closely }: Look & { shown: string; origin: Origin }): Promise<Found> {
  const from = { name: deckName(path), shown, origin, file: path };
  if (closely) return parsed(tooBigToCheck(readText(io, path, { shown, limit: deckLimit })), from);
  return { ...from, ...(await readDeck(io, path, from)) };
}

/** Only a close look needs the whole file: what is too big for it may well be drawn from. */
function tooBigToCheck(reading: TextReading): TextReading {
  if (!('problem' in reading) || reading.problem.code !== 'too-big') return reading;
  const { severity, place, limit } = reading.problem;
  return { problem: { code: 'too-big-to-check', limit, severity, place } };
}

async function parsed(reading: TextReading, from: Pick<Found, 'name' | 'shown' | 'origin' | 'file'>): Promise<Found> {
  if ('problem' in reading) return { ...from, problems: [reading.problem] };
  const { parseDeck } = await import('../parse/deck.js');
  const read = parseDeck(reading.text, { name: from.name, file: from.shown });
  return { ...from, problems: read.problems, text: reading.text, reading: read, ...(read.deck && { deck: read.deck }) };
}

/** The first twenty problems of a file, and how many more there are. */
export function told(problems: readonly Problem[], most = 20): string[] {
  const lines = problems.slice(0, most).map(line);
  const more = problems.length - lines.length;
  return more > 0 ? [...lines, `${visible(problems[0]!.place.file)}: and ${more} more`] : lines;
}

export function deckName(path: string): string {
  return basename(path, extname(path)).normalize('NFC');
}
