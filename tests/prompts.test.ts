import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileDecks } from '../src/build/decks.js';
import { original, type Prompt, settings } from '../src/core/deck.js';
import { plain } from '../src/core/text.js';
import { root } from './run.js';

const decks = compileDecks(join(root, 'decks'));
const ofKind = (kind: string) => decks.find(({ name }) => name === kind)!.prompts.filter(({ source }) => source === original);
const seven = ['possibility', 'dissent', 'crossroads', 'ownership', 'commitment', 'contracting', 'gifts'];
const questions = [...seven, 'wants'].flatMap(ofKind);
const each = questions.map((prompt) => [prompt.id, prompt] as const);

const firstWords = /^(What|Where|Which|When|Who|Whom|Whose|To|For|With|From|In|At|On|If|Picture)\b/;
const banned =
  /\b(journey|space|authentic\w*|passion\w*|stakeholders?|learnings?|impact\w*|people|folks|get|gets|getting|take on|going forward|sprint|leverage|synergy|empower\w*|he|she|him|her|his|hers)\b|\bthe team should\b|\bto own\b|n't\b|'(re|ve|ll|d|m|s)\b|—|;/i;

describe('the style of a question', () => {
  test.each(each)('%s', (_, { text, kind, channels }) => {
    expect(text).toMatch(/^[^?!]+\?$/);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(20);
    expect(text).toMatch(firstWords);
    if (text.startsWith('Picture')) expect(kind).toBe('possibility');
    expect(text).not.toMatch(banned);
    // A question that speaks of the room leaves out whoever is not in one.
    if (/\broom\b/.test(text)) expect(channels).toEqual(['room', 'virtual']);
  });
});

describe('what stands beside a question', () => {
  test.each(each)('%s', (_, prompt) => {
    const { level, minutes, group, silence, edge, address, pair, principles, tags, followups, listen, kind } = prompt;
    for (const value of [level, minutes, group, edge, address, principles, tags]) expect(value).toBeDefined();
    expect([15, 60]).toContain(silence);
    // Two minutes to settle, the voices of a three, one to end, one more where a minute of silence comes first.
    expect(minutes).toBe({ 1: 8, 2: 9, 3: 12 }[edge!] + (silence === 60 ? 1 : 0));
    if (edge === 3) expect(group).toEqual([3, 3]);
    expect([followups?.length, listen?.length]).toEqual([2, 2]);
    for (const followup of followups!) expect(followup.split(' ').length).toBeLessThanOrEqual(12);
    if (['contracting', 'gifts', 'wants'].includes(kind)) expect(pair).toBeUndefined();
  });

  test('tags come from one short list', () => {
    const tags = new Set(questions.flatMap((prompt) => prompt.tags ?? []));
    expect(tags.size).toBeLessThanOrEqual(50);
    for (const tag of tags) expect(tag).toMatch(/^[a-z]+(-[a-z]+)?$/);
  });
});

describe('an inventory to choose from', () => {
  test.each(seven)('of %s', (kind) => {
    const prompts = ofKind(kind);
    expect(prompts.length).toBeGreaterThanOrEqual(24);
    const count = (test: (prompt: Prompt) => boolean) => prompts.filter(test).length;
    for (const edge of [1, 2, 3]) expect(count((prompt) => prompt.edge === edge)).toBeGreaterThanOrEqual(3);
    expect(count(({ edge }) => edge === 2)).toBeGreaterThanOrEqual(7);
    for (const level of ['individual', 'organization'] as const)
      expect(count((prompt) => prompt.level!.includes(level))).toBeGreaterThanOrEqual(6);
    expect(count(({ level }) => level!.includes('society'))).toBeGreaterThanOrEqual(1);
    const phone = count(({ channels }) => !channels || channels.includes('phone'));
    const strangers = count(({ settings: fit, edge }) => (!fit || fit.includes('town-hall')) && edge! < 3);
    expect(Math.min(phone, strangers)).toBeGreaterThanOrEqual(6);
    for (const setting of settings) expect(count(({ settings: fit }) => !fit || fit.includes(setting))).toBeGreaterThanOrEqual(6);
  });

  test('of wants, openers, closers and lines for small groups', () => {
    expect(ofKind('wants').length).toBeGreaterThanOrEqual(18);
    expect(decks.find(({ name }) => name === 'openers')!.prompts).toHaveLength(16);
    expect(decks.find(({ name }) => name === 'protocol')!.prompts.length).toBeGreaterThanOrEqual(12);
  });

  test('in which at most two in three begin with the same word', () => {
    for (const kind of [...seven, 'wants']) {
      const prompts = ofKind(kind);
      expect(prompts.filter(({ text }) => text.startsWith('What')).length / prompts.length).toBeLessThanOrEqual(2 / 3);
    }
  });
});

const small = new Set(
  'a an and any are as at be been before but by can could did do does for from had has have here how i if in into is it its may me more most my never no not now of on one or our so than that the their them then there they this to up us was we were what when where which who whom whose will with without would yet you your yours'.split(
    ' ',
  ),
);
const content = (text: string) =>
  (plain(text).match(/[a-z]+/g) ?? []).filter((word) => !small.has(word)).map((word) => word.replace(/(ing|ed|es|s)$/, ''));

/** Shared content words of two texts, of all they have (Dice's coefficient). */
function likeness(a: readonly string[], b: readonly string[]): number {
  const shared = new Set(a.filter((word) => b.includes(word))).size;
  return (2 * shared) / (new Set(a).size + new Set(b).size);
}

/** How many content words stand in the same order in both (longest common subsequence). */
function inOrder(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    for (let j = b.length; j > 0; j--) if (b[j - 1] === word) row[j] = Math.max(...row.slice(0, j)) + 1;
  }
  return Math.max(...row);
}

test('no two prompts of all decks are nearly alike: they share less than 0.7 of their content words', () => {
  const all = decks.flatMap((deck) => deck.prompts).map(({ id, text }) => ({ id, words: content(text) }));
  const alike = all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .flatMap((b) => (Math.min(a.words.length, b.words.length) >= 2 && likeness(a.words, b.words) >= 0.7 ? [`${a.id} ~ ${b.id}`] : [])),
  );
  expect(alike).toEqual([]);
});

test('no prompt comes close to a question that is public already: five content words in the same order', () => {
  const known = [
    'why was it important for you to be here today',
    'what is the crossroads you face at this stage of your work',
    'what have you done to contribute to the very thing you complain about or want to change',
    'what is the no you have been postponing',
    'what have you said yes to that you no longer really mean',
    'what promises are you willing to make with no expectation of return',
    'what is the price you are willing to pay',
    'what doubts and reservations do you have',
    'what forgiveness are you withholding',
    'what gift do you still hold in exile that no one knows about',
    'what gift have you received from another in this room',
    'how valuable an experience do you plan for this to be',
    'how much risk are you willing to take',
    'how invested are you in the well-being of the whole',
    'what can we create together that we cannot create alone',
  ].map(content);
  for (const { id, text } of questions) for (const one of known) expect(inOrder(content(text), one), id).toBeLessThan(5);
});

test('whoever converses in threes is told so in lines that can be said: twelve words to a sentence', () => {
  for (const { text } of decks.find(({ name }) => name === 'protocol')!.prompts) {
    for (const sentence of text.split(/(?<=[.?])\s+/)) expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(12);
    expect(text).not.toMatch(/report back|spokesperson|flip chart|parking lot|low-hanging/i);
  }
});
