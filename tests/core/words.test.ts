import { expect, test } from 'vitest';
import { derivedId, idPattern } from '../../src/core/id.js';
import { nearest } from '../../src/core/nearest.js';
import { counted, folded, plain, singular, visible } from '../../src/core/text.js';

const kinds = ['possibility', 'dissent', 'crossroads', 'ownership', 'commitment', 'contracting', 'gifts', 'wants'];

test.each([
  ['crosroads', 'crossroads'],
  ['gfits', 'gifts'],
  ['possibilty', 'possibility'],
  ['poss', 'possibility'],
  ['comitment', 'commitment'],
  ['banana', undefined],
  ['', undefined],
  ['x', undefined],
  ['z'.repeat(100_000), undefined],
])('the kind nearest to %.20j is %s', (typed, expected) => {
  expect(nearest(typed, kinds)).toBe(expected);
});

test.each([
  ['Gifts', 'gift'],
  ['possibilities', 'possibility'],
  ['dissent', 'dissent'],
  [' Crossroads ', 'crossroad'],
  ['class', 'class'],
])('the singular of %j is %j', (word, expected) => {
  expect(singular(word)).toBe(expected);
});

test('plain texts are alike whatever their quotes, case and spacing', () => {
  expect(plain(' It’s  “So” ')).toBe(plain('it\'s "so"'));
  expect(folded('Ångström CAFÉ')).toBe('angstrom cafe');
});

test.each([
  ['\x1b[31mred', '\\u{1b}[31mred'],
  ['a\x9bb', 'a\\u{9b}b'],
  ['a\nb\u2028', 'a\\u{a}b\\u{2028}'],
  ['safe \u202e evil', 'safe \\u{202e} evil'],
  ['lone \ud800', 'lone \\u{d800}'],
  ['família 👩‍👩‍👧 日本 مرحبا', 'família 👩‍👩‍👧 日本 مرحبا'],
])('%j is shown as %j', (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test('counts have their plurals', () => {
  expect([counted(1, 'deck'), counted(2, 'deck'), counted(0, 'entry', 'entries')]).toEqual(['1 deck', '2 decks', '0 entries']);
});

test('a name made of a text is a name that a deck may hold, whatever the text begins with', () => {
  for (const text of ['What now?', '\u0301accent first', 'ａ wide', '!?', "don't", '\u200d']) expect(derivedId(text)).toMatch(idPattern);
});
