import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
