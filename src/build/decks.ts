import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deck } from '../core/deck.js';
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
  return readings.map((reading) => reading.deck!);
}
