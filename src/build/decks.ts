import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deck, knownKinds } from '../core/deck.js';
import { pairsOf, tablesOf } from '../core/flip.js';
import { line, type Problem } from '../core/problem.js';
import { hash } from '../core/random.js';
import type { Session } from '../core/session.js';
import { plain } from '../core/text.js';
import { parseDeck } from '../parse/deck.js';
import { parseSession } from '../parse/session.js';
import type { KeptDeck, KeptWords } from '../store/built-in.js';
import type { KeptHearing } from '../store/hearing.js';
import { keep } from '../store/kept-tables.js';

export { deckSchema, sessionSchema } from '../parse/schema.js';

/** Compiles a folder of decks to data that loads without a YAML parser. Throws with every problem found. */
export function compileDecks(folder: string): Deck[] {
  return compile(folder, parseDeck, ({ deck }) => deck!).sort((a, b) => rank(a) - rank(b));
}

/** As compileDecks, for a folder of sessions. */
export function compileSessions(folder: string): Session[] {
  return compile(folder, parseSession, ({ session }) => session!);
}

function compile<Reading extends { readonly problems: readonly Problem[] }, Made>(
  folder: string,
  parse: (text: string, names: { name: string; file: string }) => Reading,
  made: (reading: Reading) => Made,
): Made[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const readings = files.map((file) =>
    parse(readFileSync(join(folder, file), 'utf8'), { name: file.slice(0, -'.yaml'.length), file: join(folder, file) }),
  );
  const problems = readings.flatMap((reading) => reading.problems);
  if (problems.length) throw new Error(problems.map(line).join('\n'));
  return readings.map(made);
}

/** Decks as `builtInDecks` reads them: two lines of JSON for what is known of them, and one for each prompt. */
export function deckLines(decks: readonly Deck[]): string {
  const said = decks.flatMap(({ prompts }) => prompts.map(({ text }) => plain(text)));
  const twice = said.find((text, i) => said.indexOf(text) < i);
  if (twice !== undefined) throw new Error(`two built-in prompts have the same text: ${twice}`);
  let line = 2;
  const kept = decks.map((deck) => {
    const from = line;
    line += deck.prompts.length;
    return keptDeck(deck, [from, line]);
  });
  return [kept, decks.map(keptWords), ...decks.flatMap(({ prompts }) => prompts)].map((one) => JSON.stringify(one)).join('\n');
}

function keptDeck({ prompts, ...head }: Deck, lines: KeptDeck['lines']): KeptDeck {
  const sorts = new Map<string, KeptDeck['sorts'][number]>();
  const runs: [number, number][] = [];
  for (const { kind, weight } of prompts) {
    const key = `${kind} ${weight}`;
    if (!sorts.has(key)) sorts.set(key, weight === undefined ? [kind] : [kind, weight]);
    const sort = [...sorts.keys()].indexOf(key);
    const last = runs.at(-1);
    if (last?.[0] === sort) last[1] += 1;
    else runs.push([sort, 1]);
  }
  return { head, lines, runs, sorts: [...sorts.values()], names: prompts.flatMap(({ id }) => hash(id)) };
}

function keptWords({ prompts }: Deck): KeptWords {
  return {
    tags: [...new Set(prompts.flatMap(({ tags = [] }) => tags))],
    texts: prompts.map(({ text }) => hash(plain(text))[0]),
  };
}

/** Decks of several kinds first, then one kind after the other in their usual order, then what is set aside. */
function rank({ aside, prompts }: Deck): number {
  const kinds = [...new Set(prompts.map(({ kind }) => kind))];
  if (aside) return Number.POSITIVE_INFINITY;
  return kinds.length > 1 ? -1 : Object.keys(knownKinds).indexOf(kinds[0]!);
}

/** Decks without what only a flip needs, and that by itself: what every draw reads is kept small. */
export function apart(decks: readonly Deck[]): { decks: Deck[]; hearing: Record<string, KeptHearing> } {
  return {
    decks: decks.map(({ hearing: _, ...deck }) => deck),
    hearing: Object.fromEntries(
      decks.flatMap((deck) => {
        const [group] = deck.hearing ? pairsOf([deck]) : [];
        if (!group) return [];
        const { weights: _, ...hearing } = group.hearing;
        return [[deck.name, { language: deck.language, hearing, tables: keep(tablesOf(group)) }]];
      }),
    ),
  };
}
