import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { textKey } from '../../src/core/ledger.js';
import { deckOf, folder, root } from '../run.js';
import { bin, env, shell, spawned } from '../shell.js';

// Everything here is done with real processes, on real files, with real signals.

const isRoot = process.getuid?.() === 0;
const ledgerIn = (cwd: string, name = 'board') => join(cwd, '.local/state/convene/rooms', `${name}.jsonl`);
const questions = (n: number) => Array.from({ length: n }, (_, i) => `Question ${i}?`);

interface Line {
  readonly what: string;
  readonly text: string;
  readonly pile: number;
  readonly id: string;
}
const events = (path: string) =>
  (existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []).filter(Boolean).map((line) => JSON.parse(line) as Line);

const convene = (cwd: string, ...args: string[]) => spawned(cwd, process.execPath, bin, ...args);
const draw = (cwd: string, ...more: string[]) => convene(cwd, 'draw', '-d', 'my.yaml', '--room', 'board', ...more);

const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.on('exit', done));

/** A process that draws so many times, one draw after the other, and keeps what it showed in a file. */
function drawer(cwd: string, times: number, number: number, ...more: string[]) {
  const program = `const { main, realIo } = require(${JSON.stringify(join(root, 'bin', 'convene.js'))}).load('convene.cjs');
const fs = require('node:fs');
(async () => {
  for (let i = 0; i < ${times}; i++) {
    const io = { ...realIo(), argv: ['draw', '-d', 'my.yaml', '--room', 'board', ...${JSON.stringify(more)}] };
    const stdout = { ...io.stdout, write: (text) => fs.appendFileSync('shown.${number}', text) };
    const code = await main({ ...io, stdout });
    if (code !== 0) process.exit(code);
  }
})();`;
  return spawn(process.execPath, ['-e', program], { cwd, env: env(cwd), stdio: ['ignore', 'ignore', 'inherit'] });
}

const shown = (cwd: string) =>
  readdirSync(cwd)
    .filter((name) => name.startsWith('shown.'))
    .flatMap((name) => readFileSync(join(cwd, name), 'utf8').split('\n').filter(Boolean));

/** How often, in the order of the file, something was asked again while something else was still unasked. */
function repeatsWhileThePileLasts(lines: readonly Line[], size: number): number {
  let seen = new Set<string>();
  let repeats = 0;
  for (const { text } of lines) {
    if (seen.size === size) seen = new Set();
    if (seen.has(text)) repeats++;
    seen.add(text);
  }
  return repeats;
}

describe('many at once', () => {
  test.each([
    [20, 50, 300],
    [20, 10, 7],
    [6, 10, 1],
  ])(
    '%i processes draw %i times each from a pile of %i: nothing torn, nothing lost, nothing twice',
    async (processes, times, size) => {
      const cwd = folder({ 'my.yaml': deckOf(...questions(size)) });
      const codes = await Promise.all(Array.from({ length: processes }, (_, i) => ended(drawer(cwd, times, i, '-q'))));
      expect(codes).toEqual(Array(processes).fill(0));
      const lines = events(ledgerIn(cwd));
      expect(lines).toHaveLength(processes * times);
      expect(lines.map(({ text }) => text).sort()).toEqual(shown(cwd).sort());
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
      expect(new Set(lines.map(({ text, pile }) => `${pile} ${text}`)).size).toBe(lines.length);
      expect(repeatsWhileThePileLasts(lines, size)).toBe(0);
      expect(readdirSync(join(ledgerIn(cwd), '..'))).toEqual(['board.jsonl']);
    },
    180_000,
  );

  test('with one seed between them draw differently all the same', async () => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(30)) });
    await Promise.all(Array.from({ length: 10 }, (_, i) => ended(drawer(cwd, 3, i, '-q', '--seed', 'kelp'))));
    expect(new Set(shown(cwd)).size).toBe(30);
  }, 60_000);

  test('several a draw, across the end of a pile: nothing lost, and never one twice in a draw', async () => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(11)) });
    await Promise.all(Array.from({ length: 6 }, (_, i) => ended(drawer(cwd, 8, i, '-q', '-n', '3'))));
    const lines = events(ledgerIn(cwd)) as (Line & { draw: string })[];
    expect(lines.map(({ text }) => text).sort()).toEqual(shown(cwd).sort());
    expect(lines).toHaveLength(6 * 8 * 3);
    expect(new Set(lines.map(({ text, draw: one }) => `${one} ${text}`)).size).toBe(lines.length);
  }, 60_000);

  test('the question of the day is one, whoever draws it first', async () => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(30)) });
    await Promise.all(Array.from({ length: 8 }, (_, i) => ended(drawer(cwd, 2, i, '-q', '--today'))));
    expect(new Set(shown(cwd)).size).toBe(1);
    expect(events(ledgerIn(cwd))).toHaveLength(1);
  }, 60_000);
});

test('agendas made at once for one room ask nothing twice while the piles last', async () => {
  const cwd = folder();
  const one = (i: number) =>
    ended(
      spawn('bash', ['-c', `'${process.execPath}' '${bin}' agenda strategy-90 -p 12 --room board -q --json >plan.${i}`], {
        cwd,
        env: env(cwd),
        stdio: 'ignore',
      }),
    );
  expect(await Promise.all(Array.from({ length: 8 }, (_, i) => one(i)))).toEqual(Array(8).fill(0));
  const shown = Array.from({ length: 8 }, (_, i) => {
    const { blocks } = JSON.parse(readFileSync(join(cwd, `plan.${i}`), 'utf8')) as { blocks: { prompts: { text: string }[] }[] };
    return blocks.flatMap(({ prompts }) => prompts.map(({ text }) => text));
  }).flat();
  expect(new Set(shown).size).toBe(shown.length);
  expect(
    events(ledgerIn(cwd))
      .map(({ text }) => text)
      .sort(),
  ).toEqual(shown.sort());
}, 60_000);

describe('killed', () => {
  test('at any instant, nothing recorded is lost, and nothing is held against those who come after', async () => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(40)) });
    const kept: string[] = [];
    for (let i = 0; i < 24; i++) {
      const child = spawn(process.execPath, [bin, 'draw', '-d', 'my.yaml', '--room', 'board', '-q'], {
        cwd,
        env: env(cwd),
        stdio: 'ignore',
      });
      const exit = ended(child);
      setTimeout(() => child.kill('SIGKILL'), 30 + i * 4);
      await exit;
      const now = events(ledgerIn(cwd)).map(({ id }) => id);
      expect(now.slice(0, kept.length)).toEqual(kept);
      kept.splice(0, kept.length, ...now);
    }
    const all = Array.from({ length: 40 - kept.length }, () => draw(cwd));
    expect(all.every(({ code, stderr }) => code === 0 && stderr === '')).toBe(true);
    expect(new Set(events(ledgerIn(cwd)).map(({ text }) => text)).size).toBe(40);
    expect(draw(cwd).stderr).toContain('shuffled again');
  }, 60_000);

  test('while it holds what it could not show, that is free again, and was not recorded', async () => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(3000)) });
    // More than a pipe holds, and nobody reads: it stands still with all its prompts claimed.
    const stuck = spawn(process.execPath, [bin, 'draw', '-d', 'my.yaml', '--room', 'board', '--json', '-n', '2999'], {
      cwd,
      env: env(cwd),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exit = ended(stuck);
    onTestFinished(() => void stuck.kill('SIGKILL'));
    const claims = join(ledgerIn(cwd), '..', '.board.jsonl.claims');
    while (!existsSync(claims) || readdirSync(claims).length < 3000) await new Promise((done) => setTimeout(done, 20));
    expect(draw(cwd)).toMatchObject({ code: 0, stderr: '' });
    // All the others are held by somebody who is alive: after a while the pile is shuffled rather than nothing shown.
    expect(draw(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Question/) });
    stuck.kill('SIGKILL');
    await exit;
    const recorded = events(ledgerIn(cwd)).length;
    expect(recorded).toBe(2);
    const rest = draw(cwd, '-n', '2999', '-q');
    expect(rest.stdout.trimEnd().split('\n')).toHaveLength(2999);
    expect(existsSync(claims)).toBe(false);
  }, 60_000);
});

test('a clock that jumps back, by years, changes nothing of what was asked, and a promise is still read back', () => {
  const cwd = folder({ 'my.yaml': deckOf(...questions(4)) });
  const clock = (year: number) => {
    writeFileSync(
      join(cwd, 'clock.cjs'),
      `const now = Date.UTC(${year}, 0, 1); const Real = Date;
globalThis.Date = class extends Real { constructor(...from) { super(...(from.length ? from : [now])); } static now() { return now; } };`,
    );
    return (line: string) => shell(cwd, `export NODE_OPTIONS='-r ${join(cwd, 'clock.cjs')}'; ${line}`);
  };
  const drawn = [2031, 2026, 1999, 1971].map((year) => clock(year)('convene draw -d my.yaml --room board'));
  expect(drawn.map(({ code, stderr }) => [code, stderr])).toEqual(Array(4).fill([0, '']));
  expect(new Set(drawn.map(({ stdout }) => stdout)).size).toBe(4);
  expect(clock(2031)('convene room note board --promise "to call Ana"')).toMatchObject({ code: 0 });
  const agenda = (year: number) => clock(year)('convene agenda opener-10 -p 7 --room board -q');
  expect(agenda(1999)).toMatchObject({ code: 0, stdout: expect.stringContaining('- to call Ana (2031-01-01)') });
  expect(agenda(1975)).toMatchObject({ code: 0, stdout: expect.stringContaining('- to call Ana (2031-01-01)') });
  expect(agenda(2026)).toMatchObject({ code: 0, stdout: expect.not.stringContaining('to call Ana') });
  expect(clock(2026)('convene room show board --json').stdout).toContain('to call Ana');
});

describe('where it cannot be written', () => {
  test('because files may grow no further, the question is shown, the reason told, and what was torn does no harm', () => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(30)) });
    // 1024 bytes a file, which takes a few events; the last of them is torn.
    const tight = () => shell(cwd, 'ulimit -f 1; convene draw -d my.yaml --room board | cat; exit ${PIPESTATUS[0]}');
    const outcomes = Array.from({ length: 8 }, tight);
    const good = outcomes.filter(({ code }) => code === 0);
    expect(good.length).toBeGreaterThan(2);
    for (const { code, stdout, stderr } of outcomes.slice(good.length)) {
      expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringMatching(/^Question \d+\?\n$/) });
      expect(stderr).toMatch(
        /board\.jsonl: can't be written: (the file would become too large|no space is left on the disk); what was shown is not recorded\n$/,
      );
    }
    const next = draw(cwd);
    expect(next).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^convene: room "board": 1 line is no event and is stepped over\n$/),
    });
    const { asked } = JSON.parse(convene(cwd, 'room', 'show', 'board', '--json', '-q').stdout) as { asked: Line[] };
    expect(asked.map(({ text }) => text)).toEqual([...good, next].map(({ stdout }) => stdout.trimEnd()));
  });

  const mounted = (cwd: string) => isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', cwd]).status === 0;

  test('because the disk is full, the question is shown, and goes on when there is room again', (context) => {
    const cwd = folder({ 'my.yaml': deckOf(...questions(300)), 'disk/x': '' });
    const disk = join(cwd, 'disk');
    if (!mounted(disk)) return context.skip('mounting a small disk takes root');
    onTestFinished(() => void spawnSync('umount', [disk]));
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(8192));
    const on = (...more: string[]) => convene(cwd, 'draw', '-d', 'my.yaml', '--room', './disk/team.jsonl', '-q', ...more);
    const outcomes = Array.from({ length: 30 }, () => on());
    const good = outcomes.filter(({ code }) => code === 0).length;
    expect(outcomes.map(({ code }) => code)).toEqual([...Array(good).fill(0), ...Array(30 - good).fill(3)]);
    expect(good).toBeLessThan(30);
    for (const { stdout } of outcomes) expect(stdout).toMatch(/^Question \d+\?\n$/);
    for (const { stderr } of outcomes.slice(good)) expect(stderr).toContain('no space is left on the disk; what was shown is not recorded');
    execFileSync('rm', [join(disk, 'ballast')]);
    expect(on()).toMatchObject({ code: 0, stderr: '' });
    const { asked } = JSON.parse(convene(cwd, 'room', 'show', './disk/team.jsonl', '--json', '-q').stdout) as { asked: Line[] };
    expect(asked).toHaveLength(good + 1);
  }, 60_000);

  test('because the folder can only be read', () => {
    const cwd = folder({ 'my.yaml': deckOf('A?', 'B?') });
    draw(cwd);
    // Root writes everywhere, so this becomes somebody else where it is root, who needs a copy within reach.
    execFileSync('cp', ['-r', ...['bin', 'dist', 'package.json'].map((part) => join(root, part)), cwd]);
    const rooms = join(ledgerIn(cwd), '..');
    for (const path of ['', '.local', '.local/state', '.local/state/convene'].map((part) => join(cwd, part))) chmodSync(path, 0o755);
    chmodSync(rooms, 0o555);
    chmodSync(ledgerIn(cwd), 0o444);
    onTestFinished(() => chmodSync(rooms, 0o755));
    const before = readFileSync(ledgerIn(cwd), 'utf8');
    const other = isRoot ? 'setpriv --reuid=65534 --clear-groups ' : '';
    const as = (args: string) => shell(cwd, `${other}'${process.execPath}' bin/convene.js ${args}`);
    const first = JSON.parse(before).text as string;
    expect(as('draw -d my.yaml --room board')).toEqual({
      code: 3,
      stdout: first === 'A?' ? 'B?\n' : 'A?\n',
      stderr: `convene: ${ledgerIn(cwd)}: can't be written: permission denied; what was shown is not recorded\n`,
    });
    expect(as('room reset board')).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('permission denied') });
    expect(as('room forget board --yes')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("can't be deleted: permission denied"),
    });
    expect(as('room rename board crew')).toMatchObject({ code: 3 });
    chmodSync(ledgerIn(cwd), 0);
    expect(as('draw -d my.yaml --room board')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^[AB]\?\n$/),
      stderr: expect.stringContaining("can't be read"),
    });
    chmodSync(ledgerIn(cwd), 0o600);
    expect(readFileSync(ledgerIn(cwd), 'utf8')).toBe(before);
  });

  test.each<[string, string, string]>([
    ['a FIFO', 'mkfifo team.jsonl', 'this is a pipe or a device, and a room is kept in a plain file'],
    [
      'a device',
      'ln /dev/null team.jsonl 2>/dev/null || mknod team.jsonl c 1 3 2>/dev/null || mkfifo team.jsonl',
      'this is a pipe or a device',
    ],
    ['a folder', 'mkdir team.jsonl', 'this is a folder'],
    ['a symbolic link', 'touch real; ln -s real team.jsonl', 'this is a symbolic link'],
    ['a link to nowhere', 'ln -s nowhere team.jsonl', 'this is a symbolic link'],
    [
      'a socket',
      `'${process.execPath}' -e 'require("net").createServer().listen("team.jsonl", () => process.kill(process.pid, 9))'`,
      'team.jsonl',
    ],
    ['a file where a folder should be', 'touch a; R=a/team.jsonl', 'part of the path is a file'],
    ['a folder that is not there', 'R=no/team.jsonl', 'there is no such folder'],
  ])('because %s is in its place', (_, put, message) => {
    const cwd = folder({ 'my.yaml': deckOf('A?') });
    const drawn = shell(cwd, `R=./team.jsonl; ${put}; convene draw -d my.yaml --room "$R"`);
    expect(drawn).toMatchObject({ code: 3, stdout: 'A?\n', stderr: expect.stringMatching(/; what was shown is not recorded\n$/) });
    expect(drawn.stderr).toContain(message);
    expect(existsSync(join(cwd, 'nowhere'))).toBe(false);
    if (existsSync(join(cwd, 'real'))) expect(readFileSync(join(cwd, 'real'), 'utf8')).toBe('');
  });

  test('because there is no home', () => {
    const cwd = folder({ 'my.yaml': deckOf('A?') });
    const nobody = isRoot ? 'setpriv --reuid=54321 --clear-groups ' : '';
    if (isRoot) {
      execFileSync('cp', ['-r', ...['bin', 'dist', 'package.json'].map((part) => join(root, part)), cwd]);
      chmodSync(cwd, 0o755);
    }
    const run = `'${process.execPath}' ${isRoot ? 'bin/convene.js' : `'${bin}'`} draw -d my.yaml --room board`;
    for (const line of [`HOME= ${nobody}${run}`, ...(isRoot ? [`${nobody}env -u HOME ${run}`] : [])]) {
      expect(shell(cwd, line)).toMatchObject({
        code: 3,
        stdout: 'A?\n',
        stderr: expect.stringContaining('there is no home folder to keep it in'),
      });
    }
  });
});

describe('what was not shown is not recorded', () => {
  test.each([
    ['a full disk', 'convene draw -d my.yaml --room board >/dev/full', 3],
    ['a reader that is gone', '{ sleep 0.5; convene draw -d my.yaml --room board; echo $? >code; } | true; sleep 2; exit $(cat code)', 0],
  ])('for %s', (_, line, code) => {
    const cwd = folder({ 'my.yaml': deckOf('A?') });
    expect(shell(cwd, line)).toMatchObject({ code, stdout: '' });
    expect(events(ledgerIn(cwd))).toEqual([]);
    expect(draw(cwd)).toMatchObject({ code: 0, stdout: 'A?\n', stderr: '' });
  });
});

test.skipIf(!isRoot && spawnSync('strace', ['-V']).status !== 0)('an event costs one small write', (context) => {
  if (spawnSync('strace', ['-V']).status !== 0) return context.skip('needs strace');
  const cwd = folder({ 'my.yaml': deckOf('A?', 'B?') });
  draw(cwd);
  execFileSync(
    'strace',
    ['-f', '-y', '-e', 'trace=write,pwrite64,writev', '-o', 'trace', process.execPath, bin, 'draw', '-d', 'my.yaml', '--room', 'board'],
    {
      cwd,
      env: env(cwd),
    },
  );
  const writes = readFileSync(join(cwd, 'trace'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('board.jsonl>'));
  expect(writes).toHaveLength(1);
  expect(Number(/= (\d+)$/.exec(writes[0]!)![1])).toBeLessThan(300);
});

test('what a process that is no more, or that never was, had claimed is claimed by the next', () => {
  const cwd = folder({ 'my.yaml': deckOf('A?') });
  const claims = join(ledgerIn(cwd), '..', '.board.jsonl.claims');
  for (const who of ['999999999 1 x\n', '', 'rubbish', `${process.pid} 1 here\n`]) {
    mkdirSync(claims, { recursive: true });
    writeFileSync(join(claims, `${textKey('A?')}+7`), who);
    writeFileSync(join(claims, 'left-behind'), who);
    // A claim made on another machine is believed for a minute; this one is older.
    for (const name of readdirSync(claims)) utimesSync(join(claims, name), 0, 0);
    expect(draw(cwd, '-q')).toMatchObject({ code: 0, stdout: 'A?\n', stderr: '' });
    expect(existsSync(claims)).toBe(false);
  }
});
