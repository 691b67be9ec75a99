import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line } from '../../src/core/problem.js';
import { parseSessionOrPlan } from '../../src/parse/plan.js';
import { root } from '../run.js';

const folder = join(import.meta.dirname, 'sessions');
const atHand = { date: '2026-11-23', timeZone: 'UTC', seed: 'kelp' };
const parsed = (text: string, file = 's.yaml') => parseSessionOrPlan(text, { name: 's', file, atHand });

describe('every problem of a session or an agenda is told at once, with its place', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', async (file) => {
    const { problems, agenda, session } = parsed(readFileSync(join(folder, file), 'utf8'), file);
    await expect(`${problems.map(line).join('\n')}\n`).toMatchFileSnapshot(join(folder, file.replace(/yaml$/, 'out')));
    expect(agenda).toBeUndefined();
    expect(session === undefined || problems.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});

test('minutes may be one, two or three', () => {
  const minutes = (written: string) =>
    parsed(`title: t\npeople: 6\nblocks:\n  - {title: A, minutes: ${written}, form: open}\n`).session!.blocks[0]!.minutes;
  expect([minutes('5'), minutes('[4, 8]'), minutes('[4, 5, 8]')]).toEqual([
    [5, 5, 5],
    [4, 6, 8],
    [4, 5, 8],
  ]);
});

test('blocks of the same title have names of their own, whichever are left out', () => {
  const { session } = parsed(
    'title: t\npeople: 6\nblocks:\n  - {title: Sharing, minutes: 5, form: sharing}\n  - {title: "Sharing!", minutes: 5, form: sharing}\n  - {id: sharing, title: C, minutes: 5, form: open}\n',
  );
  expect(session!.blocks.map(({ id }) => id)).toEqual(['sharing-2', 'sharing-3', 'sharing']);
});

test('a start makes it an agenda; written by hand, it needs little', () => {
  const { agenda } = parsed(
    'title: Ours\npeople: 7\nstart: "23:50"\nblocks:\n  - {title: Meet, minutes: 15, form: groups, prompts: ["What is new?"]}\n  - {title: End, minutes: 5, form: circle}\n',
  );
  expect(agenda).toMatchObject({
    session: 's',
    seed: 'kelp',
    date: '2026-11-23',
    start: '23:50',
    end: '00:10',
    minutes: 20,
    channel: 'room',
  });
  expect(agenda!.blocks[0]).toMatchObject({
    start: '23:50',
    end: '00:05',
    groups: [4, 3],
    minutesPerVoice: 3,
    range: [10, 23],
    prompts: [{ text: 'What is new?', kind: 'other' }],
  });
});

test('more blocks than any meeting has are refused, not read', () => {
  const { problems } = parsed(`title: t\npeople: 6\nblocks:\n${'  - {title: A, minutes: 1, form: open}\n'.repeat(20_000)}`);
  expect(problems.map(line)).toEqual(['s.yaml:3:1: "blocks" should be 200 at most, not "20000"']);
});

test('a start that no clock shows is told', () => {
  const plan =
    'title: t\npeople: 6\nstart: "02:30"\ndate: 2026-03-29\ntimeZone: Europe/Berlin\nblocks:\n  - {title: A, minutes: 5, form: open}\n';
  expect(parsed(plan).problems.map(line)).toEqual([
    's.yaml:3:1: "start" should be a time that clocks in Europe/Berlin show on 2026-03-29, when they are set forward, not "02:30"',
  ]);
});

describe('whatever a file holds', () => {
  const sessions = join(root, 'decks', 'sessions');
  const good = readdirSync(sessions).map((file) => readFileSync(join(sessions, file), 'utf8'));
  const plans = [
    'title: Ours\npeople: 7\nstart: "23:50"\ndate: 2026-03-29\ntimeZone: Europe/Berlin\nblocks:\n  - {title: Meet, minutes: 15, form: groups, prompts: ["What?"], say: ["{{each}} x"], script: ["{{each}} x"]}\n',
  ];
  const mutated = fc
    .tuple(
      fc.constantFrom(...good, ...plans, ...plans),
      fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom(...'\t\n\r:#-[]{}"\'|>&*!%@`,? \0\x1b\ufeffé𝕏0129')), { maxLength: 6 }),
    )
    .map(([text, edits]) =>
      edits.reduce((t, [at, cut, put]) => t.slice(0, at % (t.length + 1)) + put + t.slice((at % (t.length + 1)) + cut), text),
    );

  test('reading it never throws, and what is accepted has no unsafe character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated), (text) => {
        const { session, agenda, problems } = parsed(text);
        expect(session !== undefined || agenda !== undefined || problems.length > 0).toBe(true);
        expect(JSON.stringify(session ?? agenda ?? {})).not.toMatch(/\\u00[01]/);
        for (const problem of problems) expect(line(problem)).not.toMatch(/[\n\r]/);
      }),
      { numRuns: 500 },
    );
  }, 120_000);
});
