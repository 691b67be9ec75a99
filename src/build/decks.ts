import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deck, knownKinds } from '../core/deck.js';
import { line } from '../core/problem.js';
import { parseDeck } from '../parse/deck.js';

/** Compiles a folder of decks to data that loads without a YAML parser. Throws with every problem found. */
export function compileDecks(folder: string): Deck[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const readings = files.map((file) =>
    parseDeck(readFileSync(join(folder, file), 'utf8'), { name: file.slice(0, -'.yaml'.length), file: join(folder, file) }),
  );
  const problems = readings.flatMap((reading) => reading.problems);
  if (problems.length) throw new Error(problems.map(line).join('\n'));
  return readings.map((reading) => reading.deck!).sort((a, b) => rank(a) - rank(b));
}

/** Decks of several kinds first, then one kind after the other in their usual order, then what is set aside. */
function rank({ aside, prompts }: Deck): number {
  const kinds = [...new Set(prompts.map(({ kind }) => kind))];
  if (aside) return Number.POSITIVE_INFINITY;
  return kinds.length > 1 ? -1 : Object.keys(knownKinds).indexOf(kinds[0]!);
}
