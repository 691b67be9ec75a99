// Fits the weights by which `flip` hears to labelled examples, and writes them into the deck: `npm run flip:weigh [-- file...]`.
// Examples are the rows of public.tsv, tuning.tsv, written.tsv and settled.tsv, and of the files that are given (id, text, label a row).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { rolldown } from 'rolldown';
import { parse } from 'yaml';
import { labels, rowsOf } from './rows.js';

const root = join(import.meta.dirname, '..', '..');
const file = join(root, 'decks', 'how-and-yes.yaml');
const folder = mkdtempSync(join(tmpdir(), 'convene-weigh-'));
const made = await rolldown({
  input: { weigh: join(root, 'src', 'build', 'weigh.ts'), deck: join(root, 'src', 'parse', 'deck.ts') },
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
});
await made.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' });
await made.close();
const { weigh } = await import(join(folder, 'weigh.mjs'));
const { parseDeck } = await import(join(folder, 'deck.mjs'));

const text = readFileSync(file, 'utf8');
const { deck, problems } = parseDeck(text, { name: 'how-and-yes', file });
if (!deck) throw new Error(JSON.stringify(problems[0]));
const names = Object.fromEntries(Object.entries(labels).map(([name, label]) => [label, name]));
// What two readers agreed on, and what is settled, counts as much as several of what one reader thought.
const times = { settled: 4, public: 3, tuning: 3 };
const parts = ['public', 'tuning', 'written', 'settled', ...process.argv.slice(2)];
const examples = parts
  .flatMap((part) => Array.from({ length: times[part] ?? 1 }, () => part))
  .flatMap((part) => rowsOf(part))
  .map(({ text, label }) => ({ text, pair: names[label] ?? 'none' }));
const weights = weigh(deck, examples);

const key = (cue) => (/^[a-z£$€][^:#]*$/.test(cue) && typeof parse(cue) === 'string' ? cue : JSON.stringify(cue));
const lines = Object.entries(weights).map(([cue, says]) => `    ${key(cue)}: ${says}`);
writeFileSync(file, `${text.slice(0, text.indexOf('\n  weights:\n'))}\n  weights:\n${lines.join('\n')}\n`);
rmSync(folder, { recursive: true });
execFileSync(process.execPath, [join(root, 'bin', 'build.js')]);
process.stdout.write(`${lines.length} cues, ${Object.values(weights).join().split(',').length} weights from ${examples.length} examples\n`);
