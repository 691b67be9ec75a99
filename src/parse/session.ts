import { timePattern } from '../core/clock.js';
import { channels, knownKinds, levels, settings } from '../core/deck.js';
import { nearest } from '../core/nearest.js';
import type { Problem } from '../core/problem.js';
import { placeholderPattern, placeholders } from '../core/say.js';
import { type Draw, forms, type Material, type Session, type SessionBlock } from '../core/session.js';
import { plain, singular } from '../core/text.js';
import type { Cursor } from './cursor.js';
import { deckKeys } from './deck.js';
import { toldAsOther } from './other-file.js';
import { isError, problemsOf } from './problems.js';
import { readAs } from './reader.js';
import { choice, flag, type Key, list, type MapShape, prose, range, some, span, whole } from './shape.js';
import { type Reading, readYaml } from './yaml.js';

/** A time of day. YAML 1.2 reads 14:05 as a text. */
export const clockTime: Key['shape'] = { is: 'name', pattern: timePattern, such: 'a time of day such as "14:05"' };

const materialShape: MapShape = {
  is: 'map',
  bare: 'what',
  keys: {
    what: { shape: prose, about: 'a thing to bring', required: 'what: pens' },
    per: { shape: choice(['person', 'group']), about: 'one for each of these; one in all if left out' },
    count: { shape: whole(1, 1000), about: 'how many for each' },
    used: { shape: flag, about: 'used up, so that every block needs its own' },
  },
};

const drawShape: MapShape = {
  is: 'map',
  bare: 'kind',
  keys: {
    kind: { shape: prose, about: 'the kind to draw', required: 'kind: crossroads' },
    count: { shape: whole(1, 20), about: 'how many; 1 if left out' },
    level: { shape: list(choice(levels)), about: 'whom it concerns' },
    tags: { shape: list(prose), about: 'with one of these tags' },
    maxEdge: { shape: choice([1, 2, 3]), about: 'not sharper than this' },
  },
};

/** The keys that a block has in a session and in an agenda. */
export const blockKeys = {
  id: {
    shape: { is: 'name', pattern: /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u, such: 'a short name' },
    about: 'a stable name within the session',
  },
  title: { shape: prose, about: 'what the block is called', required: 'title: Welcome' },
  form: { shape: choice(Object.keys(forms)), about: Object.keys(forms).join(', '), required: 'form: groups' },
  size: { shape: whole(2, 12), about: 'people in a small group; 3 if left out' },
  with: { shape: choice(['same', 'new', 'near']), about: 'with the people of the block before, with others, or with those nearest' },
  share: { shape: whole(0, 120), about: 'minutes at its end in which all hear a few voices' },
  quiet: { shape: whole(0, 3600), about: 'seconds of silence before the first voice, whatever is asked' },
  interview: { shape: flag, about: 'one is asked by the others for the whole of a turn, however long' },
  say: { shape: list(prose), about: 'lines to read aloud, in order' },
  setup: { shape: list(prose), about: 'what has to be ready' },
  listen: { shape: list(prose), about: 'what is heard when it works' },
  materials: { shape: some(materialShape), about: 'what to bring' },
  draw: { shape: some(drawShape), about: 'kinds of prompts to draw' },
  principles: { shape: list(whole(1, 6)), about: 'the convener principles it practises' },
  cut: { shape: whole(1, 100), about: 'where it comes in the order of what to leave out, 1 first' },
  essential: { shape: flag, about: 'kept whole for as long as can be' },
  at: { shape: clockTime, about: 'starts at this time, whatever comes before' },
} satisfies Record<string, Key>;

/** Every key of a block of a session. */
export const sessionBlockKeys: Readonly<Record<keyof SessionBlock, Key>> = {
  ...blockKeys,
  minutes: { shape: span(0, 1440), about: 'least, usual and most', required: 'minutes: [5, 8, 10]' },
  prompts: { shape: list(prose), about: 'prompts by their ids' },
  ask: { shape: list(prose), about: 'questions of its own' },
};

/** Every key of a session. */
export const sessionKeys: Readonly<Record<Exclude<keyof Session, 'name'>, Key>> = {
  title: { shape: prose, about: "the session's title", required: 'title: Our Monday hour' },
  description: { shape: prose, about: 'what it is for' },
  language: deckKeys['language']!,
  source: { shape: prose, about: 'whose design it is' },
  license: { shape: prose, about: 'under which others may use it' },
  settings: { shape: list(choice(settings)), about: 'where it fits; any if left out' },
  channels: { shape: list(choice(channels)), about: 'how people are present; any if left out' },
  people: { shape: range(2, 10000), about: 'how many it serves, least and most', required: 'people: [6, 24]' },
  ownBreaks: { shape: flag, about: 'people take their breaks themselves' },
  blocks: {
    shape: list({ is: 'map', keys: sessionBlockKeys }),
    about: 'what happens, in order',
    required: 'blocks:',
  },
};

/** A whole session file. */
export const sessionShape: MapShape = { is: 'map', keys: sessionKeys, start: 'title:, people: and blocks:' };

/** A session with what is wrong with it; none where an error keeps it from being used. */
export interface SessionReading {
  readonly session?: Session;
  readonly problems: readonly Problem[];
}

/** Reads a session. `file` is what messages call it. Never throws. */
export function parseSession(text: string, { name, file }: { name: string; file: string }): SessionReading {
  return sessionOf(readYaml(text, file), name);
}

/** As parseSession, from YAML that was read already. */
export function sessionOf({ root, cursor, trusted }: Reading, name: string): SessionReading {
  const other = toldAsOther('blocks', root, cursor);
  const read = (other ? undefined : readAs(sessionShape, root, '', cursor)) as
    | (Omit<Session, 'name' | 'blocks' | 'language'> & Partial<Session>)
    | undefined;
  if (read) boundBlocks(read, cursor);
  const blocks = read ? withIds((read.blocks ?? []) as SessionBlock[], cursor) : [];
  if (read && blocks.length === 0 && cursor.problems.length === 0) cursor.error(cursor.where(read, 'blocks'), { code: 'no-blocks' });
  for (const block of blocks) checkBlock(block, cursor);
  const problems = problemsOf(cursor, trusted);
  if (!read || problems.some(isError)) return { problems };
  return { session: { language: 'en', ...read, name, blocks: blocks.map(plainBlock) }, problems };
}

/** More blocks than any meeting has are refused, and left unread. */
export function boundBlocks(read: { blocks?: readonly unknown[] }, cursor: Cursor): void {
  const count = read.blocks?.length ?? 0;
  if (count <= 200) return;
  cursor.error(cursor.where(read, 'blocks'), { code: 'out-of-range', key: 'blocks', value: String(count), range: '200 at most' });
  read.blocks = [];
}

/** Blocks with an id each: their own, or their title's, numbered where it comes again. */
export function withIds<B extends { readonly id?: string; readonly title?: string }>(
  blocks: readonly B[],
  cursor: Cursor,
): (B & { id: string })[] {
  const taken = new Map<string, object>();
  for (const block of blocks) {
    if (!block.id) continue;
    const first = taken.get(block.id);
    if (first)
      cursor.error(cursor.where(block, 'id'), { code: 'duplicate-block', id: block.id, first: cursor.place(cursor.where(first)).line });
    taken.set(block.id, block);
  }
  return blocks.map((block) => {
    if (block.id) return block as B & { id: string };
    const words = (
      plain(block.title ?? 'block')
        .replace(/'/g, '')
        .match(/[\p{L}\p{N}\p{M}]+/gu) ?? ['block']
    ).join('-');
    let id = words;
    for (let n = 2; taken.has(id); n++) id = `${words}-${n}`;
    taken.set(id, block);
    const named = { ...block, id };
    cursor.inherit(named, block);
    return named;
  });
}

function checkBlock(block: SessionBlock, cursor: Cursor): void {
  for (const [, name] of [...(block.say ?? []), ...(block.setup ?? [])].flatMap((line) => [...line.matchAll(placeholderPattern)])) {
    const known = Object.keys(placeholders);
    if (known.includes(name!)) continue;
    const near = nearest(name!, known);
    cursor.error(cursor.where(block, 'say'), { code: 'unknown-placeholder', name: name!, known, ...(near && { nearest: near }) });
  }
  for (const { kind } of (block.draw ?? []) as Draw[]) {
    const several = kind?.split(/\s*,\s*/) ?? [];
    if (several.length > 1) {
      const expected = `one kind, or a list such as [${several.join(', ')}]`;
      cursor.error(cursor.where(block, 'draw'), { code: 'wrong-type', key: 'draw', expected, found: `"${kind}"` });
      continue;
    }
    if (!kind || Object.keys(knownKinds).some((one) => singular(one) === singular(kind))) continue;
    const near = nearest(kind, Object.keys(knownKinds));
    if (near)
      cursor.warning(cursor.where(block, 'draw'), {
        code: 'not-a-choice',
        key: 'draw',
        value: kind,
        choices: Object.keys(knownKinds),
        nearest: near,
      });
  }
}

function plainBlock(block: SessionBlock): SessionBlock {
  const draw = block.draw?.map((one) => ({ ...one, kind: knownForm(one.kind) }));
  return { ...block, ...(draw && { draw }), ...(block.materials && { materials: block.materials as Material[] }) };
}

function knownForm(kind: string): string {
  return Object.keys(knownKinds).find((one) => singular(one) === singular(kind)) ?? kind.toLowerCase();
}
