import { describe, expect, test } from 'vitest';
import { bare, has, keys, terminal } from './terminal.js';

describe.skipIf(!has('script'))('on a real terminal (needs script of util-linux)', () => {
  test.each([40, 120])('a draw is set for %i columns', async (columns) => {
    const { screen, code } = await terminal('convene draw crossroads --paired --no-color', [], { columns });
    expect(code).toBe(0);
    expect(screen).toContain('CROSSROADS');
    expect(screen).not.toContain('\x1b[');
    for (const line of screen.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test('a draw is coloured', async () => {
    expect((await terminal('convene draw')).screen).toContain('\x1b[1m');
  });

  test('the menu draws by kind, goes deeper, draws another, and quits', async () => {
    const { screen, code } = await terminal('convene', [
      [/What would you like to ask/, keys.down + keys.down + keys.enter],
      [/And now\?/, keys.down + keys.enter],
      [/(Go deeper|Asked ahead of)[\s\S]*And now\?/, keys.enter],
      [/DISSENT[\s\S]*And now\?/, `${keys.down.repeat(9)}${keys.enter}`],
    ]);
    expect(screen.match(/DISSENT/g)!.length).toBeGreaterThanOrEqual(2);
    expect(code).toBe(0);
  });

  test.each([
    ['Ctrl-C', keys.ctrlC],
    ['Ctrl-D', keys.ctrlD],
  ])('%s leaves the menu with 130, the cursor back, and no stack', async (_, key) => {
    const { screen, code } = await terminal('convene', [[/What would you like to ask/, key]]);
    expect(code).toBe(130);
    expect(screen).not.toMatch(/ExitPrompt|Error|\n\s+at /);
    expect(screen.lastIndexOf('\x1b[?25h')).toBeGreaterThan(screen.lastIndexOf('\x1b[?25l'));
  });

  test('the menu draws for a room, new or known, which remembers', async () => {
    const { screen, code } = await terminal('convene; cat .local/state/convene/rooms/*; convene room', [
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

  test('a room without a name is told to be none', async () => {
    const { screen, code } = await terminal('convene', [
      [/What would you like to ask/, `${keys.down.repeat(12)}${keys.up}${keys.enter}`],
      [/Who is meeting/, keys.enter],
      [/What is the room called/, keys.enter],
      [/a room needs a name; no room, nothing is remembered\r?\n[\s\S]*For a room/, `${keys.down.repeat(12)}${keys.enter}`],
    ]);
    expect(code).toBe(0);
    expect(bare(screen)).toContain('convene: a room needs a name; no room, nothing is remembered\n');
  });

  test('the agenda of a room asks what was promised when the meeting is near, and keeps each line at once', async () => {
    const lines = 'convene agenda opener-10 -p 7 --room board; cat .local/state/convene/rooms/*';
    const { screen, code } = await terminal(lines, [
      [/When it is over: /, `I will call Ana${keys.enter}`],
      [/Another/, `gift: soup${keys.enter}`],
      [/Another/, keys.enter],
    ]);
    expect(code).toBe(0);
    expect(screen.indexOf('When it is over')).toBeGreaterThan(screen.indexOf('Seed: '));
    expect(screen).toContain('room "board": 1 promise and 1 gift noted');
    expect(screen).toMatch(/"by":"agenda","what":"promised","text":"I will call Ana"/);
    expect(screen).toMatch(/"by":"agenda","what":"given","text":"soup"/);
  });

  test('that question is left with Enter', async () => {
    const { screen, code } = await terminal('convene agenda opener-10 -p 7 --room board', [[/When it is over: /, keys.enter]], {
      columns: 40,
    });
    expect(code).toBe(0);
    expect(screen).not.toMatch(/noted|nothing/);
  });

  test.each(['agenda opener-10 -p 7 --room board', 'room note board'])('Ctrl-C at the question of %s loses nothing', async (line) => {
    const { screen, code } = await terminal(`convene ${line}; code=$?; cat .local/state/convene/rooms/*; (exit $code)`, [
      [/promise \(|promise made there \(/, `I will call Ana${keys.enter}`],
      [/Another/, `half a li${keys.ctrlC}`],
    ]);
    expect(code).toBe(130);
    expect(screen).toContain('"what":"promised","text":"I will call Ana"');
    expect(screen).not.toMatch(/"half a li|ExitPrompt|Error|\n\s+at /);
    expect(screen.match(/"what":"asked"/g)?.length ?? 0).toBe(line.startsWith('agenda') ? 1 : 0);
  });

  test('the menu works in a tiny window', async () => {
    const { code } = await terminal(
      'convene',
      [
        [/What would you/, keys.enter],
        [/And now/, `${keys.down.repeat(9)}${keys.enter}`],
      ],
      { columns: 20, rows: 6 },
    );
    expect(code).toBe(0);
  });

  test.each([
    [40, 30],
    [40, 12],
    [80, 24],
  ])('the menu breaks no word in %i columns and %i rows, and says where there is more', async (columns, rows) => {
    const { screen, code } = await terminal('convene', [[/Ctrl-C/, `${keys.up.repeat(2)}${keys.down.repeat(30)}${keys.enter}`]], {
      columns,
      rows,
    });
    const [question = '', ...lines] = bare(screen.slice(0, screen.indexOf('Ctrl-C'))).split('\n');
    expect(code).toBe(0);
    expect(question.trim()).toBe('? What would you like to ask?');
    const list = lines.slice(
      0,
      lines.findIndex((line) => !line.trim()),
    );
    for (const line of list) expect(line).toMatch(/^(?:❯|> | {2})\s*\p{Lu}/u);
    expect(list.length).toBe(rows === 12 ? 8 : 12);
    expect(lines.at(-1)).toMatch(rows === 12 ? /for all 12/ : /to move/);
  });

  test('the menu keeps standard output for prompts', async () => {
    const { screen, code } = await terminal('convene > out.txt; cat out.txt', [
      [/What would you/, keys.enter],
      [/And now/, `${keys.down.repeat(9)}${keys.enter}`],
    ]);
    expect(code).toBe(0);
    expect(screen).toMatch(/\n\S[^\n]+\n\[code 0\]/);
  });

  test('standard input that is a terminal is not waited for', async () => {
    expect(await terminal('convene draw -d -')).toMatchObject({ code: 2, screen: expect.stringContaining('nothing is piped in') });
  });
});
