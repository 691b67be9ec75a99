import type { Cards, Catalogue, Named, Run } from '../core/catalogue.js';
import type { Deck, Prompt } from '../core/deck.js';
import { derivedId } from '../core/id.js';
import type { Problem } from '../core/problem.js';
import { type Hash, hash } from '../core/random.js';
import type { Selectable } from '../core/select.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import { kindsBy, type PlainPrompt, PlainReader } from '../parse/plain.js';
import { type Head, promptOf } from '../parse/prompt.js';
import { type Column, type Entry, type Snapshot, unchanged } from './cache.js';
import { wholeLines } from './lines.js';
import { type Luck, luck, most } from './luck.js';

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

/** One prompt of each sort, and how many there are of each. */
export interface Sorts {
  readonly prompts: readonly Prompt[];
  readonly runs: readonly Run[];
}

/** The parts of a catalogue, in their order in the cache. */
export interface Parts {
  /** As JSON an `About`, the `Sorts`, and the tags in use. */
  readonly about: Uint8Array;
  readonly sorts: Uint8Array;
  readonly tags: Uint8Array;
  /** For each prompt, sort by sort, the two words of the hash of its id; and its offset and length in the file. */
  readonly names: Uint32Array;
  readonly places: Uint32Array;
  /** For each prompt a hash of its text, made plain, times `perText`, and its number; in ascending order. */
  readonly texts: Float64Array;
}
const order: readonly (keyof Parts)[] = ['about', 'sorts', 'tags', 'names', 'places', 'texts'];
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
  constructor(
    readonly kinds: readonly string[],
    private readonly io: Io,
    private readonly file: Snapshot,
    private readonly about: About,
    private readonly enter: () => Entry | undefined,
  ) {}

  get size() {
    return this.about.size;
  }

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
      const sorts = entry && json<Sorts>(entry, 'sorts');
      if (sorts) return new FileCards(luck(io), sorts, { io, file, about, entry, descriptor: opened(io, file) });
    } catch {
      // Gone, or not to be read any more.
    }
    entry?.close();
    return undefined;
  }
}

class FileCards implements Cards {
  readonly sorts: Selectable;
  readonly runs: readonly Run[];
  readonly coarse: boolean;
  readonly distinct = false;
  /** The cards whose names are held: from this one up to that. */
  private held = { from: 0, to: 0 };

  constructor(
    private readonly luck: Luck,
    { prompts, runs }: Sorts,
    private readonly from: { io: Io; file: Snapshot; about: About; entry: Entry; descriptor: number },
  ) {
    const { head, coarse } = from.about;
    this.sorts = { ...head.deck, prompts };
    this.runs = runs;
    this.coarse = coarse;
  }

  lucky(seed: Hash, from: number, count: number, least: number): readonly Named[] | undefined {
    const found: Named[] = [];
    for (let at = from; at < from + count; ) {
      if (!this.hold(at)) return undefined;
      const { held, luck } = this;
      const to = Math.min(from + count, held.to);
      for (const { place, name } of luck.among(seed, { from: at - held.from, to: to - held.from, least })) {
        found.push({ card: held.from + place, name });
      }
      at = to;
    }
    return found;
  }

  /** Has the name of this card at hand, and those that follow. */
  private hold(card: number): boolean {
    if (card >= this.held.from && card < this.held.to) return true;
    const to = Math.min(this.from.about.size, card + most);
    this.held = { from: card, to };
    if (this.numbers('names', this.luck.names.subarray(0, 2 * (to - card)), 2 * card)) return true;
    this.from.entry.forget();
    return false;
  }

  /** Reads the prompt in the deck's own file: the catalogue only says where. */
  prompt(card: number): Prompt | undefined {
    const { io, file, about, entry, descriptor } = this.from;
    const [offset, length] = this.numbers('places', new Uint32Array(2), 2 * card) ?? [];
    const name = this.numbers('names', new Uint32Array(2), 2 * card);
    if (offset !== undefined && length !== undefined && length < 1024 * 1024 && name) {
      const prompt = promptAt(io, descriptor, { offset, length, head: about.head });
      if (prompt && hash(prompt.id).every((word, i) => word === name[i]) && unchanged(io, file)) return prompt;
    }
    entry.forget();
    return undefined;
  }

  alike(text: number): readonly number[] | undefined {
    const least = text * perText;
    const { size } = this.from.about;
    // Hashes lie evenly: those of this text stand near their share of the way.
    const near = Math.round((text / 2 ** 32) * size);
    for (let reach = 4 * Math.ceil(Math.sqrt(size)); ; reach *= 16) {
      const [from, to] = [Math.max(0, near - reach), Math.min(size, near + reach)];
      const some = this.numbers('texts', new Float64Array(to - from), from);
      if (!some) return undefined;
      const whole = (from === 0 || some[0]! < least) && (to === size || some[to - from - 1]! >= least + perText);
      if (whole)
        return Array.from(
          some.filter((found) => found >= least && found < least + perText),
          (found) => found - least,
        );
    }
  }

  private numbers<T extends Column>(name: keyof Parts, into: T, from: number): T | undefined {
    return this.from.entry.read(part[name], into, from) ? into : undefined;
  }

  close(): void {
    const { io, descriptor, entry } = this.from;
    io.disk.closeSync(descriptor);
    entry.close();
  }
}

function opened({ disk }: Io, { path }: Snapshot): number {
  return disk.openSync(path, disk.constants.O_RDONLY | (disk.constants.O_NONBLOCK ?? 0));
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
    descriptor = opened(io, file);
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
