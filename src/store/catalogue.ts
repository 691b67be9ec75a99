import { type Cards, type Catalogue, selectLater } from '../core/catalogue.js';
import type { Deck, Prompt } from '../core/deck.js';
import { derivedId } from '../core/id.js';
import type { Problem } from '../core/problem.js';
import { hash } from '../core/random.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import { kindsBy, type PlainPrompt, PlainReader } from '../parse/plain.js';
import { type Head, promptOf } from '../parse/prompt.js';
import { type Column, type Entry, type Snapshot, Sum, unchanged } from './cache.js';
import { wholeLines } from './lines.js';

/** What a catalogue says of a deck as a whole. */
export interface About {
  readonly head: Head;
  /** Where in the file the prompts start: offset in bytes. */
  readonly start: number;
  readonly size: number;
  readonly kinds: readonly string[];
  readonly coarse: boolean;
  readonly problems: readonly Problem[];
}

/** The parts of a catalogue, in their order in the cache. */
export interface Parts {
  /** An `About`, as JSON; then one prompt of each sort, and the tags in use. */
  readonly about: Uint8Array;
  readonly sorts: Uint8Array;
  readonly tags: Uint8Array;
  /** For each prompt the two words of the hash of its id; the number of its sort; its offset and length in the file. */
  readonly names: Uint32Array;
  readonly sortOf: Uint16Array;
  readonly places: Uint32Array;
  /** For each prompt a hash of its text, made plain, times `perText`, and its number; in ascending order. */
  readonly texts: Float64Array;
}
const order: readonly (keyof Parts)[] = ['about', 'sorts', 'tags', 'names', 'sortOf', 'places', 'texts'];
const part = Object.fromEntries(order.map((name, at) => [name, at])) as Readonly<Record<keyof Parts, number>>;

/** As many prompts as a catalogue can number: with a hash of 32 bits they make up the 53 bits of a whole number. */
export const perText = 2 ** 21;

export function columns(parts: Parts): Column[] {
  return order.map((name) => parts[name]);
}

/** A deck of which only the catalogue is read; undefined where that is damaged. `enter` opens it anew. */
export function catalogued(
  io: Io,
  file: Snapshot,
  shown: string,
  enter: () => Entry | undefined,
): { deck: Deck; problems: readonly Problem[] } | undefined {
  const entry = enter();
  if (!entry) return undefined;
  try {
    const about = json<About>(entry, 'about');
    if (!about || entry.parts.length !== order.length) return undefined;
    const { head, kinds, problems } = about;
    let prompts: readonly Prompt[] | undefined;
    const deck: Deck = {
      ...head.deck,
      catalogue: new FileCatalogue(kinds, io, file, about, enter),
      get prompts() {
        prompts ??= allPrompts(io, file, about, shown);
        return prompts;
      },
    };
    return { deck, problems };
  } finally {
    entry.close();
  }
}

function json<T>(entry: Entry, name: keyof Parts): T | undefined {
  const bytes = entry.whole(part[name]);
  return bytes && (JSON.parse(bytes.toString('utf8')) as T);
}

class FileCatalogue implements Catalogue {
  readonly selectLater = selectLater;

  constructor(
    readonly kinds: readonly string[],
    private readonly io: Io,
    private readonly file: Snapshot,
    private readonly about: About,
    private readonly enter: () => Entry | undefined,
  ) {}

  tags(): readonly string[] {
    const entry = this.enter();
    const tags = entry && json<string[]>(entry, 'tags');
    entry?.close();
    return tags ?? [];
  }

  open(): Cards | undefined {
    const { io, file, about } = this;
    const entry = this.enter();
    try {
      const sorts = entry && json<Prompt[]>(entry, 'sorts');
      const descriptor = sorts && io.disk.openSync(file.path, io.disk.constants.O_RDONLY | (io.disk.constants.O_NONBLOCK ?? 0));
      if (descriptor !== undefined) return new FileCards({ ...about.head.deck, prompts: sorts! }, io, descriptor, file, about, entry!);
    } catch {
      // Gone, or not to be read any more.
    }
    entry?.close();
    return undefined;
  }
}

class FileCards implements Cards {
  readonly size: number;
  readonly coarse: boolean;
  private at = 0;
  private sums = { names: new Sum(), sorts: new Sum() };

  constructor(
    readonly sorts: Deck,
    private readonly io: Io,
    private readonly descriptor: number,
    private readonly file: Snapshot,
    private readonly about: About,
    private readonly entry: Entry,
  ) {
    this.size = about.size;
    this.coarse = about.coarse;
  }

  next(names: Int32Array, sorts: Uint16Array): boolean {
    const { entry, sums, at } = this;
    const there = entry.read(part.names, names, 2 * at) && entry.read(part.sortOf, sorts, at);
    sums.names.add(names);
    sums.sorts.add(sorts);
    this.at += sorts.length;
    const right = sums.names.value === entry.parts[part.names]!.sum && sums.sorts.value === entry.parts[part.sortOf]!.sum;
    if (there && (right || this.at < this.size)) return true;
    entry.forget();
    return false;
  }

  rewind(): void {
    this.at = 0;
    this.sums = { names: new Sum(), sorts: new Sum() };
  }

  /** Reads the prompt in the deck's own file: the catalogue only says where. */
  prompt(card: number): Prompt | undefined {
    const [offset, length] = this.numbers('places', new Uint32Array(2), 2 * card) ?? [];
    const name = this.numbers('names', new Uint32Array(2), 2 * card);
    if (offset !== undefined && length !== undefined && length < 1024 * 1024 && name) {
      const prompt = promptAt(this.io, this.descriptor, { offset, length, head: this.about.head });
      if (prompt && hash(prompt.id).every((word, i) => word === name[i]) && unchanged(this.io, this.file)) return prompt;
    }
    this.entry.forget();
    return undefined;
  }

  sort(card: number): number | undefined {
    return this.numbers('sortOf', new Uint16Array(1), card)?.[0];
  }

  alike(text: number): readonly number[] | undefined {
    const least = text * perText;
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = this.numbers('texts', new Float64Array(1), middle)?.[0];
      if (found === undefined) return undefined;
      if (found < least) low = middle + 1;
      else high = middle;
    }
    const cards: number[] = [];
    for (; low < this.size; low++) {
      const found = this.numbers('texts', new Float64Array(1), low)?.[0];
      if (found === undefined) return undefined;
      if (found >= least + perText) break;
      cards.push(found - least);
    }
    return cards;
  }

  private numbers<T extends Column>(name: keyof Parts, into: T, from: number): T | undefined {
    return this.entry.read(part[name], into, from) ? into : undefined;
  }

  close(): void {
    this.io.disk.closeSync(this.descriptor);
    this.entry.close();
  }
}

/** The prompt that stands at a place of an open file; undefined where none does. */
export function promptAt(
  { disk }: Io,
  descriptor: number,
  { offset, length, head }: { offset: number; length: number; head: Head },
): Prompt | undefined {
  const bytes = new Uint8Array(length);
  const read = disk.readSync(descriptor, bytes, 0, length, offset);
  const found: PlainPrompt[] = [];
  const reader = new PlainReader((prompt) => found.push(prompt));
  if (read !== length || !reader.feed(bytes) || !reader.finish() || found.length !== 1) return undefined;
  const { source } = found[0]!;
  const kind = kindsBy(head)(source);
  return kind === undefined ? undefined : promptOf(head, source.id ?? derivedId(source.text), source, kind);
}

/** All prompts of a large deck, of which somebody wants to see more than a few. Throws a Failure where it changed meanwhile. */
function allPrompts(io: Io, file: Snapshot, { head, start }: About, shown: string): readonly Prompt[] {
  const changed = () => new Failure(Exit.file, `${visible(shown)}: has changed while it was read; try again`);
  let descriptor: number;
  try {
    descriptor = io.disk.openSync(file.path, io.disk.constants.O_RDONLY | (io.disk.constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw new Failure(Exit.file, `${visible(shown)}: can't be read: ${reason(error)}`);
  }
  try {
    const kindOf = kindsBy(head);
    const found = new Map<string, Prompt>();
    const reader = new PlainReader(({ source }) => {
      const id = source.id ?? derivedId(source.text);
      const kind = kindOf(source);
      if (kind === undefined) throw changed();
      if (!found.has(id)) found.set(id, promptOf(head, id, source, kind));
    });
    for (const lines of wholeLines(io, descriptor, start)) if (!reader.feed(lines)) throw changed();
    if (!reader.finish() || !unchanged(io, file)) throw changed();
    return [...found.values()];
  } finally {
    io.disk.closeSync(descriptor);
  }
}
