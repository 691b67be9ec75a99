import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apart, compileDecks, deckLines } from '../src/build/decks.js';
import { selectLater } from '../src/core/catalogue.js';
import { kindsOf, pool, tagsOf } from '../src/core/deck.js';
import { draw, drawFrom } from '../src/core/draw.js';
import { line } from '../src/core/problem.js';
import { type Selection, select, tallied } from '../src/core/select.js';
import { realIo } from '../src/io.js';
import { parseDeck } from '../src/parse/deck.js';
import { builtInDecks } from '../src/store/built-in.js';
import { root } from './run.js';

const folder = join(root, 'decks');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const decks = compileDecks(folder);
const prompts = pool(decks);

test.each(files)('%s has no problems', (file) => {
  const { problems } = parseDeck(readFileSync(join(folder, file), 'utf8'), { name: file.replace('.yaml', ''), file });
  expect(problems.map(line)).toEqual([]);
});

test('what was built is what the YAML says', () => {
  const built = builtInDecks({ ...realIo(), root });
  const hearing = JSON.parse(readFileSync(join(root, 'dist', 'hearing.json'), 'utf8'));
  const read = { decks: built.map(({ catalogue: _, ...deck }) => deck), hearing };
  expect(read).toEqual(JSON.parse(JSON.stringify(apart(decks))));
});

test('two built-in prompts of the same text are not built: a draw relies on it', () => {
  const twice = parseDeck('title: Twice\nprompts: [{id: a, text: Who is here?}, {id: b, text: "who is  here?"}]\n', {
    name: 'twice',
    file: '',
  });
  expect(() => deckLines([...decks, twice.deck!])).toThrow('two built-in prompts have the same text: who is here?');
});

/** How many prompts of each deck and kind. */
function sums(selection: Selection): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { deck, kind, count } of tallied(selection)) sums.set(`${deck} ${kind}`, (sums.get(`${deck} ${kind}`) ?? 0) + count);
  return sums;
}

test('a draw from what was built is the draw from what the YAML says, by its catalogue where kinds alone are asked for', () => {
  const built = builtInDecks({ ...realIo(), root });
  const mine = (name: string) => parseDeck('title: Mine\nprompts: [{id: measure, text: Who is here?}]\n', { name, file: '' }).deck!;
  expect(kindsOf(built)).toEqual(kindsOf(decks));
  expect(tagsOf(built)).toEqual(tagsOf(decks));
  fc.assert(
    fc.property(
      fc.record({ kinds: fc.subarray([...kindsOf(decks).keys()], { maxLength: 2 }), paired: fc.boolean() }),
      fc.record({ count: fc.integer({ min: 1, max: 30 }), seed: fc.string(), aside: fc.boolean() }),
      fc.constantFrom([], [mine('mine')], [mine('how-and-yes')]),
      (criteria, choice, more) => {
        const [lazy, full] = [selectLater([...built, ...more], criteria, choice), select([...decks, ...more], criteria, choice)];
        const expected = draw(full.prompts, choice);
        const taken = lazy.take!(choice);
        if (!criteria.paired && more[0]?.name !== 'how-and-yes') expect(taken).toEqual(expected);
        expect(drawFrom(lazy, choice)).toEqual(expected);
        expect(sums(lazy)).toEqual(sums(full));
        if (!criteria.paired && more.length === 0) expect(lazy.tally!()).toBeDefined();
      },
    ),
    { numRuns: 500 },
  );
});

describe('the six pairs', () => {
  const source = 'Peter Block, The Answer to How is Yes (as excerpted in "\'Yes\' is the right question")';
  test.each([
    ['method', 'dissent', 'How do you do it?', 'What refusal have I been postponing?'],
    ['time', 'commitment', 'How long will it take?', 'What commitment am I willing to make?'],
    ['cost', 'commitment', 'How much does it cost?', 'What is the price I am willing to pay?'],
    ['people', 'ownership', 'How do you get others to change?', 'What is my contribution to the problem I am concerned with?'],
    ['measure', 'crossroads', 'How do we measure it?', 'What is the crossroad at which I find myself at this point in my work/life?'],
    ['precedent', 'possibility', 'How are other people doing it successfully?', 'What do we want to create together?'],
  ])('%s is quoted to the letter, with its author', (id, kind, how, text) => {
    expect(prompts.find((prompt) => prompt.id === `how-and-yes/${id}`)).toMatchObject({ kind, how, text, source });
  });

  test('are six, each with a bridge, follow-ups, listening and 8 to 12 cues', () => {
    const pairs = prompts.filter(({ how }) => how);
    expect(pairs).toHaveLength(6);
    for (const pair of pairs) {
      expect(pair.bridge).toBeTruthy();
      expect([pair.followups?.length, pair.listen?.length]).toEqual([2, 2]);
      expect(pair.cues!.length).toBeGreaterThanOrEqual(8);
    }
  });
});

test('the six principles are quoted to the letter, with their author', () => {
  expect(prompts.filter(({ deck }) => deck === 'principles').map(({ text, source }) => [text, source])).toEqual(
    [
      'Questions are more powerful than answers',
      'The small group is the unit of transformation',
      'Purpose is to go deeper rather than faster. Slow and small is more powerful than speed and scale.',
      'Conversations between peers are more vital than the interactions between leaders and followers.',
      'Horizontal connection among peers or citizens produces accountability and commitment to the well-being of the whole. The common good.',
      'Highlighting people’s gifts and capacities is what is important. Let their deficiencies rest in peace.',
    ].map((text) => [text, 'Peter Block, "Leader As Convener"']),
  );
});

test('Evans is quoted to the letter', () => {
  const source = 'Jeff Evans, "Change the Conversation – Change the Culture"';
  expect(prompts.filter((prompt) => prompt.source === source).map(({ text }) => text)).toEqual([
    'What do I want from this leader in order to do my best work?',
    'What is the risk of asking for what I want?',
    'What is the risk if I don’t?',
  ]);
});

test('every prompt has a name of its own', () => {
  expect(prompts).toHaveLength(decks.reduce((sum, deck) => sum + deck.prompts.length, 0));
  for (const { id } of prompts) expect(id).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
});

test('there is a deck for each of the seven kinds, and wants', () => {
  for (const kind of ['possibility', 'dissent', 'crossroads', 'ownership', 'commitment', 'contracting', 'gifts', 'wants']) {
    const deck = decks.find(({ name }) => name === kind)!;
    expect(new Set(deck.prompts.map((prompt) => prompt.kind))).toEqual(new Set([kind]));
  }
});

test('whoever is not quoted is said to be nobody', () => {
  for (const { source } of prompts) expect(source).toMatch(/^(original|Peter Block, .+|Jeff Evans, .+)$/);
});
