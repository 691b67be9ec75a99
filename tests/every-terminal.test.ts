import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/index.js';
import { bare, has, type Setting, terminal } from './terminal.js';

/** Runs several command lines in one pseudo-terminal; what each put on the screen. */
async function shown(lines: readonly string[], setting: Setting = {}): Promise<string[]> {
  const { screen } = await terminal(lines.map((line) => `echo @@@\n${line}`).join('\n'), [], setting);
  const parts = screen.replace(/\[code \d+\]\n$/, '').split('@@@\n');
  expect(parts).toHaveLength(lines.length + 1);
  return parts.slice(1);
}

const widest = (screen: string) =>
  Math.max(
    ...bare(screen)
      .split('\n')
      .map((line) => stringWidth(line)),
  );
const deck =
  'title: T\nprompts:\n  - text: "“Übung” — 会議で何を言わずにいるのか、そしてそれはなぜなのか? e\u0301te\u0301…"\n    how: "Wie lange?"\n';

/** The examples of every command's help that show a page, without a pipe or a format of their own. */
const examples = (await Promise.all(commands.map(async ({ load }) => (await load()).examples)))
  .flat()
  .map(([line]) => line)
  .filter((line) => line.startsWith('convene ') && !/[|<>]| -f | -o |--json|--template|completion|schema/.test(line));

describe.skipIf(!has('script'))('on real pseudo-terminals (needs script of util-linux)', () => {
  describe('nothing is wider than the terminal', () => {
    const pages = ['draw -n 4 --seed kelp', 'show how-and-yes/measure', 'list', 'list prompts --paired', 'print -d deck.yaml', ''];
    const lines = [...pages, ...commands.map(({ name }) => `help ${name}`)].map((line) => `convene ${line}`).concat(examples);
    test.each([20, 27, 40, 60, 80, 120, 200])('of %i columns', async (columns) => {
      const screens = await shown(
        lines.map((line) => `${line} </dev/null 2>/dev/null`),
        { columns, files: { 'deck.yaml': deck } },
      );
      for (const [i, line] of lines.entries()) expect(widest(screens[i]!), line).toBeLessThanOrEqual(Math.min(columns, 120));
    });

    // COLUMNS, where it is a whole number, goes before the terminal; both are held between 20 and 120.
    test.each([
      ['40', 40],
      ['1', 20],
      ['100000', 120],
      ['0', 100],
      ['-5', 100],
      ['abc', 100],
      ['', 100],
    ])('where COLUMNS is %j', async (COLUMNS, most) => {
      const [screen] = await shown([`COLUMNS=${COLUMNS} convene show how-and-yes/measure`], { columns: 100 });
      expect([widest(screen!) <= most, widest(screen!) > most * 0.7]).toEqual([true, true]);
    });

    test('where the terminal says 0', async () => {
      const [screen] = await shown(['stty cols 0; convene show how-and-yes/measure']);
      expect(widest(screen!)).toBeGreaterThan(60);
      expect(widest(screen!)).toBeLessThanOrEqual(80);
    });
  });

  describe('colour', () => {
    // First to speak wins: --no-color, NO_COLOR, FORCE_COLOR, TERM=dumb, whether it is a terminal.
    const rows: [env: string, option: string, onTerminal: boolean, inPipe: boolean][] = [];
    for (const no of [undefined, '', '1']) {
      for (const force of [undefined, '', '1', '0', 'false']) {
        for (const term of ['xterm-256color', 'dumb']) {
          const set = [['NO_COLOR', no] as const, ['FORCE_COLOR', force] as const].flatMap(([name, value]) =>
            value === undefined ? [] : `${name}=${value}`,
          );
          const told = no ? false : force ? force === '1' : undefined;
          rows.push([[`TERM=${term}`, ...set].join(' '), '', told ?? term !== 'dumb', told ?? false]);
        }
      }
    }
    rows.push(['FORCE_COLOR=1', '--no-color', false, false], ['NO_COLOR=', '--no-color', false, false], ['NO_COLOR=0', '', false, false]);
    const coloured = (screen: string) => screen.includes('\x1b[');

    test(`on a terminal, in ${rows.length} settings`, async () => {
      const screens = await shown(rows.map(([env, option]) => `env ${env} convene draw ${option}`));
      expect(rows.map(([env, option], i) => [env, option, coloured(screens[i]!)])).toEqual(
        rows.map(([env, option, on]) => [env, option, on]),
      );
    });

    test('in a pipe, with the same settings', async () => {
      const screens = await shown(rows.map(([env, option]) => `env ${env} convene draw --width 60 ${option} 2>&1 | cat`));
      expect(rows.map(([env, option], i) => [env, option, coloured(screens[i]!)])).toEqual(
        rows.map(([env, option, , on]) => [env, option, on]),
      );
      for (const screen of screens) expect(screen).not.toMatch(/Warning|NO_COLOR/);
    });

    test('is decided for each stream by itself, and never goes to a file', async () => {
      const [, file] = await shown(['convene draw > out', 'cat out; FORCE_COLOR=1 convene draw -o saved.txt; cat saved.txt']);
      expect(coloured(file!)).toBe(false);
    });

    test('is of the sixteen that a theme sets, light or dark, and never black, white or a background', async () => {
      const screens = await shown(['convene draw --paired', 'convene list', 'convene show how-and-yes/measure']);
      const used = new Set(screens.join('').match(/\x1b\[[\d;]*m/g));
      expect([...used].sort()).toEqual(['\x1b[1m', '\x1b[22m', '\x1b[2m', '\x1b[36m', '\x1b[39m']);
    });
  });

  test('a dumb terminal gets text alone, and no menu', async () => {
    for (const screen of await shown(['convene', 'convene draw', 'convene list'], { env: { TERM: 'dumb' } })) {
      expect(screen).not.toContain('\x1b');
      expect(screen).toMatch(/\w/);
    }
  });

  test.each([
    ['LC_ALL=C', true],
    ['LC_ALL=POSIX', true],
    ['LC_ALL= LC_CTYPE=de_DE.ISO-8859-1', true],
    ['LC_ALL= LC_CTYPE= LANG=C', true],
    ['LC_ALL=C LANG=de_DE.UTF-8', true],
    ['LC_ALL=C.UTF-8', false],
    ['LC_ALL= LC_CTYPE= LANG=de_DE.utf8', false],
    ['LC_ALL= LC_CTYPE= LANG=', false],
  ])('with %s, signs beyond ASCII are %s', async (env, ascii) => {
    const lines = [
      'convene show how-and-yes/measure',
      'convene list',
      'convene help draw',
      ...commands.map(({ name }) => `convene help ${name}`),
    ];
    const screens = await shown(lines.map((line) => `env ${env} ${line}`));
    expect(screens[0]!.includes('“How do we measure it?”')).toBe(!ascii);
    expect(screens[0]!.includes('"How do we measure it?"')).toBe(ascii);
    if (ascii) for (const screen of screens) expect(screen).not.toMatch(/[^\x00-\x7f]/);
  });

  test('without UTF-8 no example of the help shows a sign beyond ASCII that is no letter', async () => {
    const screens = await shown(examples.map((line) => `LC_ALL=C ${line} </dev/null 2>&1`));
    for (const [i, line] of examples.entries()) expect(screens[i], line).not.toMatch(/[^\x00-\x7f\p{L}\p{M}]/u);
  });

  test('without UTF-8 letters and data stay as they are', async () => {
    const [page, json] = await shown(
      ['convene print -d deck.yaml', 'convene print -d deck.yaml --json'].map((line) => `LC_ALL=C ${line}`),
      {
        files: { 'deck.yaml': deck },
      },
    );
    expect(page).toContain('"Übung" - 会議');
    expect(JSON.parse(json!)[0].text).toContain('“Übung” — 会議');
  });

  test('a screen reader hears words: no rules, frames or pictures, and what colour says is said', async () => {
    const coloured = await shown(['convene show how-and-yes/measure', 'convene list', 'convene draw -n 3 --seed kelp']);
    const plain = await shown(
      ['convene show how-and-yes/measure', 'convene list', 'convene draw -n 3 --seed kelp'].map((line) => `NO_COLOR=1 ${line}`),
    );
    expect(plain).toEqual(coloured.map(bare));
    for (const screen of plain) expect(screen).not.toMatch(/[\u2500-\u27bf\u{1f000}-\u{1faff}]|[-=*_#~]{3,}/u);
  });

  test.each([
    ['LC_ALL=C NO_COLOR=1', /^[\x00-\x7f]*$/, false],
    ['LC_ALL=C.UTF-8', /❯/, true],
  ])('the menu with %s', async (env, expected, colour) => {
    const { screen, code } = await terminal(`env ${env} convene`, [
      [/What would you/, '\r'],
      [/And now/, '\x03'],
    ]);
    expect(code).toBe(130);
    expect(screen).toMatch(expected);
    expect(/\x1b\[\d+m/.test(screen)).toBe(colour);
  });
});
