import type { Words } from '../commands/command.js';
import { kindsOf, pool } from '../core/deck.js';
import { counted } from '../core/text.js';
import { formats } from '../formats/index.js';
import type { Io } from '../io.js';
import { decksAtHand } from '../store/at-hand.js';

export type Word = readonly [word: string, about: string];
type Source = (io: Io, typed: { readonly decks: readonly string[]; readonly word: string }) => Promise<readonly Word[]>;

/** Where the words of each sort come from. Standard input is never read for them. */
const sources: Readonly<Record<Exclude<Words, readonly string[]>, Source>> = {
  kinds: async (io, { decks }) => {
    const loaded = await decksOf(io, decks);
    const used = new Set(loaded.flatMap(({ prompts }) => prompts.map(({ kind }) => kind)));
    return [...kindsOf(loaded)].filter(([kind]) => used.has(kind));
  },
  decks: async (io) => (await decksOf(io, [])).map(({ name, title }) => [name, title]),
  sessions: async (io) => {
    const { sessions } = await (await import('../store/sessions.js')).loadSessions(io);
    return sessions.map(({ session }) => [session.name, session.title]);
  },
  rooms: async (io) => (await import('../store/rooms.js')).roomNames(io).map((name) => [name, '']),
  tags: async (io, { decks }) => {
    const tags = (await decksOf(io, decks)).flatMap(({ prompts }) => prompts.flatMap((prompt) => prompt.tags ?? []));
    return tally(tags).map(([tag, count]) => [tag, counted(count, 'prompt')]);
  },
  languages: async (io, { decks }) =>
    tally((await decksOf(io, decks)).map(({ language }) => language)).map(([language, count]) => [language, counted(count, 'deck')]),
  prompts: async (io, { decks, word }) => {
    const prompts = pool(await decksOf(io, decks));
    const full = prompts.map(({ id, text }): Word => [id, text]);
    if (full.some(([id]) => id.startsWith(word))) return full;
    return prompts.map(({ id, deck, text }) => [id.slice(deck.length + 1), text]);
  },
  formats: async () => formats.map(({ name, about }) => [name, about]),
  files: async () => [],
};

/** The words a declaration speaks of. */
export async function wordsOf(words: Words, ...about: Parameters<Source>): Promise<readonly Word[]> {
  if (typeof words === 'string') return sources[words](...about);
  return words.map((word) => [word, '']);
}

/** Whether the path of a file will do as well. */
export function orFile(words: Words): boolean {
  return words === 'files' || words === 'decks' || words === 'sessions' || words === 'rooms';
}

async function decksOf(io: Io, names: readonly string[]) {
  const { decks } = await decksAtHand(
    io,
    names.filter((name) => name !== '-'),
  );
  return decks.map(({ deck }) => deck);
}

function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
