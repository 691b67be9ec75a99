import type { Agenda, Block } from '../core/agenda.js';
import type { Noted } from '../core/read-back.js';
import { promptColumns, promptRecord } from './prompts.js';

const planOrder: readonly (keyof Agenda)[] = [
  ...(['session', 'title', 'description', 'seed', 'date', 'start', 'end', 'timeZone', 'minutes', 'people', 'channel', 'settings'] as const),
  ...(['groupSize', 'language', 'source', 'because', 'dropped', 'notes'] as const),
];
const blockOrder: readonly (keyof Block)[] = [
  ...([
    'id',
    'title',
    'start',
    'end',
    'was',
    'at',
    'minutes',
    'range',
    'form',
    'size',
    'with',
    'share',
    'shareAt',
    'groups',
    'minutesPerVoice',
    'voices',
    'again',
    'againAt',
  ] as const),
  ...([
    'round',
    'silence',
    'quiet',
    'interview',
    'say',
    'script',
    'prompts',
    'readBack',
    'draw',
    'setup',
    'listen',
    'materials',
    'principles',
    'cut',
    'essential',
    'notes',
  ] as const),
];
const promptOrder = [...promptColumns];

/** The plan as scripts see it and as it can be given back, its keys always in one order. */
export function agendaData(agenda: Agenda): Record<string, unknown> {
  const blocks = agenda.blocks.map((block) => ({
    ...inOrder(block, blockOrder),
    prompts: block.prompts.map((prompt) => inOrder(promptRecord(prompt), promptOrder)),
  }));
  return { ...inOrder(agenda, planOrder), blocks };
}

/** The plan without what is the host's alone: what to say and listen for, promises, set-up, what can be left out and why. */
export function forOthers({ because: _because, ...agenda }: Agenda): Agenda {
  const blocks = agenda.blocks.map((block): Block => {
    const { script, readBack, setup, listen, materials, cut, essential, ...open } = block;
    const prompts = block.prompts.map(({ bridge, why, followups, listen: heard, cues, ...prompt }) => prompt);
    return { ...open, prompts, say: [], notes: [] };
  });
  return { ...agenda, dropped: [], notes: [], blocks };
}

function inOrder(record: object, order: readonly string[]): Record<string, unknown> {
  const all = record as Readonly<Record<string, unknown>>;
  const names = [...order, ...Object.keys(all).filter((name) => !order.includes(name) && name !== 'blocks')];
  return Object.fromEntries(names.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
}

export const blockColumns = [
  ...['block', 'start', 'end', 'minutes', 'title', 'form', 'groups', 'minutesPerVoice', 'say', 'prompts', 'ids', 'listen'],
  ...['setup', 'cut', 'essential', 'notes', 'text', 'readBack'],
];

/** A note with the day it was made. */
export function asNoted({ text, date }: Omit<Noted, 'what'>): string {
  return date ? `${text} (${date})` : text;
}

/** A block as a row of a table. */
export interface BlockRow
  extends Pick<Block, 'start' | 'end' | 'minutes' | 'title' | 'form' | 'groups' | 'minutesPerVoice' | 'say' | 'notes'> {
  /** From 1. */
  readonly block: number;
  /** What is asked, and by which ids it is asked for again. */
  readonly prompts: readonly string[];
  readonly ids: readonly string[];
  readonly listen: readonly string[];
  readonly setup: readonly string[];
  readonly cut: number | null;
  readonly essential: boolean;
  readonly text: string;
  /** Promises and gifts, each with the day it was made. */
  readonly readBack: readonly string[];
}

export function blockRecord(block: Block, i: number): BlockRow & Record<string, unknown> {
  const {
    start,
    end,
    minutes,
    title,
    form,
    groups,
    minutesPerVoice,
    say,
    prompts,
    listen = [],
    setup = [],
    cut = null,
    essential,
    notes,
    readBack = [],
  } = block;
  return {
    ...{ block: i + 1, start, end, minutes, title, form, groups, minutesPerVoice, say, prompts: prompts.map(({ text }) => text) },
    ...{ ids: prompts.map(({ id }) => id), listen, setup, cut, essential: essential ?? false, notes, text: title },
    readBack: readBack.map(asNoted),
  };
}
