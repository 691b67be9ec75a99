import { attribution, type Deck, original, type Prompt, unsorted } from '../core/deck.js';
import { capital, counted } from '../core/text.js';
import type { Saying, Sheet } from './sheet.js';

/** Prompts as a sheet, in their order: with `byKind` a section for each run of one kind, one without a heading otherwise. */
export function promptSheet(
  prompts: readonly Prompt[],
  { title, byKind = false, detailed = false }: { title: string; byKind?: boolean; detailed?: boolean },
): Sheet {
  const records = prompts.map(promptRecord);
  const sorted = prompts.some(({ kind }) => kind !== unsorted);
  const items = (some: readonly Prompt[]) =>
    some.map((prompt): Saying => {
      return { ...saying(prompt, detailed ? details(prompt) : brief(prompt)), ...(prompt.followups && { deeper: prompt.followups }) };
    });
  return {
    title,
    sections:
      byKind && sorted ? runs(prompts).map((run) => ({ heading: capital(run[0]!.kind), items: items(run) })) : [{ items: items(prompts) }],
    data: records,
    records,
    columns: promptColumns,
  };
}

function runs(prompts: readonly Prompt[]): Prompt[][] {
  const found: Prompt[][] = [];
  for (const prompt of prompts) {
    if (found.at(-1)?.[0]?.kind === prompt.kind) found.at(-1)!.push(prompt);
    else found.push([prompt]);
  }
  return found;
}

/** Every key of a prompt, in the order tables have them. */
export const promptColumns: readonly (keyof Prompt)[] = [
  ...(['id', 'deck', 'kind', 'text', 'how', 'source', 'language', 'level', 'settings', 'channels', 'minutes', 'group'] as const),
  ...(['silence', 'edge', 'address', 'pair', 'principles', 'tags', 'weight', 'once', 'bridge', 'why', 'followups'] as const),
  ...(['listen', 'cues'] as const),
];

/** A prompt as scripts see it, without what `flip` alone has a use for. The first six keys are always there; adding a key is fine, renaming one is not. */
export function promptRecord(prompt: Prompt): Record<string, unknown> {
  const { id, deck, kind, text, how = null, source = null, ...more } = prompt;
  return { id, deck, kind, text, how, source, ...more };
}

/** A prompt to be said aloud, with what is to stand beside it. */
export function saying(prompt: Prompt, beside: Saying['details'] = []): Saying {
  const credit = attribution(prompt);
  return {
    is: 'saying',
    text: prompt.text,
    label: prompt.kind === unsorted ? '' : prompt.kind,
    ...(prompt.how && { how: prompt.how }),
    ...(credit && { credit }),
    id: prompt.id,
    language: prompt.language,
    details: beside,
  };
}

function brief(prompt: Prompt): Saying['details'] {
  return [{ name: '', values: [[prompt.id, ...practice(prompt)].join(' · ')] }];
}

/** How it is asked: minutes, group, silence. */
function practice({ minutes, group, silence }: Prompt): string[] {
  return [
    ...(minutes ? [counted(minutes, 'minute')] : []),
    ...(group ? [group[0] === group[1] ? `groups of ${group[0]}` : `groups of ${group[0]} to ${group[1]}`] : []),
    ...(silence ? [`${silence} seconds of silence first`] : []),
  ];
}

const edges = { 1: 'warm', 2: 'real', 3: 'sharp' } as const;

function details(prompt: Prompt): Saying['details'] {
  const one = (name: string, value: string | undefined) => (value ? [{ name, values: [value] }] : []);
  const some = (name: string, values: readonly string[] | undefined) => (values?.length ? [{ name, values }] : []);
  return [
    ...one('Bridge', prompt.bridge),
    ...one('Why', prompt.why),
    ...some('Go deeper', prompt.followups),
    ...some('Listen for', prompt.listen),
    ...one('Practice', practice(prompt).join(', ')),
    ...one('Edge', prompt.edge && edges[prompt.edge]),
    ...one('Level', prompt.level?.join(', ')),
    ...one('Settings', prompt.settings?.join(', ')),
    ...one('Channels', prompt.channels?.join(', ')),
    ...one('Near pair', prompt.pair?.toString()),
    ...one('Principles', prompt.principles?.join(', ')),
    ...one('Tags', prompt.tags?.join(', ')),
    ...one('Recognised by', prompt.cues?.join(', ')),
    ...one('Source', prompt.source === original ? 'written for this deck' : undefined),
    ...one('Id', prompt.id),
  ];
}

/** Where a deck stands among the others: a row of `list decks`. */
export interface DeckRecord<Origin extends string> {
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly prompts: number;
  readonly language: string;
  readonly license: string | null;
  readonly source: string | null;
  readonly aside: boolean;
  /** Its file, or "built-in". */
  readonly from: string;
  readonly origin: Origin;
  /** The ids of prompts that it takes the place of. */
  readonly replaces: readonly string[];
}

/** A deck that can't be used, in its place among the others. */
export interface BrokenDeckRecord<Origin extends string> extends Pick<DeckRecord<Origin>, 'name' | 'from' | 'origin'> {
  readonly prompts: 0;
  /** How many problems keep it from being used. */
  readonly broken: number;
}

export function deckRecord<Origin extends string>(
  { deck, file, origin }: { deck: Deck; file?: string; origin: Origin },
  replaces: readonly string[],
): DeckRecord<Origin> & Record<string, unknown> {
  const { name, title, description = null, language, license = null, source = null, aside } = deck;
  const from = file ?? 'built-in';
  return {
    name,
    title,
    description,
    prompts: deck.catalogue?.size ?? deck.prompts.length,
    language,
    license,
    source,
    aside,
    from,
    origin,
    replaces,
  };
}
