import type { Agenda, Block } from './agenda.js';
import type { Prompt } from './deck.js';
import { askAgain, closingFrom } from './questions.js';
import { refreshed } from './replan.js';
import { capOf } from './schedule.js';
import type { Draw } from './session.js';

/** An agenda with other prompts in one block, or the title of the block for which there is no other. */
export type Swapped = { readonly ok: Agenda } | { readonly nothingElse: string };

/** The agenda with this prompt in this block. Where another block asks it already, that one gets another. */
export function pick(agenda: Agenda, id: string, prompt: Prompt, prompts: readonly Prompt[]): Swapped {
  const picked = withPrompts(agenda, id, [prompt]);
  const twice = picked.blocks.find((block) => block.id !== id && block.prompts.some((one) => one.id === prompt.id));
  return twice ? redraw(picked, twice.id, prompts) : { ok: refreshed(picked) };
}

/** The agenda with other prompts in this block, all else as it was. */
export function redraw(agenda: Agenda, id: string, prompts: readonly Prompt[]): Swapped {
  const block = agenda.blocks.find((one) => one.id === id)!;
  const late = agenda.blocks.findIndex(({ draw }) => draw) < agenda.blocks.indexOf(block);
  const used = new Set(agenda.blocks.filter((one) => one.id !== id).flatMap((one) => one.prompts.map((prompt) => prompt.id)));
  const draws: readonly Draw[] = block.draw ?? block.prompts.map(({ kind }) => ({ kind }));
  const others = askAgain(
    { id, draws, cap: capOf(block, block.minutesPerVoice), groups: block.groups, ...(late && { late }) },
    block.prompts,
    {
      prompts,
      place: { channel: agenda.channel, settings: agenda.settings ?? [] },
      seed: agenda.seed,
      between: between(agenda, block),
      used,
    },
  );
  return others ? { ok: refreshed(withPrompts(agenda, id, others)) } : { nothingElse: block.title };
}

function withPrompts(agenda: Agenda, id: string, prompts: readonly Prompt[]): Agenda {
  return { ...agenda, blocks: agenda.blocks.map((block) => (block.id === id ? { ...block, prompts } : block)) };
}

/** How sharp a block may be: not milder than what was asked before it, not sharper than what comes after. */
function between({ blocks }: Agenda, block: Block): readonly [number, number] {
  const asking = blocks.filter(({ prompts }) => prompts.length > 0);
  const end = closingFrom(asking.map(({ prompts }) => prompts.at(-1)!.kind));
  const at = asking.indexOf(block);
  const most = Math.min(capOf(block, block.minutesPerVoice), ...(block.draw ?? []).map(({ maxEdge = 3 }) => maxEdge));
  if (at < 0 || at >= end) return [1, most];
  const edges = (some: readonly Block[]) => some.flatMap(({ prompts }) => prompts.flatMap(({ edge }) => edge ?? []));
  return [Math.max(1, ...edges(asking.slice(0, at))), Math.min(most, ...edges(asking.slice(at + 1, end)))];
}
