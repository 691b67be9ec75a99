import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flagOf } from '../../src/commands/command.js';
import { commands } from '../../src/commands/index.js';
import { bashReply, readBashLine } from '../../src/words/bash-line.js';
import { deckOf, run, type World } from '../run.js';

const breaks = ' \t\n"\'><=;|&(:';

/** What zsh is offered where the last word is being typed. */
async function offered(world: World, ...words: string[]) {
  const { code, stdout, stderr } = await run(world, '__complete', 'zsh', ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [first, ...lines] = stdout.replace(/\n$/, '').split('\n');
  return { files: first === 'files', words: lines.map((line) => line.split('\t')[0]!), lines };
}

describe('the words for TAB', () => {
  test('begin with the commands, and say what each is for', async () => {
    const { lines } = await offered({}, '');
    expect(lines).toEqual([...commands.map(({ name, summary }) => `${name}\t${summary}`), 'help\tthe options of a command']);
  });

  test.each(commands.map(({ name }) => name))(
    'of %s are its options, and a value for each that says where its words come from',
    async (name) => {
      const command = await commands.find((one) => one.name === name)!.load();
      const { operands = [] } = command;
      const options = command.options();
      const flags = Object.keys(options).map(flagOf);
      expect((await offered({}, name, '--')).words).toEqual([...flags, '--help']);
      for (const [key, option] of Object.entries(options)) {
        const { files, words } = await offered({}, name, flagOf(key), '');
        if (!option.value) continue;
        if (typeof option.words === 'object') expect(words).toEqual(option.words);
        if (!option.words) expect({ files, words }).toEqual({ files: false, words: [] });
      }
      if (typeof operands[0]?.words === 'object') expect((await offered({}, name, '')).words).toEqual(operands[0].words);
    },
  );

  test.each<[string[], string[]]>([
    [['draw', 'dis'], ['dissent']],
    [['draw', 'DIS'], ['dissent']],
    [['draw', 'gifts', 'dis'], ['dissent']],
    [['draw', '--json', '--js'], []],
    [['draw', '--tag', 'trust', '--ta'], ['--tag']],
    [['draw', '-dhow-and'], ['-dhow-and-yes']],
    [['draw', '--level', 'individual,soc'], ['individual,society']],
    [['draw', '--level', 'society,soc'], []],
    [['draw', '--', 'dis'], ['dissent']],
    [['draw', '--', '--js'], []],
    [['draw', '-d', 'no-such-deck', ''], []],
    [['draw', '-d', './no-such-file.yaml', 'cr'], []],
    [['show', 'how-and-yes/co'], ['how-and-yes/cost']],
    [['--ver'], ['--version']],
    [['--no-color', 'dra'], ['draw']],
    [['help', 'dra'], ['draw']],
    [['nope', ''], []],
  ])('%j can end in %j', async (typed, expected) => {
    expect((await offered({}, ...typed)).words).toEqual(expected);
  });

  test('come from the decks that are named on the line', async () => {
    const world = {
      files: { 'my.yaml': 'title: t\nkind: chess\ntags: []\nprompts: [{text: A?, tags: [openings]}]\n'.replace('tags: []\n', '') },
    };
    expect((await offered(world, 'draw', '-d', 'my.yaml', '')).words).toEqual(['chess']);
    expect((await offered(world, 'draw', '-d', 'my.yaml', '--tag', '')).words).toEqual(['openings']);
    expect((await offered({ stdin: deckOf('A?') }, 'draw', '-d', '-', 'gif')).words).toEqual(['gifts']);
  });

  test('hold no control characters, and none that would be read as an option', async () => {
    const deck = 'title: "a\\eb"\nprompts: [{text: "A?", id: a, tags: ["x\\ty"]}]\n';
    const files = { 'm/-n.yaml': 'title: t\nkind: -n\nprompts: [A?]\n', 'm/\x1b[31m.yaml': deck, 'm/new\nline.yaml': deck };
    const { lines } = await offered({ files, env: { CONVENE_DECKS: 'm' } }, 'draw', '-d', '');
    expect(lines.join('')).not.toMatch(/[\x00-\x08\x0b-\x1f]/);
    expect((await offered({ files }, 'draw', '-d', 'm/-n.yaml', '')).words).toEqual([]);
  });

  test('are filtered by the shell itself where it is fish', async () => {
    expect((await run('__complete', 'fish', 'draw', 'sent')).stdout).toContain('\ndissent\t');
  });

  test.each(['', 'bash', 'nushell'])('are given whatever shell asks, with nothing to go by: %j', async (shell) => {
    expect(await run('__complete', shell)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a line of bash', () => {
  test.each<[string, string[], string]>([
    ['convene draw cr', ['convene', 'draw', 'cr'], ''],
    ['convene draw ', ['convene', 'draw', ''], ''],
    ["convene -d 'two w", ['convene', '-d', 'two w'], ''],
    ['convene -d "a \\"b\\$" c\\ d', ['convene', '-d', 'a "b$', 'c d'], ''],
    ['convene --deck=co:l', ['convene', '--deck=co:l'], '--deck=co:'],
    ["convene --deck='co:l", ['convene', '--deck=co:l'], '--deck='],
    ['A=1; convene draw | convene show ', ['convene', 'show', ''], ''],
    ['convene draw > out ', ['convene', 'draw', ''], ''],
    ["convene '' x", ['convene', '', 'x'], ''],
  ])('%s', (line, words, standing) => {
    expect(readBashLine(line, breaks)).toMatchObject({ words, standing });
  });

  test('after > is the name of a file', () => {
    expect(readBashLine('convene draw > o', breaks).redirected).toBe(true);
  });

  test('with any word put in place is read as that word, whatever quote is open', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ab=:$`"\'\\!;&|<>(){}[]*?~# %^@ключ文—'), minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom('', "'", '"'), fc.constantFrom('', '--deck=', 'x:'), word, (open, prefix, text) => {
        const line = readBashLine(`convene ${prefix}${open}`, breaks);
        const reply = bashReply(prefix + text, line);
        if (reply === undefined) expect([open, text.includes('!')]).toEqual(['"', true]);
        else expect(readBashLine(`convene ${prefix}${open}${reply}${open} `, breaks).words).toEqual(['convene', prefix + text, '']);
      }),
    );
  });
});
