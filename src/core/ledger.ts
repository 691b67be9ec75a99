import { hash } from './random.js';
import { plain } from './text.js';

/**
 * What happened in a room. A ledger is a set of events: their order in the file, and an event that stands there twice,
 * make no difference, so that ledgers kept on two machines can be joined line by line.
 */
export type Event = Stamp &
  (
    | Asked
    | { readonly what: 'retired'; readonly prompt: string; readonly text: string; readonly because?: string }
    | { readonly what: 'restored'; readonly prompt: string; readonly text: string }
    | { readonly what: 'reset' }
    | { readonly what: 'undone'; readonly of: readonly string[] }
    | Note
    | Read
  );

interface Stamp {
  /** The version of this form. */
  readonly v: 1;
  /**
   * One more than the highest this ledger held when the event was written (L. Lamport, "Time, clocks, and the ordering
   * of events in a distributed system", 1978): whoever had read of one event comes after it, whatever the clocks say.
   */
  readonly n: number;
  readonly id: string;
  /** Local time with its offset, for the reader. Nothing is decided by it. */
  readonly at: string;
  /** The command that wrote it. */
  readonly by: string;
}

export interface Asked {
  readonly what: 'asked';
  readonly prompt: string;
  /** The words that were shown. */
  readonly text: string;
  /** The same for all that one draw showed. */
  readonly draw: string;
  /** Which time round it is for this prompt, from 1; a reset starts again at 1. */
  readonly pile: number;
  /** The seed of the day, where this was the draw of a day. */
  readonly day?: string;
}

/** A promise that was made, or a gift that was named. */
export interface Note {
  readonly what: 'promised' | 'given';
  readonly text: string;
}

/** Notes that an agenda had read back. */
export interface Read {
  readonly what: 'read';
  readonly of: readonly string[];
  /** As in what the same agenda asked. */
  readonly draw: string;
  /** The day of the meeting, `2026-11-23`. */
  readonly day: string;
}

export type AskedEvent = Stamp & Asked;
export type NoteEvent = Stamp & Note;
/** What is to be written, before it has its number, its name and its time. */
export type Happening = Event extends infer E ? (E extends Event ? Omit<E, keyof Stamp> : never) : never;

/** Counting stops here, well below where numbers lose their last digit. */
const most = 2 ** 48;
/** Longer texts are cut: a ledger is a memory, not an archive. */
const longest = 2000;

/** One line, without its line break. No control character or line separator stands in it as itself. */
export function written(event: Event): string {
  return JSON.stringify(event).replace(/[\x7f-\x9f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Gives a happening its place in the ledger of which `clock` is the highest number. */
export function stamped(happening: Happening, stamp: { clock: number; id: string; at: string; by: string }): Event {
  const { clock, ...rest } = stamp;
  const texts = 'text' in happening ? { text: shortened(happening.text) } : {};
  return { v: 1, n: Math.min(clock + 1, most), ...rest, ...happening, ...texts } as Event;
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** The event a line holds; undefined where it holds none that this version knows. */
export function readEvent(line: string): Event | undefined {
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null) return undefined;
  const { v, n, id, at, by, what } = found;
  const text = (key: string) => typeof found[key] === 'string' && found[key] !== '';
  if (v !== 1 || !whole(n) || n > most || ![id, at, by].every((value) => typeof value === 'string') || !text('id')) return undefined;
  switch (what) {
    case 'asked':
      if (!text('prompt') || !text('text') || !text('draw') || !whole(found['pile']) || found['pile'] < 1) return undefined;
      return found['day'] === undefined || text('day') ? (found as unknown as Event) : undefined;
    case 'retired':
    case 'restored':
      return text('prompt') && text('text') && (found['because'] === undefined || text('because'))
        ? (found as unknown as Event)
        : undefined;
    case 'reset':
      return found as unknown as Event;
    case 'read':
      if (!text('draw') || !text('day')) return undefined;
      return names(found['of']) ? (found as unknown as Event) : undefined;
    case 'undone':
      return names(found['of']) ? (found as unknown as Event) : undefined;
    case 'promised':
    case 'given':
      return text('text') ? (found as unknown as Event) : undefined;
    default:
      return undefined;
  }
}

function names(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function whole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Compares as text like the events themselves: by number, then by name, so that there is one order and never a tie. */
export function order({ n, id }: Pick<Stamp, 'n' | 'id'>): string {
  return n.toString(36).padStart(10, '0') + id;
}

/** What a room knows of one prompt, or of one text. Orders are '' for never. */
export interface Mark {
  /** The highest pile it was asked in since the last reset; 0 for none. */
  readonly pile: number;
  /** When it was last asked, resets or not. */
  readonly asked: string;
  /** When it was last retired or restored, and which of the two. */
  readonly ruled: string;
  readonly retired: boolean;
  /** The last day whose draw it was; '' for none. */
  readonly day: string;
}

export const unmarked: Mark = { pile: 0, asked: '', ruled: '', retired: false, day: '' };

/** All that a draw has to know of a room. */
export interface Memory {
  /** The highest number in the ledger. */
  readonly clock: number;
  /** The last reset. */
  readonly reset: string;
  readonly undone: ReadonlySet<string>;
  /** By prompt id, and by `textKey`: a question that moved to another deck is still the question that was asked. */
  readonly marks: ReadonlyMap<string, Mark>;
}

export const nothing: Memory = { clock: 0, reset: '', undone: new Set(), marks: new Map() };

/** What stands for a text among the marks. */
export function textKey(text: string): string {
  const [a, b] = hash(plain(text));
  return `=${a.toString(36)}.${b.toString(36)}`;
}

/** What these events leave behind: the same whatever their order, and however often each of them stands there. */
export function remember(events: readonly Event[]): Memory {
  const undone = new Set<string>();
  for (const event of events) if (event.what === 'undone') for (const id of event.of) undone.add(id);
  let reset = '';
  for (const event of events) if (event.what === 'reset' && !undone.has(event.id) && order(event) > reset) reset = order(event);
  const marks = new Map<string, Mark>();
  return { clock: fold(marks, events, { reset, undone, clock: 0 }), reset, undone, marks };
}

/**
 * As remembering all that was remembered and these as well; undefined where that takes the earlier events themselves,
 * because something among them was undone, or came before a reset that is only now heard of.
 */
export function extend(memory: Memory, events: readonly Event[]): Memory | undefined {
  if (events.length === 0) return memory;
  let reset = memory.reset;
  for (const event of events) {
    if (event.what === 'undone') return undefined;
    if (event.what === 'reset' && !memory.undone.has(event.id) && order(event) > reset) reset = order(event);
  }
  const marks = new Map(memory.marks);
  if (reset > memory.reset) {
    for (const [key, mark] of marks) {
      if (mark.asked > reset) return undefined;
      marks.set(key, { ...mark, pile: 0, day: '' });
    }
  }
  return { ...memory, clock: fold(marks, events, { ...memory, reset }), reset, marks };
}

/** Adds what these events say to the marks, and gives the highest number among them. */
function fold(
  marks: Map<string, Mark>,
  events: readonly Event[],
  known: { reset: string; undone: ReadonlySet<string>; clock: number },
): number {
  const changed = new Map<string, Writable<Mark>>();
  const markOf = (key: string) => {
    const mark = changed.get(key) ?? { ...(marks.get(key) ?? unmarked) };
    changed.set(key, mark);
    return mark;
  };
  // A room is asked the same few hundred things over and over: their keys are worked out once.
  const byText = new Map<string, Writable<Mark>>();
  let { clock } = known;
  for (const event of events) {
    if (event.n > clock) clock = event.n;
    if (!('prompt' in event) || known.undone.has(event.id)) continue;
    const at = order(event);
    const ofText = byText.get(event.text) ?? markOf(textKey(event.text));
    byText.set(event.text, ofText);
    add(ofText, event, at, at > known.reset);
    add(markOf(event.prompt), event, at, at > known.reset);
  }
  for (const [key, mark] of changed) marks.set(key, mark);
  return clock;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function add(mark: Writable<Mark>, event: Event & { readonly prompt: string }, at: string, counts: boolean): void {
  if (event.what !== 'asked') {
    if (at > mark.ruled) [mark.ruled, mark.retired] = [at, event.what === 'retired'];
    return;
  }
  if (at > mark.asked) mark.asked = at;
  if (counts && event.pile > mark.pile) mark.pile = event.pile;
  if (counts && event.day && event.day > mark.day) mark.day = event.day;
}

/** What happened and still stands, each once, the oldest first. */
export function history(events: readonly Event[]): Event[] {
  const { undone } = remember(events);
  const byId = new Map(events.map((event) => [event.id, event]));
  const standing = [...byId.values()].filter(({ id, what }) => !undone.has(id) && what !== 'undone');
  return standing.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The notes of a room that were not read back at a meeting on an earlier day, the oldest first. */
export function unread(events: readonly Event[], day: string): NoteEvent[] {
  const standing = history(events);
  const read = new Set(standing.flatMap((event) => (event.what === 'read' && event.day < day ? event.of : [])));
  return standing.filter((event): event is NoteEvent => (event.what === 'promised' || event.what === 'given') && !read.has(event.id));
}

/** What to take back: all of the last draw, with what its agenda had read back, or the reset that came after it. */
export function last(events: readonly Event[]): readonly Event[] {
  const standing = history(events);
  const newest = standing.findLast(({ what }) => what === 'asked' || what === 'read' || what === 'reset');
  if (!newest || !('draw' in newest)) return newest ? [newest] : [];
  return standing.filter((event) => 'draw' in event && event.draw === newest.draw);
}

/** `2026-11-22T17:05:00+01:00`: this moment as a clock on the wall shows it. */
export function wallTime(now: Date): string {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}
