import { type Agenda, type Block, cutOrder, materialsOf, slack } from '../core/agenda.js';
import { attribution, type Prompt } from '../core/deck.js';
import { groupWords } from '../core/groups.js';
import { counted } from '../core/text.js';
import { calendarOf } from './calendar.js';
import { facts } from './facts.js';
import { agendaData, blockColumns, blockRecord } from './plan.js';
import type { Item, Saying, Section, Sheet, Step } from './sheet.js';

/** Whom a copy of an agenda is for. */
export const copies = ['host', 'participants', 'table'] as const;
export type Copy = (typeof copies)[number];

export interface Printing {
  readonly copy: Copy;
  /** The convener principles, by their numbers. */
  readonly principles: ReadonlyMap<number, Prompt>;
  /** When it is written, in milliseconds since 1970. */
  readonly stamp: number;
  /** The whole meeting as one event, rather than one for each block. */
  readonly oneEvent?: boolean;
}

/** One plan, three copies: for the host, for the participants, for the tables. Each holds the whole plan as its data. */
export function agendaSheet(agenda: Agenda, printing: Printing): Sheet {
  const sections = { host: hostCopy, participants: participantsCopy, table: tableCopy }[printing.copy](agenda, printing);
  return {
    title: agenda.title,
    lead: printing.copy === 'host' ? lead(agenda) : [],
    language: agenda.language,
    ...(printing.copy === 'table' && { large: true }),
    calendar: calendarOf(agenda, printing),
    sections,
    data: agendaData(agenda),
    records: agenda.blocks.map(blockRecord),
    columns: blockColumns,
  };
}

function lead(agenda: Agenda): string[] {
  const { date, start, end, timeZone, minutes, people, channel, source } = agenda;
  return [
    `${date}, ${start} to ${end} (${timeZone})`,
    `${counted(minutes, 'minute')}, ${people} people, ${{ room: 'in the room', virtual: 'on a call with rooms', hybrid: 'in the room and on a call', phone: 'by phone' }[channel]}`,
    ...(source && source !== 'original' ? [`Source: ${source}`] : []),
    ...agenda.notes,
  ];
}

function hostCopy(agenda: Agenda, { principles }: Printing): Section[] {
  const shown = new Set<number>();
  const steps = agenda.blocks.map((block): Step => {
    const principle = block.principles?.find((number) => !shown.has(number) && principles.has(number));
    if (principle !== undefined) shown.add(principle);
    return {
      is: 'step',
      title: block.title,
      time: block.start,
      length: lengthOf(block),
      facts: facts(block),
      asks: block.prompts.map(saying),
      say: block.say,
      details: [
        ...listed(
          'Go deeper',
          block.prompts.flatMap((prompt) => prompt.followups ?? []),
        ),
        ...listed('Listen for', [...(block.listen ?? []), ...block.prompts.flatMap((prompt) => prompt.listen ?? [])].slice(0, 3)),
        ...listed('Set up', block.setup ?? []),
        ...listed('Mind', block.notes),
        ...(block.cut !== undefined ? listed('Short of time', [`can be left out (${block.cut})`]) : []),
      ],
      ...(principle !== undefined && { motto: mottoOf(principles.get(principle)!) }),
    };
  });
  return [
    { items: steps },
    { heading: 'If it runs late', items: lateness(agenda) },
    { heading: 'To bring', items: bringing(agenda) },
  ].filter(({ items }) => items.length > 0);
}

function lengthOf({ minutes, start, was }: Block): string {
  return was && was !== start ? `${minutes} min, was ${was}` : `${minutes} min`;
}

function mottoOf({ text, source = '' }: Prompt): { text: string; credit: string } {
  return { text, credit: source };
}

function lateness(agenda: Agenda): Item[] {
  const order = cutOrder(agenda).map(({ title, start, minutes }) => `${title} (${start}, ${minutes} min)`);
  const won = slack(agenda);
  const last = agenda.blocks.at(-1)!;
  return [
    ...(order.length ? [{ is: 'remark' as const, name: 'Leave out first', text: order.join('; then ') }] : []),
    ...(won
      ? [{ is: 'remark' as const, name: 'Slack', text: `${counted(won, 'minute')} can be won by shortening blocks, with nothing left out` }]
      : []),
    { is: 'remark', name: 'Keep', text: `the close: begin "${last.title}" at ${last.start}, whatever is open` },
    ...(agenda.dropped.length ? [{ is: 'remark' as const, name: 'Left out already', text: agenda.dropped.join('; ') }] : []),
    ...(agenda.blocks.some(({ draw }) => draw)
      ? [{ is: 'remark' as const, name: 'Seed', text: `${agenda.seed} brings these questions back` }]
      : []),
  ];
}

function bringing(agenda: Agenda): Item[] {
  return materialsOf(agenda).map(({ what, count }) => ({ is: 'remark', text: count > 1 ? `${count} ${what}` : what }));
}

function participantsCopy({ blocks, people }: Agenda, { principles }: Printing): Section[] {
  const shown = new Set<number>();
  const steps = blocks
    .filter(({ form }) => form !== 'buffer')
    .map((block): Step => {
      const principle = block.principles?.find((number) => !shown.has(number) && principles.has(number));
      if (principle !== undefined) shown.add(principle);
      const alone = block.groups.length > 1 && block.form !== 'tables';
      return {
        is: 'step',
        title: block.title,
        facts: alone
          ? [`in ${groupWords(block.groups)}`]
          : block.form === 'tables'
            ? ['at tables']
            : block.form === 'circle' && people > 1
              ? ['in one circle']
              : [],
        asks: block.prompts.map(saying),
        say: [],
        details: [],
        ...(principle !== undefined && { motto: mottoOf(principles.get(principle)!) }),
      };
    });
  return [{ items: steps }];
}

/** One question to a page: for the middle of each table, or the chat of each room. */
function tableCopy({ blocks }: Agenda): Section[] {
  return blocks
    .filter(({ prompts }) => prompts.length > 0)
    .map((block) => ({
      heading: block.title,
      items: block.prompts.map((prompt) => ({
        ...saying(prompt),
        details: [{ name: '', values: [facts(block).join(' · ')] }],
      })),
    }));
}

function saying(prompt: Prompt): Saying {
  const credit = attribution(prompt);
  return {
    is: 'saying',
    text: prompt.text,
    label: prompt.kind,
    ...(prompt.how && { how: prompt.how }),
    ...(credit && { credit }),
    details: [],
  };
}

function listed(name: string, values: readonly string[]): { name: string; values: readonly string[] }[] {
  return values.length ? [{ name, values }] : [];
}

/** An agenda planned anew beside what it was: old and new times, and what is left out. */
export function replanSheet(before: Agenda, after: Agenda, printing: Printing): Sheet {
  const sheet = agendaSheet(after, printing);
  const length = (block: Block | undefined) => (block ? `${block.minutes} min` : '');
  const rows = before.blocks.map((old): Item => {
    const now = after.blocks.find(({ id }) => id === old.id);
    return { is: 'row', cells: [old.start, now ? now.start : 'out', length(old), length(now), old.title] };
  });
  const head: Item = { is: 'row', head: true, cells: ['Was', 'Now', 'Was', 'Now', ''] };
  const ends: Item = { is: 'row', cells: [before.end, after.end, '', '', 'End'] };
  if (printing.copy !== 'host') return sheet;
  const ahead = hostCopy({ ...after, blocks: after.blocks.filter(({ was }) => was !== undefined) }, printing);
  return { ...sheet, sections: [{ heading: 'Old and new times', items: [head, ...rows, ends] }, ...ahead] };
}
