import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownKinds } from '../../src/core/deck.js';
import { hidden } from '../../src/parse/yaml.js';
import { folder, run } from '../run.js';
import { bare, has, keys, terminal } from '../terminal.js';

describe('new, a deck', () => {
  test('writes a deck that teaches the format and is right as it is', async () => {
    const cwd = folder();
    expect(await run({ cwd }, 'new', 'our-mondays')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: our-mondays.yaml: written; open it in an editor, then: convene check our-mondays.yaml\n',
    });
    expect(readFileSync(join(cwd, 'our-mondays.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/\S+deck\.schema\.json\n/,
    );
    expect(await run({ cwd }, 'check', 'our-mondays.yaml', '--strict')).toMatchObject({ code: 0, stdout: '' });
    expect(await run({ cwd }, 'list', 'decks', '-d', 'our-mondays.yaml')).toMatchObject({ stdout: expect.stringContaining('Our mondays') });
    const text = readFileSync(join(cwd, 'our-mondays.yaml'), 'utf8');
    const shown = text.replace(/^( +)# (?=(?:followups|how|edge|minutes|tags):|- ")/gm, '$1');
    expect(shown).not.toBe(text);
  });

  test('takes everything by flags', async () => {
    const cwd = folder();
    const argv = [
      '--title',
      'A: "title" #1',
      '--kind',
      'Gift',
      '--prompt',
      'What now: this?',
      '--prompt',
      'And # then?',
      '--language',
      'de',
      '--source',
      'me',
    ];
    await run({ cwd }, 'new', 'a.yml', ...argv);
    const { stdout } = await run({ cwd }, 'print', '-d', 'a.yml', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { kind: 'gifts', text: 'What now: this?', language: 'de', source: 'me' },
      { kind: 'gifts', text: 'And # then?' },
    ]);
  });

  test('can put it where every draw takes from, with a kind of its own', async () => {
    const cwd = folder();
    expect(await run({ cwd }, 'new', 'mine', '--yours', '--kind', 'songs', '-q')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await run({ cwd }, 'draw', 'songs')).toEqual({ code: 0, stdout: 'What brought you here?\n', stderr: '' });
  });

  test.each<[string, string[], number, RegExp]>([
    ['without a name and nobody to ask', [], 2, /which file\? give its name, such as: convene new mondays\.yaml/],
    ['over another file', ['there.yaml'], 3, /there\.yaml: exists already; --force overwrites it/],
    ['into a folder that isn’t there', ['no/a.yaml'], 3, /no\/a\.yaml: can't be written: there is no folder no; make it first/],
    ['out of the folder for one’s own', ['../a', '--yours'], 2, /give a name without a folder/],
    ['with a control character', ['a', '--title', 'a\u0007b'], 2, /that would be no good deck/],
    ['in a language that is none', ['a', '--language', 'no such'], 2, /--language: "no such" should be a language tag such as/],
    ['with two kinds', ['a', '--kind', 'gifts,wants'], 2, /--kind: a deck starts with one kind/],
    ['with minutes', ['a', '--minutes', '60'], 2, /--minutes: only with --session/],
  ])('refuses %s', async (_, argv, code, message) => {
    const outcome = await run({ files: { 'there.yaml': 'mine' } }, 'new', ...argv);
    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).toMatch(message);
  });
});

describe('new, a session', () => {
  test('writes a session that teaches the format, is right as it is, and runs at once', async () => {
    const cwd = folder();
    expect(await run({ cwd }, 'new', 'monday-hour', '--session')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: monday-hour.yaml: written; see it as it runs: convene agenda monday-hour.yaml\n',
    });
    const text = readFileSync(join(cwd, 'monday-hour.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/\S+session\.schema\.json\n/);
    expect(text).toContain('convene agenda monday-hour.yaml --people 12 --start 14:00');
    expect(await run({ cwd }, 'check', 'monday-hour.yaml', '--strict')).toMatchObject({ code: 0, stdout: '' });
    const plan = await run({ cwd }, 'agenda', 'monday-hour.yaml', '--json');
    expect(JSON.parse(plan.stdout)).toMatchObject({ title: 'Monday hour', minutes: 60, people: 12 });
    expect(await run({ cwd, stdin: plan.stdout }, 'review', '-')).toMatchObject({ code: 0 });
  });

  test('takes everything by flags, and a question of one’s own with whatever it holds', async () => {
    const cwd = folder();
    const flags = [
      '-m',
      '90',
      '-p',
      '3-8',
      '--kind',
      'Gift,wants',
      '--prompt',
      'What now: "this" # thing?',
      '--title',
      "Bo's: #1",
      '--source',
      'me',
    ];
    expect(await run({ cwd }, 'new', 'hour.yml', '--session', '--language', 'de', ...flags)).toMatchObject({ code: 0 });
    const { stdout, code } = await run({ cwd }, 'agenda', 'hour.yml', '--json');
    expect(code).toBe(0);
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({ title: "Bo's: #1", minutes: 90, people: 8, language: 'de', source: 'me' });
    const asked = plan.blocks.flatMap(({ prompts }: { prompts: { kind: string; text: string }[] }) => prompts);
    expect(asked.map(({ kind }: { kind: string }) => kind)).toEqual(['gifts', 'wants', 'other', 'gifts']);
    expect(asked[2].text).toBe('What now: "this" # thing?');
  });

  test('can be put where agenda finds it by its name', async () => {
    const cwd = folder();
    expect(await run({ cwd }, 'new', 'ours', '--session', '--yours')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('convene agenda ours\n'),
    });
    expect(await run({ cwd }, 'agenda', 'ours', '-q')).toMatchObject({ code: 0, stdout: expect.stringContaining('Ours\n') });
  });

  const text = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
      fc.constantFrom('{{each}}', '[a]', '- b', '"', "'", 'x: y', '# z', '{a', '%'),
    )
    // What can't be seen is warned of, rightly.
    .filter((one) => one.trim() !== '' && !one.match(hidden));
  test('of any length, for anybody, is accepted by check and by agenda, or refused with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          minutes: fc.integer({ min: 16, max: 480 }),
          people: fc.tuple(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 400 })),
          kinds: fc.subarray(Object.keys(knownKinds)),
          prompts: fc.array(text, { maxLength: 2 }),
          title: text,
        }),
        async ({ minutes, people: [least, more], kinds, prompts, title }) => {
          const cwd = folder();
          const argv = [
            'new',
            'a',
            '--session',
            `-m${minutes}`,
            `-p${least}-${least + more}`,
            `--title=${title}`,
            ...prompts.map((one) => `--prompt=${one}`),
          ];
          const { code, stderr } = await run({ cwd }, ...argv, ...(kinds.length ? ['--kind', kinds.join()] : []));
          if (code !== 0) {
            expect([code, stderr]).toEqual([2, expect.stringMatching(/take \d+ minutes at least|that would be no good session/)]);
            return;
          }
          expect(await run({ cwd }, 'check', 'a.yaml', '--strict')).toMatchObject({ code: 0, stdout: '' });
          for (const people of [least, least + more]) {
            const made = await run({ cwd }, 'agenda', 'a.yaml', `-p${people}`, '--json');
            expect([made.code, made.stderr]).toEqual([0, '']);
            const plan = JSON.parse(made.stdout);
            // Where all are in one group there is nothing to share, and that time is not spent; sixty and more take longer to move.
            if (people <= 5) expect(plan.minutes).toBeLessThanOrEqual(minutes);
            else if (people < 60) expect(plan.minutes).toBe(minutes);
            else expect(plan.minutes).toBeGreaterThanOrEqual(minutes);
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test.each<[string, string[], RegExp]>([
    [
      'more questions than its minutes hold',
      ['a', '-m', '30', '--kind', 'gifts,wants,dissent'],
      /3 questions take 38 minutes at least, not 30; ask less, or -m 38/,
    ],
    ['a kind that nobody knows', ['a', '--kind', 'gfts'], /--kind: unknown kind "gfts"; did you mean "gifts"\?/],
    ['people the wrong way round', ['a', '--people', '9-3'], /--people: "9-3" should be how many there are, least and most, such as 4-24/],
    ['no name, and nobody to ask', [], /which file\? give its name, such as: convene new mondays\.yaml --session/],
  ])('refuses %s', async (_, argv, message) => {
    const outcome = await run('new', ...argv, '--session');
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
  });

  test('names its file in its notes as a shell takes it', async () => {
    const cwd = folder();
    await run({ cwd }, 'new', "Bo's $(id).yaml");
    expect(readFileSync(join(cwd, "Bo's $(id).yaml"), 'utf8')).toContain("convene check 'Bo'\\''s $(id).yaml'\n");
  });
});

describe.skipIf(!has('script'))('new on a real terminal (needs script of util-linux)', () => {
  test.each([40, 80])('asks for a session, %i columns wide, and again where an answer is no good', async (columns) => {
    const { screen, code, cwd } = await terminal(
      'convene new && convene check our-monday-hour-2.yaml --strict && convene agenda our-monday-hour-2.yaml >/dev/null',
      [
        [/like to start/, keys.down + keys.enter],
        [/meeting called/, keys.enter],
        [/How many minutes/, `7${keys.enter}`],
        [/from 16 to 480/, `${keys.clear}45${keys.enter}`],
        [/What should be asked/, `gfts${keys.enter}`],
        [/is no kind/, `${keys.clear}gifts${keys.enter}`],
        [/of your own/, `What now: #1?${keys.enter}`],
        [/which file/, keys.enter],
        [/exists already/, `our-monday-hour-2${keys.enter}`],
      ],
      { columns, files: { 'our-monday-hour.yaml': 'mine' } },
    );
    expect(bare(screen).replace(/\n/g, '')).toContain('nothing to put right');
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'our-monday-hour-2.yaml'), 'utf8')).toContain('ask: "What now: #1?"');
    expect(readFileSync(join(cwd, 'our-monday-hour.yaml'), 'utf8')).toBe('mine');
  });

  test('asks for a deck, without colour where none is wanted', async () => {
    const { screen, code } = await terminal('convene new --no-color && cat ours.yaml && convene check ours.yaml --strict', [
      [/like to start/, keys.enter],
      [/deck called/, `Ours${keys.enter}`],
      [/questions for/, `gift${keys.enter}`],
      [/first question/, `What did you bring?${keys.enter}`],
      [/Another/, keys.enter],
      [/which file/, keys.enter],
    ]);
    expect(screen).not.toMatch(/\x1b\[3[0-9]m/);
    expect(bare(screen)).toMatch(/kind: "gifts"[\s\S]*text: "What did you bring\?"/);
    expect(code).toBe(0);
  });

  test('Ctrl-C leaves no file', async () => {
    const { screen, code, cwd } = await terminal('convene new', [
      [/like to start/, keys.enter],
      [/deck called/, keys.ctrlC],
    ]);
    expect(code).toBe(130);
    expect(screen).not.toMatch(/ExitPrompt|Error|\n\s+at /);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
