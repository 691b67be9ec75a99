// A draw in a room that was asked a hundred thousand times, against a draw in an empty one, in interleaved pairs within
// one run. `npm run bench:rooms [-- pairs]`
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..', '..');
const pairs = Number(process.argv[2] ?? 30);
const home = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const rooms = join(home, '.local', 'state', 'convene', 'rooms');
mkdirSync(rooms, { recursive: true, mode: 0o700 });

const [, , ...decks] = readFileSync(join(root, 'dist', 'decks.jsonl'), 'utf8')
  .split('\n')
  .map((line) => JSON.parse(line));
const prompts = decks.flat();
const event = (i) => {
  const { id, text } = prompts[i % prompts.length];
  const name = i.toString(36).padStart(12, '0');
  const pile = 1 + Math.floor(i / prompts.length);
  return JSON.stringify({
    v: 1,
    n: i + 1,
    id: name,
    at: '2026-11-22T09:30:00+01:00',
    by: 'draw',
    what: 'asked',
    prompt: id,
    text,
    draw: name,
    pile,
  });
};
const full = join(rooms, 'full.jsonl');
const empty = join(rooms, 'empty.jsonl');
writeFileSync(full, `${Array.from({ length: 100_000 }, (_, i) => event(i)).join('\n')}\n`);

/** Milliseconds that one draw takes. */
function time(...args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'convene.js'), 'draw', ...args], {
    env: { PATH: process.env.PATH, HOME: home },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const quartiles = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => sorted[Math.round((sorted.length - 1) * q)].toFixed(2));
  return `${middle} (${low} to ${high})`;
};

const inEmpty = () => {
  rmSync(empty, { force: true });
  return time('--room', 'empty');
};
time();
const first = time('--room', 'full') / inEmpty();
const before = statSync(full).size;
const ratios = Array.from({ length: pairs }, () => time('--room', 'full') / inEmpty());
const bytes = (statSync(full).size - before) / pairs;
const without = Array.from({ length: pairs }, () => inEmpty() / time());

process.stdout.write(`${pairs} interleaved pairs: median (quartiles)
100,000 events / none   ${quartiles(ratios)}
  the very first time   ${first.toFixed(2)}
a room / no room        ${quartiles(without)}
bytes an event          ${Math.round(bytes)}
`);
rmSync(home, { recursive: true });
