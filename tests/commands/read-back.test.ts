import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run, type World } from '../run.js';

const ledger = 'home/.local/state/convene/rooms/board.jsonl';
const events = (cwd: string) =>
  readFileSync(join(cwd, ledger), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { what: string; id: string; of?: string[]; day?: string; draw?: string });

/** A room in which two promises and a gift were noted. */
async function promised(): Promise<string> {
  const cwd = folder();
  await run({ cwd }, 'room', 'note', 'board', '--promise', 'I will call Ana', '--promise', 'to <b>listen</b>', '--gift', "Bo's soup", '-q');
  return cwd;
}

const agenda = (world: World & { cwd: string }, ...more: string[]) =>
  run(world, 'agenda', 'strategy-90', '-p', '12', '--room', 'board', ...more);
const on = (cwd: string, date: string, ...more: string[]) => agenda({ cwd }, '--date', date, ...more);
const blocks = async (...args: Parameters<typeof on>) => {
  const { code, stdout, stderr } = await on(args[0], args[1], '--json', '-q', ...args.slice(2));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { blocks: { title: string; start: string; minutes: number; readBack?: object[] }[] }).blocks;
};
const readBack = async (...args: Parameters<typeof on>) => (await blocks(...args))[0]!.readBack ?? null;

const all = [
  { what: 'promise', text: 'I will call Ana', date: '2026-11-22' },
  { what: 'promise', text: 'to <b>listen</b>', date: '2026-11-22' },
  { what: 'gift', text: "Bo's soup", date: '2026-11-22' },
];

describe('the next agenda of a room', () => {
  test('opens with what was promised and given, in its time, and records that it was read', async () => {
    const cwd = await promised();
    const [first, second] = await blocks(cwd, '2026-11-29', '--start', '14:00');
    expect(first).toMatchObject({ title: 'What was promised here', start: '14:00', minutes: 2, readBack: all });
    expect(second).toMatchObject({ start: '14:02' });
    const [a, b, c] = events(cwd).map(({ id }) => id);
    const read = events(cwd).filter(({ what }) => what === 'read');
    expect(read).toMatchObject([{ of: [a, b, c], day: '2026-11-29', draw: events(cwd).find(({ what }) => what === 'asked')!.draw }]);
  });

  test('reads it again on the same day, however often it is made; on a later day it is over', async () => {
    const cwd = await promised();
    expect(await readBack(cwd, '2026-11-29')).toEqual(all);
    expect(await readBack(cwd, '2026-11-29')).toEqual(all);
    expect(await readBack(cwd, '2026-12-06')).toBeNull();
    await run({ cwd }, 'room', 'note', 'board', '--gift', 'time', '-q');
    expect(await readBack(cwd, '2026-12-06')).toMatchObject([{ what: 'gift', text: 'time' }]);
    const { promises, gifts } = JSON.parse((await run({ cwd }, 'room', 'show', 'board', '--json')).stdout);
    expect([...promises, ...gifts].map(({ readBack: day }) => day)).toEqual(['2026-11-29', '2026-11-29', '2026-11-29', '2026-12-06']);
  });

  test('that is taken back has read nothing', async () => {
    const cwd = await promised();
    await readBack(cwd, '2026-11-29');
    expect(await run({ cwd }, 'room', 'undo', 'board')).toMatchObject({ code: 0, stderr: expect.stringContaining('questions taken back') });
    expect(await readBack(cwd, '2026-12-06')).toEqual(all);
  });

  test('that asks nothing of its own reads back all the same, and can be taken back', async () => {
    const cwd = await promised();
    writeFileSync(join(cwd, 'own.yaml'), 'title: t\npeople: [2, 20]\nblocks:\n  - {title: Talk, minutes: [5, 8, 9], form: open}\n');
    const own = (...more: string[]) => run({ cwd }, 'agenda', 'own.yaml', '-p', '9', '--room', 'board', '--date', ...more);
    expect((await own('2026-11-29')).stdout).toContain('I will call Ana (2026-11-22)');
    expect((await own('2026-12-06')).stdout).not.toContain('Ana');
    expect(await run({ cwd }, 'room', 'undo', 'board')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: room "board": what was read back is taken back\n',
    });
    expect((await own('2026-12-06')).stdout).toContain('I will call Ana (2026-11-22)');
  });

  test.each(['text', 'markdown', 'html', 'csv', 'ics', 'yaml', 'json', 'jsonl', 'tsv', 'pdf'])(
    'has each with its day as %s',
    async (format) => {
      const cwd = await promised();
      const { code, stdout, stderr } = await on(cwd, '2026-11-29', '-f', format, '-q');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      if (format === 'pdf') return expect(stdout).toMatch(/^%PDF/);
      expect(stdout.replace(/\r\n /g, '')).toMatch(/I will call Ana[\s\S]{0,30}2026-11-22/);
      expect(stdout.replace(/\r\n /g, '')).toMatch(/Bo(&#39;|')s soup[\s\S]{0,30}2026-11-22/);
      if (format === 'html' || format === 'markdown') expect(stdout).not.toContain('<b>listen');
    },
  );

  test('keeps it on the host’s copy, out of what is handed out or sent to all', async () => {
    const cwd = await promised();
    for (const more of [
      ['--copy', 'participants'],
      ['--copy', 'table'],
      ['-f', 'ics', '--one-event'],
      ...['participants', 'table'].flatMap((copy) =>
        ['ics', 'csv', 'tsv', 'json', 'jsonl', 'yaml', 'markdown', 'html'].map((format) => ['-f', format, '--copy', copy]),
      ),
      ['--copy', 'participants', '--template', '{{title}} {{readBack}}'],
    ]) {
      const { code, stdout } = await on(cwd, '2026-11-29', '-q', ...more);
      expect({ code, text: stdout.replace(/\r\n /g, '') }).toEqual({ code: 0, text: expect.not.stringContaining('Ana') });
    }
    // What nobody was shown was not read.
    expect(await readBack(cwd, '2026-12-06')).toEqual(all);
  });

  test('given back as a file is the same, and opens the same', async () => {
    const cwd = await promised();
    await on(cwd, '2026-11-29', '-o', 'plan.yaml', '-q');
    const again = await run({ cwd }, 'agenda', 'plan.yaml', '-f', 'yaml');
    expect(again).toEqual({ code: 0, stdout: readFileSync(join(cwd, 'plan.yaml'), 'utf8'), stderr: '' });
    expect((await run({ cwd }, 'agenda', 'plan.yaml')).stdout).toContain('- I will call Ana (2026-11-22)\n');
    writeFileSync(join(cwd, 'mine.yaml'), again.stdout.replace('what: gift', 'what: gfit'));
    expect(await run({ cwd }, 'agenda', 'mine.yaml')).toMatchObject({ code: 3, stderr: expect.stringContaining('did you mean "gift"?') });
    expect(await run({ cwd }, 'agenda', 'plan.yaml', '--no-read-back')).toMatchObject({
      code: 2,
      stderr: 'convene: --no-read-back: only where the prompts are drawn, not for an agenda that was made before\n',
    });
  });

  test('does without it where nothing was promised, nobody wants it, or it is only tried', async () => {
    const empty = folder();
    const [first] = await blocks(empty, '2026-11-29');
    expect(first).toMatchObject({ title: 'What we are here to choose' });
    expect(first).not.toHaveProperty('readBack');
    const cwd = await promised();
    expect(await readBack(cwd, '2026-11-29', '--no-read-back')).toBeNull();
    expect(events(cwd).some(({ what }) => what === 'read')).toBe(false);
    const before = readFileSync(join(cwd, ledger), 'utf8');
    expect(await readBack(cwd, '2026-11-29', '--dry-run')).toEqual(all);
    expect(readFileSync(join(cwd, ledger), 'utf8')).toBe(before);
  });

  test('for which there is no time says so, and leaves it to the one after', async () => {
    const cwd = await promised();
    const short = (date: string, m: string) => run({ cwd }, 'agenda', 'opener-10', '-p', '7', '--room', 'board', '--date', date, '-m', m);
    expect(await short('2026-11-29', '7')).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('Ana'),
      stderr: 'convene: room "board": there is no time to read back 3 notes; give it a longer -m, or the next agenda does\n',
    });
    expect((await short('2026-12-06', '8')).stdout).toContain('Ana');
  });

  test.each<[string, World, number]>([
    ['a reader that left', { broken: 'reader left' }, 0],
    ['a full disk', { broken: 'disk full' }, 3],
  ])('that could not be shown, for %s, has read nothing', async (_, world, code) => {
    const cwd = await promised();
    expect(await agenda({ ...world, cwd }, '--date', '2026-11-29')).toMatchObject({ code, stdout: '' });
    expect(events(cwd)).toHaveLength(3);
    expect(await readBack(cwd, '2026-12-06')).toEqual(all);
  });

  test('is shown without it where the room can’t be read, and the reason told', async () => {
    const cwd = folder({ [`${ledger}/x`]: '' });
    const { code, stdout, stderr } = await on(cwd, '2026-11-29');
    expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('What we are here to choose') });
    expect(stderr).toMatch(/^convene: \S+board\.jsonl: this is a folder, .*; what was shown is not recorded\n$/);
  });

  test('reads notes from two machines, torn and foreign lines beside them', async () => {
    const cwd = await promised();
    const before = readFileSync(join(cwd, ledger), 'utf8');
    writeFileSync(join(cwd, ledger), `<<<<<<< HEAD\n${before}=======\n${before}{"what":"promised","te`);
    const { stdout, code } = await on(cwd, '2026-11-29', '--json', '-q');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).blocks[0].readBack).toEqual(all);
  });
});

describe('who has an agenda for a room on a terminal', () => {
  const terminal = 80;

  test('a day ahead is told how promises are kept', async () => {
    const { code, stderr } = await agenda({ cwd: folder(), terminal }, '--date', '2026-11-29');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'convene: what is promised there is kept, and read back next time, by: convene room note board\n',
    });
    const odd = await run({ terminal }, 'agenda', 'strategy-90', '-p', '12', '--room', "Bo's crew", '--date', 'tomorrow');
    expect(odd.stderr).toContain("convene room note 'Bo'\\''s crew'\n");
  });

  test.each<[string, World, string[]]>([
    ['without a note, where none is wanted', {}, ['-q']],
    ['in a pipe', { stdin: '' }, []],
    ['in CI', { env: { CI: '1' } }, []],
    ['on a dumb terminal', { env: { TERM: 'dumb' } }, []],
    ['as JSON', {}, ['--json']],
    ['as Markdown', {}, ['-f', 'markdown']],
    ['on trial', {}, ['--dry-run']],
  ])('is asked nothing %s', async (_, world, more) => {
    const cwd = folder();
    expect(await agenda({ ...world, cwd, terminal }, ...more)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, ledger))).toBe(!more.includes('--dry-run'));
  });

  test.each([[['-o', 'plan.txt']], [['--copy', 'participants']]])('is told how copies agree, and asked nothing, with %j', async (more) => {
    const { code, stderr } = await agenda({ cwd: folder(), terminal }, ...more);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^convene: room "board": its next agenda asks other .*\n$/),
    });
  });
});
