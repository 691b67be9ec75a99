import type { AskedEvent, Event, NoteEvent } from '../core/ledger.js';
import type { Remaining } from '../core/pile.js';
import { capital, counted } from '../core/text.js';
import { listSheet } from './lists.js';
import type { Item, Section, Sheet } from './sheet.js';

/** A room as `room list` has it. */
export interface RoomRow {
  readonly room: string;
  /** Questions asked, as often as they were. */
  readonly asked: number;
  /** When it was last asked one. */
  readonly last: string | null;
  readonly promises: number;
  readonly gifts: number;
  readonly file: string;
}

export function roomsSheet(rooms: readonly RoomRow[]): Sheet {
  const records = rooms.map((room) => ({ ...room }));
  return listSheet('Rooms', records, ({ room, asked, last, promises, gifts }) => [
    room,
    last ? day(last) : '',
    [`${asked} asked`, ...(promises ? [counted(promises, 'promise')] : []), ...(gifts ? [counted(gifts, 'gift')] : [])].join(', '),
  ]);
}

/** All there is to say of one room. */
export interface RoomStory {
  readonly room: string;
  readonly file: string;
  readonly events: readonly Event[];
  /** What was asked before the last reset: it is history, and can be asked again. */
  readonly forgotten: ReadonlySet<Event>;
  readonly remaining: ReadonlyMap<string, Remaining>;
  readonly retired: readonly Retired[];
  /** Lines that hold no event. */
  readonly strange: number;
}

export interface Retired {
  readonly prompt: string;
  readonly text: string;
  readonly because: string | null;
  readonly at: string;
  readonly everywhere: boolean;
}

/** A room as scripts see it. */
export interface RoomRecord {
  readonly room: string;
  readonly file: string;
  readonly asked: readonly AskedRecord[];
  readonly remaining: readonly (Remaining & { readonly kind: string })[];
  readonly retired: readonly Retired[];
  readonly promises: readonly NoteRecord[];
  readonly gifts: readonly NoteRecord[];
  readonly linesSteppedOver: number;
}

export interface AskedRecord extends Pick<AskedEvent, 'at' | 'prompt' | 'text' | 'by' | 'pile'> {
  /** It can be asked again. */
  readonly beforeReset: boolean;
}

export interface NoteRecord extends Pick<NoteEvent, 'at' | 'text'> {
  /** The day on which it was read back last. */
  readonly readBack: string | null;
}

/** A room as `room show` has it, with the latest `most` of what was asked; the data has all. */
export function roomSheet(story: RoomStory, most: number): Sheet {
  const asked = story.events.filter((event): event is AskedEvent => event.what === 'asked');
  const records = asked.map((event): AskedRecord & Record<string, unknown> => {
    const { at, prompt, text, by, pile } = event;
    return { at, prompt, text, by, pile, beforeReset: story.forgotten.has(event) };
  });
  const read = new Map(story.events.flatMap((event) => (event.what === 'read' ? event.of.map((id) => [id, event.day] as const) : [])));
  const notes = (what: NoteEvent['what']) =>
    story.events
      .filter((event): event is NoteEvent => event.what === what)
      .map(({ id, at, text }) => ({ at, text, readBack: read.get(id) ?? null }));
  const [promises, gifts] = [notes('promised'), notes('given')];
  const remaining = [...story.remaining].map(([kind, left]) => ({ kind, ...left }));
  const shown = most > 0 ? records.slice(-most) : [];
  const data: RoomRecord = {
    room: story.room,
    file: story.file,
    asked: records,
    remaining,
    retired: story.retired,
    promises,
    gifts,
    linesSteppedOver: story.strange,
  };
  return {
    title: `Room ${story.room}`,
    sections: [
      section('Promised here', 'promise', promises, ({ at, text }) => [day(at), text]),
      section('Given here', 'gift', gifts, ({ at, text }) => [day(at), text]),
      section('Left to ask', 'left', remaining, ({ kind, left, of }) => [capital(kind), left ? `${left} of ${of}` : `all ${of} asked`]),
      section(
        shown.length < records.length ? `Asked, the latest ${shown.length} of ${records.length}` : 'Asked',
        'asked',
        shown.toReversed(),
        ({ at, text, prompt }) => [day(at), `${text} (${prompt})`],
      ),
      section('Retired', 'retired', story.retired, ({ prompt, text, because, everywhere }) => [
        prompt,
        [text, because, everywhere && 'in all rooms'].filter(Boolean).join(' · '),
      ]),
    ].filter(({ items }) => items.length > 0),
    data,
    records,
    columns: ['at', 'prompt', 'text', 'by', 'pile', 'beforeReset'],
  };
}

function section<T>(heading: string, sort: string, rows: readonly T[], cells: (row: T) => readonly string[]): Section {
  return { heading, items: rows.map((row): Item => ({ is: 'row', sort, cells: cells(row) })) };
}

/** `2026-11-22T17:05:00+01:00` is the day and the minute that somebody's clock showed. */
function day(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
