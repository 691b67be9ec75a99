import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, root, run, type World } from '../run.js';

const long = `${'What would you say if nobody could answer back? '.repeat(40)}`.trim();
const files = {
  'short.yaml': deckOf('What do you bring?', 'What do you take?'),
  'long.yaml': `title: t\nkind: gifts\nprompts:\n  - {id: short, text: What?}\n  - {id: much, text: ${JSON.stringify(long)}}\n`,
  'endless.yaml': `title: t\nprompts: [{id: much, text: ${JSON.stringify(`${long} `.repeat(8).trim())}}]\n`,
  'emoji.yaml': 'title: t\nkind: gifts\nprompts:\n  - {id: party, text: What shall we celebrate 🎉?}\n',
  'arabic.yaml': 'title: t\nkind: gifts\nprompts:\n  - {id: create, text: ماذا نريد أن نخلق معًا؟}\n',
  'chinese.yaml': 'title: t\nkind: gifts\nprompts:\n  - {id: create, text: 我想一起创, how: 怎么做}\n',
  'no-font.ttf': 'This is no font.',
};

describe('what is written', () => {
  test('to a file is a PDF, whole, with nothing said', async () => {
    const cwd = folder(files);
    expect(await run({ cwd }, 'print', '-d', 'short.yaml', '-o', 'cards.pdf')).toEqual({ code: 0, stdout: '', stderr: '' });
    const bytes = readFileSync(join(cwd, 'cards.pdf'), 'latin1');
    expect(bytes.slice(0, 8)).toBe('%PDF-1.7');
    expect(bytes.trimEnd().slice(-5)).toBe('%%EOF');
    expect(readdirSync(cwd).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('to a pipe is the same', async () => {
    expect((await run({ files }, 'print', '-d', 'short.yaml', '-f', 'pdf')).stdout).toMatch(/^%PDF-1\.7/);
    expect((await run({ files }, 'draw', '-d', 'short.yaml', '-f', 'html')).stdout).toMatch(/^<!doctype html>/);
  });

  test('to a terminal is refused, PDF being no text', async () => {
    expect(await run({ files, terminal: 80 }, 'print', '-d', 'short.yaml', '-f', 'pdf')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'convene: pdf: not for a terminal; write it to a file: -o cards.pdf\n',
    });
  });

  test('never replaces a file unless told to, and leaves it whole when the disk is full', async () => {
    const cwd = folder({ ...files, 'cards.pdf': 'mine' });
    expect(await run({ cwd }, 'print', '-d', 'short.yaml', '-o', 'cards.pdf')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'convene: cards.pdf: exists already; --force overwrites it\n',
    });
    const full = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const world: World = { cwd, disk: { writeFileSync: full as never } };
    expect(await run(world, 'print', '-d', 'short.yaml', '-o', 'cards.pdf', '--force')).toMatchObject({
      code: 3,
      stderr: "convene: cards.pdf: can't be written: no space is left on the disk\n",
    });
    expect(readFileSync(join(cwd, 'cards.pdf'), 'utf8')).toBe('mine');
    expect(await run({ cwd }, 'print', '-d', 'short.yaml', '-o', 'cards.pdf', '--force')).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'cards.pdf'), 'latin1')).toMatch(/^%PDF/);
  });

  test.each<[string, Record<string, string>, string]>([
    ['A4', {}, 'size:595.28pt 841.89pt'],
    ['A4 where the locale is British', { LANG: 'en_GB.UTF-8' }, 'size:595.28pt 841.89pt'],
    ['Letter where it is American', { LANG: 'en_US.UTF-8' }, 'size:612pt 792pt'],
    ['Letter where it is Canadian, in French', { LC_ALL: 'fr_CA', LANG: 'de_DE' }, 'size:612pt 792pt'],
    ['A4 where paper alone is German', { LC_PAPER: 'de_DE.UTF-8', LANG: 'en_US.UTF-8' }, 'size:595.28pt 841.89pt'],
    ['A4 in the C locale', { LC_ALL: 'C', LANG: 'en_US' }, 'size:595.28pt 841.89pt'],
  ])('is on %s', async (_, env, size) => {
    expect((await run({ files, env }, 'print', '-d', 'short.yaml', '-f', 'html')).stdout).toContain(`@page{${size};margin:0}`);
  });

  test('is on the paper asked for, whatever the locale', async () => {
    const env = { LANG: 'en_US.UTF-8' };
    const { stdout } = await run({ files, env }, 'print', '-d', 'short.yaml', '-f', 'html', '--paper', 'A4');
    expect(stdout).toContain('@page{size:595.28pt 841.89pt;margin:0}');
  });

  test('as HTML holds every word, its font, and no address', async () => {
    const { stdout } = await run('print', '--paired', '-f', 'html');
    expect(stdout).toContain('What is the crossroad at which I find myself at this point in my work/life?');
    expect(stdout.match(/Peter Block, The Answer to How is Yes/g)).toHaveLength(6);
    expect(stdout).toContain('data:font/woff2;base64,');
    expect(stdout).not.toMatch(/https?:/);
  });

  test('of a list is a table', async () => {
    const { code, stdout } = await run('list', 'kinds', '-f', 'html');
    expect(code).toBe(0);
    expect(stdout).toMatch(/<tr><td dir="auto">gifts<\/td><td dir="auto">\d+<\/td><td dir="auto">what people give/);
    expect((await run('list', 'kinds', '-f', 'pdf')).stdout).toMatch(/^%PDF/);
  });
});

test.each(['host', 'participants', 'table'])('an agenda goes on paper: the copy for %s', async (copy) => {
  const { code, stdout, stderr } = await run('agenda', 'world-cafe', '--start', '14:00', '--seed', 'kelp', '--copy', copy, '-f', 'pdf');
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  expect(stdout).toMatch(/^%PDF-1\.7/);
});

describe('what cannot be set is told, by name, with what helps', () => {
  test.each([
    ['long.yaml -f pdf', 'long/much: too long for --layout cards, even at 8 points; --per-page 2 or --layout handout has more room'],
    ['long.yaml -f html --layout table', 'long/much: too long for --layout table, even at 40 points; --layout handout has more room'],
    ['emoji.yaml -f pdf', 'emoji/party: the font has no 🎉; --font FILE sets another, or -f html borrows from those of the browser'],
    ['arabic.yaml -f pdf', "arabic/create: is written from right to left, which pdf can't set; -f html can, and prints from a browser"],
    ['endless.yaml -f pdf --per-page 2', 'endless/much: too long for --layout cards, even at 8 points; --layout handout has more room'],
    [
      'chinese.yaml -f pdf',
      'chinese/create: the font has no 怎 么 做 我 想 一 起 创; --font FILE sets another, or -f html borrows from those of the browser',
    ],
    ['short.yaml -f pdf --font no-font.ttf', 'no-font.ttf: this is not a font that can be read (TrueType, OpenType, WOFF)'],
    ['short.yaml -f pdf --font nowhere.ttf', "nowhere.ttf: can't be read: there is no such file"],
  ])('print -d %s', async (line, message) => {
    expect(await run({ files }, 'print', '-d', ...line.split(' '))).toEqual({ code: 3, stdout: '', stderr: `convene: ${message}\n` });
  });

  test('and nothing is written', async () => {
    const cwd = folder(files);
    expect(await run({ cwd }, 'print', '-d', 'long.yaml', '-o', 'cards.pdf')).toMatchObject({ code: 3 });
    expect(existsSync(join(cwd, 'cards.pdf'))).toBe(false);
  });

  test('but a handout holds the longest prompt', async () => {
    expect(await run({ files }, 'print', '-d', 'long.yaml', '-f', 'pdf', '--layout', 'handout')).toMatchObject({ code: 0, stderr: '' });
  });
});

test('a deck that names no kind says none on its cards', async () => {
  const { stdout } = await run(
    { files: { 'plain.yaml': 'title: Mine\nprompts: [What brought you here?]\n' } },
    'print',
    '-d',
    'plain.yaml',
    '-f',
    'html',
  );
  expect(stdout).toContain('>What brought you here?<');
  expect(stdout).not.toMatch(/other/i);
});

test('a font that is given is used, and ours for the letters it lacks', async () => {
  const cwd = folder(files);
  writeFileSync(join(cwd, 'greek.ttf'), readFileSync(join(root, 'dist', 'fonts', 'greek-400.ttf')));
  const { code, stdout, stderr } = await run({ cwd }, 'print', '-d', 'short.yaml', '-f', 'pdf', '--font', 'greek.ttf');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('SourceSerif4-Regular-latin-400');
  expect(await run({ cwd }, 'print', '-d', 'emoji.yaml', '-f', 'pdf', '--font', 'greek.ttf')).toMatchObject({ code: 3 });
});

describe("options that don't go together", () => {
  test.each([
    ['--layout table', '--layout: only with html or pdf; try -f pdf -o cards.pdf'],
    ['-f json --per-page 4', '--per-page: only with html or pdf; try -f pdf -o cards.pdf'],
    ['--present', '--present: only with html; try -f html -o slides.html'],
    ['-f pdf --present', '--present: only with html, not with pdf'],
    ['-f html --countdown 5', '--countdown: only with --present'],
    ['-f pdf --layout crads', '--layout: unknown layout "crads"; did you mean "cards"?'],
    ['-f pdf --paper legal', '--paper: unknown paper "legal"; there are: a4, letter'],
    ['-f pdf --layout handout --per-page 4', '--per-page: only with --layout cards, fold or poster, not with handout'],
    ['-f pdf --layout fold --per-page 9', '--per-page: "9" is too many for fold; at most 6'],
    ['-f pdf --layout poster --cut-order', '--cut-order: only with --layout cards or fold, not with poster'],
    ['-f pdf --layout handout --blank 2', '--blank: only with --layout cards, fold or table, not with handout'],
    ['-f pdf --per-page 0', '--per-page: "0" should be a whole number from 1 to 24'],
  ])('print %s', async (line, message) => {
    expect(await run({ files }, 'print', '-d', 'short.yaml', ...line.split(' '))).toEqual({
      code: 2,
      stdout: '',
      stderr: `convene: ${message}\n`,
    });
  });
});
