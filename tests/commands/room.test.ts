import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, run, type World } from '../run.js';

const rooms = 'home/.local/state/convene/rooms';
const abc = { 'my.yaml': deckOf('A?', 'B?', 'C?') };
const ledger = (cwd: string, name = 'board') => readFileSync(join(cwd, rooms, `${name}.jsonl`), 'utf8');
const events = (cwd: string, name?: string) =>
  ledger(cwd, name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const json = async (...args: (World | string)[]) => JSON.parse((await run(...args)).stdout);

/** Draws from the room `board` in this folder with these options. */
const draw = (cwd: string, ...options: string[]) =>
  run({ cwd, seed: `${Math.random()}` }, 'draw', '-d', 'my.yaml', '--room', 'board', ...options);

describe('a draw in a room', () => {
  test('skips what the room has been asked, shuffles when all has been, and says so', async () => {
    const cwd = folder(abc);
    const first = [await draw(cwd), await draw(cwd), await draw(cwd)];
    expect(first.map(({ stdout }) => stdout).sort()).toEqual(['A?\n', 'B?\n', 'C?\n']);
    expect(first.map(({ code, stderr }) => [code, stderr])).toEqual([0, 0, 0].map((code) => [code, '']));
    expect(await draw(cwd)).toEqual({
      code: 0,
      stdout: expect.not.stringContaining(first[2]!.stdout),
      stderr: 'convene: room "board": all of these have been asked; the pile is shuffled again\n',
    });
  });

  test('writes one line for each question, for its owner alone, and leaves nothing else', async () => {
    const cwd = folder(abc);
    await draw(cwd, '-n', '2', '--seed', 'kelp', '-q');
    expect(events(cwd)).toEqual([
      {
        v: 1,
        n: 1,
        id: expect.stringMatching(/^\w{12,}$/),
        at: expect.stringMatching(/^2026-11-22T09:30:00[+-]\d\d:\d\d$/),
        by: 'draw',
        what: 'asked',
        prompt: expect.stringMatching(/^my\//),
        text: expect.stringMatching(/^[ABC]\?$/),
        draw: expect.any(String),
        pile: 1,
      },
      expect.objectContaining({ n: 2 }),
    ]);
    expect(readdirSync(join(cwd, rooms))).toEqual(['board.jsonl']);
    expect(statSync(join(cwd, rooms, 'board.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(join(cwd, rooms)).mode & 0o777).toBe(0o700);
  });

  test('with --dry-run leaves no trace, and shows what would come', async () => {
    const cwd = folder(abc);
    expect(await draw(cwd, '--dry-run')).toEqual({ code: 0, stdout: expect.stringMatching(/^[ABC]\?\n$/), stderr: '' });
    expect(existsSync(join(cwd, 'home'))).toBe(false);
    await draw(cwd, '-n', '2');
    const before = ledger(cwd);
    const dry = await draw(cwd, '--dry-run');
    expect(ledger(cwd)).toBe(before);
    expect((await draw(cwd)).stdout).toBe(dry.stdout);
  });

  test('with a seed says what it depends on, and in an empty room is the draw without a room', async () => {
    const cwd = folder(abc);
    const seeded = await draw(cwd, '--seed', 'kelp');
    expect(seeded.stderr).toBe('convene: room "board": the seed brings this draw back only where the same was asked before\n');
    expect(seeded.stdout).toBe((await run({ cwd }, 'draw', '-d', 'my.yaml', '--seed', 'kelp')).stdout);
    expect((await draw(cwd, '--seed', 'kelp')).stdout).not.toBe(seeded.stdout);
  });

  test('of today is the same all day, recorded once', async () => {
    const cwd = folder(abc);
    const today = [await draw(cwd, '--today'), await draw(cwd, '--today'), await draw(cwd, '--today')];
    expect(new Set(today.map(({ stdout }) => stdout)).size).toBe(1);
    expect(events(cwd)).toHaveLength(1);
    const tomorrow = await run({ cwd, now: new Date(2026, 10, 23, 9) }, 'draw', '-d', 'my.yaml', '--room', 'board', '--today');
    expect(tomorrow.stdout).not.toBe(today[0]!.stdout);
  });

  test('explains what is left', async () => {
    const cwd = folder(abc);
    await draw(cwd);
    expect((await draw(cwd, '--explain', '--seed', 'x')).stderr).toContain(
      'convene: room: 2 of 3 left in the pile, 0 retired, 0 asked once and out\n',
    );
  });

  test('asks what is asked once only once, and then has nothing left', async () => {
    const cwd = folder({ 'my.yaml': 'title: t\nprompts:\n  - {id: a, text: A?, once: true}\n' });
    expect(await draw(cwd)).toEqual({ code: 0, stdout: 'A?\n', stderr: '' });
    expect(await draw(cwd)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'convene: room "board": nothing is left to draw: 1 asked once and not to be asked again; convene room restore brings one back\n',
    });
    expect(await run({ cwd }, 'room', 'restore', 'board', 'a', '-d', 'my.yaml')).toMatchObject({ code: 0 });
    expect(await draw(cwd)).toMatchObject({ code: 0, stdout: 'A?\n' });
  });

  test.each<[string, World, number]>([
    ['a reader that left', { broken: 'reader left' }, 0],
    ['a full disk', { broken: 'disk full' }, 3],
  ])('that could not be shown, for %s, is not recorded', async (_, world, code) => {
    const cwd = folder(abc);
    expect(await run({ ...world, cwd }, 'draw', '-d', 'my.yaml', '--room', 'board')).toMatchObject({ code, stdout: '' });
    expect(readdirSync(join(cwd, rooms))).toEqual([]);
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '--room', 'board', '-o', 'no/such/folder.txt')).toMatchObject({ code: 3 });
    expect(readdirSync(join(cwd, rooms))).toEqual([]);
  });

  test('is recorded when it was written to a file', async () => {
    const cwd = folder(abc);
    await draw(cwd, '-o', 'out.json');
    expect(events(cwd)).toMatchObject([{ text: JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))[0].text }]);
  });

  test('with a clock that jumped back goes on where it was', async () => {
    const cwd = folder(abc);
    const at = (year: number) => run({ cwd, now: new Date(year, 0, 1) }, 'draw', '-d', 'my.yaml', '--room', 'board');
    const drawn = [await at(2031), await at(2026), await at(1999)];
    expect(new Set(drawn.map(({ stdout }) => stdout)).size).toBe(3);
    await run({ cwd, now: new Date(1980, 0, 1) }, 'room', 'reset', 'board', '-q');
    expect((await draw(cwd, '--explain')).stderr).toContain('room: 3 of 3 left');
  });

  test('remembers a deck that was renamed, where the deck says so, and an edited text by its id', async () => {
    const deck = (text: string, more = '') => `title: t\n${more}prompts:\n  - {id: a, text: ${text}}\n  - {id: b, text: B?}\n`;
    const cwd = folder({ 'my.yaml': deck('A?') });
    await draw(cwd);
    const [{ prompt }] = events(cwd) as [{ prompt: string }];
    writeFileSync(join(cwd, 'new.yaml'), deck('Edited?', 'was: my\n').replace('B?', 'Edited too?'));
    const next = await run({ cwd }, 'draw', '-d', 'new.yaml', '--room', 'board', '--json');
    expect(JSON.parse(next.stdout)[0].id).toBe(prompt === 'my/a' ? 'new/b' : 'new/a');
  });
});

describe('the ledger of a room', () => {
  test('may be a file of one’s own, beside which nothing stays', async () => {
    const cwd = folder(abc);
    const there = (...more: string[]) => run({ cwd }, 'draw', '-d', 'my.yaml', '--room', './team.jsonl', ...more);
    expect(await there()).toMatchObject({ code: 0, stderr: '' });
    expect(await there('-n', '2')).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'team.jsonl'), 'utf8').trim().split('\n')).toHaveLength(3);
    expect(readdirSync(cwd).sort()).toEqual(['my.yaml', 'team.jsonl']);
  });

  test('kept on two machines comes together line by line, in either order', async () => {
    const cwd = folder({ 'my.yaml': deckOf('A?', 'B?', 'C?', 'D?', 'E?', 'F?') });
    const at = (file: string, ...more: string[]) => run({ cwd, seed: file }, 'draw', '-d', 'my.yaml', '--room', file, '-q', ...more);
    await at('base.jsonl', '-n', '2');
    const text = (file: string) => readFileSync(join(cwd, file), 'utf8');
    for (const side of ['ours.jsonl', 'theirs.jsonl']) writeFileSync(join(cwd, side), text('base.jsonl'));
    await at('ours.jsonl');
    await run({ cwd }, 'room', 'undo', 'ours.jsonl', '-q');
    await at('ours.jsonl', '-n', '2', '--seed', 'x');
    await at('theirs.jsonl', '--seed', 'y');
    writeFileSync(join(cwd, 'one.jsonl'), text('ours.jsonl') + text('theirs.jsonl'));
    writeFileSync(join(cwd, 'other.jsonl'), text('theirs.jsonl') + text('ours.jsonl'));
    const shown = async (file: string) => ({
      ...(await json({ cwd }, 'room', 'show', file, '-d', 'my.yaml', '--json')),
      room: '',
      file: '',
    });
    expect(await shown('one.jsonl')).toEqual(await shown('other.jsonl'));
    expect((await shown('one.jsonl')).asked).toHaveLength(5);
  });

  test('with a torn last line and foreign lines is stepped through with a note, and loses nothing', async () => {
    const cwd = folder(abc);
    await draw(cwd, '-n', '2');
    const path = join(cwd, rooms, 'board.jsonl');
    const before = ledger(cwd);
    writeFileSync(path, `\ufeff\n<<<<<<< HEAD\n${before.replaceAll('\n', '\r\n')}{"v":1,"n":3,"id":"tor`);
    const drawn = await draw(cwd);
    expect(drawn).toMatchObject({ code: 0, stderr: 'convene: room "board": 2 lines are no events and are stepped over\n' });
    expect(before).not.toContain(drawn.stdout.trim());
    expect(ledger(cwd)).toContain('{"v":1,"n":3,"id":"tor\n{"v":1,"n":3,');
    expect((await json({ cwd }, 'room', 'show', 'board', '--json')).asked).toHaveLength(3);
  });

  test.each<[string, (path: string) => void, string]>([
    ['a folder', (path) => mkdirSync(path), 'this is a folder, and a room is kept in a plain file'],
    ['a symbolic link', (path) => symlinkSync('elsewhere.jsonl', path), 'this is a symbolic link, and a room is not followed through one'],
    ['a link in a circle', (path) => symlinkSync(path, path), 'this is a symbolic link'],
  ])('in whose place is %s: the question is shown, the reason told', async (_, put, message) => {
    const cwd = folder({ ...abc, [`${rooms}/other.jsonl`]: '' });
    put(join(cwd, rooms, 'board.jsonl'));
    const drawn = await draw(cwd);
    expect(drawn).toMatchObject({ code: 3, stdout: expect.stringMatching(/^[ABC]\?\n$/) });
    expect(drawn.stderr).toMatch(/board\.jsonl: .*; what was shown is not recorded\n$/);
    expect(drawn.stderr).toContain(message);
    expect(await run({ cwd }, 'room', 'show', 'board')).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining(message) });
    expect(await run({ cwd }, 'room')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('other'),
      stderr: expect.stringContaining(message),
    });
  });

  test('is never made below /proc, and nothing hangs', async () => {
    const world = { files: abc, env: { XDG_STATE_HOME: '/proc/nowhere' } };
    expect(await run(world, 'draw', '-d', 'my.yaml', '--room', 'board')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^[ABC]\?\n$/),
      stderr: expect.stringMatching(/can't be written: .*; what was shown is not recorded\n$/),
    });
  });

  test.each<[string, string]>([
    ['../../etc/passwd', 'should be a name, or the path of a file that ends in .jsonl'],
    ['/etc/passwd', 'should be a name, or the path'],
    ['..', "can't be the name of a room"],
    ['.hidden', "can't be the name of a room"],
    ['-x', "can't be the name of a room"],
    ['con', "can't be the name of a room"],
    ['a\0b', "can't be the name of a room"],
    ['\x1b[31mred', '\\u{1b}[31mred'],
    ['x'.repeat(300), "can't be the name of a room"],
    [' ', 'its value is empty'],
  ])('%j is no name for one', async (name, message) => {
    const cwd = folder(abc);
    const { code, stdout, stderr } = await run({ cwd }, 'draw', `--room=${name}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, 'home'))).toBe(false);
  });

  test.each(['Monday team', '🌊 crew', '👩🏽‍🌾', 'Équipe', '理事会', 'board-2_b.c'])('%s is one', async (name) => {
    const cwd = folder(abc);
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '--room', name)).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(cwd, rooms))).toEqual([`${name}.jsonl`]);
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '--room', name.toUpperCase())).toMatchObject({ code: 0, stderr: '' });
    expect(events(cwd, name)).toHaveLength(2);
  });

  test('is told to be new where another was perhaps meant', async () => {
    const cwd = folder(abc);
    await draw(cwd);
    const typo = await run({ cwd }, 'draw', '-d', 'my.yaml', '--room', 'bord');
    expect(typo).toMatchObject({ code: 0, stderr: 'convene: room "bord" is new; there is also "board"\n' });
    expect(await run({ cwd }, 'room', 'show', 'boart')).toMatchObject({
      code: 2,
      stderr: 'convene: unknown room "boart"; did you mean "board"?\n',
    });
  });
});

describe('room', () => {
  test('lists the rooms there are', async () => {
    const cwd = folder(abc);
    expect(await run({ cwd }, 'room')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: there is no room yet; the first is made by: convene draw --room NAME\n',
    });
    await draw(cwd, '-n', '2');
    await run({ cwd }, 'room', 'note', 'crew', '--promise', 'to call', '-q');
    expect(await run({ cwd }, 'room', 'list')).toEqual({
      code: 0,
      stdout: 'board\t2026-11-22 09:30\t2 asked\ncrew\t\t0 asked, 1 promise\n',
      stderr: '',
    });
    expect(await json({ cwd }, 'room', '--json')).toMatchObject([
      { room: 'board', asked: 2, promises: 0 },
      { room: 'crew', last: null },
    ]);
  });

  test('retires for one room with a reason, or for all of them, those to come included', async () => {
    const deck = 'title: t\nprompts:\n  - {id: a, text: A?}\n  - {id: b, text: B?}\n  - {id: c, text: C?}\n';
    const cwd = folder({ 'my.yaml': deck });
    const room = (...args: string[]) => run({ cwd }, 'room', ...args, '-d', 'my.yaml');
    expect(await room('retire', 'board', 'my/a', '--because', 'too sharp')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: room "board": my/a is retired\n',
    });
    expect(await room('retire', 'b', '--all-rooms')).toEqual({ code: 0, stdout: '', stderr: 'convene: all rooms: my/b is retired\n' });
    expect(await draw(cwd, '-n', '9', '-q')).toMatchObject({ code: 0, stdout: 'C?\n' });
    expect((await run({ cwd }, 'draw', '-d', 'my.yaml', '-n', '9', '-q', '--room', 'new')).stdout.split('\n').sort()).toEqual([
      '',
      'A?',
      'C?',
    ]);
    expect((await json({ cwd }, 'room', 'show', 'board', '-d', 'my.yaml', '--json')).retired).toMatchObject([
      { prompt: 'my/a', text: 'A?', because: 'too sharp', everywhere: false },
      { prompt: 'my/b', everywhere: true },
    ]);
    expect(await room('restore', 'board', 'b')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('convene room restore my/b --all-rooms'),
    });
    expect(await room('restore', 'b', '--all-rooms')).toMatchObject({ code: 0 });
    expect(await room('restore', 'board', 'a')).toMatchObject({ code: 0 });
    expect(await room('restore', 'board', 'a')).toEqual({ code: 1, stdout: '', stderr: 'convene: room "board": my/a is not retired\n' });
    expect((await draw(cwd, '-n', '9', '-q')).stdout.split('\n').sort()).toEqual(['', 'A?', 'B?', 'C?']);
  });

  test('retires what no deck holds any more, by what the room was asked', async () => {
    const cwd = folder(abc);
    await draw(cwd);
    const [{ prompt }] = events(cwd) as [{ prompt: string }];
    expect(await run({ cwd }, 'room', 'retire', 'board', prompt)).toMatchObject({ code: 0 });
    expect(await run({ cwd }, 'room', 'retire', 'board', 'my/nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown prompt'),
    });
  });

  test('takes back the last draw, or the reset that came after it', async () => {
    const cwd = folder(abc);
    await draw(cwd);
    const { stdout } = await draw(cwd, '-n', '2');
    await run({ cwd }, 'room', 'reset', 'board', '-q');
    expect((await draw(cwd, '--explain', '--dry-run')).stderr).toContain('room: 3 of 3 left');
    expect(await run({ cwd }, 'room', 'undo', 'board')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: room "board": the reset is taken back\n',
    });
    expect(await run({ cwd }, 'room', 'undo', 'board')).toEqual({
      code: 0,
      stdout,
      stderr: 'convene: room "board": 2 questions taken back\n',
    });
    expect((await draw(cwd, '--explain', '--dry-run')).stderr).toContain('room: 2 of 3 left');
    await run({ cwd }, 'room', 'undo', 'board');
    expect(await run({ cwd }, 'room', 'undo', 'board')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'convene: room "board": there is nothing to take back\n',
    });
  });

  test('renames, and never over another', async () => {
    const cwd = folder(abc);
    await draw(cwd);
    const before = ledger(cwd);
    await run({ cwd }, 'room', 'note', 'crew', '--gift', 'soup', '-q');
    expect(await run({ cwd }, 'room', 'rename', 'board', 'crew')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('room "crew" exists already'),
    });
    expect(await run({ cwd }, 'room', 'rename', 'board', 'council')).toMatchObject({
      code: 0,
      stderr: 'convene: room "board" is now room "council"\n',
    });
    expect(ledger(cwd, 'council')).toBe(before);
    expect(readdirSync(join(cwd, rooms)).sort()).toEqual(['council.jsonl', 'crew.jsonl']);
  });

  test('forgets for good, but only when that is meant', async () => {
    const cwd = folder(abc);
    await draw(cwd, '-n', '2');
    expect(await run({ cwd }, 'room', 'forget', 'board')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'convene: room "board": 2 questions asked and 0 notes would be deleted for good; add --yes if that is meant\n',
    });
    expect(await run({ cwd }, 'room', 'forget', 'board', '--yes')).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, rooms))).toEqual([]);
  });

  test('keeps promises and gifts, from options or a line each, and reads them back', async () => {
    const cwd = folder();
    const said = await run(
      { cwd },
      'room',
      'note',
      'board',
      '--promise',
      'I will  call Ana',
      '--gift',
      "Bo's soup",
      '--promise',
      'to listen',
    );
    expect(said).toEqual({ code: 0, stdout: '', stderr: 'convene: room "board": 2 promises and 1 gift noted\n' });
    const stdin = '\n- promise: to write\r\n* a walk \x1b[31m\nGift: time\n   \n';
    expect(await run({ cwd, stdin }, 'room', 'note', 'board')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('2 promises and 1 gift'),
    });
    const { promises, gifts } = await json({ cwd }, 'room', 'show', 'board', '--json');
    expect(promises.map(({ text }: { text: string }) => text)).toEqual(['I will call Ana', 'to listen', 'to write', 'a walk \x1b[31m']);
    expect(gifts.map(({ text }: { text: string }) => text)).toEqual(["Bo's soup", 'time']);
    expect((await run({ cwd }, 'room', 'show', 'board')).stdout).toContain('a walk \\u{1b}[31m\n');
    expect(await run({ cwd, stdin: 'cake\n\ntea\n' }, 'room', 'note', 'board', '--gift', '-')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('2 gifts'),
    });
    expect(await run({ cwd, stdin: ' \n' }, 'room', 'note', 'board')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing to note'),
    });
  });

  test('shows what was asked, when, and what is left, the latest first', async () => {
    const cwd = folder(abc);
    await draw(cwd, '-n', '2');
    await run({ cwd }, 'room', 'note', 'board', '--promise', 'to call', '-q');
    expect((await run({ cwd, terminal: 72 }, 'room', 'show', 'board', '-d', 'my.yaml', '-n', '1', '--no-color')).stdout).toMatch(
      /^\n {2}Promised here\n\n {2}2026-11-22 09:30 {2}to call\n\n {2}Left to ask\n\n {2}Gifts {2}1 of 3\n\n {2}Asked, the latest 1 of 2\n\n {2}2026-11-22 09:30 {2}[ABC]\? \(my\/\w-\w+\)\n\n$/,
    );
  });

  test('shows in a pipe what each line is', async () => {
    const cwd = folder(abc);
    await draw(cwd, '-n', '1', '--seed', 'kelp');
    await run({ cwd }, 'room', 'note', 'board', '--promise', 'to call', '--gift', 'soup', '-q');
    await run({ cwd }, 'room', 'retire', 'board', '-d', 'my.yaml', (await json({ cwd }, 'print', '-d', 'my.yaml', '--json'))[0].id, '-q');
    const { code, stdout, stderr } = await run({ cwd }, 'room', 'show', 'board', '-d', 'my.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^promise\t2026-11-22 09:30\tto call\ngift\t2026-11-22 09:30\tsoup\nleft\tGifts\t[12] of [23]\nasked\t2026-11-22 09:30\t[ABC]\? \(my\/\w-\w+\)\nretired\tmy\/\w-\w+\tA\?\n$/,
    );
  });

  test.each([
    ['room shw', 'room: unknown word "shw"; did you mean "show"?'],
    ['room board', 'room: unknown word "board"; there are: list, show'],
    ['room show', 'room show: something is missing; it is: convene room show NAME'],
    ['room rename a b c', 'that is too much; it is: convene room rename NAME NEW-NAME'],
    ['room show nobody', 'unknown room "nobody"; convene room list shows those there are'],
    ['room retire board', 'which prompt?'],
  ])('%s is told', async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('without a home says where a room could be kept', async () => {
    const world = { files: abc, home: null };
    expect(await run(world, 'draw', '-d', 'my.yaml', '--room', 'board')).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^[ABC]\?\n$/),
      stderr: expect.stringContaining('give the path of a file, such as --room ./board.jsonl; what was shown is not recorded'),
    });
    expect(await run(world, 'room')).toMatchObject({ code: 0, stdout: '' });
    expect(await run(world, 'room', 'retire', 'how-and-yes/cost', '--all-rooms')).toMatchObject({ code: 3 });
    expect(await run(world, 'draw', '-d', 'my.yaml', '--room', './board.jsonl')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('what was kept of a long ledger', () => {
  const many = () => {
    const line = (n: number) =>
      JSON.stringify({
        v: 1,
        n,
        id: `e${n}`,
        at: '2026-01-01T00:00:00+00:00',
        by: 'draw',
        what: 'asked',
        prompt: `x/${n % 50}`,
        text: `X ${n % 50}?`,
        draw: `${n}`,
        pile: 1,
      });
    return `${Array.from({ length: 2000 }, (_, n) => line(n + 1)).join('\n')}\n`;
  };
  const cache = 'home/.cache/convene/rooms';
  const deck = 'title: t\nprompts:\n  - {id: a, text: X 1?}\n  - {id: b, text: B?}\n';

  test('counts only while the ledger is what it was', async () => {
    const cwd = folder({ 'my.yaml': deck, [`${rooms}/board.jsonl`]: many() });
    expect(await draw(cwd)).toMatchObject({ code: 0, stdout: 'B?\n' });
    const [kept] = readdirSync(join(cwd, cache)) as [string];
    const path = join(cwd, rooms, 'board.jsonl');
    // What was asked is edited away, to the byte as long as before: the kept memory must not be believed.
    writeFileSync(path, ledger(cwd).replaceAll('X 1?', 'Y 1?').replaceAll('x/1"', 'y/1"'));
    expect(await draw(cwd)).toMatchObject({ code: 0, stdout: 'X 1?\n' });
    for (const broken of ['', '1\n{', 'x\n{}', readFileSync(join(cwd, cache, kept), 'utf8').slice(0, 500)]) {
      writeFileSync(join(cwd, cache, kept), broken);
      expect(await draw(cwd)).toMatchObject({ code: 0, stdout: expect.stringMatching(/\?\n$/) });
    }
  });

  test('is kept anew after something was undone, so that only one draw has to read it all', async () => {
    const cwd = folder({ 'my.yaml': deck, [`${rooms}/board.jsonl`]: many() });
    const kept = () => readFileSync(join(cwd, cache, readdirSync(join(cwd, cache))[0]!), 'utf8');
    await draw(cwd);
    const before = kept();
    expect(await run({ cwd }, 'room', 'undo', 'board', '-q')).toMatchObject({ code: 0, stdout: 'B?\n' });
    expect(await draw(cwd)).toMatchObject({ code: 0, stdout: 'B?\n' });
    const after = kept();
    expect(after).not.toBe(before);
    await draw(cwd);
    expect(kept()).toBe(after);
  });

  test('is not written by a dry run, and that it cannot be written is no matter', async () => {
    const cwd = folder({ 'my.yaml': deck, [`${rooms}/board.jsonl`]: many() });
    await draw(cwd, '--dry-run');
    expect(existsSync(join(cwd, cache))).toBe(false);
    writeFileSync(join(cwd, 'home/.cache'), 'a file');
    expect(await draw(cwd)).toEqual({ code: 0, stdout: 'B?\n', stderr: '' });
  });

  test('goes with the room', async () => {
    const cwd = folder({ 'my.yaml': deck, [`${rooms}/board.jsonl`]: many() });
    await draw(cwd);
    await run({ cwd }, 'room', 'forget', 'board', '--yes');
    expect(readdirSync(join(cwd, cache))).toEqual([]);
  });
});

describe('an agenda in a room', () => {
  const asked = async (cwd: string, ...more: string[]) => {
    const { code, stdout, stderr } = await run(
      { cwd },
      'agenda',
      'strategy-90',
      '-p',
      '26',
      '--room',
      'board',
      '--seed',
      'kelp',
      '--json',
      '-q',
      ...more,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { blocks } = JSON.parse(stdout) as { blocks: { prompts: { id: string }[] }[] };
    return blocks.flatMap(({ prompts }) => prompts.map(({ id }) => id));
  };
  const told = async (cwd: string) =>
    JSON.parse((await run({ cwd }, 'room', 'show', 'board', '--json')).stdout) as { remaining: { left: number; of: number }[] };
  const gone = ({ remaining }: { remaining: { left: number; of: number }[] }) =>
    remaining.reduce((sum, { left, of }) => sum + of - left, 0);

  test('asks what the room was not asked yet, and records what it asked', async () => {
    const cwd = folder();
    const first = await asked(cwd);
    const second = await asked(cwd);
    expect(first.length).toBeGreaterThan(3);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    // Openers and closers are told of in a room only once they were asked for.
    expect(gone(await told(cwd))).toBeGreaterThanOrEqual(first.length + second.length - 2);
  });

  test('leaves no trace when it is only tried', async () => {
    const cwd = folder();
    expect(await asked(cwd, '--dry-run')).toEqual(await asked(cwd, '--dry-run'));
    expect((await run({ cwd }, 'room', 'show', 'board')).code).not.toBe(0);
  });

  test('goes on when a pile is used up', async () => {
    const cwd = folder();
    for (let i = 0; i < 30; i++) expect((await asked(cwd, '--dry-run')).length + (await asked(cwd)).length).toBeGreaterThan(6);
  });

  test('is told to be one of its kind where it is a copy; copies of a plan agree, and are recorded once', async () => {
    const cwd = folder();
    const make = (...more: string[]) => run({ cwd }, 'agenda', ...more);
    const opener = ['opener-10', '-p', '7', '--room', 'board'];
    const told =
      'convene: room "board": its next agenda asks other questions; for copies that agree, take this one back with convene room undo board, save one with -o plan.yaml, and make each from it: convene agenda plan.yaml --copy table\n';
    expect(await make(...opener, '--copy', 'table')).toEqual({ code: 0, stdout: expect.any(String), stderr: told });
    expect(await make(...opener, '-o', 'host.html')).toEqual({ code: 0, stdout: '', stderr: told });
    for (const more of [[], ['-q', '--copy', 'table'], ['--dry-run', '--copy', 'table'], ['--json', '--copy', 'host'], ['-o', 'plan.yaml']])
      expect(await make(...opener, ...more)).toMatchObject({ code: 0, stderr: '' });
    const recorded = readFileSync(join(cwd, 'home/.local/state/convene/rooms/board.jsonl'), 'utf8');
    const tables = await make('plan.yaml', '--copy', 'table');
    expect(tables).toEqual({ code: 0, stdout: expect.any(String), stderr: '' });
    const participants = (await make('plan.yaml', '--copy', 'participants')).stdout.replace(/\s+/g, ' ');
    for (const line of tables.stdout.trimEnd().split('\n')) expect(participants).toContain(line);
    expect(readFileSync(join(cwd, 'home/.local/state/convene/rooms/board.jsonl'), 'utf8')).toBe(recorded);
  });

  test('is drawn, not given back', async () => {
    const cwd = folder();
    await run({ cwd }, 'agenda', 'strategy-90', '-o', 'plan.yaml');
    expect(await run({ cwd }, 'agenda', 'plan.yaml', '--room', 'board')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'convene: --room: only where the prompts are drawn, not for an agenda that was made before\n',
    });
  });
});
