// What hearing costs: `convene flip --annotate` on 10,000 lines, one in ten of them a question, against the same program
// reading and writing the same lines without listening, in interleaved pairs. `node tests/bench/annotate.js [pairs]`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..', '..');
const pairs = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const questions = ['public', 'tuning'].flatMap((part) =>
  readFileSync(join(root, 'tests', 'flip', `${part}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[1]),
);
const prose = readFileSync(join(root, 'README.md'), 'utf8').split('\n');
const lines = Array.from({ length: 10_000 }, (_, i) =>
  i % 10 ? `${prose[i % prose.length]} ${i}` : `- ${questions[(i / 10) % questions.length]}`,
);
const heard = join(folder, 'heard.md');
const unheard = join(folder, 'unheard.md');
writeFileSync(heard, `${lines.join('\n')}\n`);
// A text with a NUL is passed through without being listened to.
writeFileSync(unheard, `${lines.join('\n')}\0`);

/** Milliseconds that annotating a file takes, its output going to a pipe. */
function time(file) {
  const start = process.hrtime.bigint();
  spawnSync(process.execPath, [join(root, 'bin', 'convene.js'), 'flip', '--annotate', '-q', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const ratios = Array.from({ length: pairs }, () => time(heard) / time(unheard)).sort((a, b) => a - b);
const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => ratios[Math.round((pairs - 1) * q)].toFixed(2));
process.stdout.write(`annotating 10,000 lines, as a ratio to start-up, reading and writing: ${middle} (${low} to ${high})\n`);
rmSync(folder, { recursive: true });
