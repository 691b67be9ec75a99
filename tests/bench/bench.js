// Start-up as ratios: each command against bare node, in interleaved pairs within one run. `npm run bench [-- pairs]`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..', '..');
const pairs = Number(process.argv[2] ?? 30);
const folder = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const empty = join(folder, 'empty.cjs');
writeFileSync(empty, '');
const env = { PATH: process.env.PATH, HOME: folder };

/** Milliseconds that one run of node with these arguments takes, its output going to a pipe. */
function time(args) {
  const start = process.hrtime.bigint();
  spawnSync(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const quantile = (numbers, q) => sorted(numbers)[Math.round((numbers.length - 1) * q)];

const cases = {
  'draw crossroads': ['draw', 'crossroads'],
  'TAB after draw': ['__complete', 'zsh', 'draw', 'cr'],
  '--help': ['--help'],
  'list kinds': ['list', 'kinds'],
  'a usage error': ['draw', '--nope'],
};

process.stdout.write(`ratio to bare node, ${pairs} interleaved pairs: median (quartiles)\n`);
for (const [name, args] of Object.entries(cases)) {
  const run = [join(root, 'bin', 'convene.js'), ...args];
  time(run);
  time([empty]);
  const ratios = Array.from({ length: pairs }, () => time(run) / time([empty]));
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(ratios, q).toFixed(2));
  process.stdout.write(`${name.padEnd(20)} ${middle} (${low} to ${high})\n`);
}
rmSync(folder, { recursive: true });
