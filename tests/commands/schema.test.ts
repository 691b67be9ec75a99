import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.js';
import { schemas } from '../../src/commands/schema.js';
import { parseDeck } from '../../src/parse/deck.js';
import { folder, root, run } from '../run.js';

const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTuples: false, strictTypes: false });
const schema = async (...what: string[]) => JSON.parse((await run('schema', ...what)).stdout);
const validator = async (...what: string[]) => ajv.compile({ ...(await schema(...what)), $id: undefined });
const yaml = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

/** Faults that JSON Schema has no words for, or that only the text of the file shows. */
const beyond = new Set(['syntax', 'unsafe-character', 'not-used', 'cut-by-comment', 'duplicate-id', 'duplicate-key', 'bad-id']);

test('what is built is what the command shows', async () => {
  expect(JSON.parse(readFileSync(join(root, 'dist', 'deck.schema.json'), 'utf8'))).toEqual(await schema());
  expect(JSON.parse(readFileSync(join(root, 'dist', 'session.schema.json'), 'utf8'))).toEqual(await schema('session'));
  expect(await schema('deck')).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
});

test.each(yaml(join(root, 'decks')))('%s is valid by an independent validator', async (_, text) => {
  const valid = await validator();
  expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
});

test.each(yaml(join(root, 'decks', 'sessions')))('the session %s is valid by an independent validator', async (_, text) => {
  const valid = await validator('session');
  expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
});

describe('the schema and the reader agree', () => {
  test.each(yaml(join(root, 'tests', 'parse', 'ok')))('on %s', async (_, text) => {
    const valid = await validator();
    expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
  });

  test.each(yaml(join(root, 'tests', 'parse', 'err')))('on %s', async (name, text) => {
    const errors = parseDeck(text, { name: 'd', file: 'd' }).problems.filter(({ severity }) => severity === 'error');
    const visible = errors.filter(
      ({ code, ...problem }) =>
        !beyond.has(code) && !(code === 'out-of-range' && name === 'values.yaml' && 'key' in problem && problem.key === 'group'),
    );
    if (errors.some(({ code }) => ['syntax', 'not-used', 'unsafe-character', 'duplicate-key'].includes(code))) return;
    expect((await validator())(parse(text.replace(/\r(?!\n)/g, '\n')))).toBe(visible.length === 0);
  });

  const any = fc.oneof(
    fc.constantFrom('a', 'individual', ' Society ', 'town-hall', 'phone', 'one', 'closed', '', ' ', 'a\u0007b', true, false, null),
    fc.integer({ min: -2, max: 2000 }),
    fc.constant(1.5),
    fc.array(fc.oneof(fc.constantFrom('a', 'society', 'ROOM', 'virtual', ''), fc.integer({ min: 0, max: 9 })), { maxLength: 3 }),
    fc.constant({ a: 'b' }),
  );
  const keys = [
    'id',
    'kind',
    'how',
    'cues',
    'level',
    'settings',
    'channels',
    'minutes',
    'group',
    'silence',
    'edge',
    'address',
    'pair',
    'principles',
    'tags',
    'weight',
    'once',
    'source',
    'allow',
    'x-mine',
    'nope',
  ];
  const prompt = fc.oneof(
    fc.constantFrom<unknown>('A?', '', 7, null),
    fc.dictionary(fc.constantFrom(...keys), any, { maxKeys: 2 }).map((more) => ({ text: 'A?', ...more })),
  );
  const deck = fc.record(
    {
      title: fc.constantFrom<unknown>('t', 7, ''),
      language: fc.constantFrom('en', 'pt-BR', 'x', 'EN-gb'),
      kinds: any,
      aside: any,
      kind: any,
      prompts: fc.array(prompt, { maxLength: 3 }),
    },
    { requiredKeys: ['title', 'prompts'] },
  );
  test('on decks of any making', async () => {
    const valid = await validator();
    fc.assert(
      fc.property(deck, (value) => {
        const text = JSON.stringify(value);
        const errors = parseDeck(text, { name: 'd', file: 'd' }).problems.filter(
          ({ severity, code }) => severity === 'error' && code !== 'duplicate-id',
        );
        const upsideDown = errors.every((problem) => problem.code === 'out-of-range' && problem.key === 'group');
        if (errors.length === 0 || !upsideDown) expect([text, valid(JSON.parse(text))]).toEqual([text, errors.length === 0]);
      }),
      { numRuns: 3000 },
    );
  });
});

/** What a gathering of files and rooms has to say, for each command whose result has a schema. */
const world = {
  files: {
    'my.yaml': 'title: t\nprompts:\n  - {id: a, text: "Do you?", x-mine: 1, level: society, group: 3, allow: [closed]}\n',
    'mine/gifts.yaml': 'title: t\nlicense: CC0-1.0\nprompts:\n  - {id: never-thanked, text: "What now?"}\n',
    'mine/broken.yaml': 'title: t\n',
    'text.md': '# Roof\n\n- How long will it take?\n',
    'hour.yaml':
      'title: t\npeople: [3, 9]\nx-of: me\nblocks:\n  - {title: a, minutes: [5, 10, 20], form: groups, draw: {kind: gifts, maxEdge: 1}, materials: [pens], x-n: 1}\n',
  },
  env: { CONVENE_DECKS: 'mine' },
};
const before: Readonly<Record<string, readonly string[][]>> = {
  review: [['agenda', 'world-cafe', '-p', '24', '-o', 'plan.json']],
  agenda: [
    ['agenda', 'half-day-210', '-p', '26', '-o', 'plan.json'],
    ['room', 'note', 'board', '--promise', 'I will', '--gift', 'soup'],
  ],
  room: [
    ['draw', 'gifts', '-n', '3', '--room', 'board'],
    ['room', 'reset', 'board'],
    ['draw', 'dissent', '--room', 'board'],
    ['room', 'note', 'board', '--promise', 'I will', '--gift', 'soup'],
    ['room', 'retire', 'board', 'how-and-yes/cost', '--because', 'no'],
    ['room', 'retire', 'how-and-yes/measure', '--all-rooms'],
  ],
};
const runs: Readonly<Record<string, readonly string[][]>> = {
  draw: [['draw', '-n', '50', '-d', 'my.yaml,gifts,how-and-yes']],
  print: [['print'], ['print', '-d', 'protocol']],
  show: [['show', 'how-and-yes/measure', 'my/a', '-d', 'my.yaml,how-and-yes']],
  'list prompts': [
    ['list', 'prompts'],
    ['list', 'crossroads'],
  ],
  agenda: [
    ['agenda', 'strategy-90', '-p', '26'],
    ['agenda', 'focus-60', '-p', '9', '--room', 'board', '--dry-run'],
    ['agenda', '-m', '60', '-p', '9', '--setting', 'focus-group'],
    ['agenda', 'hour.yaml', '-p', '5', '--at', 'a=14:00', '--start', '14:00'],
    ['agenda', 'open-space-day', '-p', '200', '--copy', 'table'],
    ['agenda', 'plan.json', '--now', '11:00', '--start', '10:00'],
  ],
  flip: [
    ['flip', 'How long will it take?', 'Hello!'],
    ['flip', '--all', 'What will it cost?', 'Hello!'],
    ['flip', '--annotate', 'text.md'],
  ],
  review: [['review', 'plan.json']],
  list: [['list']],
  'list kinds': [['list', 'kinds']],
  'list decks': [['list', 'decks']],
  'list sessions': [['list', 'sessions']],
  'room list': [['room', 'list'], ['room']],
  'room show': [['room', 'show', 'board']],
  'room undo': [['room', 'undo', 'board']],
  check: [['check', 'my.yaml', 'hour.yaml', 'mine', 'mine/broken.yaml']],
};
const results = Object.entries(schemas).flatMap(([name, one]) => ('of' in one ? one.of.map((of) => [of, name] as const) : []));

describe('results are what their schemas say', () => {
  test.each(results)('convene %s: %s', async (of, name) => {
    const cwd = folder(world.files);
    for (const argv of before[of.split(' ')[0]!] ?? []) expect(await run({ ...world, cwd }, ...argv)).toMatchObject({ code: 0 });
    const [whole, line] = [await validator(name), await validator(name, '--lines')];
    const cases = runs[of] ?? [];
    expect(cases.length, `a run of convene ${of}`).toBeGreaterThan(0);
    for (const argv of cases) {
      const lines =
        of === 'room undo'
          ? []
          : (await run({ ...world, cwd }, ...argv, ...(argv.includes('--annotate') ? ['--json'] : ['-f', 'jsonl']))).stdout.split('\n');
      const { stdout } = await run({ ...world, cwd }, ...argv, '--json');
      const shown = JSON.parse(stdout);
      expect(JSON.stringify(shown).length).toBeGreaterThan(20);
      expect(whole(shown), `${argv.join(' ')}: ${JSON.stringify(whole.errors)}`).toBe(true);
      if (!argv.includes('--annotate')) {
        for (const one of lines.filter(Boolean)) expect(line(JSON.parse(one)), `${one}: ${JSON.stringify(line.errors)}`).toBe(true);
      }
      for (const [what, other] of changes(shown)) expect([argv.join(' '), what, whole(other)]).toEqual([argv.join(' '), what, false]);
    }
  });

  test('every command that gives JSON has a schema, and every word after it that leads to another result', async () => {
    const cwd = folder(world.files);
    for (const argv of before['room']!) await run({ ...world, cwd }, ...argv);
    for (const { name, load } of commands) {
      const { options, operands } = await load();
      if (!Object.hasOwn(options, 'json') && !Object.hasOwn(options, 'format')) continue;
      const first = operands?.[0]?.words;
      const words = Array.isArray(first) ? first : [''];
      for (const word of words as readonly string[]) {
        const of = `${name} ${word}`.trim();
        const after = of === 'room list' ? [] : name === 'room' ? ['board', ...(of === 'room rename' ? ['other'] : [])] : undefined;
        const given = after ? (await run({ ...world, cwd, stdin: 'I will\n' }, name, word, ...after, '--json')).stdout : 'something';
        if (given) expect(results.map(([one]) => one)).toContain(of);
      }
    }
  });

  test('a command stands for what it gives', async () => {
    expect(await run('schema', 'list', 'decks')).toEqual(await run('schema', 'decks'));
    expect(await run('schema', 'Draw')).toEqual(await run('schema', 'prompts'));
    expect(await run('schema', 'deck', '--lines')).toMatchObject({ code: 2, stderr: expect.stringContaining('a deck is a file') });
  });
});

/** The same result with one thing changed that a schema has to refuse: a key too many, a value of another type. */
function* changes(value: unknown): Generator<[string, unknown]> {
  const seen = new Set<string>();
  const copy = () => structuredClone(value);
  for (const path of paths(value, [])) {
    const name = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
    if (seen.has(name) || path.some((step) => String(step).startsWith('x-'))) continue;
    seen.add(name);
    const at = path.reduce((one, step) => (one as Record<string, unknown>)[step], value);
    if (typeof at === 'object' && at !== null && !Array.isArray(at)) yield [`${name}.zzz`, put(copy(), [...path, 'zzz'], 1)];
    yield [`${name} as ${Array.isArray(at) ? 'a text' : 'a list of objects'}`, put(copy(), path, Array.isArray(at) ? 'zzz' : [{ zzz: 1 }])];
  }
}

function* paths(value: unknown, path: (string | number)[]): Generator<(string | number)[]> {
  yield path;
  if (Array.isArray(value)) for (const [i, one] of value.entries()) yield* paths(one, [...path, i]);
  else if (typeof value === 'object' && value !== null) for (const [name, one] of Object.entries(value)) yield* paths(one, [...path, name]);
}

function put(value: unknown, path: readonly (string | number)[], other: unknown): unknown {
  if (path.length === 0) return other;
  const holder = path.slice(0, -1).reduce((one, step) => (one as Record<string, unknown>)[step], value) as Record<string, unknown>;
  holder[path.at(-1)!] = other;
  return value;
}

test.each([
  ['deck', ['--kind', 'songs', '--prompt', 'What: now?']],
  ['session', ['--session', '--kind', 'gifts', '--prompt', '{{each}}?']],
])('a new %s is valid by its schema, whose place its first line tells', async (what, argv) => {
  const cwd = folder();
  await run({ cwd }, 'new', 'a', ...argv);
  const text = readFileSync(join(cwd, 'a.yaml'), 'utf8');
  const valid = await validator(what);
  expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
  expect(text.split('\n', 1)).toEqual([`# yaml-language-server: $schema=${(await schema(what)).$id}`]);
});

test('an unknown schema is told with the nearest', async () => {
  expect(await run('schema', 'deks')).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown schema "deks"; did you mean') });
  expect(await run('schema', 'room', 'shw')).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "room show"?') });
});
