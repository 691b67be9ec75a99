import type { Channel, Prompt, Setting } from './deck.js';
import { draw } from './draw.js';
import type { Draw } from './session.js';
import { singular } from './text.js';

/** A block as far as its questions go. */
export interface Asking {
  readonly id: string;
  readonly draws: readonly Draw[];
  /** The sharpest its minutes allow. */
  readonly cap: 1 | 2 | 3;
  readonly groups: readonly number[];
  /** Others have been asked before it. */
  readonly late?: boolean;
  /** Asked whatever is drawn: named by the session. */
  readonly fixed?: readonly Prompt[];
}

/** What the questions have to suit. */
export interface Place {
  readonly channel: Channel;
  readonly settings: readonly Setting[];
}

/** How sharp each draw of each block may be, in order: `[least, most]`. */
type Edges = readonly (readonly [number, number])[];

/** What each block asks, or the first draw for which nothing is left. */
export type Asked =
  | { readonly prompts: ReadonlyMap<string, readonly Prompt[]>; readonly loosened: readonly string[] }
  | { readonly nothingFor: { readonly block: string; readonly kind: string } };

/**
 * Draws the questions of all blocks: none twice, from easy to brave, each fit for its block. Each block throws for itself
 * (`draw`).
 */
export function ask(blocks: readonly Asking[], prompts: readonly Prompt[], place: Place, seed: string): Asked {
  const edges = rising(blocks, prompts, place);
  const asked = new Map<string, Prompt[]>();
  const used = new Set(blocks.flatMap((block) => block.fixed ?? []).map(({ id }) => id));
  const loosened: string[] = [];
  for (const block of blocks) {
    const own = [...(block.fixed ?? [])];
    for (const [i, wanted] of (own.length ? [] : block.draws).entries()) {
      const { candidates, loose } = candidatesFor(block, wanted, prompts, place, edges.get(block.id)![i]!, used);
      if (candidates.length === 0) return { nothingFor: { block: block.id, kind: wanted.kind } };
      const drawn = draw(candidates, { count: wanted.count ?? 1, seed: seedOf(seed, block.id, i) });
      for (const { id } of drawn) used.add(id);
      own.push(...drawn);
      if (loose) loosened.push(block.id);
    }
    asked.set(block.id, own);
  }
  return { prompts: asked, loosened };
}

/**
 * Other questions for one block, those after the ones it has in the order of its own throws; all come round before one
 * comes again. `between` keeps the order from easy to brave. Undefined where there is no other.
 */
export function askAgain(
  block: Asking,
  has: readonly Prompt[],
  {
    prompts,
    place,
    seed,
    between,
    used,
  }: { prompts: readonly Prompt[]; place: Place; seed: string; between: readonly [number, number]; used: ReadonlySet<string> },
): Prompt[] | undefined {
  const others: Prompt[] = [];
  for (const [i, wanted] of block.draws.entries()) {
    const taken = new Set([...used, ...others.map(({ id }) => id)]);
    const { candidates } = candidatesFor(block, wanted, prompts, place, between, taken);
    const order = draw(candidates, { count: candidates.length, seed: seedOf(seed, block.id, i) });
    const at = order.findLastIndex(({ id }) => has.some((one) => one.id === id));
    const rest = [...order.slice(at + 1), ...order.slice(0, at + 1)].filter(({ id }) => !has.some((one) => one.id === id));
    if (rest.length === 0) return undefined;
    others.push(...rest.slice(0, wanted.count ?? 1));
  }
  return others.length ? others : undefined;
}

function seedOf(seed: string, block: string, draw: number): string {
  return `${seed} ${block} ${draw}`;
}

/** Everything but kind, channel and level may give way, the least important first. */
function candidatesFor(
  { groups, late }: Asking,
  wanted: Draw,
  prompts: readonly Prompt[],
  { channel, settings }: Place,
  [least, most]: readonly [number, number],
  used: ReadonlySet<string>,
): { candidates: Prompt[]; loose: boolean } {
  const of = prompts.filter(
    (prompt) =>
      singular(prompt.kind) === singular(wanted.kind) &&
      !used.has(prompt.id) &&
      (!prompt.channels?.length || prompt.channels.includes(channel)) &&
      (!wanted.level?.length || !prompt.level?.length || prompt.level.some((level) => wanted.level!.includes(level))) &&
      (!wanted.tags?.length || !!prompt.tags?.some((tag) => wanted.tags!.includes(tag))),
  );
  const setting = ({ settings: own }: Prompt) => !own?.length || settings.length === 0 || own.some((one) => settings.includes(one));
  const edge = (prompt: Prompt) => prompt.edge === undefined || (prompt.edge >= least && prompt.edge <= most);
  const size = ({ group }: Prompt) => !group || groups.length === 0 || (group[1] >= Math.max(...groups) && group[0] <= Math.min(...groups));
  const time = ({ tags }: Prompt) => !late || !tags?.includes('opening');
  const wishes = [[setting, edge, size, time], [setting, edge, time], [setting, edge, size], [setting, edge], [edge], [setting], []];
  for (const [i, wish] of wishes.entries()) {
    const candidates = of.filter((prompt) => wish.every((test) => test(prompt)));
    if (candidates.length >= (wanted.count ?? 1) || (i === wishes.length - 1 && candidates.length)) {
      return { candidates, loose: i > 4 };
    }
  }
  return { candidates: [], loose: false };
}

/** What closes a gathering: its edge may fall again. */
const closing = ['commitment', 'gifts', 'closer', 'wants'].map(singular);

/** Where in a row of kinds the closing begins: from there on the edge may fall. */
export function closingFrom(kinds: readonly string[]): number {
  let from = kinds.length;
  while (from > 1 && closing.includes(singular(kinds[from - 1]!))) from--;
  return from;
}

/**
 * How sharp each draw may be, so that whatever is drawn the edge doesn't fall before commitment: each step's range begins
 * where the one before it ends. Minutes that allow no sharp answer, and kinds that have no sharp prompt, hold it down.
 */
function rising(blocks: readonly Asking[], prompts: readonly Prompt[], place: Place): ReadonlyMap<string, Edges> {
  const steps = blocks.flatMap((block) => (block.fixed?.length ? [] : block.draws.map((wanted) => ({ block, wanted }))));
  const end = closingFrom(steps.map(({ wanted }) => wanted.kind));
  const cap = ({ block, wanted }: (typeof steps)[number]) => Math.min(block.cap, wanted.maxEdge ?? 3);
  const ceiling = steps.map(() => 3);
  for (let i = end - 1, least = 3; i >= 0; i--) {
    least = Math.min(least, cap(steps[i]!));
    ceiling[i] = least;
  }
  let reached = 1;
  const ranges = steps.map((step, i): readonly [number, number] => {
    if (i >= end) return [1, Math.min(cap(step), singular(step.wanted.kind) === 'commitment' ? 3 : 2)];
    const ramp = end === 1 ? 2 : 1 + Math.round((2 * i) / (end - 1));
    const least = reached;
    reached = Math.max(reached, Math.min(ramp, ceiling[i]!));
    // Where nothing of this kind is as sharp or as mild as that, the ranges after it begin higher.
    while (reached < 3 && !someOf(step, prompts, place, least, reached)) reached++;
    return [least, reached];
  });
  const byBlock = new Map<string, Edges>();
  let at = 0;
  for (const block of blocks) {
    const count = block.fixed?.length ? 0 : block.draws.length;
    byBlock.set(block.id, block.fixed?.length ? block.draws.map(() => [1, block.cap] as const) : ranges.slice(at, at + count));
    at += count;
  }
  return byBlock;
}

function someOf(step: { block: Asking; wanted: Draw }, prompts: readonly Prompt[], place: Place, least: number, most: number): boolean {
  const { candidates, loose } = candidatesFor(step.block, step.wanted, prompts, place, [least, most], new Set());
  return candidates.length > 0 && !loose;
}
