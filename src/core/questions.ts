import type { Channel, Prompt, Setting } from './deck.js';
import { draw } from './draw.js';
import { singular } from './text.js';
import type { Draw } from './session.js';

/** A block as far as its questions go. */
export interface Asking {
  readonly id: string;
  readonly draws: readonly Draw[];
  /** The sharpest its minutes allow. */
  readonly cap: 1 | 2 | 3;
  readonly groups: readonly number[];
  /** Asked whatever is drawn: named by the session, or picked. */
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
 * Draws the questions of all blocks: none twice, from easy to brave, each fit for its block. A block throws for itself
 * (`draw`), so that one that is picked or drawn again leaves the others as they are. `again` says how often each block
 * has been drawn again.
 */
export function ask(
  blocks: readonly Asking[],
  prompts: readonly Prompt[],
  place: Place,
  { seed, again = new Map() }: { seed: string; again?: ReadonlyMap<string, number> },
): Asked {
  const fixed = new Set(blocks.flatMap((block) => block.fixed ?? []).map(({ id }) => id));
  const edges = rising(blocks, prompts, place);
  const asked = new Map<string, Prompt[]>();
  const used = new Set(fixed);
  const loosened: string[] = [];
  for (const block of blocks) {
    const own = [...(block.fixed ?? [])];
    if (own.length === 0) {
      for (const [i, wanted] of block.draws.entries()) {
        const { candidates, loose } = candidatesFor(block, wanted, prompts, place, edges.get(block.id)![i]!, used);
        if (candidates.length < 1) return { nothingFor: { block: block.id, kind: wanted.kind } };
        const drawn = draw(candidates, { count: wanted.count ?? 1, seed: `${seed} ${block.id} ${i}` });
        for (const prompt of drawn) used.add(prompt.id);
        own.push(...drawn);
        if (loose) loosened.push(block.id);
      }
    }
    asked.set(block.id, own);
  }
  for (const [id, times] of again) {
    const block = blocks.find((one) => one.id === id);
    if (!block || block.draws.length === 0 || times < 1) continue;
    const before = asked.get(id)!;
    const redrawn: Prompt[] = [];
    for (const [i, wanted] of block.draws.entries()) {
      const others = new Set([...used].filter((one) => !before.some((prompt) => prompt.id === one)));
      for (const prompt of redrawn) others.add(prompt.id);
      const { candidates } = candidatesFor(block, wanted, prompts, place, edges.get(id)![i]!, others);
      const order = draw(candidates, { count: candidates.length, seed: `${seed} ${id} ${i}` });
      const count = wanted.count ?? 1;
      redrawn.push(...Array.from({ length: Math.min(count, order.length) }, (_, k) => order[(times * count + k) % order.length]!));
    }
    for (const prompt of before) used.delete(prompt.id);
    for (const prompt of redrawn) used.add(prompt.id);
    asked.set(id, redrawn);
  }
  return { prompts: asked, loosened };
}

/** Everything but kind, channel and level may give way, the least important first. */
function candidatesFor(
  { groups }: Asking,
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
  const wishes = [[setting, edge, size], [setting, edge], [edge], [setting], []];
  for (const [i, wish] of wishes.entries()) {
    const candidates = of.filter((prompt) => wish.every((test) => test(prompt)));
    if (candidates.length >= (wanted.count ?? 1) || (i === wishes.length - 1 && candidates.length)) {
      return { candidates, loose: i > 2 };
    }
  }
  return { candidates: [], loose: false };
}

/** What closes a gathering: its edge may fall again. */
const closing = ['commitment', 'gifts', 'closer'].map(singular);

/**
 * How sharp each draw may be, so that whatever is drawn the edge doesn't fall before commitment: each step's range begins
 * where the one before it ends. Minutes that allow no sharp answer, and kinds that have no sharp prompt, hold it down.
 */
function rising(blocks: readonly Asking[], prompts: readonly Prompt[], place: Place): ReadonlyMap<string, Edges> {
  const steps = blocks.flatMap((block) => (block.fixed?.length ? [] : block.draws.map((wanted) => ({ block, wanted }))));
  const firstClosing = steps.findIndex(({ wanted }, i) => i > 0 && closing.includes(singular(wanted.kind)) && steps.slice(i).every(({ wanted: later }) => closing.includes(singular(later.kind)) || singular(later.kind) === 'want'));
  const end = firstClosing < 0 ? steps.length : firstClosing;
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
