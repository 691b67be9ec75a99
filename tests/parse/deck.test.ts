import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line } from '../../src/core/problem.js';
import { parseDeck } from '../../src/parse/deck.js';

const files = (folder: string, ending: string) => readdirSync(join(import.meta.dirname, folder)).filter((name) => name.endsWith(ending));
const read = (folder: string, file: string) => readFileSync(join(import.meta.dirname, folder, file), 'utf8');
const problems = (text: string, file = 'd.yaml') => parseDeck(text, { name: 'd', file }).problems.map(line);

describe('a good deck has no problems', () => {
  test.each(files('ok', '.yaml'))('%s', (file) => {
    const reading = parseDeck(read('ok', file), { name: 'd', file });
    expect(reading.problems).toEqual([]);
    expect(reading.deck).toBeDefined();
  });
});

describe('every problem of a bad deck is told at once, with its place', () => {
  test.each(files('err', '.yaml'))('%s', async (file) => {
    const text = read('err', file);
    await expect(`${problems(text, file).join('\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'err', file.replace(/yaml$/, 'out')),
    );
    expect(problems(text, file)).not.toEqual([]);
  });
});

describe('a deck', () => {
  const deck = (text: string) => parseDeck(text, { name: 'd', file: 'd.yaml' }).deck!;

  test('gives each prompt its defaults and its full name', () => {
    const [a, b] = deck(
      'title: t\nkind: Gift\nlevel: society\nsource: us\nprompts:\n  - {id: a, text: A?}\n  - {id: b, text: B?, kind: wants, level: [individual]}\n',
    ).prompts;
    expect(a).toEqual({ id: 'd/a', deck: 'd', kind: 'gifts', text: 'A?', level: ['society'], source: 'us', language: 'en' });
    expect(b).toEqual({ id: 'd/b', deck: 'd', kind: 'wants', text: 'B?', level: ['individual'], source: 'us', language: 'en' });
  });

  test('names a prompt by its words, whatever stands around it', () => {
    const alone = deck('title: t\nprompts:\n  - What do we want to keep?\n').prompts[0]!;
    const among = deck('title: t\nprompts:\n  - Another\n  - What do we want to lose?\n  - "What do we want to keep?"\n').prompts[2]!;
    expect(among.id).toBe(alone.id);
    expect(alone.id).toMatch(/^d\/what-do-we-want-[0-9a-z]{5}$/);
  });

  test('keeps the keys of its author', () => {
    expect(deck('title: t\nprompts:\n  - {text: A?, x-mine: [1, two]}\n').prompts[0]).toMatchObject({ 'x-mine': [1, 'two'] });
  });

  test('folds a text of several lines into one', () => {
    expect(deck('title: t\nprompts:\n  - |\n    What\n    now?\n').prompts[0]!.text).toBe('What now?');
  });

  test('may be written with any line ends', () => {
    const text = 'title: t\nprompts:\n  - A?\n  - B?\n';
    expect(deck(text.replaceAll('\n', '\r\n'))).toEqual(deck(text));
    expect(deck(text.replaceAll('\n', '\r'))).toEqual(deck(text));
  });

  test('does not touch the prototype of anything', () => {
    expect(problems('title: t\n__proto__: {polluted: true}\nprompts: [A?]\n')).toHaveLength(1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('whatever a file holds', () => {
  const good = files('ok', '.yaml').map((file) => read('ok', file));
  const mutated = fc
    .tuple(
      fc.constantFrom(...good),
      fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom(...'\t\n\r:#-[]{}"\'|>&*!%@`,? \0\x1b\ufeffé𝕏0'))),
    )
    .map(([text, edits]) =>
      edits.reduce((t, [at, cut, put]) => t.slice(0, at % (t.length + 1)) + put + t.slice((at % (t.length + 1)) + cut), text),
    );

  test('reading it never throws, and what is accepted has no unsafe character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated), (text) => {
        const { deck, problems } = parseDeck(text, { name: 'd', file: 'd.yaml' });
        expect(deck !== undefined || problems.length > 0).toBe(true);
        for (const prompt of deck?.prompts ?? []) expect(prompt.text).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029]/);
        for (const problem of problems) {
          expect(line(problem)).not.toMatch(/[\n\r]/);
          expect(problem.place.line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
