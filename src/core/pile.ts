import type { Deck, Prompt } from './deck.js';
import { draw } from './draw.js';
import { type Mark, type Memory, textKey, unmarked } from './ledger.js';

/** How a prompt stands in a room: its mark, those of the names it had before, and that of its text, in one. */
export type Standing = (prompt: Prompt) => Mark;

/** A prompt taken from a room's pile. */
export interface Dealt {
  readonly prompt: Prompt;
  /** Which time round it is for this prompt, from 1. */
  readonly pile: number;
}

export interface Deal {
  readonly dealt: readonly Dealt[];
  /** All had been asked, so that the pile was shuffled again. */
  readonly reshuffled: boolean;
  /** A prompt that somebody holds would have come before one of these: worth waiting to see whether it is asked. */
  readonly ahead: boolean;
}

/** How prompts stand, by what a room remembers and what their decks were called before. */
export function standing(memory: Memory, decks: readonly Deck[], everywhere?: Memory): Standing {
  const was = new Map(decks.flatMap((deck) => (deck.was?.length ? [[deck.name, deck.was] as const] : [])));
  const known = new Map<string, Mark>();
  return (prompt) => {
    const before = known.get(prompt.id);
    if (before) return before;
    const names = [prompt.deck, ...(was.get(prompt.deck) ?? [])].map((deck) => deck + prompt.id.slice(prompt.deck.length));
    const keys = [...names, textKey(prompt.text)];
    const mark = joined(memory, keys);
    const found = everywhere && joined(everywhere, keys).retired ? { ...mark, retired: true } : mark;
    known.set(prompt.id, found);
    return found;
  };
}

function joined({ marks }: Memory, keys: readonly string[]): Mark {
  let mark = unmarked;
  for (const key of keys) mark = both(mark, marks.get(key) ?? unmarked);
  return mark;
}

function both(a: Mark, b: Mark): Mark {
  if (a === unmarked || b === unmarked) return a === unmarked ? b : a;
  const joint = { ...a, pile: Math.max(a.pile, b.pile) };
  if (b.asked > a.asked) joint.asked = b.asked;
  if (b.ruled > a.ruled) [joint.ruled, joint.retired] = [b.ruled, b.retired];
  if (b.day > a.day) joint.day = b.day;
  return joint;
}

/** Why a prompt can't be drawn in a room; undefined where it can. */
export function outOfPlay(prompt: Prompt, { retired, asked, ruled }: Mark): 'retired' | 'once' | undefined {
  if (retired) return 'retired';
  return prompt.once && asked > ruled ? 'once' : undefined;
}

/**
 * Takes prompts from a room's pile: those that were asked the fewest times round come first, by chance and weight among
 * them, and once all have been asked the pile is shuffled again. A prompt that is new to the pile joins it where the
 * others stand, so that it isn't asked again and again until it has caught up. Those asked last don't come first again: up to five, and never more
 * than half of the pile.
 *
 * `held` are prompts that somebody else is showing at this moment: they are passed over.
 */
export function deal(
  prompts: readonly Prompt[],
  stands: Standing,
  { count, seed, held = new Set() }: { count: number; seed: string; held?: ReadonlySet<Prompt> },
): Deal {
  const pile = prompts.filter((prompt) => prompt.weight !== 0 && !outOfPlay(prompt, stands(prompt)));
  const level = new Map(pile.map((prompt) => [prompt, stands(prompt).pile]));
  const rest = new Set(pile.filter((prompt) => !held.has(prompt)));
  const recent = lastAsked(pile, stands);
  const dealt: Dealt[] = [];
  let reshuffled = false;
  let lowest = Number.POSITIVE_INFINITY;
  while (dealt.length < count && rest.size > 0) {
    const low = Math.min(...levels(rest, level));
    const higher = levels(pile, level).filter((one) => one > low);
    const next = higher.length ? Math.min(...higher) : low + 1;
    if (low > 0 && higher.length === 0) reshuffled = true;
    const equal = [...rest].filter((prompt) => level.get(prompt) === low);
    const rested = equal.filter((prompt) => !recent.has(prompt));
    const some = draw(rested.length ? rested : equal, { count: count - dealt.length, seed: low ? `${seed} ${low}` : seed });
    for (const prompt of some) {
      dealt.push({ prompt, pile: next });
      rest.delete(prompt);
    }
    lowest = low;
    for (const prompt of some) level.set(prompt, next);
  }
  const waiting = [...held].filter((prompt) => level.has(prompt)).map((prompt) => level.get(prompt)!);
  return { dealt, reshuffled, ahead: waiting.some((one) => one < lowest) };
}

function levels(prompts: Iterable<Prompt>, level: ReadonlyMap<Prompt, number>): number[] {
  return [...new Set([...prompts].map((prompt) => level.get(prompt)!))];
}

function lastAsked(pile: readonly Prompt[], stands: Standing): Set<Prompt> {
  const few = Math.min(5, Math.floor(pile.length / 2));
  const asked = new Map(pile.map((prompt) => [stands(prompt).asked, prompt]));
  asked.delete('');
  const latest = few > 0 ? [...asked.keys()].sort().slice(-few) : [];
  return new Set(latest.map((at) => asked.get(at)!));
}

/** The prompts that are the draw of this day already, in the order they were asked. */
export function ofDay(prompts: readonly Prompt[], stands: Standing, day: string): Prompt[] {
  return prompts
    .filter((prompt) => stands(prompt).day === day && !stands(prompt).retired)
    .sort((a, b) => (stands(a).asked < stands(b).asked ? -1 : 1));
}

/** How much of a pile is left until it is shuffled again, and what is out of play. */
export interface Remaining {
  readonly left: number;
  readonly of: number;
  readonly retired: number;
  /** Asked already, and to be asked only once. */
  readonly once: number;
}

/** What is left of these prompts. Those that are never drawn by chance don't count. */
export function remaining(prompts: readonly Prompt[], stands: Standing): Remaining {
  const drawable = prompts.filter(({ weight }) => weight !== 0);
  const out = drawable.map((prompt) => outOfPlay(prompt, stands(prompt)));
  const piles = drawable.filter((_, i) => !out[i]).map((prompt) => stands(prompt).pile);
  const low = Math.min(...new Set(piles));
  const used = low > 0 && piles.every((pile) => pile === low);
  return {
    left: used ? 0 : piles.filter((pile) => pile === low).length,
    of: piles.length,
    retired: out.filter((why) => why === 'retired').length,
    once: out.filter((why) => why === 'once').length,
  };
}
