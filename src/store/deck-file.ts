import type { Deck } from '../core/deck.js';
import type { Problem } from '../core/problem.js';
import type { Io } from '../io.js';
import { type Entry, keep, recall, type Snapshot, snapshot, unkept } from './cache.js';
import { deckLimit, readText } from './read.js';

/** What stands in a deck file; no deck where an error keeps it from being used. */
export interface DeckFile {
  readonly deck?: Deck;
  readonly problems: readonly Problem[];
  /** How much of the file was read or recalled, in bytes; none of a deck with a catalogue. */
  readonly bytes?: number;
}

interface Names {
  /** Becomes the deck's. */
  readonly name: string;
  /** What messages call the file. */
  readonly shown: string;
}

/** From this size on, in bytes, a deck that is plain has a catalogue, and only the prompts that are looked at are read. */
export const large = 1024 * 1024;

/**
 * Reads a deck file, or recalls what was read of it while it is still the same file. Throws a Failure where it can't be read
 * at all.
 */
export async function readDeck(io: Io, path: string, names: Names): Promise<DeckFile> {
  const file = snapshot(io, path);
  return (file && ((await recalled(io, file, names)) ?? (await readLarge(io, file, names)))) ?? (await readWhole(io, path, file, names));
}

async function readWhole(io: Io, path: string, file: Snapshot | undefined, { name, shown }: Names): Promise<DeckFile> {
  const reading = readText(io, path, { shown, limit: deckLimit });
  if ('problem' in reading) return { problems: [reading.problem] };
  const { parseDeck } = await import('../parse/deck.js');
  const { deck, problems } = parseDeck(reading.text, { name, file: shown });
  const read: DeckFile = { problems, ...(deck && { deck }) };
  if (file) keepDeck(io, file, read);
  return { ...read, bytes: Buffer.byteLength(reading.text) };
}

function keepDeck(io: Io, file: Snapshot, read: DeckFile): void {
  // An author's own key may hold what JSON can't.
  let faithful = true;
  const json = JSON.stringify(told(read, ''), (_, value: unknown) => {
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) faithful = false;
    return value;
  });
  if (faithful) keep(io, file, [Buffer.from(json)]);
}

async function recalled(io: Io, file: Snapshot, { shown }: Names): Promise<DeckFile | undefined> {
  const entry = recall(io, file);
  try {
    if (!entry) return undefined;
    if (entry.parts.length > 1) return await withCatalogue(io, file, shown, () => recall(io, file));
    const kept = entry.whole(0);
    return kept && { ...told(JSON.parse(kept.toString('utf8')) as DeckFile, shown), bytes: file.size };
  } catch {
    return undefined;
  } finally {
    entry?.close();
  }
}

/** A large deck by its catalogue, which is made first; undefined where it is left to the full reader. */
async function readLarge(io: Io, file: Snapshot, { name, shown }: Names): Promise<DeckFile | undefined> {
  if (file.size < large) return undefined;
  const { makeCatalogue } = await import('./make-catalogue.js');
  const made = attempt(() => makeCatalogue(io, file, { name, shown }));
  if (!made) return undefined;
  if ('parts' in made) {
    keep(io, file, made.parts);
    const entry = unkept(made.parts);
    return await withCatalogue(io, file, shown, () => entry);
  }
  if (file.size <= deckLimit) return undefined;
  if ('problems' in made) return told({ problems: made.problems }, shown);
  return { problems: [{ code: 'not-plain', limit: deckLimit, severity: 'error', place: { file: shown, line: made.line, column: 1 } }] };
}

/** Undefined where the system refuses: the full reader, which comes next, is refused as well, and says so. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) return undefined;
    throw error;
  }
}

async function withCatalogue(io: Io, file: Snapshot, shown: string, enter: () => Entry | undefined): Promise<DeckFile | undefined> {
  const { catalogued } = await import('./catalogue.js');
  const found = catalogued(io, file, shown, enter);
  // The getter of the deck's prompts stays what it is.
  return found && { deck: found.deck, problems: told(found, shown).problems };
}

/** The same, with another name for the file in its problems: it is called by the path that was typed. */
function told({ deck, problems }: DeckFile, shown: string): DeckFile {
  return {
    problems: problems.map((problem) => ({ ...problem, place: { ...problem.place, file: shown } })),
    ...(deck && { deck }),
  };
}
