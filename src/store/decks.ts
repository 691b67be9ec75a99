import { basename, delimiter, extname, join, resolve } from 'node:path';
import type { Deck } from '../core/deck.js';
import { nearest } from '../core/nearest.js';
import { line, type Problem } from '../core/problem.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import { userDecksFolder } from './places.js';
import { deckLimit, readStdin, readText, type TextReading } from './read.js';

/** A deck, and the file it came from; undefined for a built-in one. */
export interface Located {
  readonly deck: Deck;
  readonly file?: string;
}

/** The decks found, and a line for everything that was stepped over or looks wrong. */
export interface Loaded {
  readonly decks: readonly Located[];
  readonly notes: readonly string[];
}

interface Found {
  readonly name: string;
  readonly located?: Located;
  readonly problems: readonly string[];
}

/**
 * Finds and reads decks: the built-in ones, then the user's folder, then the folders in CONVENE_DECKS; or only those
 * named, each a deck's name, a file, a folder, or `-` for standard input. A broken deck is stepped over with a note,
 * unless it was named: then it is a Failure with all its problems.
 */
export async function loadDecks(io: Io, named: readonly string[] = []): Promise<Loaded> {
  const wanted: Found[] = [];
  const names = new Set<string>();
  for (const value of named) {
    if (value === '-') wanted.push(await parsed(readStdin(io), 'stdin', 'standard input'));
    else if (looksLikePath(value) || isFolder(io, value)) wanted.push(...(await fromPath(io, value)));
    else names.add(value);
  }
  if (named.length === 0 || names.size > 0) {
    const { found, notes } = await standing(io);
    if (named.length === 0) return collect(found, notes);
    for (const name of names) wanted.push(...matching(name, found));
  }
  const broken = wanted.filter(({ located }) => !located);
  if (broken.length)
    throw new Failure(
      Exit.file,
      broken.flatMap(({ problems }) => problems),
    );
  return collect(wanted, []);
}

function collect(found: readonly Found[], notes: readonly string[]): Loaded {
  return {
    decks: found.flatMap(({ located }) => located ?? []),
    notes: [...notes, ...found.flatMap(({ problems }) => problems)],
  };
}

/** The decks that are there without being named. */
async function standing(io: Io): Promise<{ found: Found[]; notes: string[] }> {
  const found: Found[] = builtInDecks(io).map((deck) => ({ name: deck.name, located: { deck }, problems: [] }));
  const notes: string[] = [];
  const own = userDecksFolder(io);
  if (own && io.disk.existsSync(own)) found.push(...(await fromFolder(io, own, notes)));
  for (const folder of (io.env['CONVENE_DECKS'] ?? '').split(delimiter).filter(Boolean)) {
    found.push(...(await fromFolder(io, resolve(io.cwd, folder), notes)));
  }
  return { found, notes };
}

/** The decks that come with the package, as the build compiled them. */
export function builtInDecks(io: Io): readonly Deck[] {
  try {
    return JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'decks.json'), 'utf8')) as Deck[];
  } catch (error) {
    throw new Failure(Exit.file, `the built-in decks can't be read (${reason(error)}); build or install convene again: npm ci`);
  }
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

async function fromPath(io: Io, path: string): Promise<Found[]> {
  const absolute = resolve(io.cwd, path);
  if (!isFolder(io, path)) return [await fromFile(io, absolute, path)];
  const notes: string[] = [];
  const found = await fromFolder(io, absolute, notes, path);
  if (notes.length) throw new Failure(Exit.file, notes);
  if (found.length === 0)
    throw new Failure(Exit.file, `${visible(path)}: there is no deck in this folder (a file ending in .yaml or .yml)`);
  return found;
}

async function fromFolder(io: Io, folder: string, notes: string[], shown = folder): Promise<Found[]> {
  let names: string[];
  try {
    names = io.disk.readdirSync(folder);
  } catch (error) {
    notes.push(`${visible(shown)}: can't be read: ${reason(error)}`);
    return [];
  }
  const files = names.filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort();
  const found: Found[] = [];
  for (const name of files) {
    try {
      found.push(await fromFile(io, join(folder, name), join(shown, name)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      found.push({ name: deckName(name), problems: [error.message] });
    }
  }
  return found;
}

async function fromFile(io: Io, path: string, shown: string): Promise<Found> {
  return parsed(readText(io, path, { shown, limit: deckLimit }), deckName(path), shown, path);
}

async function parsed(reading: TextReading, name: string, shown: string, file?: string): Promise<Found> {
  if ('problem' in reading) return { name, problems: [line(reading.problem)] };
  const { parseDeck } = await import('../parse/deck.js');
  const { deck, problems } = parseDeck(reading.text, { name, file: shown });
  return { name, problems: told(problems), ...(deck && { located: { deck, ...(file && { file }) } }) };
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
