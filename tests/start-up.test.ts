import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { deckOf, folder, root } from './run.js';
import { bin, env, spawned } from './shell.js';

const report = `process.on('exit', () => {
  const builtins = process.moduleLoadList.filter((name) => / (tty|net|stream|crypto|os|url|worker_threads|child_process)$/.test(name));
  const pieces = [...(require.cache[process.argv[1]]?.exports.pieces.keys() ?? [])].map((name) => 'dist/' + name);
  process.stderr.write(JSON.stringify({ files: [...Object.keys(require.cache), ...pieces], builtins }));
});`;

/** Which files, and which slow builtin modules, a command line loads beyond what bare node does. */
function loaded(line: string, cwd = folder()) {
  writeFileSync(join(cwd, 'report.cjs'), report);
  const node = (...argv: string[]) => {
    const inside = `'${process.execPath}' -r ./report.cjs ${argv.join(' ')} 2>report.json | cat >/dev/null; tail -n 1 report.json`;
    const env = { PATH: process.env['PATH'] ?? '', HOME: join(cwd, 'home') };
    return JSON.parse(execFileSync('bash', ['-c', inside], { cwd, env, encoding: 'utf8' })) as { files: string[]; builtins: string[] };
  };
  const bare = node('-e', '0');
  const { files: names, builtins } = node(join(root, 'bin', 'convene.js'), line);
  return {
    files: names.map((name) => relative(root, resolve(root, name))).filter((name) => !name.startsWith('..')),
    builtins: builtins.filter((name) => !bare.builtins.includes(name)),
  };
}

const least = { files: ['bin/convene.js', 'dist/convene.cjs'], builtins: [] };

test.each([
  'draw',
  'draw crossroads -n 3 --seed kelp',
  'draw --json',
  'draw --today --max-edge 2',
  'draw --nope',
  'nope',
  '--help',
  'help draw',
  '',
])('convene %s loads the program and nothing else', (line) => {
  expect(loaded(line)).toEqual(least);
});

test.each([`__complete zsh draw cr`, `__complete bash 'convene draw --tag tr' :`, `__complete fish ''`])(
  'TAB (%s) loads one file more than a draw',
  (line) => {
    expect(loaded(line)).toEqual({ ...least, files: [...least.files, 'dist/answer.cjs'] });
  },
);

test('a listing loads one more file', () => {
  const { files, builtins } = loaded('list kinds');
  expect(builtins).toEqual([]);
  expect(files.filter((name) => !least.files.includes(name))).toEqual(
    ['dist/list.cjs', expect.stringMatching(/^dist\/(lists|rolldown-runtime)\.cjs$/)].slice(0, files.length - 2),
  );
});

test('YAML is loaded for a deck that is not built in, and once', async () => {
  const cwd = folder({ 'home/.local/share/convene/decks/my.yaml': deckOf('A?') });
  // Until then it has changed too lately to be known again.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect(loaded('draw', cwd).files).toContain('dist/deck.cjs');
  expect(loaded('draw', cwd)).toEqual({ ...least, files: [...least.files, 'dist/decks.cjs', 'dist/rolldown-runtime.cjs'] });
});

test('/dev/null is no terminal, and node:tty is not loaded for it', () => {
  const cwd = folder({ 'report.cjs': report });
  const inside = `'${process.execPath}' -r ./report.cjs '${bin}' draw >/dev/null`;
  const { stderr } = spawnSync('bash', ['-c', inside], { cwd, env: env(cwd), encoding: 'utf8' });
  expect(JSON.parse(stderr).builtins.filter((name: string) => name.endsWith(' tty'))).toEqual([]);
});

/** Tells of each piece of the program whether V8 refused what had been made of it. */
const say = `const vm = require('node:vm');
  vm.Script = class extends vm.Script {
    constructor(...given) { super(...given); process.stderr.write(String(this.cachedDataRejected) + ' '); }
  };`;

test.each([
  'draw crossroads',
  'draw -d my.yaml',
  'list',
  'flip "How long will it take?"',
  'agenda -p 12 -q',
  'print gifts -f html',
  '__complete zsh draw cr',
])('V8 takes what it made of every piece of the program: convene %s', (line) => {
  const cwd = folder({ 'say.cjs': say, 'my.yaml': deckOf('A?') });
  const { code, stderr } = spawned(cwd, 'bash', '-c', `'${process.execPath}' -r ./say.cjs '${bin}' ${line}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^(false )+$/) });
});

test('V8 does without what it made of the program when that was built where there is nothing of use', () => {
  const cwd = folder({ 'say.cjs': say });
  const draw = (from: string) =>
    spawnSync(process.execPath, ['-r', './say.cjs', join(from, 'bin', 'convene.js'), 'draw', '--seed', 'kelp'], { cwd, encoding: 'utf8' });
  const { stdout, stderr } = draw(root);
  expect(stderr).toBe('false ');
  for (const part of ['bin', 'dist']) cpSync(join(root, part), join(cwd, part), { recursive: true });
  const { compiled } = createRequire(import.meta.url)(join(cwd, 'bin', 'convene.js')) as { compiled: (name: string) => string };
  const kept = compiled('convene.cjs');
  writeFileSync(kept, readFileSync(kept).subarray(0, 5000));
  expect(draw(cwd)).toMatchObject({ stdout, stderr: 'true ', status: 0 });
  // What another Node made is not opened: V8 can't be trusted to refuse it.
  renameSync(kept, kept.replace(process.version, 'v20.19.0'));
  expect(draw(cwd)).toMatchObject({ stdout, stderr: 'undefined ', status: 0 });
});

test('what sets pages is loaded for pages alone, what writes PDF for PDF, what opens fonts for a font that is given', () => {
  const heavy = (line: string) =>
    loaded(line)
      .files.filter((name) => /\/(paper|pdf|opened-font)\.cjs$/.test(name))
      .sort();
  expect(heavy('print gifts')).toEqual([]);
  expect(heavy('print gifts -f csv')).toEqual([]);
  expect(heavy('print gifts -f html')).toEqual(['dist/paper.cjs']);
  expect(heavy('print gifts -f pdf')).toEqual(['dist/paper.cjs', 'dist/pdf.cjs']);
  expect(heavy(`print gifts -f pdf --font ${join(root, 'dist', 'fonts', 'latin-400.ttf')}`)).toContain('dist/opened-font.cjs');
});
