import type { Deck, Prompt } from '../core/deck.js';
import { type Happening, type Memory, type NoteEvent, nothing, stamped, textKey, unread, wallTime, written } from '../core/ledger.js';
import { type Deal, type Dealt, deal, ofDay, type Remaining, remaining, type Standing, standing } from '../core/pile.js';
import { Failure } from '../failure.js';
import type { Io } from '../io.js';
import { type Claims, claimsOn } from './claims.js';
import { append } from './ledger.js';
import { noteEvents, type Recalled, recall } from './recall.js';
import { everywherePlace, type Place } from './rooms.js';

/** A room that is being drawn from. Whoever takes from it records or releases. */
export interface Room {
  readonly name: string;
  /** Lines of the ledger that hold no event and were stepped over. */
  readonly strange: number;
  remaining(prompts: readonly Prompt[]): Remaining;
  /**
   * Takes prompts from the pile that nobody else takes at this moment. Until they are recorded or released they are
   * ours. With `day`, those that were this day's draw before come first, and are not recorded again.
   */
  take(prompts: readonly Prompt[], asked: Request): Promise<Taken>;
  /** The promises and gifts that were not read back at a meeting on an earlier day, the oldest first. */
  unread(day: string): readonly NoteEvent[];
  /** Has these recorded, along with what was taken, as read back at a meeting on this day. */
  read(notes: readonly NoteEvent[], day: string): void;
  /** Records what was taken, once it has been shown, and lets go of it. Throws a Failure where it can't be written. */
  record(by: string): void;
  /** Lets go of what was taken: it was not shown. */
  release(): void;
}

export interface Taken {
  readonly prompts: readonly Prompt[];
  readonly reshuffled: boolean;
}

export interface Request {
  readonly count: number;
  readonly seed: string;
  /** The seed of the day, where this is the draw of the day. */
  readonly day?: string | undefined;
}

type Settled = Deal & { readonly today: readonly Prompt[] };

/** How long a draw waits for a sign of whoever is showing the last prompts of a pile (milliseconds), and how often. */
const patience = 4000;
const mostWaits = 10_000;

/**
 * Opens a room to draw from. A room that can't be read is drawn from as if nothing had been asked, and recording gives
 * the reason: a facilitator is never left without a question. With `dry`, nothing is claimed and nothing is written.
 */
export function openRoom(io: Io, place: Place | Failure, decks: readonly Deck[], { dry = false } = {}): Room {
  let trouble = place instanceof Failure ? place : undefined;
  const file = place instanceof Failure ? undefined : place;
  const claims: Claims | undefined = dry || !file ? undefined : claimsOn(io, file.path, { folder: file.ours });
  const everywhere = everywherePlace(io);
  let recalled: Recalled | undefined;
  let pending: { dealt: Dealt; draw: string; day?: string }[] = [];
  let toRead: { of: string[]; day: string } | undefined;

  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      trouble ??= error;
      return undefined;
    }
  };
  const refresh = (): Memory => {
    recalled = (file && attempt(() => recall(io, file, { ...(recalled && { before: recalled }), keep: !dry }))) ?? recalled;
    return recalled?.memory ?? nothing;
  };
  const retired = everywhere && attempt(() => recall(io, everywhere).memory);
  let known: { readonly memory: Memory; readonly stands: Standing } | undefined;
  const stands = (): Standing => {
    const memory = refresh();
    if (known?.memory !== memory) known = { memory, stands: standing(memory, decks, retired) };
    return known.stands;
  };
  refresh();

  const keysOf = (deals: readonly Dealt[]) => new Set(deals.map(({ prompt }) => textKey(prompt.text)));

  /** Deals until everything dealt is ours and nothing that was recorded meanwhile speaks against it. */
  const settle = async (prompts: readonly Prompt[], { count, seed, day }: Request): Promise<Settled> => {
    const before = pending.map(({ dealt }) => dealt);
    const taken = new Set(before.map(({ prompt }) => prompt));
    for (let waits = 0; ; ) {
      const elsewhere = claims?.held() ?? new Set();
      const held = new Set(elsewhere.size ? prompts.filter(({ text }) => elsewhere.has(textKey(text))) : []);
      const now = stands();
      const today = day ? ofDay(prompts, now, day).slice(0, count) : [];
      const others = prompts.filter((prompt) => !taken.has(prompt) && !today.includes(prompt));
      const asked = { count: count - today.length, seed };
      const found = { ...deal(others, now, { ...asked, held }), today };
      if (!claims || trouble) return found;
      const short = held.size > 0 && found.dealt.length < asked.count;
      const better = found.ahead || short || (day && held.size > 0 && found.dealt.length > 0);
      if (better && waits < mostWaits) {
        claims.release(keysOf(before));
        const unchanged = () => [...claims.held()].filter((key) => elsewhere.has(key)).length === elsewhere.size;
        waits += (await claims.change(patience, () => !unchanged())) ? 1 : mostWaits;
        continue;
      }
      // Somebody has been showing what is wanted for a long time: then it is shown here as well.
      if (short) return { ...deal(others, now, asked), today };
      claims.release(keysOf([...before, ...found.dealt]));
      const missing = found.dealt.map(({ prompt }) => textKey(prompt.text)).filter((key) => !claims.owns(key));
      if (missing.length === 0) return found;
      claims.claim(missing);
    }
  };

  return {
    name: file?.name ?? '',
    get strange() {
      return recalled ? recalled.strange + recalled.torn : 0;
    },
    remaining: (prompts) => remaining(prompts, stands()),
    async take(prompts, asked) {
      const { today, dealt, reshuffled } = await settle(prompts, asked);
      const draw = io.name();
      pending.push(...dealt.map((one) => ({ dealt: one, draw, ...(asked.day && { day: asked.day }) })));
      return { prompts: [...today, ...dealt.map(({ prompt }) => prompt)], reshuffled };
    },
    unread: (day) => (file && attempt(() => unread(noteEvents(io, file), day))) ?? [],
    read(notes, day) {
      if (notes.length) toRead = { of: notes.map(({ id }) => id), day };
    },
    record(by) {
      const [shown, heard] = [pending, toRead];
      [pending, toRead] = [[], undefined];
      try {
        if (trouble) throw trouble;
        if (dry || (shown.length === 0 && !heard)) return;
        const happened = shown.map(({ dealt: { prompt, pile }, draw, day }): Happening => {
          return { what: 'asked', prompt: prompt.id, text: prompt.text, draw, pile, ...(day && { day }) };
        });
        if (heard) happened.push({ what: 'read', ...heard, draw: shown[0]?.draw ?? io.name() });
        write(io, file!, happened, { by, clock: recalled?.memory.clock ?? 0 });
      } finally {
        claims?.release();
      }
    },
    release() {
      [pending, toRead] = [[], undefined];
      claims?.release();
    },
  };
}

/** Writes down what happened in a room, all of it or nothing. Throws a Failure. */
export function write(io: Io, place: Place, happened: readonly Happening[], { by, clock }: { by: string; clock: number }): void {
  const at = wallTime(io.now());
  const events = happened.map((one, i) => stamped(one, { clock: clock + i, id: io.name(), at, by }));
  append(io, place, events.map((event) => `${written(event)}\n`).join(''), { folder: place.ours });
}
