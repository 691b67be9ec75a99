import { join } from 'node:path';
import { type Event, extend, type Mark, type Memory, nothing, readEvent, remember, textKey } from '../core/ledger.js';
import type { Io } from '../io.js';
import { type LedgerFile, makeFolder, type OpenLedger, openLedger } from './ledger.js';
import { cacheFolder } from './places.js';

/** What was read of a ledger: enough to go on from there when more has been added to it. */
export interface Recalled {
  readonly memory: Memory;
  /** How many bytes the memory comes from: whole lines alone. */
  readonly bytes: number;
  readonly identity: string;
  /** The lines that hold no event. */
  readonly strange: number;
  /** 1 where the last line is cut short. */
  readonly torn: number;
}

const fresh: Recalled = { memory: nothing, bytes: 0, identity: '', strange: 0, torn: 0 };
/** A memory is kept beside once this much would have to be read again. */
const worthKeeping = 128 * 1024;

/**
 * What a room remembers. A ledger is read from where the last reading ended: that of this run, or the one that was kept
 * in the cache folder. What was kept counts only while the ledger still starts with the very bytes it was made from
 * (their length and CRC-32), so a ledger that was edited, joined or put in another's place is read from its start.
 * With `keep`, what was read is kept for the next time; that it can't be is no matter.
 */
export function recall(io: Io, file: LedgerFile, { before, keep = false }: { before?: Recalled; keep?: boolean } = {}): Recalled {
  const ledger = openLedger(io, file);
  if (!ledger) return fresh;
  try {
    const known = before && before.identity === ledger.identity && before.bytes <= ledger.size ? before : kept(io, file, ledger);
    const further = goOn(ledger, known);
    const recalled = further ?? anew(ledger);
    if (keep && recalled.bytes - (further ? known.bytes : 0) > worthKeeping) keepIt(io, file, recalled, crcOf(io, ledger, recalled.bytes));
    return recalled;
  } finally {
    ledger.close();
  }
}

/**
 * Reads on from what is known, a stretch at a time, so that a long ledger never stands in memory whole. Undefined where
 * that won't do, because something was undone, or is told out of order.
 */
function goOn(ledger: OpenLedger, from: Recalled): Recalled | undefined {
  let { memory, bytes, strange } = from;
  for (let stretch = 1024 * 1024; ; ) {
    const tail = ledger.bytes(bytes, Math.min(ledger.size, bytes + stretch));
    const last = bytes + tail.length >= ledger.size || tail.length === 0;
    const end = tail.lastIndexOf(0x0a) + 1;
    if (end === 0 && !last) {
      stretch *= 2;
      continue;
    }
    const lines = eventsIn(tail.toString('utf8', 0, end));
    // A last line without its end is being written at this moment, or was torn: the next reading looks at it again.
    const torn = last ? eventsIn(tail.toString('utf8', end)) : { events: [], strange: 0 };
    const more = extend(memory, [...lines.events, ...torn.events]);
    if (!more) return undefined;
    [memory, bytes, strange] = [more, bytes + end, strange + lines.strange];
    if (last) return { memory, bytes, strange, torn: torn.strange, identity: ledger.identity };
  }
}

/** Reads all of it at once. */
function anew(ledger: OpenLedger): Recalled {
  const all = ledger.bytes(0);
  const end = all.lastIndexOf(0x0a) + 1;
  const [lines, torn] = [eventsIn(all.toString('utf8', 0, end)), eventsIn(all.toString('utf8', end))];
  const memory = remember([...lines.events, ...torn.events]);
  return { memory, bytes: end, strange: lines.strange, torn: torn.strange, identity: ledger.identity };
}

/** Every event of a ledger, and how many of its lines hold none. */
export function allEvents(io: Io, file: LedgerFile): { events: Event[]; strange: number } {
  const ledger = openLedger(io, file);
  if (!ledger) return { events: [], strange: 0 };
  try {
    return eventsIn(ledger.bytes(0).toString('utf8'));
  } finally {
    ledger.close();
  }
}

/** The words of the events that notes have to do with. */
const ofNotes = /"(?:promised|given|read|undone)"/;

/** The events of a ledger that notes have to do with, few among many: the other lines are left unread. */
export function noteEvents(io: Io, file: LedgerFile): Event[] {
  const ledger = openLedger(io, file);
  if (!ledger) return [];
  try {
    const lines = ledger.bytes(0).toString('utf8').split('\n');
    return eventsIn(lines.filter((line) => ofNotes.test(line)).join('\n')).events;
  } finally {
    ledger.close();
  }
}

function eventsIn(text: string): { events: Event[]; strange: number } {
  const events: Event[] = [];
  let strange = 0;
  for (const line of text.split('\n')) {
    const event = readEvent(line);
    if (event) events.push(event);
    else if (line.replace(/^\ufeff/, '').trim()) strange++;
  }
  return { events, strange };
}

interface Kept extends Pick<Recalled, 'bytes' | 'strange'> {
  /** The CRC-32 of those bytes. */
  readonly crc: number;
  readonly path: string;
  readonly clock: number;
  readonly reset: string;
  readonly undone: readonly string[];
  readonly marks: readonly (readonly [string, Mark])[];
}

function place(io: Io, { path }: LedgerFile): string | undefined {
  const cache = cacheFolder(io);
  return cache && join(cache, 'rooms', `${textKey(path).slice(1)}.json`);
}

function kept(io: Io, file: LedgerFile, ledger: OpenLedger): Recalled {
  const start = { ...fresh, identity: ledger.identity };
  if (ledger.size <= worthKeeping) return start;
  try {
    const [sum, body = ''] = io.disk.readFileSync(place(io, file)!, 'utf8').split('\n');
    if (Number(sum) !== io.checksum(body)) return start;
    const { path, clock, reset, undone, marks, bytes, crc, strange } = JSON.parse(body) as Kept;
    if (path !== file.path || bytes > ledger.size || crcOf(io, ledger, bytes) !== crc) return start;
    return { ...start, memory: { clock, reset, undone: new Set(undone), marks: new Map(marks) }, bytes, strange };
  } catch {
    return start;
  }
}

function crcOf(io: Io, ledger: OpenLedger, bytes: number): number {
  const chunk = Buffer.allocUnsafe(256 * 1024);
  let crc = 0;
  for (let at = 0; at < bytes; at += chunk.length) crc = io.checksum(ledger.bytes(at, Math.min(bytes, at + chunk.length), chunk), crc);
  return crc;
}

function keepIt(io: Io, file: LedgerFile, { memory, bytes, strange }: Recalled, crc: number): void {
  const { clock, reset, undone, marks } = memory;
  const body = JSON.stringify({ path: file.path, clock, reset, undone: [...undone], marks: [...marks], bytes, crc, strange });
  try {
    const path = place(io, file)!;
    makeFolder(io, join(path, '..'));
    const beside = `${path}.${io.machine.self}`;
    io.disk.writeFileSync(beside, `${io.checksum(body)}\n${body}`, { mode: 0o600, flag: 'wx' });
    io.disk.renameSync(beside, path);
  } catch {
    // Then the ledger is read from its start again.
  }
}

/** Forgets what was kept of a ledger. */
export function forgetKept(io: Io, file: LedgerFile): void {
  const path = place(io, file);
  if (path) io.disk.rmSync(path, { force: true });
}
