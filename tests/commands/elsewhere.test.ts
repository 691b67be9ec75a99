import { describe, expect, test } from 'vitest';
import { deckOf, run } from '../run.js';

describe('what other systems write is read alike', () => {
  const deck = 'title: T\nkind: gifts\nprompts:\n  - A?\n  - text: >\n      B\n      c?\n    why: "d"\n';

  test.each([
    ['Windows line ends', deck.replaceAll('\n', '\r\n')],
    ['Windows line ends and a byte order mark', `\ufeff${deck.replaceAll('\n', '\r\n')}`],
    ['some of both line ends', deck.replace('\n', '\r\n')],
    ['no line end at the end', deck.trimEnd()],
  ])('%s', async (_, text) => {
    const plain = await run({ files: { 'my.yaml': deck } }, 'print', '-d', 'my.yaml', '--json');
    expect(await run({ files: { 'my.yaml': text } }, 'print', '-d', 'my.yaml', '--json')).toEqual(plain);
  });

  test('with Windows line ends, a problem is found at its place', async () => {
    const text = deck.replace('text:', 'txet:').replaceAll('\n', '\r\n');
    expect((await run({ stdin: text }, 'print', '-d', '-')).stderr).toMatch(/^standard input:5:5: unknown key "txet"/);
  });

  // A file system of macOS may give "é" as "e" and an accent; a keyboard gives one letter.
  const [decomposed, composed] = ['Ne\u0301', 'N\u00e9'];
  test.each([
    [decomposed, composed],
    [composed, decomposed],
    [decomposed, decomposed],
  ])('a deck named %j is found as %j', async (file, typed) => {
    const world = { files: { [`mine/${file}.yaml`]: deckOf('A?') }, env: { CONVENE_DECKS: 'mine' } };
    expect(await run(world, 'print', '-d', typed)).toEqual({ code: 0, stdout: 'A?\n', stderr: '' });
    expect((await run(world, 'list', 'decks', '-d', typed, '--json')).stdout).toContain(`"name": "${composed}"`);
  });

  test.each(['C:\\decks\\mine.yaml', '.\\mine', 'mine.YML', 'mine.yaml'])('%s is a path, not the name of a deck', async (path) => {
    expect(await run('draw', '-d', path)).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining("can't be read: there is no such file"),
    });
  });
});
