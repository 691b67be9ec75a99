import { expect, test } from 'vitest';
import type { Prompt } from '../../src/core/deck.js';
import { answer, type Choice, drawn, question, roomQuestion, type State, start } from '../../src/menu/menu.js';

const prompt = (id: string, kind: string, more: Partial<Prompt> = {}): Prompt => ({
  id: `d/${id}`,
  deck: 'd',
  kind,
  text: id,
  language: 'en',
  ...more,
});
const prompts = [
  prompt('a', 'gifts', { how: 'How?', followups: ['Deeper?'] }),
  prompt('b', 'gifts', { listen: ['a pause'] }),
  prompt('c', 'gifts'),
  prompt('d', 'dissent'),
];
const kinds = new Map([
  ['dissent', 'a no'],
  ['gifts', ''],
  ['wants', 'none here'],
]);

/** What is shown after each of these answers. */
function walk(...choices: Choice[]): unknown[] {
  let state: State | undefined = start(prompts, kinds, 'kelp');
  return choices.map((choice) => {
    const step = answer(state!, choice);
    state = step.state;
    if (!step.shown) return state ? 'asked again' : 'left';
    return 'prompt' in step.shown ? step.shown.prompt.text : 'prompts' in step.shown ? step.shown.prompts.length : step.shown.lines;
  });
}

test('the first question offers the kinds there are, and a way out', () => {
  expect(question(start(prompts, kinds, 'x')).choices.map(({ name }) => name)).toEqual([
    'Anything',
    'Dissent - a no',
    'Gifts',
    'For a room, which remembers',
    'Quit',
  ]);
});

test('a kind is drawn without repeats until all of it has come, then again', () => {
  const six = walk('kind gifts', 'draw', 'draw', 'draw', 'draw', 'draw');
  expect(new Set(six.slice(0, 3))).toEqual(new Set(['a', 'b', 'c']));
  expect(new Set(six.slice(3))).toEqual(new Set(['a', 'b', 'c']));
});

test('coming back to a kind goes on where it was left', () => {
  const shown = walk('kind gifts', 'kinds', 'kind dissent', 'kinds', 'kind gifts', 'kinds', 'kind gifts');
  expect(new Set([shown[0], shown[4], shown[6]])).toEqual(new Set(['a', 'b', 'c']));
});

test('what a prompt has not is not offered', () => {
  const state = (current: Prompt): State => ({ ...start(prompts, kinds, 'x'), current });
  expect(question(state(prompts[2]!)).choices.map(({ value }) => value)).toEqual(['draw', 'kinds', 'print', 'quit']);
  expect(question(state(prompts[0]!)).choices.map(({ value }) => value)).toEqual(['draw', 'how', 'deeper', 'kinds', 'print', 'quit']);
});

test('all of a kind can be printed, and quitting leaves', () => {
  expect(walk('kind gifts', 'print', 'quit').slice(1)).toEqual([3, 'left']);
});

test('with a room, its pile says what comes next, whatever the menu drew before', () => {
  const state: State = { ...start(prompts, kinds, 'kelp'), room: 'board' };
  const step = answer(state, 'kind gifts');
  expect(step.wanted?.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  expect(step.shown).toBeUndefined();
  const next = drawn(step.state!, prompts[1]!);
  expect(next.shown).toEqual({ prompt: prompts[1] });
  expect(answer(next.state!, 'draw').wanted).toHaveLength(3);
});

test('a room is chosen among those there are, a new one, and none', () => {
  expect(roomQuestion(['board']).choices.map(({ value }) => value)).toEqual(['room board', 'new', 'none']);
  expect(question({ ...start(prompts, kinds, 'x'), room: 'board' }).choices.map(({ name }) => name)).toContain('Another room than board');
});
