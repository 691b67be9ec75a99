import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deck, knownKinds } from '../core/deck.js';
import { pairsOf, tablesOf } from '../core/flip.js';
import { line, type Problem } from '../core/problem.js';
import type { Session } from '../core/session.js';
import { parseDeck } from '../parse/deck.js';
import { parseSession } from '../parse/session.js';
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

/** Decks as `builtInDecks` reads them: a line of JSON for what they say of themselves, and one for the prompts of each. */
export function deckLines(decks: readonly Deck[]): string {
  const heads = decks.map(({ prompts, ...head }) => ({ ...head, uses: [...new Set(prompts.map(({ kind }) => kind))] }));
  return [heads, ...decks.map(({ prompts }) => prompts)].map((line) => JSON.stringify(line)).join('\n');
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
