import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, run, type World } from '../run.js';

const json = async (...args: readonly (World | string)[]) => JSON.parse((await run(...args)).stdout) as Record<string, unknown>[];

describe('draw', () => {
  test('gives one prompt and nothing else', async () => {
    expect(await run('draw', 'crossroads')).toEqual({ code: 0, stdout: expect.stringMatching(/^\S.*\S\n$/), stderr: '' });
  });

  test('draws from every deck, so the Yes of the fifth pair is among the crossroads', async () => {
    const drawn = await json('draw', 'crossroads', '-n', '1000', '--json');
    expect(drawn.map(({ id }) => id)).toContain('how-and-yes/measure');
    expect(new Set(drawn.map(({ kind }) => kind))).toEqual(new Set(['crossroads']));
  });

  test.each(['crossroad', 'Crossroads', 'CROSSROADS', 'crossroads,gifts'])('takes the kind as %s', async (kind) => {
    expect(await run('draw', kind)).toMatchObject({ code: 0, stderr: '' });
  });

  test('with a seed brings the same prompts back, by whatever name the options go', async () => {
    const once = await run('draw', 'gifts', '-n3', '--seed', 'kelp');
    expect(once.stdout.split('\n')).toHaveLength(4);
    expect(await run({ seed: 'other' }, 'draw', '--count=3', '--seed=kelp', 'gifts')).toEqual(once);
    expect(await run('draw', '-n', '9', '-n', '3', '--seed', 'kelp', 'gift')).toEqual(once);
  });

  test('of today is the same all day, another one tomorrow', async () => {
    const at = (...time: [number, number, number, number, number]) =>
      run({ now: new Date(...time), seed: String(time) }, 'draw', '--today');
    const morning = await at(2026, 10, 22, 0, 1);
    expect(await at(2026, 10, 22, 23, 59)).toEqual(morning);
    const week = await Promise.all([23, 24, 25, 26].map((day) => at(2026, 10, day, 9, 0)));
    expect(new Set(week.map(({ stdout }) => stdout)).size).toBeGreaterThan(1);
  });

  test('of today can be another one for another team', async () => {
    const draws = await Promise.all(['a', 'b', 'c', 'd'].map((seed) => run('draw', '--today', '--seed', seed)));
    expect(new Set(draws.map(({ stdout }) => stdout)).size).toBeGreaterThan(1);
  });

  test('explains itself on standard error', async () => {
    const files = {
      'my.yaml': 'title: t\nprompts:\n  - {text: A?, kind: gifts}\n  - {text: B?, kind: wants}\n  - {text: C?, kind: gifts, edge: 3}\n',
    };
    expect(await run({ files }, 'draw', 'gifts', '--edge', '3', '-d', 'my.yaml', '--explain')).toEqual({
      code: 0,
      stdout: 'C?\n',
      stderr:
        'convene: 3 prompts in 1 deck\nconvene: kinds: 1 left out\nconvene: --edge: 1 left out\nconvene: 1 candidate, 1 drawn\nconvene: seed: kelp\n',
    });
  });

  test('gives what there is when asked for more, and says so', async () => {
    const files = { 'my.yaml': deckOf('A?', 'B?') };
    const drawn = await run({ files }, 'draw', '-n', '5', '-d', 'my.yaml');
    expect(drawn).toMatchObject({ code: 0, stderr: 'convene: there are only 2; all are shown\n' });
    expect(drawn.stdout.split('\n').sort()).toEqual(['', 'A?', 'B?']);
    expect(await run({ files }, 'draw', '-n', '5', '-d', 'my.yaml', '-q')).toEqual({ ...drawn, stderr: '' });
  });

  test('says why nothing is left', async () => {
    expect(await run('draw', 'gifts', '--search', 'zebra')).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^convene: nothing matched: of \d+ prompts, .*kinds left out \d+, --search left out \d+; ask for less\n$/,
      ),
    });
  });

  test('on a terminal sets the prompt for reading, with its How and its source', async () => {
    const { stdout } = await run({ terminal: 60 }, 'draw', '--paired', 'possibility', '--no-color');
    expect(stdout).toBe(`
  POSSIBILITY · ahead of “How are other people doing it
  successfully?”

    What do we want to create together?
      — Peter Block, The Answer to How is Yes (as excerpted
      in "'Yes' is the right question")

  how-and-yes/precedent · 10 minutes · groups of 2 to 4 ·
  60 seconds of silence first

`);
  });
});

describe('colour', () => {
  test.each<[string, World, string[], boolean]>([
    ['on a terminal', { terminal: 80 }, [], true],
    ['not in a pipe', {}, [], false],
    ['in a pipe if forced', { env: { FORCE_COLOR: '1' } }, ['--width', '80'], true],
    ['not with NO_COLOR', { terminal: 80, env: { NO_COLOR: '1' } }, [], false],
    ['with an empty NO_COLOR', { terminal: 80, env: { NO_COLOR: '' } }, [], true],
    ['not with NO_COLOR, even if forced', { terminal: 80, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, [], false],
    ['not with --no-color, even if forced', { terminal: 80, env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
    ['not with FORCE_COLOR=0', { terminal: 80, env: { FORCE_COLOR: '0' } }, [], false],
    ['not on a dumb terminal', { terminal: 80, env: { TERM: 'dumb' } }, [], false],
  ])('%s', async (_, world, options, expected) => {
    const { stdout } = await run(world, 'draw', ...options);
    expect(stdout.includes('\x1b[')).toBe(expected);
  });
});

describe('the width', () => {
  test.each<[Record<string, string>, number, number]>([
    [{}, 40, 40],
    [{ COLUMNS: '30' }, 80, 30],
    [{ COLUMNS: '0' }, 50, 50],
    [{ COLUMNS: 'abc' }, 50, 50],
    [{ COLUMNS: '1' }, 80, 20],
    [{ COLUMNS: '100000' }, 80, 120],
    [{}, 0, 80],
  ])('with %j on a terminal of %i is %i', async (env, terminal, expected) => {
    const files = { 'my.yaml': deckOf('word '.repeat(100)) };
    const { stdout } = await run({ env, terminal, files }, 'draw', '-d', 'my.yaml', '--no-color');
    const longest = Math.max(...stdout.split('\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(expected);
    expect(longest).toBeGreaterThan(expected - 8);
  });

  test('does not wrap what is piped, unless it is asked to', async () => {
    const files = { 'my.yaml': deckOf('word '.repeat(100)) };
    expect((await run({ files, env: { COLUMNS: '40' } }, 'draw', '-d', 'my.yaml')).stdout.split('\n')).toHaveLength(2);
    expect((await run({ files }, 'draw', '-d', 'my.yaml', '--width', '40')).stdout.split('\n').length).toBeGreaterThan(10);
  });
});

describe('output', () => {
  test('as json is always an array, with the six keys first', async () => {
    const [prompt] = await json('draw', '--json', 'gifts');
    expect(Object.keys(prompt!).slice(0, 6)).toEqual(['id', 'deck', 'kind', 'text', 'how', 'source']);
    expect(prompt).toMatchObject({ how: null, kind: 'gifts' });
  });

  test('fills a template', async () => {
    const files = { 'my.yaml': deckOf('A?') };
    expect(await run({ files }, 'draw', '-d', 'my.yaml', '--template', '{{kind}}: {{ text }}\\t{{how}}|{{tags}}')).toEqual({
      code: 0,
      stdout: 'gifts: A?\t|\n',
      stderr: '',
    });
  });

  test('ends each prompt with NUL where asked', async () => {
    const files = { 'my.yaml': deckOf('A?', 'B?') };
    expect(await run({ files }, 'print', '-d', 'my.yaml', '--null')).toEqual({ code: 0, stdout: 'A?\0B?\0', stderr: '' });
    expect(await run({ files, terminal: 80 }, 'print', '-d', 'my.yaml', '--null')).toEqual({ code: 0, stdout: 'A?\0B?\0', stderr: '' });
  });

  test('goes to a file, whose ending sets the format', async () => {
    const cwd = folder({ 'my.yaml': deckOf('A?') });
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '-o', 'out.csv')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toMatch(/^id,deck,kind,text,.*\r\nmy\/a-\w+,my,gifts,A\?,/);
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '-o', 'out.csv')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'convene: out.csv: exists already; --force overwrites it\n',
    });
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '-o', 'out.csv', '--force', '-f', 'text')).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe('A?\n');
    expect(readdirSync(cwd).sort()).toEqual(['my.yaml', 'out.csv']);
  });

  test('to a file has no colour, even on a terminal', async () => {
    const cwd = folder();
    await run({ cwd, terminal: 80 }, 'draw', '-o', 'a.txt');
    expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).toMatch(/^[^\x1b]+\n$/);
  });

  test('that cannot be written leaves the old file whole', async () => {
    const cwd = folder({ 'out.json': 'old' });
    const disk = {
      fsyncSync: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    expect(await run({ cwd, disk }, 'draw', '-o', 'out.json', '--force')).toEqual({
      code: 3,
      stdout: '',
      stderr: "convene: out.json: can't be written: no space is left on the disk\n",
    });
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
    expect(readdirSync(cwd)).toEqual(['out.json']);
  });

  test.each([
    ['a folder that is not there', 'a/b/c.pdf', 'there is no folder a/b; make it first'],
    ['a file where the folder should be', 'out.json/c.pdf', 'part of the path is a file, not a folder'],
  ])('into %s is told', async (_, file, why) => {
    expect(await run({ files: { 'out.json': 'old' } }, 'print', 'gifts', '-o', file)).toEqual({
      code: 3,
      stdout: '',
      stderr: `convene: ${file}: can't be written: ${why}\n`,
    });
  });

  test('keeps the mode of the file it overwrites', async () => {
    const cwd = folder({ 'out.json': 'old' });
    const { mode } = statSync(join(cwd, 'out.json'));
    await run({ cwd }, 'draw', '-o', 'out.json', '--force');
    expect(statSync(join(cwd, 'out.json')).mode).toBe(mode);
  });
});

describe('print', () => {
  test('gives every prompt selected, in the order of its deck', async () => {
    const files = {
      'my.yaml': 'title: t\nprompts:\n  - {text: G?, kind: gifts}\n  - {text: D?, kind: dissent}\n  - {text: H?, kind: gifts}\n',
    };
    expect(await run({ files }, 'print', '-d', 'my.yaml')).toEqual({ code: 0, stdout: 'G?\nD?\nH?\n', stderr: '' });
    expect((await json({ files }, 'print', '-d', 'my.yaml', '--json')).map(({ text }) => text)).toEqual(['G?', 'D?', 'H?']);
  });

  test('of the pairs gives the six', async () => {
    expect(await json('print', '--paired', '--json')).toHaveLength(6);
  });
});

describe('list', () => {
  test('counts what is there, kind by kind', async () => {
    const kinds = await json('list', 'kinds', '--json');
    const prompts = await json('list', 'prompts', '--json');
    expect(kinds.reduce((sum, { prompts: n }) => sum + Number(n), 0)).toBe(prompts.length);
    expect(kinds.slice(0, 7).map(({ kind }) => kind)).toEqual([
      'possibility',
      'dissent',
      'crossroads',
      'ownership',
      'commitment',
      'contracting',
      'gifts',
    ]);
  });

  test('shows prompts with their ids, in a pipe a tab apart', async () => {
    const files = { 'my.yaml': 'title: t\nprompts:\n  - {id: a, text: A?}\n' };
    expect(await run({ files }, 'list', 'prompts', '-d', 'my.yaml')).toEqual({ code: 0, stdout: 'my/a\tA?\n', stderr: '' });
    expect(await run({ files }, 'list', 'other', '-d', 'my.yaml')).toEqual({ code: 0, stdout: 'my/a\tA?\n', stderr: '' });
  });

  test('tells where a deck is from', async () => {
    const decks = await json({ files: { 'home/.local/share/convene/decks/mine.yaml': deckOf('A?') } }, 'list', 'decks', '--json');
    expect(decks.find(({ name }) => name === 'gifts')).toMatchObject({ from: 'built-in' });
    expect(decks.find(({ name }) => name === 'mine')).toMatchObject({ from: expect.stringMatching(/mine\.yaml$/), prompts: 1 });
  });

  test('without a word shows the kinds and the decks', async () => {
    const all = JSON.parse((await run('list', '--json')).stdout) as Record<string, unknown[]>;
    expect(Object.keys(all)).toEqual(['kinds', 'decks']);
  });
});

describe('show', () => {
  test('brings back exactly the prompts named, in their order', async () => {
    const shown = await json('show', 'how-and-yes/measure', 'cost', '--json');
    expect(shown.map(({ id }) => id)).toEqual(['how-and-yes/measure', 'how-and-yes/cost']);
  });

  test('offers the nearest id', async () => {
    expect(await run('show', 'mesure')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'convene: unknown prompt "mesure"; did you mean "measure"?\n',
    });
  });

  test('asks for the deck where several have such a prompt', async () => {
    const files = { 'a.yaml': 'title: t\nprompts: [{id: q, text: A?}]\n', 'b.yaml': 'title: t\nprompts: [{id: q, text: B?}]\n' };
    expect(await run({ files }, 'show', 'q', '-d', 'a.yaml,b.yaml')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'convene: "q" stands in several decks: a/q, b/q\n',
    });
  });
});
