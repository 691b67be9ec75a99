// Start-up as ratios, in interleaved pairs within one run, and what a large deck costs. `npm run bench [-- pairs [prompts]]`
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..', '..');
const pairs = Number(process.argv[2] ?? 30);
const prompts = Number(process.argv[3] ?? 1e6);
const folder = mkdtempSync(join(tmpdir(), 'convene-bench-'));
const place = (name) => join(folder, name);
// Nothing else of the environment: NODE_OPTIONS or NODE_EXTRA_CA_CERTS would weigh on both sides.
const env = { PATH: process.env.PATH, HOME: folder };
const say = (line) => process.stdout.write(`${line}\n`);

writeFileSync(place('empty.cjs'), '');
writeFileSync(
  place('peak.cjs'),
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(place('peak'))}, String(process.resourceUsage().maxRSS)));`,
);
const bare = [place('empty.cjs')];
const convene = (...args) => [join(root, 'bin', 'convene.js'), ...args];

function run(args, program = process.execPath) {
  const done = spawnSync(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.error) throw done.error;
  return done;
}

/** Milliseconds that one run of node with these arguments takes, its output going to a pipe. */
function time(args) {
  const start = process.hrtime.bigint();
  run(args);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Megabytes that one run takes at its peak. */
function peak(args) {
  run(['--require', place('peak.cjs'), ...args]);
  return Number(readFileSync(place('peak'), 'utf8')) / 1024;
}

/** Instructions of one run, in millions, as valgrind's cachegrind counts them. */
function instructions(args) {
  const counting = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', process.execPath, ...args];
  // The least of a few: node spends some of its start on chance.
  const counts = Array.from({ length: 5 }, () => {
    const { stderr } = run(counting, 'valgrind');
    return Number(/I +refs: +([\d,]+)/.exec(stderr.toString())[1].replaceAll(',', '')) / 1e6;
  });
  return Math.min(...counts);
}

/** Median of the ratios of pairs, with the quartiles. */
function ratio(args, to) {
  for (const one of [args, to]) time(one);
  const ratios = Array.from({ length: pairs }, () => time(args) / time(to)).sort((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => ratios[Math.round((pairs - 1) * q)].toFixed(2));
  return `${middle} (${low} to ${high})`;
}

/** A deck of so many prompts, about a hundred bytes each. */
function writeDeck(file, count) {
  const kinds = ['possibility', 'dissent', 'crossroads', 'ownership', 'commitment', 'contracting', 'gifts'];
  const levels = ['individual', 'organization', 'society'];
  const words = 'what would you choose if nobody here asked how long it takes and who pays for the morning after we have left'.split(' ');
  const open = openSync(file, 'w');
  writeSync(open, 'title: Large\nprompts:\n');
  for (let i = 0; i < count; i += 1000) {
    const some = Array.from({ length: Math.min(1000, count - i) }, (_, j) => {
      const text = Array.from({ length: 8 }, (_, k) => words[((i + j) * (k + 3) + k * k) % words.length]).join(' ');
      // The number comes first, so that no two prompts are given the same id.
      return `  - text: What of ${i + j}, ${text}?\n    kind: ${kinds[(i + j) % 7]}\n    level: ${levels[((i + j) >> 3) % 3]}\n`;
    });
    writeSync(open, some.join(''));
  }
  closeSync(open);
}

const cases = {
  draw: ['draw'],
  'draw crossroads': ['draw', 'crossroads'],
  'TAB after draw': ['__complete', 'zsh', 'draw', 'cr'],
  '--help': ['--help'],
  'list kinds': ['list', 'kinds'],
  'a usage error': ['draw', '--nope'],
  'flip of one line': ['flip', 'How do we measure it?'],
  'agenda world-cafe': ['agenda', 'world-cafe', '--minutes', '90', '--people', '24'],
};
const under = () => `load average ${loadavg()[0].toFixed(1)}`;
say(`ratio to bare node, ${pairs} interleaved pairs: median (quartiles); peak memory beyond it; ${under()}`);
const floor = peak(bare);
for (const [name, args] of Object.entries(cases)) {
  say(`${name.padEnd(28)} ${ratio(convene(...args), bare)}  ${(peak(convene(...args)) - floor).toFixed(0)} MB`);
}
if (spawnSync('valgrind', ['--version']).status === 0) {
  const least = instructions(bare);
  for (const name of ['draw', 'draw crossroads', '--help', 'list kinds', 'a usage error']) {
    say(
      `${name.padEnd(28)} ${(instructions(convene(...cases[name])) / least).toFixed(3)} instructions to bare node's, the least of five each`,
    );
  }
}

writeDeck(place('small.yaml'), 150);
writeDeck(place('large.yaml'), prompts);
// Until then they have changed too lately to be known again.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2100);
const draw = (deck, ...more) => convene('draw', '-d', place(deck), '--seed', 'kelp', ...more);
const load = [
  '-e',
  `require(${JSON.stringify(join(root, 'node_modules/js-yaml'))}).load(require('fs').readFileSync(process.argv.at(-1),'utf8'))`,
];
say(`\na deck of ${prompts} prompts; ${under()}`);
const making = () => {
  rmSync(place('.cache'), { recursive: true, force: true });
  return time(draw('large.yaml'));
};
const races = Array.from({ length: 5 }, () => making() / time([...load, place('large.yaml')])).sort((a, b) => a - b);
say(`first draw                   ${races[2].toFixed(2)} (${races[0].toFixed(2)} to ${races[4].toFixed(2)}) to js-yaml's parsing, 5 pairs`);
rmSync(place('.cache'), { recursive: true, force: true });
say(
  `first draw                   ${peak(draw('large.yaml')).toFixed(0)} MB at its peak, js-yaml ${peak([...load, place('large.yaml')]).toFixed(0)} MB`,
);
run(draw('small.yaml'));
say(`draw from 150                ${ratio(draw('small.yaml'), bare)} to bare node`);
for (const more of [[], ['gifts', '--level', 'society'], ['-n', '5']]) {
  say(`draw ${more.join(' ').padEnd(23)} ${ratio(draw('large.yaml', ...more), draw('small.yaml', ...more))} to a draw from 150`);
}
rmSync(folder, { recursive: true });
