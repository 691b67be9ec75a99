import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run } from '../run.js';

// Set to deckLimit - 200 to see the worst: some take seconds then.
const size = 300_000;
const full = (text: string) => text.slice(0, size);
const times = (text: string) => text.repeat(Math.floor(size / Buffer.byteLength(text)));
const bomb = (depth: string) =>
  `a: &a [x]\n${[...depth].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`).join('\n')}\nprompts: *j\n`;

/** Decks made to be slow. What holds them is that the test has to end. */
const slow: Readonly<Record<string, [text: string, code: number, first: RegExp]>> = {
  'a bomb of aliases': [bomb('bcdefghij'), 1, /unknown key "a"/],
  'brackets in brackets': [`title: t\nprompts: ${times('[')}`, 1, /nested too deeply/],
  'maps in maps': [`title: t\nprompts: ${times('{a: ')}`, 1, /nested too deeply/],
  'lists in lists': [times('- '), 1, /nested too deeply/],
  'keys in keys': [full(Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')), 1, /unknown key "a"/],
  'spaces alone': [times(' '), 1, /the file is empty/],
  'tabs alone': [times('\t'), 1, /./],
  'NUL alone': [times('\0'), 1, /\\u\{0\}/],
  'what can’t be seen': [`title: ${times('\u200b')}`, 1, /U\+200B/],
  'a hundred thousand keys': [
    full(`title: t\nprompts:\n  - text: A?\n${Array.from({ length: 200_000 }, (_, i) => `    k${i}: 1`).join('\n')}\n`),
    1,
    /unknown key "k0"/,
  ],
  'faults in every line': [`title: t\nprompts:\n${times('  - {txet: a}\n')}`, 1, /unknown key "txet"/],
  'quotes in every line': [`title: t\nprompts:\n${times('  - "a" b\n')}`, 1, /ends in the middle of the text/],
  'the same prompt again and again': [`title: t\nprompts:\n${times('  - What is it?\n')}`, 0, /./],
  'one sentence without an end': [`title: t\nprompts:\n  - ${times('word ')}`, 0, /no id/],
};

describe('a deck that is', () => {
  test.each(Object.entries(slow))('%s is told about before long', async (_, [text, code, first]) => {
    const outcome = await run({ files: { 'a.yaml': text } }, 'check', 'a.yaml');
    expect(outcome.code).toBe(code);
    expect(outcome.stdout.slice(0, 2000)).toMatch(first);
    expect(outcome.stderr).toMatch(/^convene: 1 file checked: /);
  });

  test('a file of a hundred megabytes is not read', async () => {
    const cwd = folder();
    const descriptor = openSync(join(cwd, 'a.yaml'), 'w');
    ftruncateSync(descriptor, 100_000_000);
    closeSync(descriptor);
    expect(await run({ cwd }, 'check', 'a.yaml')).toMatchObject({ code: 1, stdout: expect.stringMatching(/larger than 2 MB/) });
    expect(await run({ cwd }, 'import', 'a.yaml')).toMatchObject({ code: 3, stderr: expect.stringMatching(/larger than 4 MB/) });
  });

  const fifo = spawnSync('mkfifo', ['--version']).status === 0;
  test.skipIf(!fifo)('a pipe, a device or a circle is refused at once (needs mkfifo)', async () => {
    const cwd = folder();
    execFileSync('mkfifo', [join(cwd, 'pipe.yaml')]);
    symlinkSync('/dev/zero', join(cwd, 'zero.yaml'));
    symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
    for (const [file, why] of [
      ['pipe.yaml', /not a regular file/],
      ['zero.yaml', /not a regular file/],
      ['loop.yaml', /circle/],
    ] as const) {
      for (const argv of [['check'], ['draw', '-d'], ['import']]) {
        expect(await run({ cwd }, ...argv, file)).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(why) });
      }
    }
  });

  test('written by a foe does nothing but be shown', async () => {
    const nasty = '</script><script>alert(1)</script> =1+1 \\u{202e}';
    const files = {
      '\x1b[31mred.yaml': `title: t\nprompts:\n  - {text: ${JSON.stringify(nasty)}, __proto__: {polluted: true}}\n`,
      'good.yaml': `title: "t"\nprompts:\n  - {id: a, text: ${JSON.stringify(`=cmd() ${nasty}`)}, x-__proto__: {polluted: true}, x-constructor: 1}\n`,
    };
    const cwd = folder(files);
    const said = await run({ cwd }, 'check', '\x1b[31mred.yaml', 'good.yaml');
    expect(said.code).toBe(1);
    expect(said.stdout + said.stderr).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
    for (const format of ['json', 'csv', 'markdown', 'anki', 'fortune', 'text']) {
      expect(await run({ cwd }, 'print', '-d', 'good.yaml', '-f', format)).toMatchObject({ code: 0, stderr: '' });
    }
    expect((await run({ cwd }, 'print', '-d', 'good.yaml', '-f', 'csv')).stdout).toContain("'=cmd()");
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(files).sort());
  });
});
