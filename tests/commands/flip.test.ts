import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, run, type World } from '../run.js';

const json = async (world: World, ...argv: string[]) => JSON.parse((await run(world, ...argv)).stdout) as Record<string, unknown>[];
const time = 'What commitment am I willing to make?\tA date will mean more once we know who means it.\tHow long will it take?\n';

describe('flip', () => {
  test.each([[['How long will it take?']], [['how', 'long', 'will', 'it', 'take']], [['By when is it done?']]])(
    'gives the Yes question, its bridge and its How: %j',
    async (argv) => {
      expect(await run('flip', ...argv)).toEqual({ code: 0, stdout: time, stderr: '' });
    },
  );

  test('takes quoted questions one by one, and bare words as one until a question ends', async () => {
    expect((await json({}, 'flip', '--json', 'Who pays?', 'And when?')).map(({ input }) => input)).toEqual(['Who pays?', 'And when?']);
    expect((await json({}, 'flip', '--json', 'who', 'pays?', 'when?')).map(({ input }) => input)).toEqual(['who pays?', 'when?']);
  });

  test('reads standard input, a line each, in order', async () => {
    const stdin = '\ufeffWho pays?\r\n\r\nhello\rHow long?';
    const flips = await json({ stdin }, 'flip', '--json');
    expect(flips.map(({ input, pair }) => [input, (pair as { id?: string } | null)?.id ?? null])).toEqual([
      ['Who pays?', 'how-and-yes/cost'],
      ['', null],
      ['hello', null],
      ['How long?', 'how-and-yes/time'],
    ]);
    expect(await json({ stdin }, 'flip', '-', '--json')).toEqual(flips);
    expect(await run({ stdin }, 'flip')).toMatchObject({ code: 0, stderr: 'convene: none of the six was heard in 2 of 4 lines\n' });
  });

  test('as json says which words decided, and how surely', async () => {
    const [flip] = await json({}, 'flip', '--json', 'Who pays?');
    expect(Object.keys(flip!)).toEqual(['input', 'pair', 'because', 'score']);
    expect(flip).toMatchObject({
      because: [expect.stringContaining('pays')],
      pair: { id: 'how-and-yes/cost', how: 'How much does it cost?' },
    });
    expect(flip!['pair']).not.toHaveProperty('hears');
    expect(flip!['score']).toBeGreaterThan(0);
  });

  test.each([
    ['minutes.md', 'that is a file: convene flip --annotate minutes.md, or convene flip < minutes.md'],
    ["Bo's list.txt", "that is a file: convene flip --annotate 'Bo'\\''s list.txt', or convene flip < 'Bo'\\''s list.txt'"],
    ['folder', 'it may well stand as it is'],
    ['elsewhere.md', 'it may well stand as it is'],
  ])('the name of a file, %s, is told from a question', async (name, next) => {
    const files = { 'minutes.md': 'How long?\n', "Bo's list.txt": '', 'folder/a': '' };
    expect(await run({ files }, 'flip', name)).toEqual({
      code: 1,
      stdout: '',
      stderr: `convene: none of the six was heard in "${name}"; ${next}\n`,
    });
  });

  test('never guesses: none of the six is a no, said kindly', async () => {
    expect(await run('flip', 'How are you?')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'convene: none of the six was heard in "How are you?"; it may well stand as it is\n',
    });
    expect(await json({}, 'flip', '--json', 'How are you?')).toEqual([{ input: 'How are you?', pair: null, because: [], score: 0 }]);
    expect(await run('flip', 'a\x1b[31m b')).toMatchObject({ code: 1, stderr: expect.stringContaining('a\\u{1b}[31m b') });
  });

  test('of nothing is a no', async () => {
    expect(await run({ stdin: '' }, 'flip')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('nothing came in') });
    expect(await run({ stdin: '' }, 'flip', '--json')).toMatchObject({ code: 1, stdout: '[]\n' });
  });

  test('ranks all pairs', async () => {
    const { code, stdout } = await run('flip', '--all', 'How long will it take?');
    const rows = stdout
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
    expect(code).toBe(0);
    expect(rows).toHaveLength(6);
    expect(rows[0]!.slice(1)).toEqual([
      'How long will it take?',
      'What commitment am I willing to make?',
      expect.stringMatching(/^How long/),
    ]);
    const [flip] = await json({}, 'flip', '--all', '--json', 'Who pays?');
    expect((flip!['ranked'] as { id: string }[]).map(({ id }) => id)).toHaveLength(6);
  });

  test('on a terminal is set for reading aloud, the bridge and the words that decided with it', async () => {
    const { stdout } = await run({ terminal: 60 }, 'flip', '--no-color', 'Who foots it?');
    expect(stdout.replace(/Heard: “Who foots.*”/, 'Heard: “Who foots…”')).toBe(`
  COMMITMENT · ahead of “How much does it cost?”

    What is the price I am willing to pay?
      — Peter Block, The Answer to How is Yes (as excerpted
      in "'Yes' is the right question")

  Bridge: Money will be counted. What else would this ask
    of us?
  Heard: “Who foots…”
  Comes second: Who foots it?

`);
  });

  test('fills a template, and flat tables', async () => {
    expect((await run('flip', 'Who pays?', '--template', '{{text}} <- {{input}}')).stdout).toBe(
      'What is the price I am willing to pay? <- Who pays?\n',
    );
    expect((await run('flip', 'Who pays?', '-f', 'csv')).stdout).toMatch(/^line,input,text,bridge,how,kind,id,score,because\r\n/);
  });

  test("hears the pairs of one's own deck", async () => {
    const files = { 'my.yaml': 'title: t\nprompts: [{id: a, text: Who are we?, how: How do we rank?, cues: [league table]}]\n' };
    expect(await run({ files }, 'flip', '-d', 'my.yaml', 'What of the league table?')).toMatchObject({
      code: 0,
      stdout: 'Who are we?\t\tHow do we rank?\n',
    });
    expect(await run({ files: { 'my.yaml': deckOf('A?') } }, 'flip', '-d', 'my.yaml', 'Who pays?')).toMatchObject({ code: 1, stdout: '' });
  });

  test('hears a pair that replaces a built-in one by its own cues too', async () => {
    const files = {
      'how-and-yes.yaml':
        'title: t\nhearing: {weights: {"grosbeak ?": cost 1}}\nprompts: [{id: cost, text: What is it worth?, how: What is the toll?, cues: [florins]}]\n',
    };
    const world = { files, env: { CONVENE_DECKS: '.' } };
    for (const text of ['How many florins?', 'Grosbeak?', 'How much does it cost?']) {
      expect(await run(world, 'flip', text)).toMatchObject({ code: 0, stdout: 'What is it worth?\t\tWhat is the toll?\n' });
    }
    expect(await run(world, 'flip', 'How long will it take?')).toMatchObject({ code: 0, stdout: time });
    const [flip] = await json(world, 'flip', '--all', '--json', 'How many florins?');
    expect((flip!['ranked'] as { id: string }[]).map(({ id }) => id)).toHaveLength(6);
  });

  test('waits for nobody', async () => {
    expect(await run({ terminal: 80, env: { CI: '1' } }, 'flip')).toMatchObject({ code: 2, stdout: '' });
    expect(await run({ terminal: 80 }, 'flip', '--annotate')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('flip --annotate', () => {
  const agenda = '# Monday\r\n\r\n1. Roof\r\n   - How much will it cost?\r\n2. Any other business';
  const expected = agenda.replace('   - How', '   - What is the price I am willing to pay?\r\n   - How');

  test('passes a text through, the Yes question above each How', async () => {
    expect(await run({ stdin: agenda }, 'flip', '--annotate')).toEqual({ code: 0, stdout: expected, stderr: '' });
    expect(await run({ files: { 'agenda.md': agenda } }, 'flip', '--annotate', 'agenda.md')).toEqual({
      code: 0,
      stdout: expected,
      stderr: '',
    });
  });

  test('as json gives the lines', async () => {
    const lines = await json({ stdin: agenda }, 'flip', '--annotate', '--json');
    expect(lines).toMatchObject([{ line: 4, input: '   - How much will it cost?', pair: { id: 'how-and-yes/cost' } }]);
  });

  test('keeps every byte of what is not UTF-8, or no text at all', async () => {
    const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    const cases = [
      [
        bytes('caf', [0xe9], '?\nHow long?\n', [0xff]),
        bytes('caf', [0xe9], '?\nWhat commitment am I willing to make?\nHow long?\n', [0xff]),
      ],
      [bytes([0, 1, 2, 255], 'How long?\n'), bytes([0, 1, 2, 255], 'How long?\n')],
      [Buffer.from('How long?\n', 'utf16le'), Buffer.from('How long?\n', 'utf16le')],
      [Buffer.alloc(1_000_000, 0xfe), Buffer.alloc(1_000_000, 0xfe)],
    ] as const;
    for (const [stdin, result] of cases) {
      const cwd = folder();
      expect(await run({ cwd, stdin }, 'flip', '--annotate', '-q', '-o', 'out.txt')).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(readFileSync(join(cwd, 'out.txt')).equals(result)).toBe(true);
    }
  });

  test.each([
    [['--annotate', '--all'], "--annotate and --all don't go together"],
    [['--annotate', '-f', 'csv'], "--annotate and --format don't go together"],
    [['--annotate', 'a', 'b'], '--annotate takes one file, not 2'],
  ])('refuses %j', async (argv, message) => {
    const { code, stdout, stderr } = await run({ stdin: 'x' }, 'flip', ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('says what can’t be read', async () => {
    expect(await run('flip', '--annotate', 'nope.md')).toMatchObject({
      code: 3,
      stderr: "convene: nope.md: can't be read: there is no such file\n",
    });
  });
});
