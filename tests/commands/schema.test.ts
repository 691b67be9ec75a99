import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDeck } from '../../src/parse/deck.js';
import { root, run } from '../run.js';

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

describe('results are what their schemas say', () => {
  const files = {
    'my.yaml': 'title: t\nprompts:\n  - {id: a, text: "Do you?", x-mine: 1, level: society}\n',
    'd/broken.yaml': 'title: t\n',
  };
  test.each([
    ['prompts', ['print', '--json']],
    ['prompts', ['draw', '-n', '50', '--json', '-d', 'my.yaml,gifts']],
    ['kinds', ['list', 'kinds', '--json']],
    ['decks', ['list', 'decks', '--json']],
    ['check', ['check', 'my.yaml', '--json']],
  ])('%s for convene %j', async (what, argv) => {
    const { stdout } = await run({ files, env: { CONVENE_DECKS: 'd' } }, ...argv);
    const valid = await validator(what);
    expect(valid(JSON.parse(stdout)), JSON.stringify(valid.errors)).toBe(true);
    expect(JSON.parse(stdout).length).toBeGreaterThan(0);
  });
});

test('an unknown schema is told with the nearest', async () => {
  expect(await run('schema', 'deks')).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown schema "deks"; did you mean') });
});
