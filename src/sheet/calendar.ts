import { type Agenda, type Block, instants } from '../core/agenda.js';
import { attribution } from '../core/deck.js';
import { hash } from '../core/random.js';
import { facts } from './facts.js';
import { asNoted } from './plan.js';
import type { Calendar } from './sheet.js';

/** An agenda as events: one for each block, or one in all. */
export function calendarOf(agenda: Agenda, { oneEvent = false, stamp }: { oneEvent?: boolean; stamp: number }): Calendar {
  const times = instants(agenda);
  const number = (text: string) =>
    hash(text)
      .map((word) => word.toString(36))
      .join('');
  const uid = (id: string) => `${number(`${agenda.session} ${agenda.seed} ${agenda.date} ${agenda.people}`)}-${number(id)}@convene`;
  const lines = (block: Block) => [
    ...facts(block).slice(0, 1),
    ...block.prompts.flatMap((prompt) => [prompt.text, ...(attribution(prompt) ? [`— ${attribution(prompt)}`] : [])]),
    ...block.say,
    ...(block.readBack ?? []).map((one) => `– ${asNoted(one)}`),
  ];
  if (oneEvent) {
    // It may be an invitation: what was promised stays with the host.
    const flow = agenda.blocks.flatMap((block) => [
      `${block.start} ${block.title} (${block.minutes} min)`,
      ...block.prompts.map(({ text }) => `  ${text}`),
    ]);
    return { stamp, events: [{ uid: uid('the whole'), start: times[0]!, end: times.at(-1)!, title: agenda.title, lines: flow }] };
  }
  return {
    stamp,
    events: agenda.blocks.flatMap((block, i) =>
      block.minutes > 0
        ? [{ uid: uid(`block ${block.id}`), start: times[i]!, end: times[i + 1]!, title: block.title, lines: lines(block) }]
        : [],
    ),
  };
}
