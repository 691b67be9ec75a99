import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, root } from './run.js';

const bin = join(root, 'bin', 'convene.js');
const has = (program: string) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;
const keys = { down: '\x1b[B', up: '\x1b[A', enter: '\r', ctrlC: '\x03', ctrlD: '\x04' } as const;

/** Runs the built command in a real pseudo-terminal (script of util-linux), typing each key when its cue has been seen. */
async function terminal(line: string, typed: readonly (readonly [cue: RegExp, key: string])[], { columns = 80, rows = 24 } = {}) {
  const cwd = folder();
  const inside = `stty cols ${columns} rows ${rows}; '${process.execPath}' '${bin}' ${line}; echo "[code $?]"`;
  const child = spawn('script', ['-qec', `bash -c ${JSON.stringify(inside).replaceAll('$', '\\$')}`, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let screen = '';
  let seen = 0;
  const waiting = [...typed];
  child.stdout.on('data', (data) => {
    screen += data;
    while (waiting[0]?.[0].test(screen.slice(seen))) {
      seen = screen.length;
      child.stdin.write(waiting.shift()![1]);
    }
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await new Promise((done) => child.on('exit', done));
  clearTimeout(timer);
  return { screen: screen.replaceAll('\r\n', '\n'), code: Number(/\[code (\d+)\]/.exec(screen)?.[1]) };
}

describe.skipIf(!has('script'))('on a real terminal (needs script of util-linux)', () => {
  test.each([40, 120])('a draw is set for %i columns', async (columns) => {
    const { screen, code } = await terminal('draw crossroads --paired --no-color', [], { columns });
    expect(code).toBe(0);
    expect(screen).toContain('CROSSROADS');
    expect(screen).not.toContain('\x1b[');
    for (const line of screen.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test('a draw is coloured', async () => {
    expect((await terminal('draw', [])).screen).toContain('\x1b[1m');
  });

  test('the menu draws by kind, goes deeper, draws another, and quits', async () => {
    const { screen, code } = await terminal('', [
      [/What would you like to ask/, keys.down + keys.down + keys.enter],
      [/And now\?/, keys.down + keys.enter],
      [/Go deeper[\s\S]*And now\?/, keys.enter],
      [/DISSENT[\s\S]*And now\?/, `${keys.down.repeat(9)}${keys.enter}`],
    ]);
    expect(screen.match(/DISSENT/g)!.length).toBeGreaterThanOrEqual(2);
    expect(code).toBe(0);
  });

  test.each([
    ['Ctrl-C', keys.ctrlC],
    ['Ctrl-D', keys.ctrlD],
  ])('%s leaves the menu with 130, the cursor back, and no stack', async (_, key) => {
    const { screen, code } = await terminal('', [[/What would you like to ask/, key]]);
    expect(code).toBe(130);
    expect(screen).not.toMatch(/ExitPrompt|Error|\n\s+at /);
    expect(screen.lastIndexOf('\x1b[?25h')).toBeGreaterThan(screen.lastIndexOf('\x1b[?25l'));
  });

  test('the menu draws for a room, new or known, which remembers', async () => {
    const { screen, code } = await terminal(`; cat .local/state/convene/rooms/*; '${process.execPath}' '${bin}' room`, [
      [/What would you like to ask/, `${keys.down.repeat(12)}${keys.up}${keys.enter}`],
      [/Who is meeting/, keys.enter],
      [/What is the room called/, `board${keys.enter}`],
      [/Another room than board/, keys.enter],
      [/And now\?/, `${keys.down.repeat(9)}${keys.enter}`],
    ]);
    expect(code).toBe(0);
    expect(screen).toMatch(/"by":"menu","what":"asked"/);
    expect(screen).toMatch(/board {2}.*1 asked/);
  });

  test('the menu works in a tiny window', async () => {
    const { code } = await terminal(
      '',
      [
        [/What would you/, keys.enter],
        [/And now/, `${keys.down.repeat(9)}${keys.enter}`],
      ],
      { columns: 20, rows: 6 },
    );
    expect(code).toBe(0);
  });

  test('the menu keeps standard output for prompts', async () => {
    const { screen, code } = await terminal('> out.txt; cat out.txt', [
      [/What would you/, keys.enter],
      [/And now/, `${keys.down.repeat(9)}${keys.enter}`],
    ]);
    expect(code).toBe(0);
    expect(screen).toMatch(/\n\S[^\n]+\n\[code 0\]/);
  });

  test('standard input that is a terminal is not waited for', async () => {
    expect(await terminal('draw -d -', [])).toMatchObject({ code: 2, screen: expect.stringContaining('nothing is piped in') });
  });
});
