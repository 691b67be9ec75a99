import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileDecks } from '../../../src/build/decks.js';
import { advise } from '../../../src/core/advice/advise.js';
import { forms } from '../../../src/core/advice/form.js';
import { review } from '../../../src/core/review.js';
import { root } from '../../run.js';

const rows = (file: string) =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([id, text, verdict, fault, also = '', , half]) => ({ id, text: text!, verdict, faults: [fault, ...also.split(',')], half }));

const voices = rows('voices.tsv');
// Real questions from public repositories and transcripts; then questions in many voices, half of which were not looked
// at while the rules were made.
const sets = {
  'real questions': rows('questions.tsv'),
  'many voices': voices.filter(({ half }) => half === 'seen'),
  'many voices, held out': voices.filter(({ half }) => half === 'held'),
};

describe.each(Object.entries(sets))('of the %s', (_, questions) => {
  const told = questions.map((question) => ({ ...question, remark: advise(question.text) }));

  test('nine findings in ten are right', () => {
    const found = told.filter(({ remark }) => remark);
    const wrong = found.filter(({ remark, verdict, faults }) => verdict === 'good' || !faults.includes(remark!.form));
    expect(wrong.length).toBeLessThanOrEqual(found.length / 10);
  });

  test('good ones are let be', () => {
    const good = told.filter(({ verdict }) => verdict === 'good');
    expect(good.filter(({ remark }) => remark).map(({ text }) => text)).toEqual([]);
  });

  test('eight bad ones in ten are found', () => {
    const bad = told.filter(({ verdict }) => verdict === 'bad');
    expect(bad.filter(({ remark }) => remark).length).toBeGreaterThanOrEqual(bad.length * 0.8);
  });
});

test('the built-in decks need no advice', () => {
  const decks = compileDecks(join(root, 'decks'));
  const locate = () => ({ file: 'd', line: 1, column: 1 });
  expect(review(decks.map((deck) => ({ deck, locate, unnamed: new Set<string>() })))).toEqual([]);
});

describe('advice', () => {
  test.each([
    ['What do you know now?', undefined],
    ['Are you uneasy about this? If so, what about?', undefined],
    ['What season are you? Winter, spring, summer?', undefined],
    ['Have you ever considered moving house?', 'Have you ever considered'],
    ['So, don’t you think we should wait?', 'don’t you think we should'],
    ['What scares you? And why?', 'And why?'],
    ['“Why didn’t you call?” Who says that to you?', undefined],
    ['ΑΒΓ İİİ Why didn’t you?', 'Why didn’t you'],
  ])('on %s points to %s', (text, found) => {
    expect(advise(text)?.found).toBe(found);
  });

  test.each(forms)('named %s can be silenced', (form) => {
    for (const { text } of [...voices, ...sets['real questions']]) expect(advise(text, { allowed: [form] })?.form).not.toBe(form);
  });

  test('leaves lines alone that are no questions', () => {
    expect(advise('Form groups of three.', { question: false })).toBeUndefined();
    expect(advise('Form groups of three.')?.form).toBe('not-a-question');
  });

  test('comes to an end whatever the text', () => {
    for (const text of ['why '.repeat(50_000), `${'a'.repeat(200_000)}?`, `${' and what is'.repeat(20_000)}?`, `${'"'.repeat(99_999)}?`]) {
      expect(() => advise(text)).not.toThrow();
    }
  });
});
