import { type Agenda, type Block, cutOrder, materialsOf, slack } from '../core/agenda.js';
import type { Prompt } from '../core/deck.js';
import { groupWords } from '../core/groups.js';
import type { Noted } from '../core/read-back.js';
import { smallForms } from '../core/session.js';
import { counted } from '../core/text.js';
import { calendarOf } from './calendar.js';
import { facts } from './facts.js';
import { agendaData, asNoted, blockColumns, blockRecord, forOthers } from './plan.js';
import { saying } from './prompts.js';
import type { Item, Section, Sheet, Step } from './sheet.js';

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
  /** Names the time zone; left out where it is the one people live by. */
  readonly zone?: boolean;
}

/**
 * One plan, three copies: for the host, for the participants, for the tables. The host's holds the whole plan as its data;
 * in no format do the others hold what is the host's alone.
 */
export function agendaSheet(whole: Agenda, printing: Printing): Sheet {
  const agenda = printing.copy === 'host' ? whole : forOthers(whole);
  const rows = agenda.blocks.map(blockRecord);
  const sections = { host: hostCopy, participants: participantsCopy, table: tableCopy }[printing.copy](agenda, printing);
  return {
    title: agenda.title,
    lead: printing.copy === 'host' ? lead(agenda, printing) : [],
    language: agenda.language,
    ...(printing.copy === 'table' && { large: true }),
    calendar: calendarOf(agenda, printing),
    sections,
    data: agendaData(agenda),
    records: printing.copy === 'table' ? rows.filter(({ prompts }) => prompts.length > 0) : rows,
    columns: blockColumns,
  };
}

function lead(agenda: Agenda, { zone }: Printing): string[] {
  const { date, start, end, timeZone, minutes, people, channel, source } = agenda;
  return [
    `${date}, ${start} to ${end}${zone ? ` (${timeZone})` : ''}`,
    `${counted(minutes, 'minute')}, ${people} people, ${{ room: 'in the room', virtual: 'on a call with rooms', hybrid: 'in the room and on a call', phone: 'by phone' }[channel]}`,
    ...(source && source !== 'original' ? [`Source: ${source}`] : []),
    ...(agenda.blocks.some(({ form, groups }) => smallForms.includes(form) && groups.length > 1)
      ? [
          agenda.channel === 'phone'
            ? 'While people talk in small groups: talk in one yourself, or keep silent on this line.'
            : 'While people talk in small groups: sit in one yourself, or keep silent. No walking round.',
        ]
      : []),
    ...agenda.notes,
  ];
}

function hostCopy(agenda: Agenda, { principles }: Printing): Section[] {
  const shown = new Set<number>();
  const steps = agenda.blocks.map((block, i): Step => {
    const asks = asksOf(block, agenda.blocks[i + 1]);
    const principle = block.principles?.find((number) => !shown.has(number) && principles.has(number));
    if (principle !== undefined) shown.add(principle);
    return {
      is: 'step',
      title: block.title,
      time: block.start,
      length: lengthOf(block),
      facts: facts(block),
      asks: asks.map((prompt) => saying(prompt)),
      say: block.say,
      ...(block.readBack?.length && { reads: readsOf(block.readBack) }),
      details: [
        ...listed(
          'Go deeper',
          block.round === 'word' || block.round === 'sentence' ? [] : block.prompts.flatMap((prompt) => prompt.followups ?? []),
        ),
        ...listed('Listen for', unlike([...(block.listen ?? []), ...block.prompts.flatMap((prompt) => prompt.listen ?? [])]).slice(0, 3)),
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
    { items: chance(agenda) },
  ].filter(({ items }) => items.length > 0);
}

/** Promises, then gifts, each with its day. */
function readsOf(notes: readonly Noted[]): NonNullable<Step['reads']> {
  const of = (what: Noted['what']) => notes.filter((one) => one.what === what).map(asNoted);
  return [...listed('Promised', of('promise')), ...listed('Given', of('gift'))].map(({ name, values }) => ({ name, lines: values }));
}

/** What is asked in a block; in a silence, what the small groups after it are asked, which is read out before. */
function asksOf({ form, prompts }: Block, next: Block | undefined): readonly Prompt[] {
  return form === 'silence' && prompts.length === 0 && next && smallForms.includes(next.form) ? next.prompts : prompts;
}

/** Those that say something the ones before them don't: most of their longer words are new. */
function unlike(texts: readonly string[]): string[] {
  const kept: string[] = [];
  const stems = (text: string) => new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 4)));
  for (const text of texts) {
    const own = stems(text);
    const alike = kept.some((other) => {
      const theirs = stems(other);
      const shared = [...own].filter((stem) => theirs.has(stem)).length;
      return other === text || (shared > 0 && 2 * shared >= Math.min(own.size, theirs.size));
    });
    if (!alike) kept.push(text);
  }
  return kept;
}

function lengthOf({ minutes, start, was }: Block): string {
  return was && was !== start ? `${minutes} min, was ${was}` : `${minutes} min`;
}

function mottoOf({ text, source = '' }: Prompt): { text: string; credit: string } {
  return { text, credit: source };
}

function lateness(agenda: Agenda): Item[] {
  const order = cutOrder(agenda);
  const at = ([first]: readonly Block[]) => agenda.blocks.indexOf(first!);
  const ahead = [...order]
    .sort((a, b) => at(a) - at(b))
    .map((now): Item => {
      const still = order.filter((blocks) => at(blocks) >= at(now)).slice(0, 3);
      const offers = still.map((blocks, n) => {
        const titles = blocks.map(({ title }) => `"${title}"`).join(' and ');
        const minutes = blocks.reduce((sum, block) => sum + block.minutes, 0);
        return `${titles}${blocks === now ? '' : ` (${blocks[0]!.start})`}${n ? ',' : ', wins'} ${minutes} min`;
      });
      return { is: 'remark', name: `Late at ${now[0]!.start}`, text: `leave out ${offers.join('; then ')}` };
    });
  const shorter = slack(agenda).sort((a, b) => b.minutes - a.minutes);
  const won = shorter.reduce((sum, { minutes }) => sum + minutes, 0);
  const named = shorter.slice(0, 4).map(({ block, minutes }) => `"${block.title}" to ${block.minutes - minutes} min`);
  const last = agenda.blocks.at(-1)!;
  return [
    ...ahead,
    {
      is: 'remark',
      name: 'Slack',
      text: won
        ? `${counted(won, 'minute')}, every voice keeping its time: ${named.join(', ')}${shorter.length > 4 ? ' and others' : ''}`
        : 'none; every minute is somebody’s turn, so leave out a block rather than hurry',
    },
    { is: 'remark', name: 'Keep', text: `the close: begin "${last.title}" at ${last.start}, whatever is open` },
    ...(agenda.dropped.length ? [{ is: 'remark' as const, name: 'Left out already', text: agenda.dropped.join('; ') }] : []),
  ];
}

/** What brings the same questions back. */
function chance({ blocks, seed }: Agenda): Item[] {
  return blocks.some(({ draw }) => draw) ? [{ is: 'remark', name: 'Seed', text: `${seed} brings these questions back` }] : [];
}

function bringing(agenda: Agenda): Item[] {
  // To a call nobody brings chairs.
  if (agenda.channel === 'virtual' || agenda.channel === 'phone') return [];
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
        asks: block.prompts.map((prompt) => saying(prompt)),
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
      items: block.prompts.map((prompt) => saying(prompt, [{ name: '', values: [facts(block).join(' · ')] }])),
    }));
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
