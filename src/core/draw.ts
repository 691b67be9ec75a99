import type { Prompt } from './deck.js';
import { chance, type Hash, hash } from './random.js';
import type { Selection } from './select.js';

/**
 * Takes `count` different prompts at random, in the order they came up; all of them where there are fewer.
 *
 * Every prompt is as likely as its weight says, whatever the order of the list. The same prompts and seed give the same
 * draw on every machine, and another prompt beside them changes it only by being drawn itself: each prompt throws for
 * itself, by its id, and the best throws win (P. S. Efraimidis and P. G. Spirakis, "Weighted random sampling with a
 * reservoir", 2006).
 */
export function draw(prompts: readonly Prompt[], { count, seed }: { count: number; seed: string }): Prompt[] {
  const seeded = hash(seed);
  const throws: Throw[] = [];
  for (const prompt of prompts) {
    const weight = prompt.weight ?? 1;
    if (weight > 0) throws.push({ prompt, luck: luckOf(seeded, hash(prompt.id), weight) });
  }
  if (count === 1) {
    const best = throws.reduce<Throw | undefined>((a, b) => (a && better(a, b) < 0 ? a : b), undefined);
    return best ? [best.prompt] : [];
  }
  return throws
    .sort(better)
    .slice(0, count)
    .map(({ prompt }) => prompt);
}

/** A prompt and what it threw: below 0, and the more the better. */
export interface Throw {
  readonly prompt: Prompt;
  readonly luck: number;
}

export function luckOf(seed: Hash, name: Hash, weight: number): number {
  return Math.log(chance(seed, name)) / weight;
}

/** The better throw first. */
export function better(a: Throw, b: Throw): number {
  return b.luck - a.luck || (a.prompt.id < b.prompt.id ? -1 : 1);
}

/** Draws from what was selected, by the catalogues of large decks where that will do. */
export function drawFrom(selection: Selection, choice: { count: number; seed: string }): readonly Prompt[] {
  return selection.take?.(choice) ?? draw(selection.prompts, choice);
}

/** The seed of a day: everybody who draws on that date, by their own clock, draws the same. */
export function seedOfDay(now: Date, seed = ''): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}${seed && ` ${seed}`}`;
}
