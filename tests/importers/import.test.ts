import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Prompt } from '../../src/core/deck.js';
import { formats } from '../../src/formats/index.js';
import { formOf, importers } from '../../src/importers/index.js';
import { toPrompts } from '../../src/importers/prompts.js';
import { newDeck, updatedDeck } from '../../src/importers/write.js';
import { parseDeck } from '../../src/parse/deck.js';
import { settle } from '../../src/parse/settle.js';
import { promptSheet } from '../../src/sheet/prompts.js';
import { folder, run, type World } from '../run.js';

type Written = { id: string; text: string } & Record<string, unknown>;
const imported = async (files: World['files'], ...argv: string[]) => {
  const { stdout, code } = await run({ files: files! }, 'import', ...argv, '-q');
  return { code, ...(parseYaml(stdout) as { title: string; kind?: string; prompts: Written[] }) };
};
const taken = async (name: string, text: string, wish = {}) => {
  const read = await formOf(name.split('.').slice(1).join('.'), text).load();
  const understood = read(text, wish);
  const result = toPrompts(understood, { settle });
  expect(result.prompts.length + result.left.length).toBe(understood.entries.length + understood.left.length);
  return { ...result, understood: understood.understood };
};

describe('the form of a file is found out', () => {
  test.each([
    ['a.txt', 'A?\nB?\n', 'text'],
    ['a', 'A?\n', 'text'],
    ['a.md', 'A?\n', 'markdown'],
    ['a.txt', '# Gifts\n\n- A?\n- B?\n', 'markdown'],
    ['a.csv', 'A?', 'csv'],
    ['a', 'text;kind\nA?;gifts\n', 'csv'],
    ['a.tsv', 'A?', 'csv'],
    ['', 'Question,Kind\nWhat did you bring?,Gifts\n', 'csv'],
    ['', '"Question","Kind"\n"What, if any, did you bring?","Gifts"\n', 'csv'],
    ['', 'Kind, Question\nGifts, What did you bring?\n', 'csv'],
    ['', 'Round,Said\n1,"What, if any, did you bring?"\n2,Who?\n', 'csv'],
    ['', 'Who, if not you?\nWhat, if not this?\n', 'text'],
    ['', 'Say your name, please\nSay your want, please\n', 'text'],
    ['', 'Questions, gathered on Monday\nWho, if not you?\nWhat?\n', 'text'],
    ['a', '["A?"]', 'json'],
    ['a.jsonl', '"A?"\n', 'json'],
    ['a.yml', '- A?\n', 'yaml'],
    ['a', 'A?\n%\nB?\n', 'fortune'],
    ['a.txt', '#separator:tab\n#html:true\nA?\tb\n', 'anki'],
  ])('%s with %j is %s', (name, text, form) => {
    expect(formOf(name.split('.')[1] ?? '', text).name).toBe(form);
  });
});

test('a table means the same on standard input as in a file', async () => {
  const table = 'Question,Kind\nWhat did you bring?,Gifts\n';
  const [piped, read] = await Promise.all([
    run({ stdin: table }, 'import', '-', '--title', 'Mine'),
    run({ files: { 'a.csv': table } }, 'import', 'a.csv', '--title', 'Mine'),
  ]);
  expect(piped).toMatchObject({ code: 0, stdout: expect.stringContaining('kind: gifts') });
  expect(piped).toEqual({ ...read, stderr: read.stderr.replaceAll('a.csv', 'standard input') });
});

test('what is made of nested items is told', async () => {
  const files = { 'q.md': '* Nested\n  * A?\n    * B?\n' };
  expect(await run({ files }, 'import', 'q.md', '--dry-run')).toEqual({
    code: 0,
    stdout: '',
    stderr: `convene: q.md: Markdown, a question for each list item
convene: q.md: items that are titles of the questions below them: 1
convene: q.md: questions below a question, kept as its follow-ups: 1
convene: 1 entry: 1 prompt, 0 left out
convene:   A?
`,
  });
});

describe('what a file holds comes in', () => {
  test.each<[string, string, readonly Partial<Written>[]]>([
    [
      'text with bullets and headings',
      'a.txt:# Gifts\n- A?\n2. B?\n\n# Mondays\n• C?',
      [
        { text: 'A?', kind: 'gifts' },
        { text: 'B?', kind: 'gifts' },
        { text: 'C?', tags: ['Mondays'] },
      ],
    ],
    [
      'Markdown with markup',
      'a.md:# T\n## Doubt\n* **A** _b_ `c`?\n  and on?\n  * Why: because\n  * more\n',
      [{ text: 'A b c? and on?', tags: ['Doubt'], why: 'because', 'x-notes': ['more'] }],
    ],
    [
      'Markdown with questions below a question',
      'a.md:- What do you **love** here?\n  - And who gave it?\n    - When?\n  - Go deeper: Who else?\n  - ask softly\n- Say a want.\n  - Whose?\n',
      [
        { text: 'What do you love here?', followups: ['Who else?', 'And who gave it?', 'When?'], 'x-notes': ['ask softly'] },
        { text: 'Say a want.', followups: ['Whose?'] },
      ],
    ],
    [
      'Markdown with titles in the list',
      'a.md:## Monday\n* Nested\n  * A?\n  * Gifts\n    * B?\n    * C?\n* D\n  * Why: who knows?\n',
      [
        { text: 'A?', tags: ['Monday', 'Nested'] },
        { text: 'B?', kind: 'gifts', tags: ['Nested'] },
        { text: 'C?', kind: 'gifts', tags: ['Nested'] },
        { text: 'D', tags: ['Monday'], why: 'who knows?' },
      ],
    ],
    ['Markdown without lists', 'a.md:# T\n\nA?\n\nB?\n', [{ text: 'A?' }, { text: 'B?' }]],
    [
      'a table with names',
      'a.csv:Question,Category,Tags,Minutes,Room\r\n"A, ""b""?",Gift,"x, y",10,12\r\nC?,Other,,long,\r\n',
      [
        { text: 'A, "b"?', kind: 'gifts', tags: ['x', 'y'], minutes: 10, 'x-room': '12' },
        { text: 'C?', kind: 'other', 'x-minutes': 'long' },
      ],
    ],
    [
      'a table without names',
      'a.csv:1;A?\n2;B?\n',
      [
        { text: 'A?', 'x-column-1': '1' },
        { text: 'B?', 'x-column-1': '2' },
      ],
    ],
    ['a ragged table', 'a.tsv:text\tkind\nA?\nB?\twants\tmore\n', [{ text: 'A?' }, { text: 'B?', kind: 'wants', 'x-column-3': 'more' }]],
    [
      'a column for each category',
      'a.csv:Praise,Gifts\nA?,B?\n,C?\n',
      [
        { text: 'A?', tags: ['Praise'] },
        { text: 'B?', kind: 'gifts' },
        { text: 'C?', kind: 'gifts' },
      ],
    ],
    ['a guarded formula', "a.csv:text\n'=A?\n", [{ text: '=A?' }]],
    ['a list of texts', 'a.json:["A?","B?"]', [{ text: 'A?' }, { text: 'B?' }]],
    [
      'a list of objects',
      'a.json:[{"prompt":"A?","level":"society","id":"q1","likes":{"n":3}}]',
      [{ text: 'A?', id: 'q1', level: ['society'], 'x-likes': { n: 3 } }],
    ],
    ['objects under a key', 'a.json:{"meta":1,"questions":[{"question":"A?"}]}', [{ text: 'A?' }]],
    [
      'lists under keys',
      'a.json:{"gifts":["A?"],"mondays":["B?"]}',
      [
        { text: 'A?', kind: 'gifts' },
        { text: 'B?', tags: ['mondays'] },
      ],
    ],
    ['a JSON value a line', 'a.jsonl:{"text":"A?"}\n\n{"text":"B?"}\n', [{ text: 'A?' }, { text: 'B?' }]],
    ['a YAML list', 'a.yaml:- A?\n- question: B?\n  author: me\n', [{ text: 'A?' }, { text: 'B?', source: 'me' }]],
    ['fortunes', 'a:A\n  b?\n\t\t-- Me,\n\t\t   "Here"\n%\nC\n%\n%\n', [{ text: 'A b?', source: 'Me, "Here"' }, { text: 'C' }]],
    [
      'Anki notes',
      'a.txt:#separator:Comma\n#html:true\n#tags column:3\n"A &amp; <i>b</i>?<br>c",back,x y\n',
      [{ text: 'A & b? c', 'x-back': 'back', tags: ['x', 'y'] }],
    ],
    ['overstruck letters and control characters', 'a.txt:_\bA\bA\x1b[31m\x07 \u2028?\n', [{ text: 'A ?' }]],
  ])('from %s', async (_, file, expected) => {
    const at = file.indexOf(':');
    const { prompts } = await taken(file.slice(0, at), file.slice(at + 1));
    expect(prompts).toMatchObject(expected);
    expect(prompts).toHaveLength(expected.length);
  });

  test('in whatever encoding it is', async () => {
    const text = 'text\nÄ?\n';
    expect((await imported({ 'a.csv': Buffer.from(text, 'latin1') }, 'a.csv', '--encoding', 'latin1')).prompts).toMatchObject([
      { text: 'Ä?' },
    ]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await imported({ 'a.csv': utf16 }, 'a.csv', '--encoding', 'utf-16le')).prompts).toMatchObject([{ text: 'Ä?' }]);
    expect(await run({ files: { 'a.csv': Buffer.from(text, 'latin1') } }, 'import', 'a.csv')).toMatchObject({
      code: 3,
      stderr: 'a.csv:2:1: this is not UTF-8; save the file as UTF-8, or say what it is: --encoding windows-1252\n',
    });
  });
});

describe('import', () => {
  test('says what it understood, and what it left out, before it writes', async () => {
    const files = { 'q.csv': 'question,who\nA?,me\nA?,you\n,they\nDo it,we\n' };
    expect(await run({ files }, 'import', 'q.csv', '--kind', 'gifts')).toEqual({
      code: 0,
      stdout: `title: q
kind: gifts
prompts:
  - id: a-5n3ta
    text: A?
    x-who: me
  - id: do-it-g1sse
    text: Do it
    x-who: we
`,
      stderr: `convene: q.csv: a table, separated by comma
convene: q.csv: the first row names the columns: question, who
convene: q.csv: the questions stand in "question"
convene: 4 entries: 2 prompts, 2 left out (empty: 1, duplicate: 1)
convene:   [gifts] A?
convene:   [gifts] Do it
convene:   left out, line 4, empty: they
convene:   left out, line 3, duplicate: A?
convene: no question, but kept: 1 (--questions leaves them out)
`,
    });
  });

  test('writes a deck that check finds nothing wrong with, and never over another', async () => {
    const cwd = folder({ 'q.txt': 'What did you notice?\nWhere were you?\n' });
    expect(await run({ cwd }, 'import', 'q.txt', '-o', 'q.yaml', '-q')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await run({ cwd }, 'check', 'q.yaml', '--strict', '-q')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await run({ cwd }, 'import', 'q.txt', '-o', 'q.yaml', '-q')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('exists already'),
    });
  });

  test('brings a deck up to date without losing an id, a comment or a key', async () => {
    const cwd = folder({
      'q.txt': 'What do you wish for in this place?\nWhere were you born?\nWhat is new?\n',
      'q.yaml':
        '# mine\ntitle: t\nprompts:\n  - id: wish # keep\n    text: What do you wish for this place?\n    edge: 2\n  - Where were you born?\n  - What is old?\n',
    });
    expect(await run({ cwd }, 'import', 'q.txt', '-o', 'q.yaml', '--update')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('q.yaml: 1 unchanged, 1 reworded under their old ids, 1 new, 1 no longer in the file but kept'),
    });
    expect(readFileSync(join(cwd, 'q.yaml'), 'utf8')).toBe(
      '# mine\ntitle: t\nprompts:\n  - id: wish # keep\n    text: What do you wish for in this place?\n    edge: 2\n  - Where were you born?\n  - What is old?\n  - id: what-is-new-newjf\n    text: What is new?\n',
    );
    const before = statSync(join(cwd, 'q.yaml')).mtimeMs;
    await run({ cwd }, 'import', 'q.txt', '-o', 'q.yaml', '--update');
    expect(readFileSync(join(cwd, 'q.yaml'), 'utf8')).toContain('# keep');
    expect(before).toBeGreaterThan(0);
  });

  test('takes a deck for what it is', async () => {
    const { kind, prompts, title } = await imported(
      { 'd.yaml': 'title: T\nkind: wants\nlevel: society\nprompts:\n  - A?\n  - {id: b, text: B?, kind: mine}\n' },
      'd.yaml',
    );
    expect([title, kind]).toEqual(['T', undefined]);
    expect(prompts).toMatchObject([
      { text: 'A?', kind: 'wants', level: ['society'] },
      { id: 'b', kind: 'mine' },
    ]);
  });

  test.each<[string, World['files'], string[], number, RegExp]>([
    ['nothing', { a: '\n\n' }, ['a'], 1, /nothing to bring in/],
    ['no file', {}, ['a'], 3, /a: can't be read: there is no such file/],
    ['an unknown form', { a: 'A?' }, ['a', '--from', 'cvs'], 2, /unknown form "cvs"; did you mean "csv"\?/],
    ['an unknown column', { 'a.csv': 'x,y\n1,2\n' }, ['a.csv', '--column', 'z'], 3, /there is no column "z"; there are: x, y/],
    ['broken JSON', { 'a.json': '{"a": [}' }, ['a.json'], 3, /this is not JSON/],
    ['broken YAML', { 'a.yaml': 'a: [\n' }, ['a.yaml'], 3, /line \d is not YAML/],
    [
      'a YAML bomb',
      {
        'a.yaml': `a: &a [x]\n${'bcdefgh'
          .split('')
          .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
          .join('\n')}\n`,
      },
      ['a.yaml'],
      3,
      /refers to itself too often/,
    ],
    ['a number', { 'a.json': '7' }, ['a.json'], 3, /holds no list/],
    ['an open quote', { 'a.csv': `text\n"A?${'x'.repeat(9)}\n` }, ['a.csv'], 3, /can't be read as a table/],
    ['an unknown encoding', { a: 'A?' }, ['a', '--encoding', 'klingon'], 2, /unknown encoding/],
    ['too much', { a: Buffer.alloc(5 * 1024 * 1024, 65) }, ['a'], 3, /larger than 4 MB/],
    ['an update of nothing named', { a: 'A?' }, ['a', '--update'], 2, /give it with -o/],
  ])('refuses %s', async (_, files, argv, code, message) => {
    const outcome = await run({ files: files! }, 'import', ...argv);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toMatch(message);
  });
});

const words = fc.string({ unit: fc.constantFrom(...'aé家 ?.,;:#-*_[]()<>&"\'|%=+@`\\0'), minLength: 1, maxLength: 30 });
const line = words.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /[\p{L}\p{N}]/u.test(text) && text !== '%');
const prompts = fc.uniqueArray(
  fc.record({
    text: line,
    how: fc.option(line, { nil: undefined }),
    followups: fc.array(line, { maxLength: 3 }),
    minutes: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
  }),
  {
    minLength: 2,
    maxLength: 6,
    selector: ({ text }) => text.toLowerCase(),
  },
);

describe('what is exported comes back the same', () => {
  const keys = {
    csv: ['id', 'text', 'how', 'followups', 'minutes', 'kind'],
    tsv: ['id', 'text', 'how', 'followups', 'minutes', 'kind'],
    json: ['id', 'text', 'how', 'followups', 'minutes', 'kind'],
    jsonl: ['id', 'text', 'how', 'kind'],
    yaml: ['id', 'text', 'how', 'followups', 'minutes', 'kind'],
    markdown: ['text', 'how', 'kind'],
    fortune: ['text', 'source'],
    anki: ['id', 'text', 'how', 'followups', 'kind'],
    text: [],
  } as Record<string, string[]>;
  const endings: Record<string, string> = { fortune: 'fortune', markdown: 'md', anki: 'txt' };

  test.each(Object.entries(keys).filter(([, compared]) => compared.length))('as %s', async (name, compared) => {
    const write = await formats.find((format) => format.name === name)!.load();
    await fc.assert(
      fc.asyncProperty(prompts, async (some) => {
        const all = some.map(
          ({ how, followups, minutes, text }, i): Prompt => ({
            id: `d/p${i}`,
            deck: 'd',
            kind: 'gifts',
            text,
            language: 'en',
            source: 'original',
            ...(how && { how }),
            ...(followups.length && { followups }),
            ...(minutes && { minutes }),
          }),
        );
        const text = String(await write(promptSheet(all, { title: 't', byKind: true }), { colours: 0, end: '\n' }));
        const read = await formOf(endings[name] ?? name, text).load();
        const back = toPrompts(read(text, {}), { settle });
        const only = (prompt: Record<string, unknown>) =>
          Object.fromEntries(compared.map((key) => [key, key === 'source' ? undefined : prompt[key]]));
        expect(back.left).toEqual([]);
        expect(back.prompts.map(only)).toEqual(all.map((prompt) => only({ ...prompt, id: prompt.id.slice(2) })));
      }),
      { numRuns: 150 },
    );
  });
});

test('whatever comes in makes a deck that reads back the same, and no entry is lost', async () => {
  const reads = await Promise.all(importers.map(async ({ name, load }) => ({ name, read: await load() })));
  fc.assert(
    fc.property(
      fc.constantFrom(...reads),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.array(words).map((all) => all.join('\n')),
      ),
      ({ read }, text) => {
        let understood: ReturnType<typeof read>;
        try {
          understood = read(text, {});
        } catch (error) {
          expect((error as Error).constructor.name).toBe('NotUnderstood');
          return;
        }
        const result = toPrompts(understood, { settle });
        expect(result.prompts.length + result.left.length).toBe(understood.entries.length + understood.left.length);
        const deck = newDeck({ title: 't' }, result.prompts);
        const reading = parseDeck(deck, { name: 'd', file: 'd.yaml' });
        expect(reading.problems.filter(({ code }) => code !== 'no-prompts' && code !== 'hidden-character')).toEqual([]);
        expect(reading.deck!.prompts.map(({ id, text: said }) => [id.slice(2), said])).toEqual(
          result.prompts.map((one) => [one.id, one.text]),
        );
        expect(updatedDeck(deck, result.prompts)).toMatchObject({ text: deck, added: 0, changed: 0, kept: 0 });
      },
    ),
    { numRuns: 1000 },
  );
});

const fortunes = '/usr/share/games/fortunes';
const there = (() => {
  try {
    return readdirSync(fortunes).filter((name) => !name.includes('.'));
  } catch {
    return [];
  }
})();
test.skipIf(there.length === 0)(
  'every entry of every fortune file is a prompt or reported (needs the package fortunes)',
  async () => {
    const { fromFortune } = await import('../../src/importers/plain.js');
    for (const name of there) {
      const text = readFileSync(join(fortunes, name), 'utf8');
      const inside = text.split(/^%[ \t]*$/m).filter((part) => part.trim()).length;
      const { prompts: out, left } = toPrompts(fromFortune(text), { settle });
      expect([name, out.length + left.length]).toEqual([name, inside]);
      for (const one of left) expect(one.why).toBe('duplicate');
    }
  },
  60_000,
);

describe('what a file says of itself', () => {
  test('stays with the deck, and what has no place there stays under x- keys', async () => {
    const json = JSON.stringify({
      title: 'T\u0007',
      language: 'en_US',
      version: 3,
      license: 'CC0',
      kinds: { Song: 'to sing' },
      minutes: 5,
      questions: [
        { text: 'A?', kind: 'song' },
        { text: 'B?', deck: 'one' },
        { text: 'C?', deck: 'two' },
      ],
    });
    const { stdout } = await run({ files: { 'a.json': json } }, 'import', 'a.json', '-q');
    expect(parseYaml(stdout)).toMatchObject({
      title: 'T',
      'x-language': 'en_US',
      'x-version': 3,
      license: 'CC0',
      kinds: { song: 'to sing' },
      prompts: [{ text: 'A?', kind: 'song', minutes: 5 }, { text: 'B?', 'x-deck': 'one' }, { 'x-deck': 'two' }],
    });
    expect(parseDeck(stdout, { name: 'd', file: 'd' }).problems).toEqual([]);
  });

  test('comes back from an export, its language too', async () => {
    const cwd = folder({ 'd.yaml': 'title: T\nlanguage: de\nprompts:\n  - {id: a, text: Was nun?}\n' });
    await run({ cwd }, 'print', '-d', 'd.yaml', '-o', 'd.json', '-q');
    expect(parseYaml((await run({ cwd }, 'import', 'd.json', '-q')).stdout)).toMatchObject({ language: 'de', prompts: [{ id: 'a' }] });
  });
});

describe('what other programs save', () => {
  const text = 'Was für ein Tag – „heute“?\nWas können wir tun?\n';
  const questions = ['Was für ein Tag – „heute“?', 'Was können wir tun?'];
  const utf16 = (order: 'le' | 'be', mark: string) => {
    const bytes = Buffer.from(mark + text, 'utf16le');
    return order === 'le' ? bytes : Buffer.from(bytes).swap16();
  };

  test.each([
    ['UTF-16 with its mark', 'le'],
    ['UTF-16 of the other order', 'be'],
  ] as const)('%s is read as what it is', async (_, order) => {
    expect((await imported({ 'a.txt': utf16(order, '\ufeff') }, 'a.txt')).prompts.map((one) => one.text)).toEqual(questions);
  });

  test('UTF-16 without its mark is recognised, and what to say is told', async () => {
    const files = { 'a.txt': utf16('le', '') };
    expect(await run({ files }, 'import', 'a.txt')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'a.txt:1:1: this is UTF-16LE; save the file as UTF-8, or say what it is: --encoding utf-16le\n',
    });
    expect((await imported(files, 'a.txt', '--encoding', 'utf-16le')).prompts.map((one) => one.text)).toEqual(questions);
  });

  test.each(['windows-1252', 'latin1'])('%s keeps its dashes and quotes', async (encoding) => {
    const bytes = Buffer.from(text.replace('–', '\x96').replace('„', '\x84').replace('“', '\x93'), 'latin1');
    expect((await imported({ 'a.txt': bytes }, 'a.txt', '--encoding', encoding)).prompts.map((one) => one.text)).toEqual(questions);
    expect(await run({ files: { 'a.txt': bytes } }, 'import', 'a.txt')).toMatchObject({
      code: 3,
      stderr: 'a.txt:1:6: this is not UTF-8; save the file as UTF-8, or say what it is: --encoding windows-1252\n',
    });
  });

  test.each<[string, string, readonly RegExp[]]>([
    ['an item of data by its number', 'a.json:{"questions": ["A?", 7]}', [/left out, item 2, not a text: 7/]],
    ['the columns that Anki doesn’t name', 'a.txt:#separator:tab\n#html:false\nA?\tb\n', [/the columns are taken for: front, back\n/]],
    [
      'cells beyond the named columns',
      'a.csv:question,kind\nA?,gifts,x,y\n',
      [/names the columns: question, kind\n/, /some rows have 4 cells; what stands beyond the named columns is kept\n/],
    ],
    [
      'where a table stands in Markdown',
      'a.md:- A?\n\n| Q |\n|---|\n| B? |\n',
      [/line 3, not a list item: Q\n/, /line 5, not a list item: B\?\n/],
    ],
  ])('it tells %s', async (_, named, messages) => {
    const [name, content] = [named.split(':', 1)[0]!, named.slice(named.indexOf(':') + 1)];
    const { stderr } = await run({ files: { [name]: content } }, 'import', name);
    for (const message of messages) expect(stderr).toMatch(message);
  });

  test('a title that names a kind is one for what stands right under it', async () => {
    const files = { 'a.md': '# Gift\n\n- A?\n\n## Mondays\n\n- B?\n', 'b.md': '# Icebreakers\n\n- A?\n' };
    expect((await imported(files, 'a.md')).prompts).toMatchObject([{ kind: 'gifts' }, { tags: ['Mondays'] }]);
    expect((await imported(files, 'b.md')).prompts[0]).not.toHaveProperty('tags');
  });

  test('who wrote it can be said, and a kind in any form; the title stands first', async () => {
    const files = { 'a.json': '{"meta": {"by": "x"}, "questions": ["A?"]}' };
    const { stdout } = await run({ files }, 'import', 'a.json', '-q', '--source', 'Ana', '--kind', 'Gift', '--title', 'T');
    expect(stdout).toMatch(/^title: T\nx-meta:\n {2}by: x\nsource: Ana\nkind: gifts\nprompts:\n/);
  });
});
