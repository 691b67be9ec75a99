// How long paper takes: a PDF of some 150 cards beside the least program that sets the same cards with pdfkit, and HTML
// beside JSON. Runs are interleaved, and each pair gives a ratio: the middle one counts. node tests/bench/paper.js [pairs]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const pairs = Number(process.argv[2] ?? 15);
const choice = ['print', '-d', 'possibility,dissent,crossroads,ownership,commitment,how-and-yes'];
const convene = (...args) => [join(root, 'bin', 'convene.js'), ...choice, ...args];

const count = JSON.parse(execFileSync(process.execPath, convene('--json'), { encoding: 'utf8' })).length;
console.log(`${count} prompts`);
ratio('pdf : the least program on pdfkit', convene('-f', 'pdf'), [join(import.meta.dirname, 'least-pdf.js')], 1.2);
ratio('html : json', convene('-f', 'html'), convene('-f', 'json'), 1.3);

function ratio(name, ours, other, most) {
  const ratios = Array.from({ length: pairs }, () => milliseconds(ours) / milliseconds(other)).sort((a, b) => a - b);
  const middle = ratios[ratios.length >> 1];
  console.log(`${name}  ${middle.toFixed(2)}  (${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)}, at most ${most})`);
  if (middle > most) process.exitCode = 1;
}

function milliseconds(args) {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 });
  return performance.now() - start;
}
