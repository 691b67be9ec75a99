import type { Run } from '../core/catalogue.js';
import type { Prompt } from '../core/deck.js';
import { derivedFrom } from '../core/id.js';
import type { Problem } from '../core/problem.js';
import { hash } from '../core/random.js';
import { plain } from '../core/text.js';
import type { Io } from '../io.js';
import { kindsBy, type PlainPrompt, PlainReader, twice } from '../parse/plain.js';
import { readPlainHead } from '../parse/plain-deck.js';
import { type Head, type PromptSource, promptOf } from '../parse/prompt.js';
import type { Column, Snapshot } from './cache.js';
import { type About, columns, type Parts, perText, promptAt, type Sorts as SortsKept } from './catalogue.js';
import { wholeLines } from './lines.js';
import { Progress } from './progress.js';

/** A catalogue; or the line that is not plain enough for one; or what is wrong with what stands before the prompts. */
export type Made = { readonly parts: readonly Column[] } | { readonly line: number } | { readonly problems: readonly Problem[] };

/** What may stand before the prompts, in bytes. */
const headLimit = 65536;

/** Reads a large deck once, from its first line to its last, and keeps of each prompt only what a draw needs to find it. */
export function makeCatalogue(io: Io, file: Snapshot, { name, shown }: { name: string; shown: string }): Made {
  const { disk } = io;
  const descriptor = disk.openSync(file.path, disk.constants.O_RDONLY | (disk.constants.O_NONBLOCK ?? 0));
  const progress = new Progress(io, shown, file.size);
  try {
    const first = new Uint8Array(Math.min(headLimit, file.size));
    disk.readSync(descriptor, first, 0, first.length, 0);
    const { head, start = 0, line, problems } = readPlainHead(first, { name, file: '' });
    if (line === undefined) return { line: 1 };
    if (!head) return { problems };
    const catalogue = new Making(io, descriptor, head);
    const reader = new PlainReader((prompt) => catalogue.add(prompt), start, line);
    for (const lines of wholeLines(io, descriptor, start)) {
      if (!reader.feed(lines)) return { line: reader.line };
      if (catalogue.declined !== undefined) return { line: catalogue.declined };
      progress.step(lines.length);
    }
    if (!reader.finish() || catalogue.size === 0) return { line: reader.line };
    if (catalogue.declined !== undefined) return { line: catalogue.declined };
    const parts = catalogue.parts(start, problems);
    return parts ? { parts: columns(parts) } : { line };
  } finally {
    progress.end();
    disk.closeSync(descriptor);
  }
}

/** A selection may look at all keys but these. */
const words = new Set(['id', 'text', 'how', 'cues', 'bridge', 'why', 'followups', 'listen', 'source']);

/** As many sorts as are told apart. */
const mostSorts = 4096;

/** Prompts that a selection can't tell apart, numbered. */
class Sorts {
  readonly prompts: Prompt[] = [];
  private readonly numbers = new Map<string, number>();

  /** Undefined for a sort that was not seen before. */
  number(key: string): number | undefined {
    return this.numbers.get(key);
  }

  /** Numbers a sort that is new; the number is of no use once there are too many. */
  add(key: string, like: object, kind: string, head: Head): number {
    if (this.tooMany) return 0;
    const number = this.prompts.length;
    const prompt = promptOf(head, ` ${number}`, { ...like, text: String(number) }, kind);
    const kept = Object.entries(prompt).filter(([name]) => name === 'id' || name === 'text' || !words.has(name));
    this.prompts.push({ ...Object.fromEntries(kept), ...(prompt.how !== undefined && { how: '…' }) } as unknown as Prompt);
    this.numbers.set(key, number);
    return number;
  }

  get tooMany(): boolean {
    return this.prompts.length > mostSorts;
  }
}

class Making {
  size = 0;
  /** The line of a prompt that no catalogue can hold. */
  declined: number | undefined;
  private names = new Uint32Array(1 << 16);
  private places = new Uint32Array(1 << 16);
  private texts = new Float64Array(1 << 15);
  private sortOf = new Uint16Array(1 << 15);
  private weightOf = new Uint16Array(1 << 15);
  /** The line of each prompt, and whether it has an id of its own. */
  private lines = new Uint32Array(1 << 15);
  private named = new Uint8Array(1 << 15);
  /** An open hash table of the prompts by their ids: the number of each and one; 0 for nobody. */
  private table = new Int32Array(1 << 17);
  private readonly sorts = new Sorts();
  private readonly weights = new Sorts();
  private readonly kinds = new Set<string>();
  private readonly tags = new Set<string>();
  private readonly repeated: Problem[] = [];
  private repeats = 0;
  private readonly kindOf: (source: PromptSource) => string | undefined;

  constructor(
    private readonly io: Io,
    private readonly descriptor: number,
    private readonly head: Head,
  ) {
    this.kindOf = kindsBy(head);
  }

  add(prompt: PlainPrompt): void {
    if (this.declined !== undefined) return;
    const { source, start, end, line } = prompt;
    const kind = this.kindOf(source);
    const said = plain(source.text);
    const heard = hash(said);
    const id = `${this.head.deck.name}/${source.id ?? derivedFrom(said, heard)}`;
    const [a, b] = hash(id);
    const slot = this.slot(a, b, id);
    const before = this.table[slot]! - 1;
    if (kind === undefined || this.size === perText || end >= 2 ** 32) this.declined = line;
    else if (before >= 0) this.repeat(prompt, before);
    else {
      const card = this.size++;
      if (card === this.lines.length) this.grow();
      this.names[2 * card] = a;
      this.names[2 * card + 1] = b;
      this.places[2 * card] = start;
      this.places[2 * card + 1] = end - start;
      this.texts[card] = heard[0] * perText + card;
      this.lines[card] = line;
      this.named[card] = source.id === undefined ? 0 : 1;
      this.sort(card, source, kind);
      this.table[slot] = card + 1;
      if (2 * this.size > this.table.length) this.spread();
    }
  }

  private sort(card: number, source: PromptSource, kind: string): void {
    const { head, sorts, weights } = this;
    // Control characters stand in no text, so that no two sorts share a key.
    let key = source.how === undefined ? '' : 'how';
    for (const name in source) {
      const value: unknown = words.has(name) ? undefined : source[name as keyof PromptSource];
      if (value !== undefined) key += `\0${name}\0${Array.isArray(value) ? value.join('\x01') : value}`;
    }
    this.sortOf[card] = sorts.number(key) ?? sorts.add(key, source, kind, head);
    const { weight } = source;
    const weighs = `${kind} ${weight ?? ''}`;
    this.weightOf[card] = weights.number(weighs) ?? weights.add(weighs, weight === undefined ? {} : { weight }, kind, head);
    this.kinds.add(kind);
    const tags = source.tags ?? head.defaults.tags;
    if (tags) for (const tag of tags) this.tags.add(tag);
  }

  /** The same words again are told and left out; the same name given twice is an error, which the full reader tells. */
  private repeat(prompt: PlainPrompt, before: number): void {
    if (prompt.source.id !== undefined || this.named[before]) this.declined = prompt.line;
    else if (++this.repeats <= 20) this.repeated.push(twice(prompt, this.lines[before]!, ''));
  }

  /** Where the prompt of this id stands in the table, or is to stand. */
  private slot(a: number, b: number, id?: string): number {
    const { table, names } = this;
    let slot = a & (table.length - 1);
    for (; table[slot] !== 0; slot = (slot + 1) & (table.length - 1)) {
      const card = table[slot]! - 1;
      if (id !== undefined && names[2 * card] === a && names[2 * card + 1] === b && this.idOf(card) === id) break;
    }
    return slot;
  }

  private idOf(card: number): string | undefined {
    const [offset, length] = this.places.subarray(2 * card);
    return promptAt(this.io, this.descriptor, { offset: offset!, length: length!, head: this.head })?.id;
  }

  private spread(): void {
    this.table = new Int32Array(2 * this.table.length);
    for (let card = 0; card < this.size; card++) this.table[this.slot(this.names[2 * card]!, this.names[2 * card + 1]!)] = card + 1;
  }

  private grow(): void {
    this.names = doubled(this.names, new Uint32Array(2 * this.names.length));
    this.places = doubled(this.places, new Uint32Array(2 * this.places.length));
    this.texts = doubled(this.texts, new Float64Array(2 * this.texts.length));
    this.sortOf = doubled(this.sortOf, new Uint16Array(2 * this.sortOf.length));
    this.weightOf = doubled(this.weightOf, new Uint16Array(2 * this.weightOf.length));
    this.lines = doubled(this.lines, new Uint32Array(2 * this.lines.length));
    this.named = doubled(this.named, new Uint8Array(2 * this.named.length));
  }

  /** The catalogue; undefined where there are even too many kinds and weights. */
  parts(start: number, before: readonly Problem[]): Parts | undefined {
    const { size, head } = this;
    const coarse = this.sorts.tooMany;
    const { prompts, tooMany } = coarse ? this.weights : this.sorts;
    if (tooMany) return undefined;
    const about: About = { head, start, size, kinds: [...this.kinds], coarse, problems: [...before, ...this.repetitions()] };
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));
    const { runs, cards } = laid((coarse ? this.weightOf : this.sortOf).subarray(0, size), prompts.length);
    const sorts: SortsKept = { prompts, runs };
    return {
      ...{ about: json(about), sorts: json(sorts), tags: json([...this.tags]) },
      names: moved(this.names, cards),
      places: moved(this.places, cards),
      texts: this.texts
        .subarray(0, size)
        .map((text, i) => text - i + cards[i]!)
        .sort(),
    };
  }

  private repetitions(): Problem[] {
    const { repeated, repeats } = this;
    const last = repeated[19];
    if (!last || repeats === 20) return repeated;
    return [...repeated.slice(0, 19), { code: 'more-duplicates', count: repeats - 19, severity: 'warning', place: last.place }];
  }
}

/** Lays cards sort by sort: how many there are of each, and where each card comes to lie. */
function laid(sortOf: Uint16Array, sorts: number): { runs: Run[]; cards: Uint32Array } {
  const counts = new Uint32Array(sorts);
  for (const sort of sortOf) counts[sort]! += 1;
  const next = new Uint32Array(sorts);
  for (let sort = 1; sort < sorts; sort++) next[sort] = next[sort - 1]! + counts[sort - 1]!;
  const cards = new Uint32Array(sortOf.length);
  for (let i = 0; i < sortOf.length; i++) cards[i] = next[sortOf[i]!]!++;
  return { runs: Array.from(counts, (count, sort) => [sort, count]), cards };
}

/** Pairs of numbers, each where its card came to lie. */
function moved(pairs: Uint32Array, cards: Uint32Array): Uint32Array {
  const there = new Uint32Array(2 * cards.length);
  for (let i = 0; i < cards.length; i++) {
    there[2 * cards[i]!] = pairs[2 * i]!;
    there[2 * cards[i]! + 1] = pairs[2 * i + 1]!;
  }
  return there;
}

function doubled<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(full: T, empty: T): T {
  empty.set(full);
  return empty;
}
