import type { Prompt } from './deck.js';
import { chance, hash } from './random.js';

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
    if (weight > 0) throws.push({ prompt, luck: Math.log(chance(seeded, hash(prompt.id))) / weight });
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

interface Throw {
  readonly prompt: Prompt;
  readonly luck: number;
}

function better(a: Throw, b: Throw): number {
  return b.luck - a.luck || (a.prompt.id < b.prompt.id ? -1 : 1);
}

/** The seed of a day: everybody who draws on that date, by their own clock, draws the same. */
export function seedOfDay(now: Date, seed = ''): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}${seed && ` ${seed}`}`;
}
