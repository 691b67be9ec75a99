import * as fs from 'node:fs';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolders } from '../../src/store/places.js';
import { deckOf, folder, run } from '../run.js';

const good = (title = 't') => deckOf('What is it?').replace('A deck', title);

describe('decks from npm packages', () => {
  const at = (...folders: string[]) => {
    const home = folder();
    for (const one of folders) mkdirSync(join(home, one), { recursive: true });
    const found = (root: string) =>
      packageFolders({ disk: fs, root: join(home, root) } as never).map((path) => path.slice(home.length + 1));
    return found;
  };

  test('are found beside the installed one, and in it if they have no scope', () => {
    const found = at(
      'lib/node_modules/convener/node_modules/convener-deck-inner',
      'lib/node_modules/convener-deck-b/decks',
      'lib/node_modules/convener-deck-a',
      'lib/node_modules/@team/convener-deck-c',
      'lib/node_modules/other-deck',
      'lib/node_modules/convener/node_modules/@tools/convener-deck-d',
    );
    expect(found('lib/node_modules/convener')).toEqual([
      'lib/node_modules/@team/convener-deck-c',
      'lib/node_modules/convener-deck-a',
      'lib/node_modules/convener-deck-b/decks',
      'lib/node_modules/convener/node_modules/convener-deck-inner',
    ]);
  });

  test('are not looked for beside a checkout', () => {
    expect(at('src/convener', 'src/convener-deck-a')('src/convener')).toEqual([]);
  });
});

describe('list decks', () => {
  test('tells where each comes from, what it replaces, and which are broken', async () => {
    const files = {
      'home/.local/share/convene/decks/mine.yaml': good('Mine'),
      'team/how-and-yes.yaml': 'title: Ours\nprompts:\n  - {id: measure, text: What will we count?}\n',
      'team/broken.yaml': 'title: t\nprompts: 7\nfoo: 1\n',
    };
    const { code, stdout, stderr } = await run({ files, env: { CONVENE_DECKS: 'team' } }, 'list', 'decks');
    expect(code).toBe(0);
    expect(stderr.split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^mine\t1 prompt\tMine \(\S+\/mine\.yaml\)$/m);
    expect(stdout).toMatch(/^how-and-yes\t1 prompt\tOurs \(\S+\/how-and-yes\.yaml; replaces 1 prompt of the same id\)$/m);
    expect(stdout).toMatch(/^broken\t0 prompts\tbroken: 2 problems; convene check \S+\/broken\.yaml$/m);
    const records = JSON.parse((await run({ files, env: { CONVENE_DECKS: 'team' } }, 'list', 'decks', '--json')).stdout);
    expect(records.map(({ origin }: { origin: string }) => origin)).toEqual(expect.arrayContaining(['built-in', 'yours', 'CONVENE_DECKS']));
    expect(records.find(({ name, origin }: Record<string, string>) => name === 'how-and-yes' && origin !== 'built-in').replaces).toEqual([
      'how-and-yes/measure',
    ]);
  });

  test('the rest draws where one is broken', async () => {
    const files = { 'team/broken.yaml': 'title: t\nprompts: 7\n' };
    expect(await run({ files, env: { CONVENE_DECKS: 'team' } }, 'draw')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/./),
      stderr: expect.stringContaining('broken.yaml:2:10'),
    });
    expect(await run({ files, env: { CONVENE_DECKS: 'team' } }, 'draw', '-d', 'broken')).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('a folder', () => {
  test('of a thousand decks is read, with a device, a loop and a folder among them', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'd'));
    for (let i = 0; i < 1000; i++)
      writeFileSync(join(cwd, 'd', `a${i}.yaml`), `title: t\nprompts: [{id: a, text: "What is number ${i} to you?"}]\n`);
    symlinkSync('loop.yaml', join(cwd, 'd', 'loop.yaml'));
    symlinkSync('/dev/zero', join(cwd, 'd', 'zero.yaml'));
    mkdirSync(join(cwd, 'd', 'folder.yaml'));
    const { code, stdout, stderr } = await run({ cwd, env: { CONVENE_DECKS: 'd' } }, 'print', '--search', 'number 999');
    expect([code, stdout]).toEqual([0, 'What is number 999 to you?\n']);
    expect(stderr).toMatch(/circle/);
    expect(stderr).toMatch(/this is a folder/);
    expect(stderr).toMatch(process.platform === 'win32' ? /./ : /not a regular file/);
  });

  test('of more than can be read at once is cut, and told', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'd'));
    const big = `title: t\nprompts: []\n#${'x'.repeat(2_000_000)}\n`;
    for (let i = 0; i < 11; i++) writeFileSync(join(cwd, 'd', `a${String(i).padStart(2, '0')}.yaml`), big);
    expect((await run({ cwd, env: { CONVENE_DECKS: 'd' } }, 'draw', 'gifts')).stderr).toMatch(
      /holds more than can be read at once; 2 files are left out, from a09\.yaml on/,
    );
  });
});
