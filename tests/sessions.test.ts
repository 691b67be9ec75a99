import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { line } from '../src/core/problem.js';
import { parseSession } from '../src/parse/session.js';
import { root } from './run.js';

const folder = join(root, 'decks', 'sessions');
const files = readdirSync(folder);

test.each(files)('%s has no problems', (file) => {
  const { problems } = parseSession(readFileSync(join(folder, file), 'utf8'), { name: file.replace('.yaml', ''), file });
  expect(problems.map(line)).toEqual([]);
});

test.each([
  ['open-space-half-day', 210, [12, 150]],
  ['open-space-day', 390, [20, 300]],
  ['world-cafe', 120, [12, 300]],
  ['world-cafe-short', 60, [12, 60]],
  ['appreciative-inquiry-half-day', 180, [6, 120]],
  ['appreciative-inquiry-short', 90, [6, 40]],
  ['art-of-convening', 90, [6, 20]],
  ['opener-10', 10, [3, 15]],
  ['cross-team-30', 30, [6, 24]],
  ['focus-60', 60, [6, 15]],
  ['education-75', 75, [12, 200]],
  ['strategy-90', 90, [6, 40]],
  ['town-hall-120', 120, [20, 300]],
  ['half-day-210', 210, [12, 80]],
  ['day-390', 390, [12, 120]],
])('%s usually takes %i minutes', (name, minutes, people) => {
  const { session } = parseSession(readFileSync(join(folder, `${name}.yaml`), 'utf8'), { name, file: name });
  expect(session!.blocks.reduce((sum, block) => sum + block.minutes[1], 0)).toBe(minutes);
  expect(session!.people).toEqual(people);
});

describe('what a session has said aloud', () => {
  const sessions = files.map((file) => parseSession(readFileSync(join(folder, file), 'utf8'), { name: file, file }).session!);
  const lines = sessions.flatMap(({ name, blocks }) => blocks.flatMap((block) => (block.say ?? []).map((line) => [name, line] as const)));

  test('is in sentences of at most twelve words, one or two to a line', () => {
    for (const [name, line] of lines) {
      const sentences = line.split(/(?<=[.?!]) /);
      expect(sentences.length, `${name}: ${line}`).toBeLessThanOrEqual(3);
      for (const sentence of sentences) expect(sentence.split(/\s+/).length, `${name}: ${line}`).toBeLessThanOrEqual(12);
    }
  });

  test('asks for no report', () => {
    for (const [name, line] of lines) expect(line, name).not.toMatch(/report back|spokesperson|flip chart|parking lot|low-hanging/i);
  });

  test('and every small group has a question or goes on with one', () => {
    for (const { name, blocks } of sessions) {
      for (const block of blocks.filter(({ form }) => ['groups', 'pairs', 'tables', 'sixes'].includes(form))) {
        expect(Boolean(block.draw ?? block.ask ?? block.prompts), `${name}: ${block.title}`).toBe(true);
      }
    }
  });

  test('the order is kept: a small group first, dissent never first, a promise after a free no or one’s own part, gifts at the end', () => {
    const shapes = sessions.filter(({ source }) => source === 'original');
    expect(shapes).toHaveLength(8);
    for (const { name, blocks } of shapes) {
      const kinds = blocks.flatMap(({ draw }) => (draw ?? []).map(({ kind }) => kind));
      expect(kinds[0], name).not.toBe('dissent');
      const promise = kinds.indexOf('commitment');
      if (promise >= 0)
        expect(
          kinds.slice(0, promise).some((kind) => ['ownership', 'dissent'].includes(kind)),
          name,
        ).toBe(true);
      if (kinds.includes('gifts')) expect(kinds.indexOf('gifts'), name).toBeGreaterThanOrEqual(kinds.length - 2);
      const first = blocks.find(({ draw }) => draw)!;
      expect(['groups', 'pairs'], name).toContain(first.form);
      // What may be left out never takes the only free no, or the only owning up, before a promise.
      const firm = blocks.filter(({ cut }) => cut === undefined).flatMap(({ draw }) => (draw ?? []).map(({ kind }) => kind));
      if (promise >= 0)
        expect(
          firm.some((kind) => ['ownership', 'dissent'].includes(kind)),
          name,
        ).toBe(true);
    }
  });
});
