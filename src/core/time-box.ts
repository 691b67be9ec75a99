import { dayAfter, instantOf, minute } from './clock.js';
import type { Channel, Setting } from './deck.js';
import { type Box, fitBoxes, onTheFive, restsWithin } from './fit.js';
import type { Refusal } from './refusal.js';
import { type Session, type SessionBlock, smallForms } from './session.js';
import { type Gathering, grouping, growth, wanted } from './voices.js';

/** What is known of the gathering that a session is to serve. */
export interface Wish {
  /** As long as the session says if left out. */
  readonly minutes?: number;
  readonly people: number;
  readonly channel: Channel;
  readonly settings?: readonly Setting[];
  readonly groupSize?: number;
  readonly date: string;
  readonly start: string;
  readonly timeZone: string;
  readonly seed: string;
  /** Starts of blocks that are fixed, by their ids. */
  readonly at?: ReadonlyMap<string, string>;
  /** Minutes kept free before the last block. */
  readonly buffer?: number;
}

/** A result, or why there is none. */
export type Answer<T> = { readonly ok: T } | { readonly refusal: Refusal };

/** The minutes a block may take with these people. */
export function boxOf(block: SessionBlock, gathering: Gathering): Box {
  const more = growth(block, gathering.people);
  const [least, typical, most] = block.minutes.map((minutes) => minutes + more) as [number, number, number];
  const wish = wanted(block, gathering);
  return {
    least,
    typical: Math.min(most, Math.max(typical, wish)),
    most,
    small: smallForms.includes(block.form),
    rest: block.form === 'break',
    // Time that was asked to be kept free goes first when it runs late, not before it begins.
    ...(block.cut !== undefined && block.id !== keptFree && { cut: block.cut }),
  };
}

/** The blocks that make sense with these people: where all are in one group, everything has been heard already. */
function blocksFor({ blocks }: Session, gathering: Gathering): readonly SessionBlock[] {
  const small = blocks.filter(({ form }) => smallForms.includes(form));
  const together = small.length > 0 && small.every((block) => grouping(block, gathering).length === 1);
  return together ? blocks.filter(({ form, cut, draw }) => form !== 'sharing' || cut === undefined || draw) : blocks;
}

/**
 * How long a session can be with these people, from everything cut to everything at its longest with the breaks that takes
 * and what is kept free.
 */
export function lengths(session: Session, gathering: Gathering & Pick<Wish, 'buffer'>): { least: number; typical: number; most: number } {
  const blocks = blocksFor(session, gathering);
  const boxes = blocks.map((block) => boxOf(block, gathering));
  const sum = (of: (box: Box) => number, some = boxes) => some.reduce((all, box) => all + of(box), 0);
  const most = sum((box) => box.most);
  const { buffer = 0 } = gathering;
  const longest = withBreaks(
    session,
    blocks,
    boxes.map((box) => box.most),
    gathering.channel,
  );
  return {
    least:
      buffer +
      sum(
        (box) => box.least,
        boxes.filter(({ cut }) => cut === undefined),
      ),
    typical: blocks.reduce((all, { minutes }) => all + minutes[1], 0),
    most: buffer + most + (longest.length - blocks.length) * pause.minutes[2],
  };
}

interface Fitted {
  readonly kept: readonly SessionBlock[];
  readonly minutes: readonly number[];
  readonly dropped: readonly SessionBlock[];
}

/** That no clock in the zone ever shows the start, whatever the session; undefined where one does. */
export function noSuchStart({ date, start: time, timeZone }: Wish): Refusal | undefined {
  return instantOf({ date, time }, timeZone) === undefined ? { why: 'no-such-time', time, date, timeZone } : undefined;
}

/**
 * The minutes of each block of a session, fitted to a gathering: stretches between fixed starts each to its own length, with
 * breaks where people would sit too long.
 */
export function timeBox(session: Session, wish: Wish): Answer<Fitted> {
  const [fewest, most] = session.people;
  if (wish.people < fewest || wish.people > most) {
    return { refusal: { why: 'people', session: session.name, people: wish.people, least: fewest, most } };
  }
  if (session.channels?.length && !session.channels.includes(wish.channel)) {
    return { refusal: { why: 'channel', session: session.name, channel: wish.channel, channels: session.channels } };
  }
  const never = noSuchStart(wish);
  if (never) return { refusal: never };
  const range = lengths(session, wish);
  const total = wish.minutes ?? Math.min(range.most, Math.max(range.typical, range.least));
  const limit = session.ownBreaks ? Number.POSITIVE_INFINITY : enduring(wish.channel);
  const fitting = (blocks: readonly SessionBlock[], most = limit) =>
    inSegments(blocks, { ...wish, session: session.name, range, limit: most }, total);
  let blocks = withBuffer(blocksFor(session, wish), wish.buffer);
  let best = fitting(blocks, Number.POSITIVE_INFINITY);
  // One more break where people would sit too long, as often as there is room for it; better to go on than to give up.
  for (let tries = 0; tries < 5; tries++) {
    const rested = fitting(blocks);
    if ('ok' in rested) best = rested;
    else if (tries === 0 && 'refusal' in best && (best.refusal.why !== 'minutes' || total <= best.refusal.most)) return best;
    const { kept, minutes } = 'ok' in best ? best.ok : { kept: blocks, minutes: blocks.map((block) => boxOf(block, wish).most) };
    const more = withBreaks(session, kept, minutes, wish.channel);
    const added = more.findIndex((block) => !kept.includes(block));
    if (added < 0) return best;
    const next = more[added + 1]!;
    blocks = blocks.flatMap((block) => (block === next ? [more[added]!, block] : [block]));
    const again = fitting(blocks, Number.POSITIVE_INFINITY);
    if ('refusal' in again && 'ok' in best) return best;
    best = again;
  }
  return best;
}

const keptFree = 'time-kept-free';

function withBuffer(blocks: readonly SessionBlock[], buffer: number | undefined): readonly SessionBlock[] {
  if (!buffer) return blocks;
  const kept: SessionBlock = { id: keptFree, title: 'Time kept free', minutes: [buffer, buffer, buffer], form: 'buffer', cut: 1 };
  return [...blocks.slice(0, -1), kept, blocks.at(-1)!];
}

/** Fits the stretches between fixed starts, each to its own length. */
function inSegments(
  blocks: readonly SessionBlock[],
  wish: Wish & { readonly session: string; readonly range: { least: number; most: number }; readonly limit: number },
  total: number,
): Answer<Fitted> {
  const { range, limit, session: name } = wish;
  const first = instantOf({ date: wish.date, time: wish.start }, wish.timeZone)!;
  const kept: SessionBlock[] = [];
  const minutes: number[] = [];
  let done = 0;
  let segment: SessionBlock[] = [];
  const startMinute = Number(wish.start.slice(3));
  const close = (until: number): { least: number; most: number; length: number } | undefined => {
    const boxes = segment.map((block) => boxOf(block, wish));
    const found = fitBoxes(boxes, until - done, limit);
    const required = boxes.filter(({ cut }) => cut === undefined);
    if (!found)
      return {
        length: until - done,
        least: required.reduce((sum, { least }) => sum + least, 0),
        most: boxes.reduce((sum, { most }) => sum + most, 0),
      };
    const some = found.kept.map((i) => boxes[i]!);
    const even = total >= 180 ? onTheFive(some, found.minutes, startMinute + done) : found.minutes;
    kept.push(...found.kept.map((i) => segment[i]!));
    minutes.push(...(restsWithin(some, even, limit) ? even : found.minutes));
    done = until;
    segment = [];
    return undefined;
  };
  for (const block of blocks) {
    const at = wish.at?.get(block.id) ?? block.at;
    if (at !== undefined) {
      const until = minutesUntil(first + done * minute, at, wish) + done;
      const failed = until > total ? { length: until - done, least: 0, most: total - done } : close(until);
      if (failed)
        return { refusal: { why: 'locked', block: block.title, at, minutes: failed.length, least: failed.least, most: failed.most } };
    }
    segment.push(block);
  }
  const failed = close(total);
  if (failed) {
    const most = done ? done + failed.most : failed.most;
    return {
      refusal: {
        why: 'minutes',
        session: name,
        minutes: total,
        people: wish.people,
        ...(wish.buffer && { free: wish.buffer }),
        least: Math.max(range.least, done + failed.least),
        most,
      },
    };
  }
  return { ok: { kept, minutes, dropped: blocks.filter((block) => !kept.includes(block)) } };
}

/** Minutes from an instant until a clock in the zone next shows that time. */
function minutesUntil(from: number, time: string, { date, timeZone }: Wish): number {
  for (const days of [0, 1, 2, 3]) {
    const then = instantOf({ date: dayAfter(date, days), time }, timeZone);
    if (then !== undefined && then >= from) return Math.round((then - from) / minute);
  }
  return Number.POSITIVE_INFINITY;
}

const pause: SessionBlock = {
  id: 'a-break',
  title: 'Break',
  minutes: [10, 10, 20],
  form: 'break',
  say: ['Back at {{end}}.'],
};

/** Minutes people sit before they need a break. */
function enduring(channel: Channel): number {
  return channel === 'room' ? 120 : 90;
}

/** The blocks with one more break in the longest stretch that has none, where it is too long. */
function withBreaks(
  session: Session,
  blocks: readonly SessionBlock[],
  minutes: readonly number[],
  channel: Channel,
): readonly SessionBlock[] {
  if (session.ownBreaks) return blocks;
  const limit = enduring(channel);
  let from = 0;
  let sat = 0;
  for (const [i, block] of blocks.entries()) {
    if (block.form === 'break') {
      from = i + 1;
      sat = 0;
      continue;
    }
    sat += minutes[i]!;
    const last = i === blocks.length - 1 || blocks[i + 1]!.form === 'break';
    if (sat <= limit || !last) continue;
    // Between two blocks, as near to the middle as can be, and never between a question and its sharing.
    let best = -1;
    let gone = 0;
    let off = Number.POSITIVE_INFINITY;
    for (let k = from; k < i; k++) {
      gone += minutes[k]!;
      const next = blocks[k + 1]!;
      if (next.form === 'sharing' || next.with === 'same' || blocks[k]!.form === 'silence') continue;
      if (Math.abs(gone - sat / 2) < off) [best, off] = [k, Math.abs(gone - sat / 2)];
    }
    if (best < 0) return blocks;
    const taken = blocks.filter(({ id }) => id.startsWith(pause.id)).length;
    const added = taken ? { ...pause, id: `${pause.id}-${taken + 1}` } : pause;
    return [...blocks.slice(0, best + 1), added, ...blocks.slice(best + 1)];
  }
  return blocks;
}
