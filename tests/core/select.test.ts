import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deck } from '../../src/core/deck.js';
import { type Criteria, select, speaks } from '../../src/core/select.js';
import { parseDeck } from '../../src/parse/deck.js';

const { deck } = parseDeck(
  `title: A deck
language: en-GB
kind: gifts
prompts:
  - {id: a, text: "Café au lait?", level: individual, settings: [town-hall], edge: 1, tags: [warm], principles: [6]}
  - {id: b, text: What now?, kind: crossroads, level: [organization, society], channels: [room], edge: 3, how: How do we know?}
  - {id: c, text: Who else?, edge: 2, tags: [warm, bold]}
  - {id: d, text: "who  ELSE?", kind: dissent}
`,
  { name: 'deck', file: 'deck.yaml' },
);
const { deck: lines } = parseDeck('title: Lines\naside: true\nkinds: [line]\nkind: line\nprompts: [Sit down.]\n', {
  name: 'lines',
  file: 'lines.yaml',
});
const found = (criteria: Criteria, options = {}) =>
  select([deck!, lines!], criteria, options).prompts.map(({ id }) => id.split('/')[1]!.slice(0, 3));

describe('a selection', () => {
  test.each<[string, Criteria, string[]]>([
    ['takes all but what is set aside, and one of each text', {}, ['a', 'b', 'c']],
    ['takes a kind', { kinds: ['dissent'] }, ['d']],
    ['takes any of several kinds', { kinds: ['gifts', 'crossroads'] }, ['a', 'b', 'c']],
    ['takes what is set aside where its kind is named', { kinds: ['line'] }, ['sit']],
    ['takes what is set aside where its deck is named', { decks: ['lines'] }, ['sit']],
    ['takes a tag', { tags: ['bold'] }, ['c']],
    ['takes any of several tags', { tags: ['bold', 'warm'] }, ['a', 'c']],
    ['takes a level, also one of several', { levels: ['society'] }, ['b']],
    ['takes for a setting also what names none', { settings: ['focus-group'] }, ['b', 'c']],
    ['takes for a channel also what names none', { channels: ['phone'] }, ['a', 'c']],
    ['takes an edge', { edges: [2, 3] }, ['b', 'c']],
    ['takes an edge at most, and nothing without one', { maxEdge: 2 }, ['a', 'c']],
    ['takes a principle', { principles: [6] }, ['a']],
    ['takes the paired', { paired: true }, ['b']],
    ['finds a text without its accents', { search: 'cafe AU' }, ['a']],
    ['finds a text in the How', { search: 'we know' }, ['b']],
    ['takes a language and its regions', { languages: ['en'] }, ['a', 'b', 'c']],
    ['joins criteria by and', { tags: ['warm'], maxEdge: 1 }, ['a']],
  ])('%s', (_, criteria, expected) => {
    expect(found(criteria)).toEqual(expected);
  });

  test('takes everything where what is set aside is asked for as well', () => {
    expect(found({}, { aside: true })).toEqual(['a', 'b', 'c', 'sit']);
  });

  test('says what each criterion left out', () => {
    expect(select([deck!, lines!], { kinds: ['gifts'], maxEdge: 1 })).toMatchObject({
      considered: 5,
      leftOut: [
        { by: 'decks set aside', count: 1 },
        { by: 'kinds', count: 2 },
        { by: '--max-edge', count: 1 },
      ],
    });
  });

  test('a later deck replaces a prompt of the same id', () => {
    const again = { ...deck!, prompts: [{ ...deck!.prompts[0]!, text: 'Tea?' }] };
    expect(select([deck!, again], { search: 'tea' }).prompts.map(({ id }) => id)).toEqual(['deck/a']);
    expect(select([deck!, again], { search: 'café' }).prompts).toEqual([]);
  });
});

test.each([
  ['en', 'en', true],
  ['en-GB', 'en', true],
  ['en', 'en-GB', false],
  ['end', 'en', false],
  ['EN-gb', 'en-GB', true],
])('%s is found by the range %s: %s', (language, range, expected) => {
  expect(speaks(language, range)).toBe(expected);
});

test('the selection is the same where the kinds of a deck are known and its prompts are not read', () => {
  const read = new Set<string>();
  const known = (one: Deck): Deck => ({
    ...one,
    catalogue: { size: one.prompts.length, kinds: one.prompts.map(({ kind }) => kind), tags: () => [], open: () => undefined },
    get prompts() {
      read.add(one.title);
      return one.prompts;
    },
  });
  const again = parseDeck('title: Again\nprompts: [{id: b, text: What then?, kind: gifts}]\n', { name: 'deck', file: '' }).deck!;
  const more = parseDeck('title: More\nkind: dissent\nprompts: [Who else?, And then?]\n', { name: 'more', file: '' }).deck!;
  const some = fc.subarray([deck!, lines!, again, more]);
  const kinds = fc.subarray(['gifts', 'crossroads', 'dissent', 'line', 'wants']);
  fc.assert(
    fc.property(some, fc.record({ kinds, decks: fc.subarray(['lines']) }), fc.boolean(), (decks, criteria, aside) => {
      const { prompts, considered, leftOut } = select(decks.map(known), criteria, { aside });
      expect({ prompts, considered, leftOut }).toEqual(select(decks, criteria, { aside }));
    }),
  );
  read.clear();
  expect(select([deck!, lines!, more].map(known), { kinds: ['gifts'] }).prompts).toHaveLength(2);
  expect([...read]).toEqual([deck!.title]);
});
