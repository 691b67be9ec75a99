import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.js';
import { deckOf, run, type World } from '../run.js';

describe('wrong usage is told in one line that names the next step', () => {
  test.each([
    ['draw crosroads', 'unknown kind "crosroads"; did you mean "crossroads"?'],
    ['draw banana', 'unknown kind "banana"; there are: possibility, dissent, crossroads'],
    ['dra', 'unknown command "dra"; did you mean "draw"?'],
    ['xyzzy', 'unknown command "xyzzy"; convene --help shows those there are'],
    ['help nope', 'unknown command "nope"'],
    ['draw --cout 3', 'unknown option "--cout"; did you mean "--count"?'],
    ['draw --zzz', 'unknown option "--zzz"; convene draw --help shows those there are'],
    ['draw -n', "option '-n, --count <n>' argument missing"],
    ['draw --level org', '--level: unknown level "org"; did you mean "organization"?'],
    ['draw --setting townhall', '--setting: unknown setting "townhall"; did you mean "town-hall"?'],
    ['draw --channel fax', '--channel: unknown channel "fax"; there are: room, virtual, hybrid, phone'],
    ['draw --language fr', '--language: unknown language "fr"; there are: en'],
    ['draw --tag trsut', '--tag: unknown tag "trsut"; did you mean "trust"?'],
    ['draw --principle 7', '--principle: "7" should be a whole number from 1 to 6'],
    ['draw --edge sharp', '--edge: "sharp" should be a whole number from 1 to 3'],
    ['draw -d crosroads', '--deck: unknown deck "crosroads"; did you mean "crossroads"?'],
    ['draw -f jsn', '--format: unknown format "jsn"; did you mean "json"?'],
    ['draw -f csv --json', "--format and --json don't go together; give one of them"],
    ['draw --null --json', '--null: only with text or --template, not with json'],
    ['draw --template {{txt}}', '--template: unknown placeholder "{{txt}}"; did you mean "{{text}}"?'],
    ['draw --seed', "option '--seed <seed>' argument missing"],
    ['draw --width wide', '--width: "wide" should be a whole number from 20 to 120'],
    ['draw --width 5', '--width: "5" should be a whole number from 20 to 120'],
    ['draw --width 121 gifts', '--width: "121" should be a whole number from 20 to 120'],
    ['show', "missing required argument 'ids'"],
    ['completion zhs', 'unknown shell "zhs"; did you mean "zsh"?'],
    ['completion tcsh', 'unknown shell "tcsh"; there are: bash, zsh, fish'],
    ['completion bash zsh', "too many arguments for 'completion'"],
    ['--no-color help nope', 'unknown command "nope"'],
    ['show nope', 'unknown prompt "nope"; convene list prompts shows those there are'],
    ['--nope', "unknown option '--nope'; convene --help shows what there is"],
  ])('%s', async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^convene: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });

  test.each(['', ' ', '1e3', '0x5', '5abc', '1.5', '-1', '0', '99999999999999999999', 'NaN', 'Infinity', '=5'])(
    '--count %j',
    async (count) => {
      expect(await run('draw', '--count', count)).toEqual({
        code: 2,
        stdout: '',
        stderr: `convene: --count: "${count}" should be a whole number from 1 to 1000000\n`,
      });
    },
  );

  test.each(['--seed', '--search', '--template', '-o', '-d', '--tag'])('an empty %s', async (option) => {
    expect(await run('draw', option, '')).toMatchObject({ code: 2, stdout: '' });
  });

  test('an escape sequence in a word is shown, not sent', async () => {
    expect((await run('draw', '\x1b[31mred')).stderr).toContain('\\u{1b}[31mred');
    expect((await run('\x1b[31mred')).stderr).toContain('\\u{1b}[31mred');
    expect((await run('draw', '--\x1b[31mred')).stderr).not.toContain('\x1b');
  });
});

describe('help', () => {
  test.each([['--help'], ['-h'], ['help'], []])('%s shows every command', async (...argv) => {
    const { code, stdout, stderr } = await run(...argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name, summary } of commands) expect(stdout).toContain(`  ${name.padEnd(14)} ${summary}`);
  });

  test.each(commands.map(({ name }) => name))('of %s is the same either way, and fits 80 columns', async (name) => {
    const help = await run(name, '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(await run('help', name)).toEqual(help);
    expect(await run(name, '--nope', '--help')).toEqual(help);
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(help.stdout).toMatch(/^Usage: convene .*\n\n.*\n\nExamples:\n {2}convene /);
  });

  test('the version is that of the package', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    for (const option of ['--version', '-V']) expect(await run(option)).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test('-- ends the options', async () => {
    expect((await run('draw', '--', '--help')).stderr).toContain('unknown kind "--help"');
  });
});

describe('decks', () => {
  const home = 'home/.local/share/convene/decks';

  test.each<[string, World, string[], string]>([
    ['a file', { files: { 'my.yaml': deckOf('A?') } }, ['-d', 'my.yaml'], 'A?\n'],
    ['a file whose name starts with a dash', { files: { '-n.yaml': deckOf('A?') } }, ['--deck=-n.yaml'], 'A?\n'],
    ['a folder', { files: { 'mine/b.yml': deckOf('B?'), 'mine/notes.txt': 'x' } }, ['-d', 'mine'], 'B?\n'],
    ['standard input', { stdin: deckOf('C?') }, ['-d', '-'], 'C?\n'],
    ['standard input with a byte order mark', { stdin: `\ufeff${deckOf('C?')}` }, ['-d', '-'], 'C?\n'],
    ["the user's folder", { files: { [`${home}/mine.yaml`]: deckOf('D?') } }, ['-d', 'mine'], 'D?\n'],
    [
      'XDG_DATA_HOME',
      { files: { 'data/convene/decks/mine.yaml': deckOf('E?') }, env: { XDG_DATA_HOME: '@/data' } },
      ['-d', 'Mine'],
      'E?\n',
    ],
    [
      'CONVENE_DECKS',
      { files: { 'one/a.yaml': deckOf('F?'), 'two/b.yaml': deckOf('G?') }, env: { CONVENE_DECKS: 'one:two' } },
      ['-d', 'a,b'],
      'F?\nG?\n',
    ],
  ])('come from %s', async (_, world, options, expected) => {
    const { folder } = await import('../run.js');
    const cwd = folder(world.files);
    const env = Object.fromEntries(Object.entries(world.env ?? {}).map(([name, value]) => [name, value.replace('@', cwd)]));
    expect(await run({ ...world, cwd, env }, 'print', ...options)).toEqual({ code: 0, stdout: expected, stderr: '' });
  });

  test('a relative XDG_DATA_HOME is no place to look in', async () => {
    const files = { 'rel/convene/decks/mine.yaml': deckOf('A?') };
    expect(await run({ files, env: { XDG_DATA_HOME: 'rel' } }, 'print', '-d', 'mine')).toMatchObject({ code: 2, stdout: '' });
  });

  test("a user's prompt replaces a built-in one of the same id", async () => {
    const files = { [`${home}/how-and-yes.yaml`]: 'title: t\nkind: dissent\nprompts:\n  - {id: method, text: Ours?}\n' };
    expect(await run({ files }, 'show', 'how-and-yes/method')).toEqual({ code: 0, stdout: 'Ours?\n', stderr: '' });
    expect((await run({ files }, 'show', 'how-and-yes/time')).stdout).toBe('What commitment am I willing to make?\n');
  });

  test('a broken one is stepped over with a note, unless it was named', async () => {
    const files = { [`${home}/bad.yaml`]: 'title: t\nprompts:\n  - txet: A?\n', [`${home}/good.yaml`]: deckOf('A?') };
    const { folder } = await import('../run.js');
    const cwd = folder(files);
    const drawn = await run({ cwd }, 'draw', '--tag', 'trust');
    expect(drawn).toMatchObject({ code: 0, stdout: expect.stringMatching(/./) });
    expect(drawn.stderr).toMatch(/bad\.yaml:3:5: unknown key "txet"; did you mean "text"\?\n$/);
    expect((await run({ cwd }, 'draw', '-q')).stderr).toBe('');
    expect(await run({ cwd }, 'draw', '-d', 'bad')).toEqual({ code: 3, stdout: '', stderr: drawn.stderr });
  });

  test.each<[string, World, string, string]>([
    ['is not there', {}, 'no.yaml', "no.yaml: can't be read: there is no such file"],
    ['has no deck in it', { files: { 'mine/a.txt': '' } }, 'mine/', 'mine/: there is no deck in this folder'],
    [
      'is not UTF-8',
      { files: { 'a.yaml': Buffer.from('title: t\nprompts:\n  - caf\xe9\n', 'latin1') } },
      'a.yaml',
      'a.yaml:3:8: this is not UTF-8; save the file as UTF-8',
    ],
    [
      'is UTF-16',
      { files: { 'a.yaml': Buffer.from('\ufefftitle: t', 'utf16le') } },
      'a.yaml',
      'a.yaml:1:1: this is UTF-16LE; save the file as UTF-8',
    ],
    ['is too big', { files: { 'a.yaml': Buffer.alloc(3 * 1024 * 1024, 32) } }, 'a.yaml', 'a.yaml:1:1: the file is larger than 2 MB'],
    ['is a device', {}, '/dev/zero', '/dev/zero: this is not a regular file'],
    ['has an escape sequence for a name', {}, './\x1b[31m.yaml', './\\u{1b}[31m.yaml: can'],
  ])('a file that %s is told', async (_, world, deck, message) => {
    const { code, stdout, stderr } = await run(world, 'draw', '-d', deck);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('with very many problems shows the first twenty', async () => {
    const files = { 'a.yaml': `title: t\nprompts:\n${'  - txet: A?\n'.repeat(30)}` };
    const { stderr } = await run({ files }, 'draw', '-d', 'a.yaml');
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toMatch(/a\.yaml: and 10 more\n$/);
  });

  test('on a terminal, standard input is not waited for', async () => {
    expect(await run({ terminal: 80 }, 'draw', '-d', '-')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('nothing is piped in'),
    });
  });
});

describe('what goes wrong outside', () => {
  test('a reader that leaves ends the run quietly', async () => {
    expect(await run({ broken: 'reader left' }, 'draw')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a full disk is told', async () => {
    expect(await run({ broken: 'disk full' }, 'draw')).toEqual({
      code: 3,
      stdout: '',
      stderr: "convene: standard output: can't be written: no space is left on the disk\n",
    });
  });

  test('our own bug is said as such, without a stack unless it is asked for', async () => {
    const disk = {
      readFileSync: (() => {
        throw new TypeError('x is not a function');
      }) as never,
    };
    const bug = await run({ disk }, '--version');
    expect(bug).toMatchObject({
      code: 70,
      stdout: '',
      stderr: expect.stringMatching(/^convene: this is a bug in convene.*CONVENE_DEBUG=1 shows where\n$/),
    });
    expect((await run({ disk, env: { CONVENE_DEBUG: '1' } }, '--version')).stderr).toContain('\n    at ');
  });
});
