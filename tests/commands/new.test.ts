import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run } from '../run.js';

describe('new', () => {
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
    ['into a folder that isn’t there', ['no/a.yaml'], 3, /can't be written: there is no such file/],
    ['out of the folder for one’s own', ['../a', '--yours'], 2, /give a name without a folder/],
    ['with a control character', ['a', '--title', 'a\u0007b'], 2, /that would be no good deck/],
    ['in a language that is none', ['a', '--language', 'no such'], 2, /that would be no good deck/],
  ])('refuses %s', async (_, argv, code, message) => {
    const outcome = await run({ files: { 'there.yaml': 'mine' } }, 'new', ...argv);
    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).toMatch(message);
  });
});
