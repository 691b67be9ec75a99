import { basename, dirname, join } from 'node:path';
import type { Io } from '../io.js';
import { makeFolder, makeLevel } from './ledger.js';

/**
 * Who is showing what at this moment, so that two who draw at once draw differently.
 *
 * There is no lock on a room. Nobody waits to draw, but at the end of a pile, where what is left is being shown elsewhere:
 * there a draw sleeps until the system reports a change in the folder of claims, or until its patience ends. Each prompt is claimed by itself, between choosing it and recording
 * it, by a hard link in a folder beside the ledger; making a link fails where its name is taken, so of two exactly one
 * wins, and the other draws something else. The linked file says whose it is: process, its start, machine. The claim of
 * a process that has ended counts for nothing from that moment: the next one claims the same prompt under the next
 * number, of which again there is one. Whoever has claimed looks once more, at the ledger and at the other numbers, before
 * showing anything; so a claim that was won on an old view is given back. Nobody removes another's claim but whoever holds
 * the same prompt now, so that no claim is ever lost by clearing up. At the end of a draw the folder is gone.
 *
 * Where no links can be made, prompts are drawn all the same: two at one moment may then be alike, and both are recorded.
 */
export interface Claims {
  /** Tries to make these ours. */
  claim(keys: readonly string[]): void;
  owns(key: string): boolean;
  /** What others who are alive hold. */
  held(): ReadonlySet<string>;
  /** Gives all back, or all but these. */
  release(keep?: ReadonlySet<string>): void;
  /** Comes back when a claim was made or given back, at once if `already`; whether one was within so many milliseconds. */
  change(patience: number, already: () => boolean): Promise<boolean>;
}

/** A claim made on another machine, over a network, can't be looked after; it counts for as long as a draw may take. */
const foreignSeconds = 60;

export function claimsOn(io: Io, ledger: string, { folder = false } = {}): Claims {
  const { disk } = io;
  const place = placeOf(ledger);
  const ours = new Map<string, string>();
  const self = whoIs(io, io.machine.self);
  let unable = false;
  let badge: string | undefined;

  /** Makes the folder, and in it the file that every claim of ours is a link to. */
  const enter = (): string => {
    if (badge && disk.existsSync(badge)) return badge;
    if (folder) makeFolder(io, dirname(place));
    makeLevel(io, place);
    badge = join(place, io.name());
    disk.writeFileSync(badge, self, { flag: 'wx', mode: 0o600 });
    return badge;
  };

  const entries = (): string[] => {
    try {
      return disk.readdirSync(place);
    } catch {
      return [];
    }
  };

  const alive = (name: string): boolean => {
    try {
      const path = join(place, name);
      return isAlive(io, disk.readFileSync(path, 'utf8'), () => disk.statSync(path).mtime);
    } catch {
      return false; // given back meanwhile
    }
  };

  /** What is claimed now, but by us: for each key, the names of the claims. */
  const others = (): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const name of entries()) {
      const [key = '', number] = name.split('+');
      if (number === undefined || ours.get(key) === name) continue;
      found.set(key, [...(found.get(key) ?? []), name]);
    }
    return found;
  };

  const remove = (name: string) => disk.rmSync(join(place, name), { force: true });

  const link = (key: string, number: number, attempts = 1000): void => {
    try {
      disk.linkSync(enter(), join(place, `${key}+${number}`));
      ours.set(key, `${key}+${number}`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The folder went away between two steps.
      if (code === 'ENOENT' && attempts > 0) link(key, number, attempts - 1);
      else if (code !== 'EEXIST') throw error;
    }
  };

  const claim = (keys: readonly string[]): void => {
    const before = others();
    for (const key of keys) {
      const names = before.get(key) ?? [];
      if (!names.some(alive)) link(key, Math.max(0, ...names.map((name) => Number(name.split('+')[1]) || 0)) + 1);
    }
    // The one who comes second always sees the first.
    const after = others();
    for (const key of keys) {
      const name = ours.get(key);
      if (!name || !after.get(key)?.some(alive)) continue;
      remove(name);
      ours.delete(key);
    }
  };

  return {
    claim(keys) {
      if (unable) return;
      try {
        claim(keys.filter((key) => !ours.has(key)));
      } catch {
        unable = true;
      }
    },
    owns: (key) => unable || ours.has(key),
    held: () => new Set([...others()].filter(([, names]) => names.some(alive)).map(([key]) => key)),
    release(keep = new Set()) {
      try {
        const given = [...ours].filter(([key]) => !keep.has(key));
        const found = given.length ? others() : new Map<string, string[]>();
        for (const [key, name] of given) {
          for (const old of found.get(key) ?? []) if (!alive(old)) remove(old);
          remove(name);
          ours.delete(key);
        }
        if (ours.size > 0 || !badge) return;
        const mine = basename(badge);
        for (const name of entries()) if (name === mine || (!name.includes('+') && !alive(name))) remove(name);
        badge = undefined;
        disk.rmdirSync(place);
      } catch {
        // Others are still there, or the folder can't be changed: whoever comes next clears up.
      }
    },
    async change(patience, already) {
      let stop = () => {};
      const waited = new Promise<boolean>((done) => {
        const timer = setTimeout(() => done(false), patience);
        stop = () => clearTimeout(timer);
        try {
          const watcher = disk.watch(place, () => done(true));
          watcher.on('error', () => done(true));
          stop = () => {
            clearTimeout(timer);
            watcher.close();
          };
        } catch (error) {
          // The folder is gone: that is a change. Where it can't be watched, patience ends.
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') done(true);
        }
      });
      try {
        return already() || (await waited);
      } finally {
        stop();
      }
    },
  };
}

function placeOf(ledger: string): string {
  return join(dirname(ledger), `.${basename(ledger)}.claims`);
}

/** Clears away what ended processes left beside a ledger that is no more. */
export function forgetClaims(io: Io, ledger: string): void {
  io.disk.rmSync(placeOf(ledger), { recursive: true, force: true });
}

/** A process as no other ever is: its number, its start in clock ticks since the machine's, and the machine since its start. */
function whoIs(io: Io, id: number): string {
  return `${id} ${startOf(io, id) ?? '-'} ${machine(io)}\n`;
}

function machine(io: Io): string {
  const boot = readOr(() => io.disk.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = readOr(() => io.disk.readlinkSync('/proc/self/ns/pid'));
  return encodeURIComponent([io.machine.host, boot, namespace].join(' '));
}

/** The start of a process that is running, where the system tells (proc(5): state is the third field, start the 22nd). */
function startOf(io: Io, id: number): string | undefined {
  const stat = readOr(() => io.disk.readFileSync(`/proc/${id}/stat`, 'utf8'));
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state && !/[ZXx]/.test(state) ? fields[18] : undefined;
}

function readOr(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function isAlive(io: Io, who: string, since: () => Date): boolean {
  const [id = '', start, where] = who.trim().split(' ');
  if (!/^\d+$/.test(id) || !start || !where) return false;
  if (where !== machine(io)) return Math.abs(io.now().getTime() - since().getTime()) < foreignSeconds * 1000;
  return io.machine.runs(Number(id)) && (start === '-' || startOf(io, Number(id)) === start);
}
