import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, run, type World } from '../run.js';

const json = async (world: World, ...argv: string[]) => JSON.parse((await run(world, ...argv)).stdout) as Record<string, unknown>[];
const codes = async (files: Record<string, string>, ...more: string[]) =>
  (await json({ files }, 'check', ...Object.keys(files), '--json', '-q', ...more)).map(({ code }) => code);
const good = 'title: t\nprompts:\n  - {id: a, text: What did you notice on your way here?}\n';

describe('check', () => {
  test('says of a large deck that only check has this limit, where draw takes it', async () => {
    const files = { 'my.yaml': `title: A deck\nkind: gifts\nprompts:\n${'  - What would you ask if nobody answered?\n'.repeat(60_000)}` };
    const cwd = folder(files);
    expect(await run({ cwd }, 'draw', '-d', 'my.yaml', '-q')).toMatchObject({
      code: 0,
      stdout: 'What would you ask if nobody answered?\n',
    });
    expect(await run({ cwd }, 'check', 'my.yaml', '-f', 'csv')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        'the file is larger than 2 MB, which is as much as check reads; to have it checked, split it. A deck can be drawn from all the same, if each of its prompts is a sentence, or keys on a line each',
      ),
    });
  });

  test('shows the line, a mark under what is meant, and what to do', async () => {
    const files = { 'my.yaml': 'title: t\nprompts:\n  - txet: A?\n  - {id: b, text: 家族, edge: 5}\n' };
    expect(await run({ files }, 'check', 'my.yaml')).toEqual({
      code: 1,
      stdout: `my.yaml:3:5: unknown key "txet"; did you mean "text"?
    3 |   - txet: A?
      |     ^~~~
my.yaml:4:29: "edge" can't be "5"; it is one of 1, 2, 3
    4 |   - {id: b, text: 家族, edge: 5}
      |                               ^
`,
      stderr: 'convene: 1 file checked: 2 errors\n',
    });
  });

  test('finds nothing in a good deck', async () => {
    expect(await run({ files: { 'my.yaml': good } }, 'check', 'my.yaml')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: 1 file checked: nothing to put right\n',
    });
    expect(await run({ files: { 'my.yaml': good } }, 'check', 'my.yaml', '--json', '-q')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });

  test('gives editors the place, the severity, the code and the words', async () => {
    expect(
      await json({ files: { 'my.yaml': good.replace('What did you', 'Have you ever considered what you') } }, 'check', 'my.yaml', '--json'),
    ).toEqual([
      {
        file: 'my.yaml',
        line: 3,
        column: 19,
        endColumn: 43,
        severity: 'advice',
        code: 'advice',
        message: expect.stringMatching(
          /^"Have you ever considered" is advice in the form of a question; .*such as: What have you tried\?$/,
        ),
        source: '  - {id: a, text: Have you ever considered what you notice on your way here?}',
      },
    ]);
  });

  test('counts warnings and advice as problems only where it is told to be strict', async () => {
    const files = { 'my.yaml': 'title: t\nprompts:\n  - {id: a, text: "Do you like it here?"}\n' };
    expect(await run({ files }, 'check', 'my.yaml', '-q')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/advice: "Do you" can be/),
    });
    expect(await run({ files }, 'check', 'my.yaml', '-q', '--strict')).toMatchObject({ code: 1 });
    expect(await run({ files }, 'check', 'my.yaml', '-q', '--strict', '--no-advice')).toMatchObject({ code: 0, stdout: '' });
  });

  test('gives no advice that the prompt or the deck allows', async () => {
    const deck = (allow: string, deckAllow = '') => ({
      'd.yaml': `title: t\n${deckAllow}prompts:\n  - {id: a, text: "Do you like it here?"${allow}}\n`,
    });
    expect(await codes(deck(''))).toEqual(['closed']);
    expect(await codes(deck(', allow: [closed]'))).toEqual([]);
    expect(await codes(deck(', allow: leading'))).toEqual(['closed']);
    expect(await codes(deck('', 'allow: [closed]\n'))).toEqual([]);
    expect(await codes(deck(', allow: leading', 'allow: closed\n'))).toEqual([]);
    expect(await codes(deck(', allow: closd'))).toEqual(['not-a-choice']);
  });

  test('finds what stands twice, in one deck, in two, and among the built-in ones', async () => {
    const twice =
      'title: t\nprompts:\n  - {id: a, text: What did they leave unsaid here?}\n  - {id: b, text: what did they leave unsaid  here?}\n';
    expect(await codes({ 'a.yaml': twice })).toEqual(['same-text']);
    const found = await json({ files: { 'a.yaml': good, 'b.yaml': good } }, 'check', 'a.yaml', 'b.yaml', '--json', '-q');
    expect(found).toMatchObject([{ file: 'b.yaml', line: 3, message: expect.stringContaining('a.yaml:3') }]);
    expect(await codes({ 'c.yaml': deckOf('What refusal have I been postponing?').replace('kind: gifts', 'allow: no-id') })).toEqual([
      'same-text',
    ]);
    expect(await codes({ 'c.yaml': deckOf('What refusal have we been postponing?').replace('kind: gifts', 'allow: no-id') })).toEqual([
      'near-duplicate',
    ]);
    expect(
      await codes({ 'c.yaml': deckOf('What refusal have we been postponing?').replace('kind: gifts', 'allow: [no-id, near-duplicate]') }),
    ).toEqual([]);
  });

  test('tells ids that are missing once, and those an earlier version had', async () => {
    expect(await codes({ 'a.yaml': deckOf('What is here?', 'Where is that?') })).toEqual(['no-id']);
    const files = {
      'new.yaml': 'title: t\nprompts:\n  - {id: b, text: What is here?}\n  - {id: c, text: What is new?}\n',
      'old.yaml': 'title: t\nprompts:\n  - {id: a, text: What is here?}\n  - {id: x, text: What is gone?}\n',
    };
    expect(await run({ files }, 'check', 'new.yaml', '--against', 'old.yaml', '-q')).toEqual({
      code: 0,
      stdout: `new.yaml:1:1: warning: the id "x" of old.yaml is gone; who remembers it won't find it
    1 | title: t
      | ^~~~~
new.yaml:3:13: warning: this prompt had the id "a" in old.yaml; give it that one back, not "b"
    3 |   - {id: b, text: What is here?}
      |             ^~~~
`,
      stderr: '',
    });
  });

  test('takes folders, standard input and the decks of its user', async () => {
    const files = {
      'd/a.yaml': good,
      'd/b.yaml': 'title: t\n',
      'home/.local/share/convene/decks/mine.yaml': 'title: t\nprompts: [A?, A?]\n',
    };
    expect(await run({ files }, 'check', 'd')).toMatchObject({ code: 1, stderr: 'convene: 2 files checked: 1 error\n' });
    expect(await run({ stdin: good }, 'check', '-')).toMatchObject({ code: 0, stderr: 'convene: 1 file checked: nothing to put right\n' });
    expect(await run({ files }, 'check', '--strict')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('mine.yaml:2:15: warning'),
    });
    expect(await run('check')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: nothing to check; give a file, such as: convene check my-deck.yaml\n',
    });
  });

  test('tells what can’t be read after all else, with its own exit code', async () => {
    expect(await run({ files: { 'a.yaml': good } }, 'check', 'no.yaml', 'a.yaml', 'gifts')).toEqual({
      code: 3,
      stdout: '',
      stderr:
        "convene: no.yaml: can't be read: there is no such file\nconvene: gifts: a built-in deck is checked already; a file is given by its path\nconvene: 1 file checked: nothing to put right\n",
    });
    expect(await run('check', 'gits')).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "gifts"?') });
  });

  test('knows a session by its blocks', async () => {
    const files = { 's.yaml': 'title: t\npeople: [2, 9]\nblocks:\n  - {titel: A, minutes: 5, form: plenary}\n' };
    expect(await run({ files }, 'check', 's.yaml', '-q')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('s.yaml:4:6: unknown key "titel"; did you mean "title"?'),
    });
  });

  test('knows an agenda by its start, and finds nothing wrong with one that was just made', async () => {
    const cwd = folder();
    await run({ cwd }, 'agenda', 'world-cafe', '-p', '24', '-o', 'plan.yaml');
    expect(await run({ cwd }, 'check', 'plan.yaml')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: 1 file checked: nothing to put right\n',
    });
    const files = {
      'p.yaml': 'title: t\npeople: 3\nstart: "14:00"\nblocks:\n  - {title: A, minutes: 5, form: plenary, prompts: [A?], sya: b}\n',
    };
    expect(await run({ files }, 'check', 'p.yaml', '-q')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('p.yaml:5:58: unknown key "sya"; did you mean "say"?'),
    });
  });

  test('without a name looks at the decks and the sessions of one’s own', async () => {
    const cwd = folder();
    await run({ cwd }, 'new', 'mine', '--yours');
    await run({ cwd }, 'new', 'ours', '--yours', '--session');
    expect(await run({ cwd }, 'check', '--strict')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'convene: 2 files checked: nothing to put right\n',
    });
    writeFileSync(join(cwd, 'home/.local/share/convene/sessions/ours.yaml'), 'title: t\npeople: 3\nblocks:\n  - {title: A}\n');
    expect(await run({ cwd }, 'check', '-q')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('ours.yaml:4:5: "minutes" is missing'),
    });
  });

  test('fits the terminal it is shown on', async () => {
    const files = { 'my.yaml': `title: t\nprompts:\n  - {id: a, text: "${'word '.repeat(60)}", edge: 9, tags: [b]}\n` };
    const { stdout } = await run({ files, terminal: 40 }, 'check', 'my.yaml', '-q');
    for (const line of stdout.split('\n')) expect(line.replace(/\x1b\[\d+m/g, '').length).toBeLessThanOrEqual(40);
    expect(stdout).toMatch(/… word ", edge: 9, tags: \[b\]\}/);
  });
});

describe('what check finds, in other forms', () => {
  const files = {
    'a.yaml': 'title: t\nprompts:\n  - {text: "Do <b>you</b>?", egde: 1}\n',
    'good.yaml': 'title: t\nprompts:\n  - {id: a, text: What now?}\n',
  };

  test('as a page and as Markdown, each with its line', async () => {
    const html = await run({ files }, 'check', 'a.yaml', '-f', 'html');
    expect(html).toMatchObject({ code: 1, stdout: expect.stringContaining('<mark>egde</mark>: 1}</pre>') });
    expect(html.stdout).not.toContain('<b>you');
    const markdown = await run({ files }, 'check', 'a.yaml', '-f', 'markdown', '-q');
    expect(markdown).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('\n  ```text\n      3 |') });
    expect((await run({ files }, 'check', 'good.yaml', '-o', 'found.html')).stderr).toContain('nothing to put right');
    expect(await run({ files }, 'check', 'good.yaml', '-f', 'markdown')).toMatchObject({
      code: 0,
      stdout: '# Problems\n\nNothing to put right.\n',
    });
  });

  test.each(['pdf', 'fortune', 'anki'])('not as %s, which is for what is said aloud', async (format) => {
    for (const file of Object.keys(files)) {
      expect(await run({ files }, 'check', file, '-f', format)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `convene: --format: ${format} is for what is said aloud, not for what is wrong with files; take one of text, markdown, json, jsonl, yaml, csv, tsv, html\n`,
      });
    }
  });
});
